"""Numbers, amounts, durations and dates of a text, as values that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from briefer.scoring.constants import lexicon
from briefer.scoring.words import fold

_TABLE = lexicon()["numbers"]
_TENS = 10
_BARE = "count"
"""The kind of an amount without a unit."""


def _table(name: str) -> dict[str, int]:
    return {word: int(value) for word, value in (pair.split("=") for pair in _TABLE[name].split())}


_WORDS, _SCALES, _MINUTES, _MONTHS = _table("words"), _table("scales"), _table("minutes"), _table("months")
_CURRENCIES = dict(pair.split("=") for pair in _TABLE["currencies"].split())
_MONTH_NAMES, _DAYS, _QUARTERS = _table("calendar"), _table("weekdays"), _table("quarters")


@dataclass(frozen=True, slots=True)
class Date:
    """What is said of a date; None where nothing is."""

    year: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def parts(self) -> tuple[int | None, ...]:
        """The five parts, in order."""
        return (self.year, self.quarter, self.month, self.day, self.weekday)

    def differs(self, other: Date) -> bool:
        """Whether both say something of one part, and not the same."""
        return any(a is not None and b is not None and a != b for a, b in zip(self.parts, other.parts, strict=True))

    def agrees(self, other: Date) -> bool:
        """Whether both say the same of some part, and nothing different of any."""
        same = any(a is not None and a == b for a, b in zip(self.parts, other.parts, strict=True))
        return same and not self.differs(other)


Amount = tuple[str, Decimal]
Value = Amount | Date


@dataclass(frozen=True, slots=True)
class Numbers:
    """The values of a text: amounts by dimension (`usd`, `%`, `minutes`, `months`, `count`), and dates."""

    amounts: frozenset[Amount] = frozenset()
    dates: frozenset[Date] = frozenset()

    def __or__(self, other: Numbers) -> Numbers:
        """The values of both."""
        return Numbers(self.amounts | other.amounts, self.dates | other.dates)

    def __bool__(self) -> bool:
        """Whether there is any value."""
        return bool(self.amounts or self.dates)


NOTHING = Numbers()


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


_UNIT_WORDS = f"(?:{_any(_WORDS)})"
_AFTER_ONE = rf"(?=[ -](?:{_any(_SCALES)}|{_any(_MINUTES)}|{_any(_MONTHS)}|per ?cent))"
_SPELT = rf"(?:one{_AFTER_ONE}|{_UNIT_WORDS}(?:[ -]{_UNIT_WORDS}|[ -](?:one|hundred|and)\b)*)"
_NUMBER = rf"(?P<n>\d[\d,]*(?:\.\d+)?|{_SPELT})"
_SCALE = rf"(?:[ -]?(?P<s>{_any(_SCALES)})\b)?"
_SYMBOLS = _any(c for c in _CURRENCIES if not c.isalpha() or c in {"chf", "usd", "eur", "gbp"})
_CURRENCY_WORDS = _any(c for c in _CURRENCIES if c.isalpha())
_MONTH = rf"(?:{_any(_MONTH_NAMES)})\.?"
_END = r"(?![\d%]|[.,]\d)"
_YEAR = rf"(?:19|20)\d\d{_END}"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?{_END}"

_DATE = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<d1>{_DAY})(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR}))?"
    rf"|(?P<m2>{_MONTH}) (?P<d2>{_DAY})(?:,? (?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{_MONTH})(?:,? (?P<y3>{_YEAR}))?"
    rf"|(?P<q>first|second|third|fourth) quarter(?: of (?P<y4>{_YEAR}))?|(?P<q2>q[1-4])(?: (?P<y5>{_YEAR}))?"
    rf"|(?P<w>{_any(_DAYS)})s?|(?P<y6>{_YEAR}))(?!\w)"
)
_AMOUNT = re.compile(
    rf"(?<![\w.])(?P<c>{_SYMBOLS})? ?{_NUMBER}{_SCALE}(?:[ -]?(?P<u>{_any(_TABLE['percent'])}"
    rf"|(?:{_CURRENCY_WORDS})\b|(?:{_any(_MINUTES)}|{_any(_MONTHS)})s?\b))?(?!\w)"
)
_SMALL = rf"{_UNIT_WORDS}(?:-(?:{_UNIT_WORDS}|one))?"
_NO_UNIT = rf"(?![\w-]| (?:{_any(_SCALES)}|{_any(_MINUTES)}|{_any(_MONTHS)}|per ?cent|{_UNIT_WORDS})s?\b)"
_PRICE = re.compile(
    rf"(?<![\w.-])(?P<n>{_SMALL}) (?P<u>{_CURRENCY_WORDS}) (?:and )?(?P<h>{_SMALL})(?: cents| pence)?{_NO_UNIT}"
)
_SPOKEN = re.compile(
    rf"(?<![\w.-])(?P<n>one|{_any(w for w, v in _WORDS.items() if 0 < v < _TENS)})[ -]"
    rf"(?P<h>(?:{_any(w for w, v in _WORDS.items() if v >= _TENS)})(?:-{_SMALL})?){_NO_UNIT}"
)
_HINT = re.compile(rf"\d|\b(?:one|{_UNIT_WORDS}|{_any(_MONTH_NAMES)}|{_any(_DAYS)}|quarter)s?\b")


@lru_cache(maxsize=1 << 15)
def numbers(text: str) -> tuple[Numbers, str]:
    """The values in `text`, and the folded text without them."""
    rest = fold(text)
    if not _HINT.search(rest):
        return NOTHING, rest
    dates: list[Date] = []
    amounts: list[Amount] = []

    def take_date(match: re.Match[str]) -> str:
        bare_month = match["m3"]
        if bare_month and not match["y3"] and not _capitalised(text, bare_month):
            return match[0]  # "may" and "march" are words as well
        dates.append(_date(match))
        return " "

    def take_amount(match: re.Match[str]) -> str:
        amounts.append(_amount(match))
        return " "

    rest = _DATE.sub(take_date, _in_figures(rest))
    rest = _AMOUNT.sub(take_amount, rest)
    found = Numbers(frozenset(amounts), frozenset(dates)) if amounts or dates else NOTHING
    return found, rest


def _in_figures(folded: str) -> str:
    """Spoken prices in figures: "three dollars ten", and "two thirty-five" beside it."""
    price = _PRICE.search(folded)
    if price is None:
        return folded
    folded = _PRICE.sub(lambda m: f"{_value(m['n'])}.{int(_value(m['h'])):02} {m['u']}", folded)
    return _SPOKEN.sub(lambda m: f"{_value(m['n'])}.{_value(m['h'])} {price['u']}", folded)


def opening(folded: str, start: int) -> Value | None:
    """The value that stands at `start` of a folded text, if there is one."""
    if date := _DATE.match(folded, start):
        return _date(date)
    amount = _AMOUNT.match(folded, start)
    return _amount(amount) if amount else None


def _capitalised(text: str, word: str) -> bool:
    return word.rstrip(".").capitalize() in text


def _date(m: re.Match[str]) -> Date:
    if m["iso"]:
        year, month, day = map(int, m["iso"].split("-"))
        return Date(year=year, month=month, day=day)
    year_text = m["y1"] or m["y2"] or m["y3"] or m["y4"] or m["y5"] or m["y6"]
    month_text, day_text, quarter = m["m1"] or m["m2"] or m["m3"], m["d1"] or m["d2"], m["q"] or m["q2"]
    return Date(
        year=int(year_text) if year_text else None,
        quarter=_QUARTERS[quarter] if quarter else None,
        month=_MONTH_NAMES[month_text.rstrip(".")] if month_text else None,
        day=int(re.sub(r"\D", "", day_text)) if day_text else None,
        weekday=_DAYS[m["w"]] if m["w"] else None,
    )


def _amount(m: re.Match[str]) -> Amount:
    value = _value(m["n"]) * Decimal(10) ** _SCALES.get(m["s"] or "", 0)
    unit = m["u"] or ""
    if m["c"] or unit in _CURRENCIES:
        return _CURRENCIES[m["c"] or unit], value.normalize()
    if unit in _TABLE["percent"]:
        return "%", (value / 100 if unit == "basis points" else value).normalize()
    unit = unit.removesuffix("s")
    if unit in _MINUTES:
        return "minutes", (value * _MINUTES[unit]).normalize()
    if unit in _MONTHS:
        return "months", (value * _MONTHS[unit]).normalize()
    return _BARE, value.normalize()


def _value(text: str) -> Decimal:
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    total = 0
    for word in re.split(r"[ -]", text):
        value = 1 if word == "one" else _WORDS.get(word, 0)
        spoken = 0 < total < _TENS <= value  # "two thirty-five"
        total = total * 100 if word == "hundred" else (total * 100 if spoken else total) + value
    return Decimal(total)


def _lacking(kind: str, ours: Numbers, theirs: Numbers) -> Iterable[Amount]:
    return (n for n in ours.amounts - theirs.amounts if n[0] == kind and (_BARE, n[1]) not in theirs.amounts)


def conflict(ours: Numbers, theirs: Numbers) -> tuple[frozenset[Value], frozenset[Value]] | None:
    """Where each gives numbers of one kind that the other lacks: these. None where one has no more than the other.

    "The other 42 million of the $64 million" has the $42 million of another text: the unit need not be said twice.
    """
    for kind in sorted({kind for kind, _ in ours.amounts} & {kind for kind, _ in theirs.amounts}):
        a: frozenset[Value] = frozenset(_lacking(kind, ours, theirs))
        b: frozenset[Value] = frozenset(_lacking(kind, theirs, ours))
        if a and b:
            return a, b
    a = frozenset(d for d in ours.dates if not any(d.agrees(e) for e in theirs.dates))
    b = frozenset(d for d in theirs.dates if not any(d.agrees(e) for e in ours.dates))
    return (a, b) if any(d.differs(e) for d in a for e in b if isinstance(d, Date) and isinstance(e, Date)) else None
