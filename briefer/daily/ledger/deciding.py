"""What people have decided about the ledger: that two entries are one promise, or that an article is about another."""

from __future__ import annotations

from collections.abc import Iterable

from briefer.daily.ledger.statement import Record, in_order, named
from briefer.daily.shelves import Decision

CONFIRM = "ledger.confirm"
"""Subject and object are ids of entries that are one promise."""
SPLIT = "ledger.split"
"""Subject is the id of an entry, object the id of an article whose statements do not belong to it."""


def decided(records: tuple[Record, ...], decisions: Iterable[Decision]) -> tuple[Record, ...]:
    """The records as people have decided, each decision after the other: the newest word on a pair holds."""
    found = {record.id: record for record in records}
    owner = {name: record.id for record in records for name in record.ids}
    for decision in decisions:
        one = owner.get(decision.subject)
        if decision.kind == CONFIRM and one and (other := owner.get(decision.object)) and one != other:
            first, second = sorted((found[one], found[other]), key=lambda r: (r.first_seen, r.id))
            found[first.id] = _joined(first, second)
            del found[second.id]
            owner |= dict.fromkeys(second.ids, first.id)
        elif decision.kind == SPLIT and one and (parts := _split(found[one], decision.object)):
            for part in parts:
                found[part.id] = part
                owner[part.id] = part.id
    return tuple(_settled(record, owner) for record in found.values())


def parted(decisions: Iterable[Decision]) -> frozenset[tuple[str, str]]:
    """Pairs of an entry's id and an article whose statements must not join it."""
    return frozenset((d.subject, d.object) for d in decisions if d.kind == SPLIT)


def _joined(first: Record, second: Record) -> Record:
    return Record(
        id=first.id,
        also=tuple(sorted((first.ids | second.ids) - {first.id})),
        statements=in_order((*first.statements, *second.statements)),
        reminders=tuple(dict.fromkeys((*first.reminders, *second.reminders))),
        possible=tuple(dict.fromkeys((*first.possible, *second.possible))),
    )


def _split(record: Record, article: str) -> tuple[Record, Record] | None:
    """The record without what one article says, and that as a record of its own; None where there is nothing to part."""
    theirs = tuple(s for s in record.statements if s.article == article)
    ours = tuple(s for s in record.statements if s.article != article)
    if not ours or not theirs:
        return None
    name = named(theirs[0], (record.id,))
    also = tuple(other for other in record.also if other != name)
    return record.model_copy(update={"statements": ours, "also": also}), Record(id=name, statements=theirs)


def _settled(record: Record, owner: dict[str, str]) -> Record:
    """The record with only such possible matches as are still open: entries that exist and are another's."""
    possible = dict.fromkeys(owner[name] for name in record.possible if name in owner)
    return record.model_copy(update={"possible": tuple(name for name in possible if name != record.id)})
