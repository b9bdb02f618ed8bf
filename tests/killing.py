"""A daily run that is killed at random points and started again until it is done, and what its server counted."""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import socket
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from commandline import start
from fault_server import Asked, answer, error, reset, serving

DAY = "2026-03-10"
_WORDS = "harbour dredging senate barge strike levy council survey vote crews river port tariff inquiry budget".split()


@dataclass
class Outcome:
    """`paid` are answers that the server gave, by what was asked; `wasted` those that were asked for although kept.

    `in_flight` are answers that were given and that no run lived to keep: they are asked for again, as they must be.
    """

    kills: int = 0
    articles: int = 0
    printed: int = 0
    paid: Counter[str] = field(default_factory=Counter)
    wasted: int = 0
    in_flight: int = 0


def folder_of(articles: int, root: Path) -> Path:
    """A configuration with a folder of so many articles, each with words of its own."""
    (root / "news").mkdir(parents=True)
    for number in range(articles):
        chosen = random.Random(number)
        words = [f"{chosen.choice(_WORDS)}{number}" for _ in range(60)]
        text = "\n\n".join(" ".join(words[i : i + 12]).capitalize() + "." for i in range(0, 60, 12))
        (root / "news" / f"{number:03}.txt").write_text(f"Story {number}\n\n{text}\n", encoding="utf-8")
    return root / "news"


def run(articles: int, kills: int, root: Path, seed: int = 1) -> Outcome:
    """Kill runs of an edition of so many articles with SIGKILL, at so many random points, and let the last one end."""
    folder_of(articles, root)
    chance, outcome = random.Random(seed), Outcome(articles=articles)
    kept: set[str] = set()
    lock = threading.Lock()

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        name = hashlib.sha256(json.dumps(asked.body["messages"]).encode()).hexdigest()
        with lock:
            luck = chance.random()
            wait = chance.uniform(0.0, 0.04)
        over.wait(wait)
        if luck < 0.05:
            return error(500)(peer, asked, over)
        if luck < 0.08:
            return reset()(peer, asked, over)
        with lock:
            outcome.paid[name] += 1
            outcome.wasted += name in kept
        draft = {"bottom_line": name, "actors": [], "commitments": [], "risks": [], "reactions": []}
        return answer(json.dumps(draft))(peer, asked, over)

    with serving(reply) as server:
        (root / "briefer.toml").write_text(
            f'backend = "server"\narchive = "archive.sqlite"\nconcurrency = 3\n\n[backends.server]\nkind = "openai"\n'
            f'base_url = "{server.url}"\nmodel = "mock-1"\nanswers = "text"\ncache = false\n\n'
            f'[[sources]]\nname = "news"\npath = "news"\n',
            encoding="utf-8",
        )
        while True:
            process = start("daily", "--config", root / "briefer.toml", "--quiet", env={"TZ": "UTC"})
            if outcome.kills < kills:
                _wait(process, outcome, chance.randint(0, max(1, articles // kills)), chance.uniform(0.0, 0.05))
                if process.poll() is None:
                    process.kill()
                    outcome.kills += 1
            _, err = process.communicate()
            with lock:
                kept = _kept(root / "archive.sqlite")
            if process.returncode == 0:
                break
            if process.returncode > 0:
                raise AssertionError(f"the run ended with {process.returncode}: {err}")
        edition = json.loads(next((root / "editions").glob("*/edition.json")).read_text(encoding="utf-8"))
    outcome.printed = sum(len(story["articles"]) for story in edition["stories"])
    outcome.in_flight = sum(count - 1 for count in outcome.paid.values()) - outcome.wasted
    return outcome


def _wait(process: subprocess.Popen[str], outcome: Outcome, answers: int, more: float) -> None:
    """Wait until the server has given so many more answers, or the process has ended; then a little more."""
    enough = sum(outcome.paid.values()) + answers
    while process.poll() is None and sum(outcome.paid.values()) < enough:
        time.sleep(0.002)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(more)


def _kept(archive: Path) -> set[str]:
    """What was asked whose answer is in the archive: the server has put it into the bottom line."""
    if not archive.exists():
        return set()
    with closing(sqlite3.connect(archive)) as database:
        try:
            rows = database.execute("SELECT completion FROM answers").fetchall()
        except sqlite3.OperationalError:  # killed before the tables were made
            return set()
    return {json.loads(json.loads(row[0])["text"])["bottom_line"] for row in rows}
