"""Recording asks as many articles at once as configured, keeps each answer as it arrives, and tells of them in their order."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

from commandline import run, start
from fault_server import Asked, FaultServer, answer, error, serving
from notices import corpus

from briefer.backends.recordings import load

AT_ONCE = 3
ARTICLES = 6
NAMES = [f"a{number}" for number in range(1, ARTICLES + 1)]


def arguments(folder: Path, server: FaultServer, at_once: int = AT_ONCE) -> list[str | Path]:
    """What records the answers of `server` about a corpus of articles."""
    (folder / "briefer.toml").write_text(
        f'cache = "cache"\nconcurrency = {at_once}\n[backends.server]\nkind = "openai"\nbase_url = "{server.url}"\n'
        'model = "mock-1"\nanswers = "text"\nlimits = {attempts = 1}\nmax_output_tokens = 1000\n'
        "price = {prompt = 0.0, completion = 1000.0}\n",
        encoding="utf-8",
    )
    where = {"--config": folder / "briefer.toml", "--corpus": corpus(folder, ARTICLES), "--recordings": folder / "recs"}
    return ["recordings", "record", "server", *(f"{name}={value}" for name, value in where.items())]


def number(asked: Asked) -> int:
    """Of which article a request is."""
    said = str(asked.body["messages"])
    return next(n for n in range(1, ARTICLES + 1) if f"Notice {n}." in said)


def recorded(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "recs").rglob("*.json"))


def test_as_many_requests_as_configured_are_at_the_server_at_once(tmp_path: Path) -> None:
    waves, under_way, most, lock = threading.Barrier(AT_ONCE), 0, 0, threading.Lock()

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        waves.wait(30)  # is passed by AT_ONCE requests together, or by none
        with lock:
            under_way -= 1
        return answer()(peer, asked, over)

    with serving(reply) as server:
        ran = run(*arguments(tmp_path, server))
    assert (ran.code, server.count, most) == (0, ARTICLES, AT_ONCE), ran.err


def test_an_answer_is_kept_as_it_arrives_and_told_in_the_order_of_the_articles(tmp_path: Path) -> None:
    may = threading.Event()

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        return (number(asked) > 1 or may.wait(60)) and answer()(peer, asked, over)

    with serving(reply) as server:
        process = start(*arguments(tmp_path, server, at_once=2))
        server.reached(4)  # the first is held; whoever asks for the fourth has kept the second and the third
        early = recorded(tmp_path)
        may.set()
        out, err = process.communicate(timeout=60)
    assert {"a2", "a3"} <= set(early)
    assert "a1" not in early
    assert err.splitlines() == [f"{name}: recorded" for name in NAMES]
    assert (process.returncode, out) == (0, f"{ARTICLES} answers are in {tmp_path / 'recs' / 'server'}\n")


def test_what_fails_is_told_in_its_place_and_asked_for_again(tmp_path: Path) -> None:
    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        return (error(500) if number(asked) == 2 else answer())(peer, asked, over)

    with serving(reply) as server:
        ran = run(*arguments(tmp_path, server))
        assert ran.code == 3
        assert [line.partition(":")[0] for line in ran.err.splitlines()] == NAMES
        assert "a2: server: " in ran.err
    assert recorded(tmp_path) == [name for name in NAMES if name != "a2"]
    with serving(answer()) as server:
        assert (run(*arguments(tmp_path, server)).code, server.count) == (0, 1)


def test_a_cap_stops_before_it_is_passed_and_what_was_paid_for_is_kept_and_told(tmp_path: Path) -> None:
    with serving(answer()) as server:  # an answer costs 0.02 USD, and might cost 1
        ran = run(*arguments(tmp_path, server), "--max-cost", "1.03")
        assert (ran.code, ran.out, server.count) == (4, "", 2)
        *told, why = ran.err.splitlines()
        assert why.startswith("briefer: 0.0400 of 1.03 USD are spent, and the next request may cost")
    assert told == [f"{name}: recorded" for name in recorded(tmp_path)]
    spent = sum(load(path).completion.cost_usd or 0 for path in (tmp_path / "recs").rglob("*.json"))
    assert spent <= 1.03


def test_a_key_that_is_not_accepted_is_told_once_and_not_tried_with_every_article(tmp_path: Path) -> None:
    with serving(error(401)) as server:
        ran = run(*arguments(tmp_path, server, at_once=1))
        assert (ran.code, server.count) == (2, 1)
    assert len(ran.err.splitlines()) == 1
