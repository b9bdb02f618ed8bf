"""Numbers as quantities: what is a quantity at all, its unit, what it counts, how exact and how bound it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from briefer.daily.stories.words import plain
from briefer.reading.amounts import CURRENCY, Number
from briefer.scoring.constants import lexicon

Bound = Literal["", "about", "over", "least", "most"]
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|\b(?:first|second|third|\w+th)\Z", re.IGNORECASE)
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    (
        "most",
        r"not (?:to )?exceed\w*|up to|at most|as (?:many|much) as|less than|fewer than|under|below|no more than|a maximum of",
    ),
    ("least", r"at least|no (?:fewer|less) than|not less than"),
    ("over", r"more than|over|upwards of|above|exceed\w*"),
    ("about", r"about|around|some|nearly|almost|roughly|approximately|an estimated|close to|just (?:over|under)"),
)
_BOUND = tuple((bound, re.compile(rf"\b(?:{words})\W+$", re.IGNORECASE)) for bound, words in _BOUNDS)
_PLURALS = frozenset("people men women children police staff crew personnel".split())
_NO_COUNT = frozenset("years months weeks days hours minutes seconds times times- pages o'clock".split())
_SKIP_AFTER = re.compile(
    r"(?:[-–](?:year|day|hour|minute|month|week|storey|member|point|strong)|[-–/:]\d|\s*(?:a\.?m|p\.?m)\b|(?:[-–]| to | or )[$€£]?\d"
    r"|[- ](?:thirds?|quarters?|fifths?|tenths?)\b|(?: to | or )(?:two|three|four|five|six|seven|eight|nine|ten)\b)",
    re.IGNORECASE,
)
_SMALL = r"(?:\d|one|two|three|four|five|six|seven|eight|nine)"
_SKIP_BEFORE = re.compile(
    rf"(?:\d[-–/:.]|{_SMALL}(?: [mb]illion)? (?:to|or) [$€£]?|\bbetween [$€£]?(?:\S+(?: [mb]illion)? and [$€£]?)?"
    r"|\b(?:no|article|section|clause|chapter|units?|phase|page|flight|route|number)\.?\s)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_CURRENCY = frozenset({"won", "real"})
"""Currencies that are words of English far more often."""
STOP = frozenset(lexicon()["stop"].split())
_DAYTIMES = "today tonight yesterday tomorrow morning afternoon evening night noon midnight day week weekend month year quarter decade"


def no_quantity(number: Number, sentence: str, unit: str) -> bool:
    """Whether a number neither counts nor measures: a date, an ordinal, a year, part of a range, a score, an age."""
    before, raw, after = sentence[: number.start], sentence[number.start : number.end], sentence[number.end :]
    if _ORDINAL.search(raw) or _SKIP_AFTER.match(after) or _SKIP_BEFORE.search(before):
        return True
    if raw.lower() in {"one", "dozen", "half", "quarter"}:
        return True
    month = "|".join(map(re.escape, _months()))
    if not unit and (
        re.search(rf"\b(?:{month})\.?\s$", before, re.IGNORECASE) or re.match(rf"\s(?:{month})\b", after, re.IGNORECASE)
    ):
        return True
    return not unit and bool(_YEAR.fullmatch(raw))


def unit(number: Number, sentence: str) -> tuple[str, int]:
    """The unit of a number and where its words end: a sign before it, a currency or per cent after it."""
    rest = sentence[number.end :]
    if number.unit == "%":
        percent = re.match(r"\s?(?:%|per ?cent)", rest, re.IGNORECASE)
        return "%", number.end + (percent.end() if percent else 0)
    if number.unit:
        return currencies().get(number.unit, number.unit), number.end
    if match := re.match(r"[\s-](?:percentage points?|(?P<word>[^\W\d_]+))", rest):
        word = plain(match["word"] or "")
        if not word:
            return "points", number.end + match.end()
        if word in currencies():
            return currencies()[word], number.end + match.end()
    return "", number.end


def counted(rest: str) -> tuple[str, int]:
    """The noun that a number counts, and where it ends: the first plural within three words, in the same breath."""
    at = 0
    for _ in range(3):
        match = re.compile(r"[ \u00a0-]([^\W\d_]+)").match(rest, at)
        if not match or match[1][0].isupper():
            return "", 0
        word, at = match[1].lower(), match.end()
        if word in STOP:
            return "", 0
        if word in _PLURALS or word.endswith("men") or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
            return ("", 0) if word in _NO_COUNT else (word, at)
    return "", 0


def bound(before: str) -> tuple[Bound, int]:
    """What the words before a quantity make of it, and how many characters before it they begin; 0 where nothing does."""
    for name, pattern in _BOUND:
        if match := pattern.search(before):
            return name, len(before) - match.start()
    return "", 0


def signs(number: Number, sentence: str) -> int:
    """How many characters of a currency sign stand before a number."""
    return int(number.unit in CURRENCY and sentence[number.start - 1 : number.start] == number.unit)


def place(raw: str, value: str) -> int:
    """The power of ten to which a number is exact as it is written: $1.2 billion to 8, 412 to 0, 2,000 to 3."""
    digits = re.sub(r"[^\d]", "", raw)
    _, _, exponent = value.partition("e")
    if "." in raw and exponent:
        trailing = len(digits) - len(digits.rstrip("0"))
        return int(exponent) - trailing
    return int(exponent or 0)


@cache
def currencies() -> dict[str, str]:
    """The currencies by sign and word."""
    pairs = (pair.split("=") for pair in lexicon()["numbers"]["currencies"].split())
    return {word: currency for word, currency in pairs if word not in _NO_CURRENCY}


@cache
def times() -> frozenset[str]:
    """Words for days, months and times of day: they say when, not what, is counted."""
    days = (pair.split("=")[0] for pair in lexicon()["numbers"]["weekdays"].split())
    return frozenset([*days, *_months(), *_DAYTIMES.split()])


@cache
def _months() -> tuple[str, ...]:
    return tuple(pair.split("=")[0] for pair in lexicon()["numbers"]["calendar"].split())
