"""The ledger of an edition in words: each promise as it stands, and as it stood before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from briefer.domain.edition import Earlier, Edition, Entry
from briefer.rendering.edition_times import day
from briefer.rendering.edition_words import Places, Proof
from briefer.rendering.lines import joined
from briefer.rendering.untrusted import one_line

CHANGES = {
    "new": "New",
    "repeated": "Repeated",
    "changed": "Changed",
    "fulfilled": "Fulfilled",
    "broken": "Broken",
    "withdrawn": "Withdrawn",
    "overdue": "Overdue",
}
NOTHING = "not stated"


class Shift(NamedTuple):
    """One term that is no longer what it was."""

    term: str
    old: str
    new: str


class Before(NamedTuple):
    """A promise as it stood before."""

    seen: str
    action: str
    facts: tuple[tuple[str, str], ...]
    proofs: tuple[Proof, ...]


class Promise(NamedTuple):
    """One entry of the ledger.

    `state` is its status as the edition has it, `status` its kind and status in words; `possible` are the numbers and words
    of entries that may be the same promise, `stories` the numbers and titles of the stories that tell of it; a number is 0 for
    what is not in this edition.
    """

    number: int
    id: str
    change: str
    word: str
    state: str
    status: str
    who: str
    towards: str
    action: str
    facts: tuple[tuple[str, str], ...]
    seen: str
    proofs: tuple[Proof, ...]
    shifts: tuple[Shift, ...]
    was: Before | None
    possible: tuple[tuple[int, str], ...]
    stories: tuple[tuple[int, str], ...]

    @property
    def says(self) -> str:
        """What stands after `who`: towards whom, and what."""
        return (f", towards {self.towards}" if self.towards else "") + f": {self.action}"


def promises(edition: Edition, places: Places, stories: Mapping[str, str]) -> tuple[Promise, ...]:
    """The entries of the ledger in their order, numbered from 1; `stories` are titles by id."""
    numbers = {entry.id: number for number, entry in enumerate(edition.ledger, 1)}
    told = {story.id: number for number, story in enumerate(edition.stories, 1)}
    known = {entry.id: f"{joined(entry.by)}: {one_line(entry.action)}" for entry in edition.ledger}

    def other(name: str) -> tuple[int, str]:
        shown = one_line(name)
        return numbers.get(name, 0), f"{shown}, {known[name]}" if name in known else shown

    return tuple(
        Promise(
            number=numbers[entry.id],
            id=one_line(entry.id),
            change=entry.change,
            word=CHANGES[entry.change],
            state=entry.status,
            status=f"{entry.kind}, {_status(entry.status)}",
            who=joined(entry.by),
            towards=joined(entry.to),
            action=one_line(entry.action),
            facts=_facts(entry),
            seen=_seen(entry),
            proofs=places.proofs(entry.evidence),
            shifts=tuple(
                Shift(term.term, one_line(term.old or "") or NOTHING, one_line(term.new or "") or NOTHING)
                for term in (entry.was.terms if entry.was else ())
            ),
            was=_before(entry.was, places) if entry.was else None,
            possible=tuple(other(name) for name in entry.possible),
            stories=tuple((told.get(name, 0), stories.get(name, one_line(name))) for name in entry.stories),
        )
        for entry in edition.ledger
    )


def _facts(entry: Entry) -> tuple[tuple[str, str], ...]:
    due = day(entry.due) if entry.due else ""
    stated = one_line(entry.deadline or "")
    deadline = f"{stated} (by {due})" if stated and due else stated or due
    facts = (("Deadline", deadline), ("Condition", one_line(entry.condition or "")))
    return tuple((name, value) for name, value in facts if value)


def _before(was: Earlier, places: Places) -> Before:
    facts = (
        ("Kind and status", f"{was.kind}, {_status(was.status)}"),
        ("Deadline", one_line(was.deadline or "")),
        ("Condition", one_line(was.condition or "")),
    )
    return Before(
        seen=day(was.seen),
        action=one_line(was.action),
        facts=tuple((name, value) for name, value in facts if value),
        proofs=places.proofs(was.evidence),
    )


def _seen(entry: Entry) -> str:
    first, last = day(entry.first_seen), day(entry.last_seen)
    return f"seen {first}" if first == last else f"first seen {first}, last {last}"


def _status(status: str) -> str:
    return status.replace("_", " ")
