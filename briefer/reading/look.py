"""The answer of a second look: which of the items that were asked about their evidence does not bear out."""

from __future__ import annotations

from typing import Any

from briefer.reading.answers import Unreadable, objects

_VERDICTS = {"yes": True, "true": True, "no": False, "false": False}


def verdicts(answer: str, count: int) -> tuple[bool, ...] | None:
    """Whether each of `count` items may stay, in their order; None where the answer does not say so of every one."""
    try:
        for value in objects(answer, "1"):
            said = [_VERDICTS.get(_plain(value.get(str(number)))) for number in range(1, count + 1)]
            if None not in said:
                return tuple(map(bool, said))
    except Unreadable:
        return None
    return None


def _plain(verdict: Any) -> str:
    return str(verdict).strip(" .!").lower()
