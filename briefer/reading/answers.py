"""The JSON object in a model's answer, whatever stands around it: a fence, prose, a second object, a train of thought."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

LONGEST = 4_000_000
"""Characters of an answer beyond which it is not read: a brief has some thousands."""
_TRIES = 50
_OPENING = re.compile(r"\{\s*[\"}]")
_THOUGHT = re.compile(r"^\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)


class Unreadable(ValueError):
    """No JSON object; the message says why in words that a model can act on."""


def objects(answer: str, mark: str) -> Iterator[dict[str, Any]]:
    """The JSON objects that stand one after another in `answer`, outermost ones only.

    Raises `Unreadable` where there is none. Behind one that cannot be read only those with the key `mark` count, since any
    other may be a part of it.
    A key that stands twice in one object, and NaN or Infinity, make an object unreadable.
    """
    if len(answer) > LONGEST:
        raise Unreadable(f"the answer has {len(answer):,} characters: a brief has some thousands")
    text = _THOUGHT.sub("", answer)
    found, problem, at = 0, "", 0
    for _ in range(_TRIES):
        opening = _OPENING.search(text, at)
        if not opening:
            break
        try:
            value, at = _DECODER.raw_decode(text, opening.start())
        except RecursionError:
            problem, at = problem or "the JSON is nested too deeply", len(text)
        except ValueError as error:
            problem, at = problem or _why(error, text), opening.start() + 1
        else:
            if not problem or mark in value:
                found += 1
                yield value
    if not found:
        raise Unreadable(problem or _no_object(text))


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key '{next(k for k in keys if keys.count(k) > 1)[:60]}' stands twice in one object")
    return table


def _constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant)


def _why(error: ValueError, text: str) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return str(error)
    rest = text[error.pos :].strip()
    if len(rest) <= 1 or error.msg.startswith("Unterminated string"):
        return f"the JSON breaks off at its end, after “{_tail(text)}”: {error.msg.lower()}"
    near = " ".join(text[max(0, error.pos - 30) : error.pos + 20].split())
    return f"no valid JSON at line {error.lineno}, column {error.colno}, near “{near}”: {error.msg.lower()}"


def _tail(text: str) -> str:
    return " ".join(text[-60:].split())


def _no_object(text: str) -> str:
    if not text.strip():
        return "the answer is empty"
    return f"there is no JSON object in the answer, which begins “{' '.join(text[:80].split())}”"
