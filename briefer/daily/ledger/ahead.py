"""What the commitments of the ledger let a reader expect on the days to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as day
from datetime import timedelta

from briefer.daily.ledger.entries import entry
from briefer.daily.ledger.ledger import Ledger
from briefer.daily.ledger.overdue import ends
from briefer.daily.ledger.scheduled import scheduled
from briefer.daily.ledger.standing import Standing, standing
from briefer.daily.ledger.statement import Record, Statement
from briefer.domain.edition import Dated

DAYS = 90
"""So far ahead an edition looks."""
MOST = 100
"""So many days ahead an edition tells, the soonest; `briefer ledger list` has every deadline."""


def ahead(ledger: Ledger, date: str) -> tuple[Dated, ...]:
    """The open commitments that are due, begin, or end, or whose condition names a day, from `date` on; the soonest first."""
    until = horizon(date)
    found: list[Dated] = []
    for record in ledger.records:
        if any(date <= on <= until for statement in record.statements for on, _ in _days(statement)):
            stands = standing(record)
            found += [dated for dated in _dated(record, stands) if stands.open and date <= dated.on <= until]
    return soonest(found)


def horizon(date: str) -> str:
    """The last day that the edition of `date` looks forward to."""
    return (day.fromisoformat(date) + timedelta(DAYS)).isoformat()


def soonest(found: Iterable[Dated]) -> tuple[Dated, ...]:
    """Things to come in order, the soonest first, each once: what the same words say of one day is one, a deadline before all."""
    kept: dict[tuple[str, str], Dated] = {}
    known: set[tuple[str, str]] = set()
    for dated in sorted(found, key=lambda one: (one.on, one.entry is None, one.what, one.entry or "")):
        words = {(dated.on, " ".join(cited.text.split())) for cited in dated.evidence}
        if not words <= known:
            kept.setdefault((dated.on, dated.what), dated)
        known |= words
        if len(kept) == MOST:
            break
    return tuple(kept.values())


def _days(told: Statement | Standing) -> Iterator[tuple[str, str]]:
    """The days that a commitment names, and what each is for it."""
    if told.window:
        yield told.window.last, " (until then)" if ends(told) else ""
    elif told.begins and told.begins.first == told.begins.last:
        yield told.begins.first, " (from then on)"
    for on in scheduled(told.condition or "", told.published, weekdays=True):
        yield on, f" ({told.condition})"


def _dated(record: Record, stands: Standing) -> Iterator[Dated]:
    printed = entry(record)
    for on, why in _days(stands):
        what = f"{_listed(printed.by)}: {printed.action}{why}"
        yield Dated(on=on, what=what, entry=printed.id, evidence=printed.evidence)


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
