"""Ctrl-C and SIGTERM: what was sent is waited for and kept, nothing more is sent, and a second signal ends at once."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import press
import pytest
from batch_server import batching
from commandline import run, start
from fault_server import Asked, FaultServer, answer, error, serving
from loopback_web import answer as page
from loopback_web import news_page, site
from notices import corpus

AT_ONCE = 2
DRAFT = json.dumps({"bottom_line": "A port opened.", "actors": [], "commitments": [], "risks": [], "reactions": []})


@contextmanager
def held() -> Iterator[tuple[FaultServer, threading.Event]]:
    """A server that answers what it is asked once it may."""
    may = threading.Event()

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        return may.wait(60) and answer(DRAFT)(peer, asked, over)

    with serving(reply) as server:
        try:
            yield server, may
        finally:
            may.set()


def desk(folder: Path, server: FaultServer, *, articles: int = 6, grace: float = 60) -> Path:
    """A configuration with a folder of articles and a server that briefs two at once."""
    (folder / "news").mkdir()
    for number in range(articles):
        words = " ".join(f"word{number}x{n}" for n in range(30))
        (folder / "news" / f"{number}.txt").write_text(f"The port of {words} opened.\n", encoding="utf-8")
    config = folder / "briefer.toml"
    config.write_text(
        f'backend = "server"\ncache = "cache"\narchive = "archive.sqlite"\nconcurrency = {AT_ONCE}\ngrace = {grace}\n\n'
        f'[backends.server]\nkind = "openai"\nbase_url = "{server.url}"\nmodel = "mock-1"\nanswers = "text"\n\n'
        '[[sources]]\nname = "news"\npath = "news"\n',
        encoding="utf-8",
    )
    return config


def told(process: subprocess.Popen[str]) -> str:
    """The next line that the process says on stderr."""
    assert process.stderr
    return process.stderr.readline()


def ended(process: subprocess.Popen[str], asks: signal.Signals, may: threading.Event | None) -> tuple[str, str]:
    """What a process that is asked to end still prints: once its server `may` answer, or asked twice where that never may."""
    process.send_signal(asks)
    told(process)
    if may:
        may.set()
    else:
        process.send_signal(asks)
    return process.communicate(timeout=60)


def kept(folder: Path) -> tuple[int, int]:
    """How many answers and how many briefs are in the archive."""
    with closing(sqlite3.connect(folder / "archive.sqlite")) as database:
        (answers,) = database.execute("SELECT count(*) FROM answers").fetchone()
        (briefs,) = database.execute("SELECT count(*) FROM briefs").fetchone()
    return answers, briefs


@pytest.mark.parametrize("asks", [signal.SIGTERM, signal.SIGINT])
def test_what_was_sent_is_waited_for_and_kept_and_nothing_more_is_sent(asks: signal.Signals, tmp_path: Path) -> None:
    with held() as (server, may):
        config = desk(tmp_path, server)
        process = start("daily", "--config", config, "--quiet")
        server.reached(AT_ONCE)
        process.send_signal(asks)
        assert told(process) == (
            "briefer: stopping: what was sent is waited for, at most 60 s; a second signal ends at once\n"
        )
        may.set()
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (130, "")
        assert err == "briefer: interrupted: 2 of 6 articles are briefed and kept: run again to go on\n"
        assert server.count == AT_ONCE, "nothing was sent after the signal"
        assert kept(tmp_path) == (AT_ONCE, AT_ONCE)
        assert not (tmp_path / "editions").exists()
        again = start("daily", "--config", config, "--quiet")
        again.communicate(timeout=60)
        assert (again.returncode, server.count) == (0, 6), "what was kept is not asked again"


def test_a_second_signal_ends_at_once(tmp_path: Path) -> None:
    with held() as (server, _):
        process = start("daily", "--config", desk(tmp_path, server), "--quiet")
        server.reached(AT_ONCE)
        _, err = ended(process, signal.SIGTERM, None)
        assert (process.returncode, err) == (
            130, "briefer: interrupted: 0 of 6 articles are briefed and kept: run again to go on\n"
        )  # fmt: skip


def test_an_answer_that_does_not_come_is_waited_for_as_long_as_configured(tmp_path: Path) -> None:
    with held() as (server, _):
        process = start("daily", "--config", desk(tmp_path, server, grace=0.2), "--quiet")
        server.reached(AT_ONCE)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 130
        assert "0 of 6 articles" in err


def test_briefing_many_files_prints_what_was_on_its_way_and_ends(tmp_path: Path) -> None:
    with held() as (server, may):
        config = desk(tmp_path, server)
        process = start("brief", tmp_path / "news", "--config", config, "--format", "json")
        server.reached(AT_ONCE)
        out, err = ended(process, signal.SIGTERM, may)
        assert (process.returncode, server.count) == (130, AT_ONCE)
        assert [json.loads(line)["article"]["id"] for line in out.splitlines()] == ["0", "1"]
        assert err == "briefer: interrupted: 2 of 6 articles briefed: what was finished is kept: run again to go on\n"


def test_a_run_that_waits_to_try_again_ends_without_trying(tmp_path: Path) -> None:
    with serving(error(429, retry_after="50")) as server:
        process = start("daily", "--config", desk(tmp_path, server), "--quiet")
        server.reached(AT_ONCE)
        process.send_signal(signal.SIGINT)
        told(process)
        process.communicate(timeout=30)
        assert (process.returncode, server.count) == (130, AT_ONCE)


def test_no_further_page_is_fetched_once_the_run_should_end(tmp_path: Path) -> None:
    asked, may = threading.Event(), threading.Event()

    def slowly(handler: BaseHTTPRequestHandler) -> None:
        asked.set()
        may.wait(60)
        page(news_page())(handler)

    with site() as web:
        press.publish(web, "2026-03-10")
        for piece in press.pieces(press.PARANA):
            web.pages[piece.path] = slowly
        process = start("daily", "--date", "2026-03-10", "--config", press.settings(web, tmp_path), "--quiet")
        assert asked.wait(60)
        _, err = ended(process, signal.SIGTERM, may)
        assert (process.returncode, err) == (130, "briefer: interrupted; what was finished is kept\n")
        assert sum(path.endswith(".html") for path, _ in web.seen) == 1


def test_recording_keeps_what_was_on_its_way_and_goes_on_with_the_rest(tmp_path: Path) -> None:
    with held() as (server, may):
        config, recs = desk(tmp_path, server), tmp_path / "recs"
        where = [f"--config={config}", f"--corpus={corpus(tmp_path, 6)}", f"--recordings={recs}"]
        process = start("recordings", "record", "server", *where)
        server.reached(AT_ONCE)
        out, err = ended(process, signal.SIGTERM, may)
        assert (process.returncode, out, server.count) == (130, "", AT_ONCE)
        assert err == (
            "a1: recorded\na2: recorded\n"
            f"briefer: interrupted: 2 answers are in {recs / 'server'}: what was finished is kept: run again to go on\n"
        )
        assert sorted(path.name for path in recs.rglob("*.json")) == ["a1.json", "a2.json"]
        assert (run("recordings", "record", "server", *where).code, server.count) == (0, 6)


@pytest.mark.parametrize("signals", [1, 2])
def test_an_evaluation_ends_without_a_scorecard_and_goes_on_with_the_rest(signals: int, tmp_path: Path) -> None:
    with held() as (server, may):
        where = [f"--config={desk(tmp_path, server)}", f"--corpus={corpus(tmp_path, 6)}", "--backend=server"]
        process = start("eval", "run", *where)
        server.reached(AT_ONCE)
        out, err = ended(process, signal.SIGINT, may if signals == 1 else None)
        assert (process.returncode, out, server.count) == (130, "", AT_ONCE)
        made = AT_ONCE if signals == 1 else 0
        assert err == f"briefer: interrupted: {made} of 6 briefs made: what was finished is kept: run again to go on\n"
        may.set()
        assert run("eval", "run", *where).code == 0
        assert server.count == AT_ONCE + 6 - made


def test_a_batch_whose_upload_was_on_its_way_is_submitted_by_the_next_run(tmp_path: Path) -> None:
    arrived, may = threading.Event(), threading.Event()

    def gate(_: str) -> None:
        arrived.set()
        may.wait(60)

    with held() as (server, _), batching(gate=gate) as batches:
        config = desk(tmp_path, server, articles=2)
        config.write_text(config.read_text(encoding="utf-8").replace(server.url, batches.url), encoding="utf-8")
        given: list[str | Path] = ["--max-lines", "1", "--config", config]
        assert run("batch", "export", tmp_path / "x.jsonl", tmp_path / "news", *given).code == 0
        files = [tmp_path / "x.1.jsonl", tmp_path / "x.2.jsonl"]
        process = start("batch", "submit", *files, "--config", config)
        assert arrived.wait(60)
        out, err = ended(process, signal.SIGTERM, may)
        assert (process.returncode, out, batches.asked) == (130, "", ["POST /v1/files"])
        assert err == "briefer: interrupted: 0 of 2 files submitted: what was finished is kept: run again to go on\n"
        assert run("batch", "submit", *files, "--config", config).code == 0
        assert (batches.asked.count("POST /v1/files"), len(batches.batches)) == (2, 2)
