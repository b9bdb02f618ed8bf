"""The ledger in the archive: one state an edition, so that an edition made again begins where it began the first time."""

from __future__ import annotations

from briefer.daily.archive import Archive
from briefer.daily.ledger.ledger import Ledger
from briefer.daily.shelves import EditionKey
from briefer.errors import ArchiveError

KIND = "ledger"
_EVER = "9999-12-31"
STATES = 31
"""The states of so many editions are kept, and beyond them the last one of each month."""


def before(archive: Archive, key: EditionKey) -> Ledger:
    """The ledger as the last edition of this profile and slot before that date left it; empty where there is none."""
    dates = [date for date in _dates(archive, key) if date < key.date]
    return _state(archive, key, dates[-1]) if dates else Ledger()


def latest(archive: Archive, profile: str = "default", slot: str = "daily") -> Ledger:
    """The ledger as the newest edition left it, with all that people have decided since."""
    return before(archive, EditionKey(_EVER, profile, slot)).ruled(archive.decisions.all("ledger."))


def keep(archive: Archive, key: EditionKey, ledger: Ledger) -> None:
    """Keep the ledger as this edition leaves it, and forget the states that nobody will begin from again."""
    value = ledger.model_dump_json(exclude_defaults=True)
    spent = _spent(sorted({*_dates(archive, key), key.date}))
    with archive.together():
        archive.notes.keep_text(KIND, _name(key, key.date), value)
        for date in spent:
            archive.notes.forget(KIND, _name(key, date))


def _spent(dates: list[str]) -> list[str]:
    """Of the dates with a state, in order, those whose state is no longer needed."""
    old = dates[:-STATES]
    last = {date[:7]: date for date in old}
    return [date for date in old if last[date[:7]] != date]


def _dates(archive: Archive, key: EditionKey) -> list[str]:
    return sorted(archive.notes.names(KIND, _name(key, "")))


def _state(archive: Archive, key: EditionKey, date: str) -> Ledger:
    try:
        return Ledger.model_validate_json(archive.notes.text(KIND, _name(key, date)) or "")
    except ValueError as error:
        raise ArchiveError(
            f"the ledger of {date} cannot be read", hint="make that edition again with --force"
        ) from error


def _name(key: EditionKey, date: str) -> str:
    return f"{key.profile}/{key.slot}/{date}"
