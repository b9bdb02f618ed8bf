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
    """`2026-03-10T06:00:00-03:00` as `10 March 2026, 06:00 UTC-03:00`; what is no ISO time as it is."""
    try:
        found = datetime.fromisoformat(stated)
    except ValueError:
        return one_line(stated)
    offset = found.utcoffset()
    zone = "" if offset is None else f" {_offset(found)}"
    return f"{_minute(found)}{zone}"


def local(stated: str, like: str) -> str:
    """`stated` as `instant` says it, with the offset from UTC that `like` is stated in."""
    try:
        found, there = datetime.fromisoformat(stated), datetime.fromisoformat(like).tzinfo
    except ValueError:
        return instant(stated)
    return instant(found.astimezone(there).isoformat() if found.tzinfo and there else stated)


def window(since: str, until: str, zone: str) -> str:
    """From when to when, with the zone: its name where it has one, and how far it is from UTC."""
    try:
        begin, end = datetime.fromisoformat(since), datetime.fromisoformat(until)
    except ValueError:
        return f"{instant(since)} to {instant(until)}"
    if zone in ("", "UTC") or begin.tzinfo is None or end.tzinfo is None:
        return f"{instant(since)} to {instant(until)}"
    if begin.utcoffset() == end.utcoffset():
        return f"{_minute(begin)} to {_minute(end)}, {one_line(zone)} ({_offset(end)})"
    return f"{instant(since)} to {instant(until)}, {one_line(zone)}"


def _minute(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}, {moment:%H:%M}"


def _offset(moment: datetime) -> str:
    """`UTC`, or such as `UTC-03:00`."""
    return "UTC" if moment.utcoffset() == timedelta(0) else f"UTC{moment.isoformat()[-6:]}"


def count(number: int, one: str, many: str = "") -> str:
    """`1 story`, `2 stories`; `many` is `one` with an s where it is not given."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
