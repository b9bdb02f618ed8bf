"""Days, instants and numbers as an edition says them: without a clock, in the zone in which they are stated."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from briefer.rendering.untrusted import one_line


@lru_cache(maxsize=4096)
def day(stated: str | None) -> str:
    """`2026-03-10T04:15:00-03:00` as `10 March 2026`; what is no ISO date as it is."""
    shown = one_line(stated or "")
    try:
        found = date.fromisoformat(shown[:10])
    except ValueError:
        return shown
    return f"{found.day} {found:%B} {found.year}"


def weekday(stated: str) -> str:
    """`2026-03-10` as `Tuesday, 10 March 2026`; what is no ISO date as it is."""
    try:
        return f"{date.fromisoformat(stated):%A}, {day(stated)}"
    except ValueError:
        return one_line(stated)


def instant(stated: str) -> str:
    """`2026-03-10T06:00:00+00:00` as `10 March 2026, 06:00 UTC`; what is no ISO time as it is."""
    try:
        found = datetime.fromisoformat(stated)
    except ValueError:
        return one_line(stated)
    offset = found.utcoffset()
    zone = "" if offset is None else " UTC" if offset == timedelta(0) else f" {found.isoformat()[-6:]}"
    return f"{found.day} {found:%B} {found.year}, {found:%H:%M}{zone}"


def count(number: int, one: str, many: str = "") -> str:
    """`1 story`, `2 stories`; `many` is `one` with an s where it is not given."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
