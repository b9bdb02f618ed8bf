"""What people have decided about the ledger: that two entries are one promise, or that an article is about another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from briefer.daily.ledger.likeness import DOUBTFUL, likeness
from briefer.daily.ledger.statement import Record, Statement, in_order, named
from briefer.daily.shelves import Decision
from briefer.domain.brief import Value

CONFIRM = "ledger.confirm"
"""Subject and object are ids of entries that are one promise."""
SPLIT = "ledger.split"
"""Subject is the id of an entry, object the id of an article whose statements do not belong to it."""


class Meant(Value):
    """What the entries of a decision said when it was made: by these words they are found again after a rebuild.

    An id hangs on the first words of its entry. When an edition is made again, by another model or with an article that
    came late, an entry may begin with other words, and have another id.
    """

    subject: Statement
    object: Statement | None = None


def confirmation(one: Record, other: Record, at: str) -> Decision:
    """The decision, made `at` that instant, that two entries are one promise."""
    meant = Meant(subject=one.statements[0], object=other.statements[0])
    return Decision(CONFIRM, one.id, other.id, meant.model_dump_json(exclude_defaults=True), at)


def parting(record: Record, article: str, at: str) -> Decision:
    """The decision, made `at` that instant, that what an article says does not belong to an entry, which says more than that."""
    others = [statement for statement in record.statements if statement.article != article]
    return Decision(SPLIT, record.id, article, Meant(subject=others[0]).model_dump_json(exclude_defaults=True), at)


def decided(records: Iterable[Record], decisions: Iterable[Decision]) -> tuple[Record, ...]:
    """The records as people have decided, each decision after the other: the newest word on a pair holds."""
    desk = _Desk(records)
    for decision in decisions:
        meant = _meant(decision)
        one = desk.find(decision.subject, meant.subject if meant else None)
        if decision.kind == CONFIRM and one:
            other = desk.find(decision.object, meant.object if meant else None)
            if other and one != other:
                desk.join(one, other)
        elif decision.kind == SPLIT and one:
            desk.split(one, decision.object)
    return tuple(desk.settled())


def parted(decisions: Iterable[Decision]) -> frozenset[tuple[str, str]]:
    """Pairs of an entry's id and an article whose statements must not join it."""
    return frozenset((d.subject, d.object) for d in decisions if d.kind == SPLIT)


class _Desk:
    """The records while decisions are carried out: `owner` leads from every id to the record that has it."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = {record.id: record for record in records}
        self._owner = {name: record.id for record in self._records.values() for name in record.ids}
        self._by_article: defaultdict[str, list[str]] | None = None

    def find(self, name: str, words: Statement | None) -> str | None:
        """The record with that id, else the one that says what the id stood for; this one has the id from now on."""
        if name not in self._owner and words and (found := self._saying(words)):
            record = self._records[found]
            self._records[found] = record.model_copy(update={"also": tuple(sorted({*record.also, name}))})
            self._owner[name] = found
        return self._owner.get(name)

    def join(self, one: str, other: str) -> None:
        """Make one record of two: the one that was heard of first goes on."""
        first, second = sorted((self._records[one], self._records[other]), key=lambda r: (r.first_seen, r.id))
        self._records[first.id] = _joined(first, second)
        del self._records[second.id]
        self._owner |= dict.fromkeys(second.ids, first.id)
        self._moved(second.statements, first.id)

    def split(self, name: str, article: str) -> None:
        """Make what an article says a record of its own, if the record says anything else."""
        parts = _split(self._records[name], article)
        for part in parts or ():
            self._records[part.id] = part
            self._owner[part.id] = part.id
            self._moved(part.statements, part.id)

    def settled(self) -> Iterator[Record]:
        """The records, with only such possible matches as are still open: entries that exist and are another's."""
        for record in self._records.values():
            possible = dict.fromkeys(self._owner[name] for name in record.possible if name in self._owner)
            left = tuple(name for name in possible if name != record.id)
            yield record if left == record.possible else record.model_copy(update={"possible": left})

    def _saying(self, words: Statement) -> str | None:
        """The record in which the article of some words says the most alike."""
        if self._by_article is None:
            self._by_article = defaultdict(list)
            for record in self._records.values():
                self._moved(record.statements, record.id)
        known = {name for name in self._by_article[words.article] if name in self._records}
        found = [
            (-likeness(words, statement), name)
            for name in known
            for statement in self._records[name].statements
            if statement.article == words.article
        ]
        score, name = min(found, default=(0.0, ""))
        return name if -score >= DOUBTFUL else None

    def _moved(self, statements: Iterable[Statement], name: str) -> None:
        if self._by_article is not None:
            for article in {statement.article for statement in statements}:
                self._by_article[article].append(name)


def _meant(decision: Decision) -> Meant | None:
    try:
        return Meant.model_validate_json(decision.note) if decision.note else None
    except ValueError:  # a note in plain words
        return None


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
