"""What the ledger forgets, so that it stays small however long it is kept."""

from __future__ import annotations

from datetime import date, timedelta

from briefer.daily.ledger.overdue import lapses
from briefer.daily.ledger.standing import standing
from briefer.daily.ledger.statement import Record, Statement

CLOSED = timedelta(60)
"""A commitment that was kept, broken, withdrawn or has lapsed is forgotten so long after it was last spoken of."""
OPEN = timedelta(180)
"""An open one is forgotten so long after it was last spoken of, or after its due day if that is later."""
MOST = 20_000
"""No more commitments are remembered; the first to be forgotten are those that nobody has spoken of for longest."""
STATEMENTS = 40
"""No more statements of one commitment are kept: the first, and the latest."""


def kept(records: tuple[Record, ...], today: str) -> tuple[Record, ...]:
    """The records that are remembered after the edition of `today`, in the same order."""
    now = date.fromisoformat(today)
    lasting = [_shortened(record) for record in records if record.last_seen == today or _lasts(record, now)]
    if len(lasting) > MOST:
        chosen = sorted(lasting, key=lambda r: (r.last_seen, _due(r), len(r.days), r.id), reverse=True)[:MOST]
        ids = {record.id for record in chosen}
        lasting = [record for record in lasting if record.id in ids]
    return tuple(lasting)


def _lasts(record: Record, now: date) -> bool:
    seen = date.fromisoformat(record.last_seen)
    if now - seen <= CLOSED:
        return True
    stands = standing(record)
    due = date.fromisoformat(stands.window.last) if stands.window else seen
    if not stands.open or (lapses(stands) and stands.window and due < now):
        return now - max(seen, min(due, now)) <= CLOSED if stands.open else False
    return now - max(seen, due) <= OPEN


def _due(record: Record) -> str:
    return max((s.window.last for s in record.statements if s.window), default="")


def _shortened(record: Record) -> Record:
    if len(record.statements) <= STATEMENTS:
        return record
    half = STATEMENTS // 2
    keep: tuple[Statement, ...] = (*record.statements[:half], *record.statements[-half:])
    return record.model_copy(update={"statements": keep})
