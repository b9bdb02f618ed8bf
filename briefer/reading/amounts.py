"""Numbers as readers understand them: digits or words, with their scale, so that 40m is 40 million and forty is 40."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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

_LARGE = ("hundred", "thousand", "lakh", "million", "crore", "billion", "trillion")
_STARTS = frozenset({*_UNITS, *_TENS, *_ORDINALS, *_VAGUE, *_LARGE})
COUNTING = frozenset({*_STARTS, *_SCALES})
"""Words that are, or may be a part of, a number."""

_SCALE = "|".join((*_LARGE, "bn", "mn", "tn"))
_ONES = "one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_GAP = "[ \\t\\n\u00a0\u2009\u202f]"
_DIGITS = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:[\u00a0\u2009\u202f]\d{{3}})+(?!\d)|\d+(?:\.\d+)*)"
    rf"(?:(?P<ordinal>st|nd|rd|th)\b|(?P<short>bn|mn|tn|[mkb])\b|(?:-|{_GAP})(?P<scale>{_SCALE})s?\b)?",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"(?P<words>(?:{'|'.join(_TENS)})(?:[- ](?:{_ONES}))?|(?:{'|'.join(sorted(_STARTS, key=len, reverse=True))}))"
    rf"(?P<scales>(?:[- ](?:and[ ])?(?:{_SCALE}))*)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d+")
_TOKEN = re.compile(r"[a-z]+")
CURRENCY = frozenset("$€£¥₹₩₽")
_PERCENT = re.compile(rf"{_GAP}?(?:%|per{_GAP}?cent\b(?!{_GAP}?age))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a span of a text: its value in a form that is equal for equal values, and its unit ("%", "$", "" ...)."""

    start: int
    end: int
    value: str
    unit: str = ""


def numbers(text: str) -> Iterator[Number]:
    """The numbers of `text`, in order; `end` includes the scale, not the unit. Linear in the length of the text."""
    last = 0
    for start in _candidates(text):
        if start < last:
            continue
        if start and (text[start - 1].isalnum() or _is_rest(text, start)):
            continue
        match = (_DIGITS if text[start].isdigit() else _WORDS).match(text, start)
        if match is None:
            continue
        last = match.end()
        signed = start - 1 if match.re is _DIGITS and _has_sign(text, start) else start
        before, unit = text[signed - 1 : signed], ""
        if before in CURRENCY:
            unit = before
        elif _PERCENT.match(text, last):
            unit = "%"
        if match.re is _DIGITS:
            value = _amount(match["digits"], match["short"] or match["scale"] or "")
        else:
            value = _spelled(match["words"], match["scales"])
        yield Number(signed, last, f"-{value}" if signed < start else value, unit)


def _candidates(text: str) -> list[int]:
    """Where a number may begin: at every run of digits and every word for a number."""
    found = [match.start() for match in _DIGIT.finditer(text)]
    lower = text.lower()
    if len(lower) != len(text):  # a capital that becomes two characters in lower case, such as İ
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for word in _STARTS.intersection(_TOKEN.findall(lower)):
        at = lower.find(word)
        while at >= 0:
            found.append(at)
            at = lower.find(word, at + len(word))
    return sorted(found)


def _is_rest(text: str, start: int) -> bool:
    """Whether digits continue what stands before them, as in "v.2" or an amount that no pattern here knows ("4,5")."""
    return start > 1 and text[start].isdigit() and text[start - 1] == "." and text[start - 2].isalnum()


def _has_sign(text: str, start: int) -> bool:
    return (
        start > 0
        and text[start - 1] in "-−"
        and (start == 1 or not (text[start - 2].isalnum() or text[start - 2] in ")-"))
    )


@lru_cache(maxsize=4096)
def _amount(digits: str, scale: str) -> str:
    return _scaled(digits, _SCALES.get(scale.lower(), 0))


@lru_cache(maxsize=1024)
def _spelled(words: str, scales: str) -> str:
    words, scales = words.lower(), scales.lower()
    if words in _VAGUE:
        return words + scales
    powers = [_SCALES[scale] for scale in re.findall(_SCALE, scales)]
    if words in _LARGE:
        return _scaled("1", _SCALES[words] + sum(powers))
    total = sum(_TENS.get(w, _UNITS.get(w, _ORDINALS.get(w, 0))) for w in re.split("[- ]", words))
    return _scaled(str(total), sum(powers))


def _scaled(digits: str, power: int) -> str:
    """The number `digits` times ten to the `power`, as significant digits and an exponent: "1.2", 9 is "12e8"."""
    plain = re.sub(r"[^\d.]", "", digits)
    if plain.count(".") > 1:
        return plain
    whole, _, part = plain.partition(".")
    significant = (whole + part).lstrip("0")
    stripped = significant.rstrip("0")
    if not stripped:
        return "0"
    return f"{stripped}e{power - len(part) + len(significant) - len(stripped)}"
