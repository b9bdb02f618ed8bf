"""The order of the stories, and the reasons for it in words. The reasons are all that counts: nobody's taste is learnt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefer.domain.edition import Entry, Story

_MOVED = ("withdrawn", "broken", "fulfilled", "changed", "overdue")
VOICE, PRIMARY, MOVED, COMMITMENT, RISK, REACTION = 3.0, 2.0, 4.0, 1.0, 1.0, 0.5
"""Points for each publisher that speaks for itself, primary source, promise that moved, and line of the lists."""
_MOST = 6
"""So many lines of one list count: the longest article is not the weightiest."""
_REPEATED = 0.25
"""Share of its points that a story keeps that says nothing new."""


class Weighed(NamedTuple):
    """A story with its points; among equals the one of the smaller id is weightier, so that no two are equal."""

    points: float
    tie_break: tuple[int, ...]
    story: Story


def weighed(story: Story, entries: Sequence[Entry]) -> Weighed:
    """`story` with its points and their reasons; `entries` are those of the ledger that belong to it."""
    moved = sum(entry.change in _MOVED for entry in entries)
    points = VOICE * story.voices + PRIMARY * story.primary + MOVED * min(moved, _MOST)
    points += COMMITMENT * min(len(story.commitments), _MOST) + RISK * min(len(story.risks), _MOST)
    points += REACTION * min(len(story.reactions), _MOST)
    points *= _REPEATED if story.status == "repeated" else 1
    tie_break = tuple(-ord(letter) for letter in story.id)
    return Weighed(points, tie_break, story.model_copy(update={"why": _why(story, entries)}))


def _why(story: Story, entries: Sequence[Entry]) -> str:
    """Such as "2 independent publishers, 1 primary source; 1 promise withdrawn; 3 commitments, 2 risks"."""
    tally = {change: sum(entry.change == change for entry in entries) for change in _MOVED}
    groups = (
        [_count(story.voices, "independent publisher"), _count(story.primary, "primary source")],
        [f"{_count(number, 'promise')} {change}" for change, number in tally.items() if number],
        [
            _count(len(story.commitments), "commitment"),
            _count(len(story.risks), "risk"),
            _count(len(story.reactions), "reaction"),
        ],
        ["nothing new"] if story.status == "repeated" else [],
    )
    return "; ".join(text for group in groups if (text := ", ".join(filter(None, group))))


def _count(number: int, noun: str) -> str:
    """Such as "2 risks"; empty for none."""
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
