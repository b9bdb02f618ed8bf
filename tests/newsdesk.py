"""A desk of a few articles, each with the answer that a model gives for it: editions without a look at what any rules would find."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commandline import run
from fault_server import Asked, answer, error, serving

_EMPTY: dict[str, Any] = {"bottom_line": "Nothing.", "actors": [], "commitments": [], "risks": [], "reactions": []}


@dataclass(frozen=True)
class Filed:
    """An article, the day and outlet of it, and the lists of its brief."""

    name: str
    day: str
    outlet: str
    text: str
    lists: dict[str, list[dict[str, Any]]]


@contextmanager
def desk(folder: Path, *filed: Filed) -> Iterator[Path]:
    """The configuration of a daily brief of these articles; each is briefed with the lists that it has."""
    for each in filed:
        place = folder / "desk" / each.name
        place.mkdir(parents=True, exist_ok=True)
        (place / "article.txt").write_text(each.text, encoding="utf-8")
        about = f'id = "{each.name}"\ntitle = "{each.name}"\noutlet = "{each.outlet}"\npublished = "{each.day}"\n'
        (place / "article.toml").write_text(about, encoding="utf-8")

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        prompt = asked.body["messages"][-1]["content"]
        found = [each for each in filed if each.text[:60] in prompt]
        return (answer(json.dumps(_EMPTY | found[0].lists)) if len(found) == 1 else error(400))(peer, asked, over)

    with serving(reply) as server:
        config = folder / "briefer.toml"
        config.write_text(
            'backend = "model"\n\n[backends.model]\nkind = "openai"\nmodel = "mock-1"\nanswers = "text"\n'
            f'base_url = "{server.url}"\n\n[[sources]]\nname = "desk"\npath = "desk"\n',
            encoding="utf-8",
        )
        yield config


def edition(config: Path, day: str, *options: str) -> dict[str, Any]:
    """The edition of a day."""
    ran = run("daily", "--date", day, "--config", config, "--quiet", *options)
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads((config.parent / "editions" / day / "edition.json").read_text(encoding="utf-8"))
    return found
