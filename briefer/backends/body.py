"""JSON as servers send it: reading it never raises, and every text in it can be written again."""

from __future__ import annotations

import json
from typing import Any

HALF = "the answer held half of a character (a lone surrogate): replaced"
_LONGEST_NUMBER = 18


def parsed(body: str | bytes) -> Any:
    """The value in a body; None where it is no JSON, or nested more deeply than anything that is meant to be read."""
    try:
        return json.loads(body, strict=False, parse_int=_number)
    except (ValueError, RecursionError):
        return None


def written(value: object) -> str:
    """`value`, which was read from JSON, as JSON; "" where it is nested too deeply."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return ""


def _number(digits: str) -> int | float:
    """An integer; one that counts nothing in this world becomes a float, and nobody takes it for a count."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float(digits)


def whole(text: str) -> str:
    """`text` with each half of a surrogate pair as U+FFFD; halves that stand together become the character they mean."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
