"""Stretches of the calendar, as first and last day, seen from a day: weeks, months, quarters, parts of them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_BACK = timedelta(30)
"""A day or month without its year is the nearest to come, or one that has passed no longer ago than this."""

Days = tuple[date, date]


def after(day: date, *, days: int = 0, months: int = 0) -> date:
    """The day so many days, or months, after `day`; a month that is too short ends it."""
    if not months:
        return day + timedelta(days)
    index = day.year * 12 + day.month - 1 + months
    target, number = index // 12, index % 12 + 1
    return date(target, number, min(day.day, monthrange(target, number)[1]))


def next_of(today: date, number: int, day: int) -> date:
    """The day of that month which someone who speaks of it `today` means."""
    for candidate in (today.year - 1, today.year, today.year + 1, today.year + 2, today.year + 3, today.year + 4):
        if day <= monthrange(candidate, number)[1] and date(candidate, number, day) >= today - _BACK:
            return date(candidate, number, day)
    raise ValueError(f"no day {day} in month {number}")


def last_of(today: date, number: int) -> date:
    """The last day of the month with that number which someone who speaks of it `today` means."""
    this = month(today.year, number)[1]
    if this < today - _BACK:
        return month(today.year + 1, number)[1]
    before = month(today.year - 1, number)[1]
    return before if before >= today - _BACK else this


def month(in_year: int, number: int) -> Days:
    """A month."""
    return date(in_year, number, 1), date(in_year, number, monthrange(in_year, number)[1])


def year(number: int) -> Days:
    """A year."""
    return date(number, 1, 1), date(number, 12, 31)


def quarter(in_year: int | None, number: int, today: date) -> Days:
    """A quarter of a year; without its year, the nearest to come or the present one."""
    chosen = in_year or today.year
    days = date(chosen, number * 3 - 2, 1), month(chosen, number * 3)[1]
    return quarter(chosen + 1, number, today) if in_year is None and days[1] < today - _BACK else days


def period(unit: str, today: date, *, ahead: int = 0) -> Days:
    """The week, weekend, month, quarter, year or decade that `today` is in, or the one after it."""
    if unit in {"week", "weekend"}:
        monday = today - timedelta(today.weekday() - 7 * ahead)
        return (monday + timedelta(5 if unit == "weekend" else 0)), monday + timedelta(6)
    if unit == "month":
        first = after(today.replace(day=1), months=ahead)
        return month(first.year, first.month)
    if unit == "quarter":
        index = today.year * 4 + (today.month - 1) // 3 + ahead
        return quarter(index // 4, index % 4 + 1, today)
    if unit == "year":
        return year(today.year + ahead)
    start = today.year // 10 * 10 + 10 * ahead
    return date(start, 1, 1), date(start + 9, 12, 31)


def part(name: str, whole: Days) -> Days:
    """The beginning, the middle or the end of a stretch; of a month its first ten days, its next ten, and the rest.

    "The end of" leaves all of it, "late" its last third, "the start" and "early" the first.
    """
    first, last = whole
    second, third = _thirds(first, last)
    if name in {"beginning", "start", "early"}:
        return first, second - timedelta(1)
    if name in {"mid", "middle"}:
        return second, third - timedelta(1)
    return (third, last) if name == "late" else (last, last)


def _thirds(first: date, last: date) -> Days:
    """Where the second and the last third of a stretch begin, by months where these can be divided."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % 3 == 0:
        return after(first, months=months // 3), after(first, months=2 * months // 3)
    third = max(1, ((last - first).days + 1) // 3)
    return after(first, days=third), after(first, days=2 * third)


def half(number: int, whole: Days) -> Days:
    """The first or the second half of a year or another stretch, by months where it has more than one."""
    first, last = whole
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    middle = after(first, months=months // 2) if months > 1 else first + timedelta(15)
    return (first, middle - timedelta(1)) if number == 1 else (middle, last)


def week(number: int, whole: Days) -> Days:
    """The week with that number of a month, counted by sevens from its first day; 0 is the last seven days."""
    first, last = whole
    if number == 0:
        return last - timedelta(6), last
    start = first + timedelta(7 * (number - 1))
    return start, min(last, start + timedelta(6))
