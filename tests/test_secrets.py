"""A key is named and never stored: everything that a full run leaves behind is searched for it."""

from __future__ import annotations

import io
import logging
import pickle
import traceback
from contextlib import redirect_stderr, redirect_stdout
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
timeout = 5
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
