"""Rules on short invented news of genres that the corpus does not have: what an editor wants is found, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruled import ruled

from briefer.domain.brief import Commitment, Reaction, Risk

PASSAGES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "passages.toml").read_text(encoding="utf-8"))[
    "passage"
]
LEAST_OF_HOPES = 0.2
"""The rules find at least this share of what a brief should have and they may miss."""


class Line(NamedTuple):
    """What a passage expects of one item, or what an item says: its list, its kinds or stances, by whom, words of its text."""

    where: str
    kinds: str
    by: str
    text: str

    def fits(self, found: Line) -> bool:
        """Whether `found` says what is expected: a kind of several, somebody of several, and the words."""
        kind = self.kinds == "-" or found.kinds in self.kinds.split(",")
        by = not found.by if self.by == "-" else any(name.lower() in found.by.lower() for name in self.by.split(","))
        return self.where == found.where and kind and by and (self.text == "-" or self.text in found.text)


def expected(passage: dict[str, Any], *groups: str) -> list[Line]:
    """The lines of some groups of a passage."""
    return [Line(*(cell.strip() for cell in text.split("|"))) for group in groups for text in passage.get(group, [])]


def found(passage: dict[str, Any]) -> list[Line]:
    """What the rules find in it."""
    draft = ruled(passage["text"])
    items: list[Commitment[str] | Risk[str] | Reaction[str]] = [*draft.commitments, *draft.risks, *draft.reactions]
    return [_line(item) for item in items]


def _line(item: Commitment[str] | Risk[str] | Reaction[str]) -> Line:
    match item:
        case Commitment():
            return Line("commitments", item.kind, " ".join(item.by), item.action)
        case Risk():
            return Line("risks", "", " ".join(item.assessed_by), item.event)
        case Reaction():
            return Line("reactions", item.stance, " ".join(item.by), item.statement)


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["genre"])
def test_what_an_editor_wants_is_found(passage: dict[str, Any]) -> None:
    lines = found(passage)
    assert [want for want in expected(passage, "wants") if not any(want.fits(line) for line in lines)] == []


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["genre"])
def test_nothing_is_found_that_an_editor_would_strike(passage: dict[str, Any]) -> None:
    known = expected(passage, "wants", "hopes", "may")
    assert [line for line in found(passage) if not any(want.fits(line) for want in known)] == []


def test_some_of_what_is_hard_is_found() -> None:
    hopes = [(want, found(passage)) for passage in PASSAGES for want in expected(passage, "hopes")]
    hits = sum(any(want.fits(line) for line in lines) for want, lines in hopes)
    assert hits >= LEAST_OF_HOPES * len(hopes), (hits, len(hopes))
