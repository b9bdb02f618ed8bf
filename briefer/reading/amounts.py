"""Numbers as readers understand them: digits or words, with their scale, so that 40m is 40 million and forty is 40."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        range(1, 21),
        strict=True,
    )
) | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_SCALES = {"hundred": 2, "thousand": 3, "k": 3, "lakh": 5, "million": 6, "mn": 6, "m": 6, "crore": 7}
_SCALES |= {"billion": 9, "bn": 9, "b": 9, "trillion": 12, "tn": 12}
_VAGUE = (
    "half",
    "quarter",
    "dozen",
    "dozens",
    "twice",
    "double",
    "triple",
    "hundreds",
    "thousands",
    "millions",
    "billions",
)

COUNTING = frozenset({*_UNITS, *_TENS, *_ORDINALS, *_SCALES, *_VAGUE})
"""Words that are, or may be a part of, a number."""

_SMALL = "|".join(sorted({*_UNITS, *_ORDINALS, *_VAGUE}, key=len, reverse=True))
_LARGE = "hundred|thousand|lakh|million|crore|billion|trillion|bn|mn|tn"
_ONES = "one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_SPACE = "[ \\t\\n\u00a0\u2009\u202f]"
_SIGN = r"(?:(?<![\w)])[-−](?=\d))?"
_DIGITS = rf"{_SIGN}(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:[\u00a0\u2009\u202f]\d{{3}})+(?!\d)|\d+(?:\.\d+)*)"
NUMBER = re.compile(
    rf"(?<![\w.])(?<!\d,)(?P<digits>{_DIGITS})"
    rf"(?:(?P<ordinal>st|nd|rd|th)\b|(?P<short>bn|mn|tn|[mkb])\b|[-{_SPACE[1:-1]}](?P<scale>{_LARGE})s?\b)?"
    rf"|\b(?P<words>(?:{'|'.join(_TENS)})(?:[- ](?:{_ONES}))?|{_SMALL})(?P<scales>(?:[- ](?:and[ ])?(?:{_LARGE}))*)\b",
    re.IGNORECASE,
)
CURRENCY = frozenset("$€£¥₹₩₽")
_PERCENT = re.compile(rf"{_SPACE}?(?:%|per{_SPACE}?cent\b(?!{_SPACE}?age))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a span of a text: its value in a form that is equal for equal values, and its unit ("%", "$", "" ...)."""

    start: int
    end: int
    value: str
    unit: str = ""


def numbers(text: str) -> Iterator[Number]:
    """The numbers of `text`, in order; `end` includes the scale, not the unit."""
    for match in NUMBER.finditer(text):
        start, end = match.span()
        before, unit = text[start - 1 : start] if start else "", ""
        if before in CURRENCY:
            unit = before
        elif _PERCENT.match(text, end):
            unit = "%"
        yield Number(start, end, _value(match), unit)


def _value(match: re.Match[str]) -> str:
    if (digits := match["digits"]) is not None:
        scale = (match["short"] or match["scale"] or "").lower()
        return _scaled(digits, _SCALES.get(scale, 0))
    words = match["words"].lower()
    if words in _VAGUE:
        return words + match["scales"].lower()
    total = sum(_TENS.get(w, _UNITS.get(w, _ORDINALS.get(w, 0))) for w in re.split("[- ]", words))
    return _scaled(str(total), sum(_SCALES[s] for s in re.findall(_LARGE, match["scales"].lower())))


def _scaled(digits: str, power: int) -> str:
    """The number `digits` times ten to the `power`, as significant digits and an exponent: "1.2", 9 is "12e8"."""
    sign = "-" if digits[0] in "-−" else ""
    plain = re.sub(r"[^\d.]", "", digits)
    if plain.count(".") > 1:
        return sign + plain
    whole, _, part = plain.partition(".")
    significant = (whole + part).lstrip("0")
    stripped = significant.rstrip("0")
    if not stripped:
        return "0"
    return f"{sign}{stripped}e{power - len(part) + len(significant) - len(stripped)}"
