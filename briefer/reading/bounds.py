"""On which side of a number a text stays: "at least 21 days", "21 days or more", "up to 40"."""

from __future__ import annotations

import re
from typing import Literal

from briefer.reading.amounts import CURRENCY, Number

Side = Literal["least", "most", ""]

_BEFORE = re.compile(
    r"\b(?:(?P<most>(?:at (?:the )?most|up to|(?:no|not|n[’']t) (?:more|longer|later|higher) than|(?:fewer|less|lower) than|under|below"
    r"|a maximum of))"
    r"|(?P<least>(?:at (?:the )?least|(?:no|not|n[’']t) (?:fewer|less|lower) than|(?:more|longer|higher) than|over|above|exceeding"
    r"|a minimum of)))(?: the| about| around| some)? $",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[ -][a-z]+){0,2},? (?:(?P<least>(?:or|and) (?:more|longer|over|above|higher)|at (?:the )?least|at a minimum)"
    r"|(?P<most>or (?:less|fewer|under|below|lower|shorter)|at (?:the )?most|at a maximum))\b"
)
_LONGEST = 32
_ENDINGS = tuple(
    f"{word} " for word in "least most to than over under above below of exceeding the about around some".split()
)
"""What stands before the number wherever `_BEFORE` is found: quicker to look for."""


def side(text: str, number: Number) -> Side:
    """Whether `text` says of its `number` that it is the least or the most; "" where it says neither."""
    start = number.start - (number.unit in CURRENCY)
    before = text[max(0, start - _LONGEST) : start]
    found = before.lower().endswith(_ENDINGS) and _BEFORE.search(before)
    found = found or _AFTER.match(text, number.end, number.end + _LONGEST)
    if found is None:
        return ""
    return "least" if found["least"] else "most"
