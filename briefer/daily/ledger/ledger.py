"""The ledger: a frozen value that observes a day of commitments and says what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from briefer.daily.articles import instant
from briefer.daily.ledger.closing import closed
from briefer.daily.ledger.deciding import decided, parted
from briefer.daily.ledger.entries import entries
from briefer.daily.ledger.heard import Heard
from briefer.daily.ledger.matching import Matcher
from briefer.daily.ledger.overdue import doubted, overdue, reminded
from briefer.daily.ledger.retention import kept
from briefer.daily.ledger.standing import standing
from briefer.daily.ledger.statement import Record, Statement
from briefer.daily.shelves import Decision
from briefer.domain.brief import Value
from briefer.domain.edition import Entry


class Ledger(Value):
    """All commitments that are remembered, in the order of their ids. `date` is that of the last edition observed."""

    format: Literal["briefer.ledger/1"] = "briefer.ledger/1"
    date: str = ""
    records: tuple[Record, ...] = ()

    def observe(
        self, date: str, heard: Iterable[Heard], decisions: Iterable[Decision] = ()
    ) -> tuple[Ledger, tuple[Entry, ...]]:
        """The ledger after the edition of `date` (YYYY-MM-DD), and the entries that this edition prints.

        `heard` are all commitments of that day, in any order; `decisions` all that people decided about the ledger.
        Whatever the ledger holds of this date or a later one is forgotten first: to observe a day again is to observe it
        once. The entries are those spoken of today, and those whose due day has passed since without a word: each of
        these once.
        """
        ruled = tuple(decisions)
        earlier = decided(self.before(date).records, ruled)
        matcher = Matcher(earlier, parted(ruled))
        for article in _by_article(closed(each.statement(date)) for each in heard):
            matcher.read(article)
        after = decided(tuple(matcher.records.values()), ruled)
        doubts = doubted(after)
        told = (record if record.id in doubts else reminded(record, date) for record in after)
        records = tuple(sorted(told, key=lambda record: record.id))
        ledger = Ledger(date=date, records=kept(records, date))
        return ledger, entries(records, date)

    def before(self, date: str) -> Ledger:
        """The ledger without anything that an edition of `date` or later heard or reported."""
        if self.date < date:
            return self
        records = [early for record in self.records if (early := _before(record, date))]
        known = {name for record in records for name in record.ids}
        day_before = _day(date, -1) if self.date else ""
        return Ledger(
            date=min(self.date, day_before),
            records=tuple(
                r.model_copy(update={"possible": tuple(p for p in r.possible if p in known)}) for r in records
            ),
        )

    def ruled(self, decisions: Iterable[Decision]) -> Ledger:
        """The ledger as people have decided."""
        records = sorted(decided(self.records, decisions), key=lambda record: record.id)
        return Ledger(date=self.date, records=tuple(records))

    def overdue(self) -> tuple[Record, ...]:
        """The records that are late at its date, and that nothing else in the ledger may have ended."""
        doubts = doubted(self.records)
        return tuple(r for r in self.records if r.id not in doubts and overdue(standing(r), self.date))

    def get(self, name: str) -> Record | None:
        """The record with this id, or with this former id."""
        return next((record for record in self.records if name in record.ids), None)


def _before(record: Record, date: str) -> Record | None:
    if record.last_seen < date and not any(reminder.seen >= date for reminder in record.reminders):
        return record
    statements = tuple(s for s in record.statements if s.seen < date)
    reminders = tuple(r for r in record.reminders if r.seen < date)
    return record.model_copy(update={"statements": statements, "reminders": reminders}) if statements else None


def _by_article(statements: Iterable[Statement]) -> list[list[Statement]]:
    """The statements of each article, articles in the order of publication."""
    found: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        found[instant(statement.published), statement.article].append(statement)
    return [found[key] for key in sorted(found)]


def _day(text: str, days: int) -> str:
    return (date.fromisoformat(text) + timedelta(days)).isoformat()
