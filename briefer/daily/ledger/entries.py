"""A record of the ledger as the edition of a day prints it."""

from __future__ import annotations

from briefer.daily.ledger.standing import Standing, Step, steps
from briefer.daily.ledger.statement import Record, Statement
from briefer.domain.brief import Names
from briefer.domain.edition import Change, Earlier, Entry, Term

_ORDER: tuple[Change, ...] = ("broken", "withdrawn", "changed", "fulfilled", "overdue", "new", "repeated")


def entries(records: tuple[Record, ...], date: str) -> tuple[Entry, ...]:
    """What the edition of `date` prints: what was spoken of, and what it reports as overdue; what weighs most comes first."""
    found = [entry for record in records if (entry := _today(record, date))]
    return tuple(sorted(found, key=lambda e: (_ORDER.index(e.change), e.due or "9999", e.by, e.action, e.id)))


def entry(record: Record) -> Entry:
    """A record as it stands, with what its last day did to it, or that it has become overdue since."""
    late = any(reminder.seen > record.last_seen for reminder in record.reminders)
    taken = steps(record)
    return _entry(record, taken, "overdue" if late and taken[-1].standing.open else taken[-1].change)


def _today(record: Record, date: str) -> Entry | None:
    late = any(reminder.seen == date for reminder in record.reminders)
    if record.last_seen != date:
        return entry(record) if late else None
    taken = steps(record)
    return _entry(record, taken, "overdue" if late and taken[-1].change == "repeated" else taken[-1].change)


def _entry(record: Record, taken: list[Step], change: Change) -> Entry:
    now, said = taken[-1].standing, record.statements
    before = taken[-2].standing if len(taken) > 1 else None
    differs = before is not None and change not in {"repeated", "overdue"}
    return Entry(
        id=record.id,
        by=_names(said, "by"),
        to=_names(said, "to"),
        kind=now.kind,
        action=now.action,
        condition=now.condition,
        deadline=now.deadline,
        due=now.window.last if now.window else None,
        status=now.status,
        change=change,
        first_seen=record.first_seen,
        last_seen=record.last_seen,
        was=earlier(before, taken[-1].terms) if before is not None and differs else None,
        possible=record.possible,
        stories=tuple(sorted({s.story for s in said if s.story})),
        evidence=now.evidence,
    )


def earlier(before: Standing, terms: tuple[Term, ...]) -> Earlier:
    """A commitment as it stood, with the terms that differ now."""
    return Earlier(
        seen=before.seen,
        terms=terms,
        kind=before.kind,
        action=before.action,
        condition=before.condition,
        deadline=before.deadline,
        status=before.status,
        evidence=before.evidence,
    )


def _names(statements: tuple[Statement, ...], field: str) -> Names:
    """The promisers, or the beneficiaries, as the last statement that has any calls them."""
    for statement in reversed(statements):
        if parties := getattr(statement, field):
            return tuple(dict.fromkeys(party.name for party in parties))
    return ()
