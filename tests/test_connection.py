"""How servers are reached: keys by name, addresses checked, proxies, private certificates."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from ask import KEY, configured, request
from fault_server import answer, error, raw, serving

from briefer.backends.connection import Connection
from briefer.config import load
from briefer.connecting import connection
from briefer.errors import ConfigError, KeyMissing, Unreachable

HERE = "http://127.0.0.1:1/v1"


def test_the_key_goes_into_the_header_and_nowhere_else(tmp_path: Path) -> None:
    with serving(answer()) as server:
        configured(tmp_path, server.url).complete(request())
    (asked,) = server.asked
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in str(asked.body) + asked.path


@pytest.mark.parametrize(
    ("base_url", "asked"),
    [
        ("https://h/v1", "https://h/v1/chat/completions"),
        ("https://h/openai/v1/", "https://h/openai/v1/chat/completions"),
        ("https://h", "https://h/chat/completions"),
        ("https://h/v1?api-version=2", "https://h/v1/chat/completions?api-version=2"),
    ],
)
def test_the_address_is_put_together_whatever_its_ending(base_url: str, asked: str) -> None:
    assert Connection(base_url).chat == asked


def test_a_local_server_needs_no_key(tmp_path: Path) -> None:
    with serving(answer()) as server:
        configured(tmp_path, server.url, api_key_env=None).complete(request())
    assert server.asked[0].headers["authorization"] == "Bearer none"


def test_headers_take_their_values_from_the_environment(tmp_path: Path) -> None:
    environment = {"TENANT": "press-office"}
    with serving(answer()) as server:
        configured(tmp_path, server.url, headers={"X-Tenant": "TENANT"}, environment=environment).complete(request())
    assert server.asked[0].headers["x-tenant"] == "press-office"


def test_the_sdk_takes_nothing_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "from-the-environment")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Stray: from-the-environment")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with serving(answer()) as server:
        configured(tmp_path, server.url).complete(request())
    assert "from-the-environment" not in str(server.asked[0].headers)


@pytest.mark.parametrize("variable", ["MISSING_KEY", "BLANK_KEY"])
def test_a_missing_key_is_named_before_anything_is_sent(variable: str, tmp_path: Path) -> None:
    with serving(answer()) as server:
        with pytest.raises(KeyMissing, match=f"'mock' needs {variable}") as caught:
            configured(tmp_path, server.url, api_key_env=variable, environment={"BLANK_KEY": "  "})
        assert server.count == 0
    assert caught.value.exit_code == 2


def test_a_key_that_no_header_can_carry_is_told_without_showing_it(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match="no header can carry") as caught:
        configured(tmp_path, HERE, environment={"MOCK_KEY": "sk-smart“quote”"})
    assert "smart" not in caught.value.line


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"base_url": "127.0.0.1:8080/v1"}, "no address"),
        ({"base_url": "ftp://host/v1"}, "no address"),
        ({"base_url": "http://host:port/v1"}, "no address"),
        ({"base_url": "http://user:secret-word@host/v1"}, "holds a password"),
        ({"tls": {"proxy": "http://user:secret-word@proxy:3128"}}, "holds a password"),
        ({"model": None}, "names no model"),
        ({"tls": {"ca_file": "nowhere.pem"}}, "ca_file"),
    ],
)
def test_a_table_that_cannot_work_is_refused(keys: dict[str, object], says: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        configured(tmp_path, **({"url": HERE} | keys)).complete(request())  # type: ignore[arg-type]  # keys of the table
    assert says in caught.value.line
    assert "secret-word" not in caught.value.line


def _proxy(folder: Path, base_url: str, environment: dict[str, str], tls: str = "{}") -> str | None:
    file = folder / "briefer.toml"
    file.write_text(f'[backends.b]\nkind = "openai"\nbase_url = "{base_url}"\nmodel = "m"\ntls = {tls}\n')
    loaded = load(file, environment=environment)
    return connection("b", loaded.config.backends["b"], loaded).proxy


def test_proxies_come_from_the_table_or_else_from_the_environment(tmp_path: Path) -> None:
    env = {"HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "intra.example, .local"}
    assert _proxy(tmp_path, "https://api.example/v1", env) == "http://proxy:3128"
    assert _proxy(tmp_path, "https://api.example/v1", env, '{proxy = ""}') is None
    assert _proxy(tmp_path, "https://api.example/v1", env, '{proxy = "http://other:1"}') == "http://other:1"
    assert _proxy(tmp_path, "https://a.intra.example/v1", env) is None
    assert _proxy(tmp_path, "https://notintra.example/v1", env) == "http://proxy:3128"
    assert _proxy(tmp_path, "http://api.example/v1", env) is None
    assert _proxy(tmp_path, "http://localhost:1/v1", {"HTTP_PROXY": "http://proxy:3128"}) is None
    secret = {"P": "http://me:pw-of-the-proxy@proxy:3128"}
    assert _proxy(tmp_path, "https://api.example/v1", secret, '{proxy_env = "P"}') == secret["P"]


def test_a_request_goes_through_the_proxy_with_the_proxys_own_password(tmp_path: Path) -> None:
    with serving(answer()) as proxy:
        address = proxy.url.removesuffix("/v1").replace("//", "//me:pw-of-the-proxy@")
        asked = configured(tmp_path, "http://model.invalid/v1", tls={"proxy_env": "P"}, environment={"P": address})
        asked.complete(request())
        assert "pw-of-the-proxy" not in repr(asked)
    (sent,) = proxy.asked
    assert sent.path == "http://model.invalid/v1/chat/completions"
    assert sent.headers["proxy-authorization"].startswith("Basic ")


def test_a_proxy_that_refuses_is_named_without_its_password(tmp_path: Path) -> None:
    with serving(error(407, "who are you?")) as proxy:
        address = proxy.url.removesuffix("/v1").replace("//", "//me:pw-of-the-proxy@")
        asked = configured(
            tmp_path,
            "https://model.invalid/v1",
            tls={"proxy_env": "P"},
            environment={"P": address},
            limits={"attempts": 1},
        )
        with pytest.raises(Unreachable, match="407") as caught:
            asked.complete(request())
    assert proxy.asked[0].method == "CONNECT"
    assert "authorization" not in proxy.asked[0].headers
    assert "pw-of-the-proxy" not in caught.value.line


@pytest.fixture(scope="module")
def private_ca(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the certificate of a private authority that vouches for 127.0.0.1, made for this run."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl command to make a certificate")
    folder = tmp_path_factory.mktemp("ca")
    command = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -addext subjectAltName=IP:127.0.0.1"
    subprocess.run(
        [openssl, *command.split(), "-keyout", "key.pem", "-out", "ca.pem"], cwd=folder, check=True, capture_output=True
    )
    yield folder
    (folder / "key.pem").unlink()


def _with_tls(folder: Path, *, ask_client: bool = False) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    if ask_client:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(folder / "ca.pem")
    return context


def test_a_private_authority_is_trusted_by_configuration_alone(private_ca: Path, tmp_path: Path) -> None:
    context = _with_tls(private_ca)
    limits = {"attempts": 1}
    with serving(answer(), wrap=lambda s: context.wrap_socket(s, server_side=True)) as server:
        trusting = configured(
            tmp_path, server.url, tls={"ca_file": str(private_ca / "ca.pem")}, limits=limits, timeout=60
        )
        assert trusting.complete(request()).finish == "stop"
        careless = configured(tmp_path, server.url, tls={"verify": False}, limits=limits, timeout=60)
        assert careless.complete(request()).finish == "stop"
        with pytest.raises(Unreachable, match="certificate") as caught:
            configured(tmp_path, server.url, limits=limits, timeout=60).complete(request())
    assert "tls.ca_file" in caught.value.line


def test_a_certificate_of_our_own_is_shown_to_the_server(private_ca: Path, tmp_path: Path) -> None:
    context = _with_tls(private_ca, ask_client=True)
    pem = {"ca_file": str(private_ca / "ca.pem")}
    with serving(answer(), wrap=lambda s: context.wrap_socket(s, server_side=True)) as server:
        mine = pem | {"client_cert": str(private_ca / "ca.pem"), "client_key": str(private_ca / "key.pem")}
        assert configured(tmp_path, server.url, tls=mine, timeout=60).complete(request()).finish == "stop"
        with pytest.raises(Unreachable):
            configured(tmp_path, server.url, tls=pem, limits={"attempts": 1}, timeout=60).complete(request())


def test_an_answer_that_repeats_the_key_in_an_error_does_not_spread_it(tmp_path: Path) -> None:
    echo = raw(f'{{"error": {{"message": "key {KEY} of tenant press-office-secret is unknown"}}}}'.encode(), status=403)
    with serving(echo) as server:
        asked = configured(tmp_path, server.url, headers={"X": "T"}, environment={"T": "press-office-secret"})
        with pytest.raises(Exception, match=r"key \*\*\* of tenant \*\*\* is unknown"):
            asked.complete(request())
