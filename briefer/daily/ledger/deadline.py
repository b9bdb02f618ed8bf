"""A deadline in words as days of the calendar, told from the day on which the words were published; English only."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from math import ceil

from briefer.daily.ledger.calendar import after, half, last_of, month, next_of, part, period, quarter, week, year
from briefer.daily.ledger.statement import Window
from briefer.scoring.numbers import Date, numbers
from briefer.scoring.words import fold

_LONGEST = 120
"""No deadline is longer; an attack might be."""
_SLACK = 3
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_PARTS = "beginning|start|early|middle|mid|end|close|late"
_CLOCK = re.compile(
    r"(?:\bat |\bby )?\b(?:\d{1,2}(?:[:.]\d\d)? ?(?:a\.?m\b\.?|p\.?m\b\.?)|\d{1,2}:\d\d"
    r"|noon|midnight|(?:the )?close of (?:business|play|trading))"
    r"(?: (?:gmt|utc|cet|et|local time))?(?: on| of)?|,? ?\b(?:at|by) (?:noon|midnight)\b"
)
_MONTHS = "|".join(
    "jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)? oct(?:ober)? "
    "nov(?:ember)? dec(?:ember)?".split()
)
_INSTANT = re.compile(r"\b(\d{4}-\d\d-\d\d)t\d\d:\S+")
_POINTS = re.compile(r"\b(\d\d)\.(\d\d)\.(\d{4})\b")
_AT_LEAST = re.compile(r"\bat (?:the )?least\b")
_YEAR = re.compile(rf"\b(?:({_MONTHS}) of )?(this|next) year\b")
_AT_LATEST = re.compile(r",? at the (?:very )?latest\b|\bat the (?:very )?latest (?=by |on |in )")
_TIME_OF_DAY = re.compile(rf"\b({_DAYS}|today|tomorrow) (?:morning|afternoon|evening|night|noon)\b")
_LEAD = re.compile(
    r"(?:(?:is |are )?(?:due|scheduled|set|planned|expected|slated) (?:for |to |by |on |in )?)?"
    r"(?P<lead>(?:not|no) (?:before|earlier than|sooner than)|by"
    r"|before|until|till|through|up to(?: and including)?|(?:no|not) later than|within|during|for|over|throughout"
    r"|in|on|at|as of|from|after|since|starting|beginning|following|once)?\b ?"
)
_UNTIL = frozenset({"until", "till", "through", "throughout", "for", "up to", "up to and including"})
_FROM = re.compile(r"as of|from|since|starting|beginning|(?:not|no) (?:before|earlier than|sooner than)")
_AFTER = frozenset({"after", "following", "once"})
_UP_TO = frozenset({"by", "not later than", "no later than", "until", "till", "up to"})
"""What is due "by 2028", or holds "until 2028", may be so until that year begins, or until it ends: nobody can tell."""
_ENDS = re.compile(r"(?:the )?(?:end|close|new year)\b")
_LENGTH = re.compile(
    r"(?:(?:the )?(?:next|coming) )?(?P<n>.+?[ -](?:hours?|days?|weeks?|fortnights?|months?|years?))"
    r"(?:(?P<now> from now|'? time)| (?:of|after|from) (?P<start>.+))?"
)
_TURNED = re.compile(
    r"(?:the )?(?P<unit>week|month|quarter|year|decade)(?: is (?:out|over|up)| ends| runs out|'s end| end|-end)"
)
_PART = re.compile(
    rf"(?:the )?(?:very )?(?P<part>{_PARTS})(?:[ -]of)?(?: in)?[ -](?:the )?(?P<rest>.+)|(?P<rest2>{_MONTHS})[ -](?P<part2>end|start)"
)
_NAMED = re.compile(
    r"(?P<which>this|next|the coming|the following|coming|the current|current|the)? ?"
    r"(?P<unit>week|weekend|month|quarter|year|decade)"
)
_WEEKDAY = re.compile(rf"(?P<which>this|next|this coming|the coming|coming)? ?(?P<day>{_DAYS})")
_NTH_WEEK = re.compile(r"(?:the )?(?P<n>first|second|third|fourth|last|final) week (?:of|in) (?P<rest>.+)")
_HALF = re.compile(r"(?:the )?(?P<n>first|second) half (?:of|in) (?P<rest>.+)")
_BARE_DAY = re.compile(r"the (?P<n>\d{1,2})(?:st|nd|rd|th)")
_FEAST = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's eve": (12, 31),
    "the new year": (12, 31),
}
_TODAY = {"today": 0, "tonight": 0, "this evening": 0, "the end of the day": 0, "the end of today": 0, "tomorrow": 1}
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NO_DAY = re.compile(r"\b(?:after|from|since|following|once|days?|weeks?|months?|years?)\b")

Days = tuple[date, date]
"""The first and the last day of a stretch of time."""


def due(words: str | None, published: str) -> date | None:
    """The last day that a deadline leaves to whoever keeps it; None where its words do not tell one.

    `published` is an ISO 8601 date or instant: "by Friday", "25 March" and "within 30 days" are told from its day. What
    hangs on an event ("within 30 days of entry into force"), on a season, or only begins ("from 1 June") tells no day.
    """
    found = window(words, published)
    return date.fromisoformat(found.last) if found else None


def window(words: str | None, published: str) -> Window | None:
    """The days between which a deadline falls, as exactly as its words are; None where they tell none."""
    lead, core, today = _read(words, published)
    if not core or lead in _AFTER or _FROM.fullmatch(lead):
        return None
    try:
        return _length(lead, core, today) or _stretch(lead, core, today)
    except (ValueError, OverflowError):  # 31 June, or the year 12000
        return None


def opening(words: str | None, published: str) -> Window | None:
    """The days between which something begins that is said to hold "from 2028", "after May", "not before 1 June"."""
    lead, core, today = _read(words, published)
    if lead not in _AFTER and not _FROM.fullmatch(lead):
        return None
    try:
        days = _days(re.sub(r"^(?:in|on|at|from) ", "", core), today)
        if days is None:
            return None
        first, last = (days[1] + timedelta(1),) * 2 if lead in _AFTER else days
    except (ValueError, OverflowError):
        return None
    return Window(told=today.isoformat(), first=first.isoformat(), last=last.isoformat())


def _read(words: str | None, published: str) -> tuple[str, str, date]:
    """The preposition of a deadline, what it governs, and the day from which it is told; twice nothing where it is none."""
    today = date.fromisoformat(published[:10])
    if not words or len(words) > _LONGEST:
        return "", "", today
    text = _POINTS.sub(r"\3-\2-\1", _INSTANT.sub(r"\1", fold(words)))
    text = _YEAR.sub(lambda m: f"{m[1] or ''} {today.year + (m[2] == 'next')}", _AT_LEAST.sub(" ", text))
    text = _AT_LATEST.sub(" ", _TIME_OF_DAY.sub(r"\1", _CLOCK.sub(" ", text)))
    text = " ".join(text.replace(",", " ").split()).strip(" .;:()\"'")
    match = _LEAD.match(text)
    lead, core = (match["lead"] or "", text[match.end() :]) if match else ("", text)
    return ("", text, today) if lead == "beginning" and core.startswith("of ") else (lead, core, today)


def _stretch(lead: str, core: str, today: date) -> Window | None:
    turned = _TURNED.fullmatch(core)
    days = period(turned["unit"], today) if turned else _days(core, today)
    if days is None:
        return None
    first, last = days
    ends = turned or _ENDS.match(core)
    if lead == "before" and not ends:
        first = last = days[0] - timedelta(1)
    elif lead in _UP_TO and not ends:
        first = days[0] - timedelta(1)
    slack = 7 if core.startswith("next ") and core.endswith("day") else 0
    return Window(
        told=today.isoformat(),
        first=first.isoformat(),
        last=last.isoformat(),
        slack=slack,
        term=lead in _UNTIL,
    )


def _length(lead: str, core: str, today: date) -> Window | None:
    """For "within 30 days": so many days from the day of publication; the day before or after is the same deadline."""
    match = _LENGTH.fullmatch(core)
    fresh = core.startswith(("the next ", "next ", "the coming ", "coming ")) or bool(match and match["now"])
    if (
        not match
        or lead not in {"within", "in", "by", "for", "over", "during", ""}
        or (not fresh and lead not in {"within", "in"})
    ):
        return None
    found, rest = numbers(re.sub(r"^an? ", "1 ", match["n"]).replace("one ", "1 "))
    if rest.strip() or found.dates or len(found.amounts) != 1:
        return None
    [(unit, value)] = found.amounts
    start = today
    if match["start"]:
        days = _days(match["start"], today)
        if days is None:
            return None
        start = days[1]
    last = after(start, days=ceil(value / 1440)) if unit == "minutes" else after(start, months=int(value))
    slack = 0 if match["start"] else max(_SLACK, (last - today).days // 5)
    return Window(
        told=today.isoformat(), first=last.isoformat(), last=last.isoformat(), slack=slack, term=lead in {"for", "over"}
    )


def _days(core: str, today: date) -> Days | None:
    """The stretch of time that `core` names, if it names nothing else."""
    for reading in _READINGS:
        if days := reading(core, today):
            return days
    return None


def _simple(core: str, today: date) -> Days | None:
    if core in _TODAY:
        return (after(today, days=_TODAY[core]),) * 2
    if core in _FEAST:
        return (next_of(today, *_FEAST[core]),) * 2
    if match := _BARE_DAY.fullmatch(core):
        day, first = int(match["n"]), today.replace(day=1)
        start = first if day >= today.day else after(first, months=1)
        return (start.replace(day=day),) * 2
    return None


def _weekday(core: str, today: date) -> Days | None:
    match = _WEEKDAY.fullmatch(core)
    if not match:
        return None
    ahead = (_DAYS.split("|").index(match["day"]) - today.weekday()) % 7
    if ahead == 0 and match["which"] in {"next", "coming", "the coming", "this coming"}:
        ahead = 7
    return (after(today, days=ahead),) * 2


def _named(core: str, today: date) -> Days | None:
    match = _NAMED.fullmatch(core)
    if not match:
        return None
    ahead = match["which"] in {"next", "the coming", "the following", "coming"}
    return period(match["unit"], today, ahead=int(ahead))


def _part(core: str, today: date) -> Days | None:
    if match := _PART.fullmatch(core):
        whole = _days(match["rest"] or match["rest2"], today)
        return part(match["part"] or match["part2"], whole) if whole else None
    if match := _HALF.fullmatch(core):
        whole = _days(match["rest"], today)
        return half(_ORDER[match["n"]], whole) if whole else None
    if match := _NTH_WEEK.fullmatch(core):
        whole = _days(match["rest"], today)
        return week(_ORDER.get(match["n"], 0), whole) if whole else None
    return None


def _dated(core: str, today: date) -> Days | None:
    """A date of the calendar: alone, with its weekday, or as the one date in words about what happens then."""
    named = re.sub(rf"\b(?:{_MONTHS})\b", lambda m: m[0].capitalize(), core)
    found, rest = numbers(named)
    said = found.dates
    exact = [d for d in said if d.day is not None]
    if len(said) > 1 and len(exact) == 1:
        said = frozenset(d for d in said if d.weekday is None)
    if len(said) != 1 or found.amounts:
        return None
    [only] = said
    if rest.replace("of", "").replace("the", "").strip() and (
        only.day is None or only.month is None or _NO_DAY.search(rest)
    ):
        return None
    return _calendar(only, today)


def _calendar(said: Date, today: date) -> Days | None:
    if said.month is not None and said.day is not None:
        return ((date(said.year, said.month, said.day) if said.year else next_of(today, said.month, said.day)),) * 2
    if said.month is not None:
        return month(said.year, said.month) if said.year else month(last_of(today, said.month).year, said.month)
    if said.quarter is not None:
        return quarter(said.year, said.quarter, today)
    return year(said.year) if said.year is not None else None


_READINGS: tuple[Callable[[str, date], Days | None], ...] = (_simple, _weekday, _named, _part, _dated)
