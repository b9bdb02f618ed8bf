"""Commitments whose due day has passed without a word of their being kept."""

from __future__ import annotations

from collections.abc import Iterable

from briefer.daily.ledger.standing import Standing, standing
from briefer.daily.ledger.statement import Record, Reminder, Statement
from briefer.daily.ledger.wording import taken


def overdue(stands: Standing, date: str) -> bool:
    """Whether a commitment is late on `date`: open, due on an earlier day, and that day was still to come when it was told.

    What holds until a day, and what somebody will not do before one, is not late afterwards but over.
    """
    window = stands.window
    if window is None or not stands.open or window.last >= date:
        return False
    return not lapses(stands) and window.last >= window.told


def lapses(stands: Standing) -> bool:
    """Whether the passing of its day ends a commitment rather than making it late; nobody is owed a threat."""
    return stands.kind == "threat" or ends(stands)


def ends(told: Standing | Statement) -> bool:
    """Whether a commitment holds until its day, or is one not to do something before it."""
    return bool(told.window and told.window.term) or bool(taken(told.action).negation.count)


def doubted(records: Iterable[Record]) -> frozenset[str]:
    """The ids of promises that may be what another entry says was kept, broken or withdrawn: nobody calls these late."""
    known = {record.id: record for record in records}
    return frozenset(
        record.id
        for record in known.values()
        if any(name in known and not standing(known[name]).open for name in record.possible)
    )


def reminded(record: Record, date: str) -> Record:
    """`record`, with the reminder that the edition of `date` gives: the first one after each due day that passed."""
    if not any(s.window for s in record.statements):
        return record
    stands = standing(record)
    if record.first_seen == date or stands.window is None or not overdue(stands, date):
        return record
    if any(reminder.due == stands.window.last for reminder in record.reminders):
        return record
    reminders = (*record.reminders, Reminder(seen=date, due=stands.window.last))
    return record.model_copy(update={"reminders": reminders})
