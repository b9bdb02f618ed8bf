"""A key is named and never stored: everything that a full run leaves behind is searched for it."""

from __future__ import annotations

import io
import json
import logging
import pickle
import traceback
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import pytest
from ask import KEY
from fault_server import DRAFT, Reply, answer, error, raw, reset, serving

from briefer.cli.main import main
from briefer.config import load
from briefer.domain.article import Article
from briefer.errors import BrieferError
from briefer.wiring import backend, summariser

TENANT = "tenant-secret-0987654321"
PROXY = "pw-of-the-proxy"
SECRETS = (KEY, TENANT, PROXY)
ECHO = raw(f'{{"error": {{"message": "the key {KEY} of {TENANT} is over its limit"}}}}'.encode(), status=500)


def _configuration(folder: Path, url: str) -> Path:
    (folder / "article.txt").write_text(
        "Ministers opened trade talks on Monday, and said that they would go on for a week."
    )
    file = folder / "briefer.toml"
    file.write_text(
        f"""
backend = "mock"
cache = "cache"
trace = "trace.jsonl"
[backends.mock]
kind = "openai"
base_url = "{url}"
model = "mock-1"
api_key_env = "MOCK_KEY"
headers = {{X-Tenant = "TENANT"}}
record = "recordings"
temperature = 0
limits = {{attempts = 2, max_wait = 0.1}}
timeout = 30
""",
        encoding="utf-8",
    )
    return file


@pytest.mark.parametrize(
    "plan",
    [(answer(DRAFT),), (error(429, retry_after_ms="1"), answer(DRAFT)), (ECHO, ECHO), (reset(),), (error(401, KEY),)],
    ids=["answered", "retried", "echoed in an error", "reset", "denied"],
)
def test_no_trace_of_a_run_holds_a_secret(
    plan: tuple[Reply, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("MOCK_KEY", KEY)
    monkeypatch.setenv("TENANT", TENANT)
    said = io.StringIO()
    with serving(*plan) as server:
        file = _configuration(tmp_path, server.url)
        for options in (["--format", "json"], ["--format", "html"], ["--format", "markdown", "--debug"]):
            arguments = ["brief", str(tmp_path / "article.txt"), "--config", str(file), *options]
            with redirect_stdout(said), redirect_stderr(said):
                try:
                    main([*arguments, "--output", str(tmp_path / f"out.{options[1]}")])
                except (SystemExit, BrieferError):  # with --debug an error ends as the traceback that Python prints
                    traceback.print_exc()
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert server.asked[0].headers["x-tenant"] == TENANT
    written = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert any(path.name == "trace.jsonl" for path in written)
    everything = said.getvalue().encode() + caplog.text.encode() + b"".join(written.values())
    assert not [secret for secret in SECRETS if secret.encode() in everything]


def test_no_repr_error_traceback_or_pickle_holds_a_secret(tmp_path: Path) -> None:
    environment = {"MOCK_KEY": KEY, "TENANT": TENANT, "HTTP_PROXY": f"http://me:{PROXY}@proxy.invalid:3128"}
    with serving(ECHO) as server:
        loaded = load(_configuration(tmp_path, server.url), environment=environment)
        pipeline = summariser(loaded)
        article = Article((tmp_path / "article.txt").read_text())
        with pytest.raises(BrieferError) as caught:
            pipeline.brief(article)
    error_ = caught.value
    shown = [
        repr(loaded),
        repr(loaded.config),
        repr(pipeline),
        repr(backend("mock", loaded)),
        repr(error_),
        error_.line,
    ]
    shown += ["".join(traceback.format_exception(error_)), repr(pickle.dumps(error_))]
    assert not [secret for secret in SECRETS for text in shown if secret in text]


@pytest.mark.parametrize(
    "reply",
    [
        error(400, "x" * 180 + " " + KEY),
        error(302, location="https://elsewhere.example/" + "x" * 160 + KEY),
        answer(message={"content": None, "refusal": f"I cannot {KEY}"}),
        answer(DRAFT.replace("Trade talks", KEY), model=KEY, id=KEY),
        raw(json.dumps({"error": {"message": "y" * 170 + KEY}}).replace("sk-", r"s\u006b-").encode(), status=400),
    ],
    ids=["cut in an error", "cut in a redirect", "in a refusal", "in an answer", "escaped"],
)
def test_a_key_that_the_server_repeats_is_blotted_out_before_anything_is_cut(
    reply: Reply, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOCK_KEY", KEY)
    monkeypatch.setenv("TENANT", TENANT)
    said = io.StringIO()
    with serving(reply) as server:
        file = _configuration(tmp_path, server.url)
        arguments = ["brief", str(tmp_path / "article.txt"), "--config", str(file), "--format", "html"]
        with redirect_stdout(said), redirect_stderr(said), suppress(SystemExit):
            main([*arguments, "--output", str(tmp_path / "out.html")])
    assert server.count
    everything = said.getvalue() + "".join(p.read_text("utf-8") for p in tmp_path.rglob("*") if p.is_file())
    assert KEY[:6] not in everything


def _said(*arguments: str) -> str:
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said), suppress(SystemExit):
        main(list(arguments))
    return said.getvalue()


@pytest.mark.parametrize("key", ['api_key_env = "{}"', 'headers = {{X-Key = "{}"}}', 'tls = {{proxy_env = "{}"}}'])
@pytest.mark.parametrize("pasted", [KEY, "gsk_0123456789abcdefABCDEF", "0123456789abcdef0123456789abcdef"])
def test_a_key_pasted_in_place_of_its_variable_is_refused_and_not_repeated(
    key: str, pasted: str, tmp_path: Path
) -> None:
    file = tmp_path / "briefer.toml"
    file.write_text(f'[backends.mock]\nkind = "openai"\nmodel = "m"\n{key.format(pasted)}\n')
    for command in (["brief", "-", "--backend", "mock"], ["config", "show"], ["backend", "list"]):
        said = _said(*command, "--config", str(file))
        assert "no name of an environment variable" in said
        assert pasted[4:] not in said


@pytest.mark.parametrize(
    "address", ["http://me:secret-pw@host/v1", "htp://me:secret-pw@host", "http://me:secret-pw@[x"]
)
def test_no_command_shows_the_password_of_an_address(address: str, tmp_path: Path) -> None:
    file = tmp_path / "briefer.toml"
    file.write_text(f'[backends.mock]\nkind = "openai"\nmodel = "m"\nbase_url = "{address}"\n')
    for command in (["config", "show"], ["backend", "list"], ["backend", "check", "mock"]):
        said = _said(*command, "--config", str(file))
        assert "mock" in said
        assert "secret-pw" not in said
