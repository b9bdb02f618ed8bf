"""What the commitments of the ledger let a reader expect on the days to come."""

from __future__ import annotations

from datetime import date as day
from datetime import timedelta

from briefer.daily.ledger.entries import entry
from briefer.daily.ledger.ledger import Ledger
from briefer.daily.ledger.standing import standing
from briefer.domain.edition import Dated

DAYS = 90
"""So far ahead an edition looks."""


def ahead(ledger: Ledger, date: str, days: int = DAYS) -> tuple[Dated, ...]:
    """The open commitments that are due, or end, from `date` on and within so many days; the soonest first."""
    until = (day.fromisoformat(date) + timedelta(days)).isoformat()
    found: list[Dated] = []
    for record in ledger.records:
        if not any(s.window and date <= s.window.last <= until for s in record.statements):
            continue
        stands = standing(record)
        if stands.open and stands.window and date <= stands.window.last <= until:
            printed = entry(record)
            what = f"{_listed(printed.by)}: {printed.action}" + (" (until then)" if stands.window.term else "")
            found.append(Dated(on=stands.window.last, what=what, entry=printed.id, evidence=printed.evidence))
    return tuple(sorted(found, key=lambda dated: (dated.on, dated.what, dated.entry or "")))


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
