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
_AT_COMMA = re.compile(r"\s*(?:,\s*)?[\]}]")
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*[\]}])', re.DOTALL)
_THOUGHT = re.compile(r"^\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)


class Unreadable(ValueError):
    """No JSON object; the message says why in words that a model can act on."""


def objects(answer: str, mark: str) -> Iterator[dict[str, Any]]:
    """The JSON objects that stand one after another in `answer`, outermost ones only.

    Raises `Unreadable` where there is none. Behind one that cannot be read only those with the key `mark` count, since any
    other may be a part of it.
    A comma too many before a closing bracket is overlooked, and so is it that all of the answer is one JSON string.
    A key that stands twice in one object, and NaN or Infinity, make an object unreadable.
    """
    if len(answer) > LONGEST:
        raise Unreadable(f"the answer has {len(answer):,} characters: a brief has some thousands")
    text = _unquoted(_THOUGHT.sub("", answer))
    found, problem, at, mended = 0, "", 0, False
    for _ in range(_TRIES):
        opening = _OPENING.search(text, at)
        if not opening:
            break
        try:
            value, at = _DECODER.raw_decode(text, opening.start())
        except RecursionError:
            problem, at = problem or "the JSON is nested too deeply", len(text)
        except ValueError as error:
            shorter = _without_trailing_commas(text, opening.start(), error) if not (problem or mended) else None
            if shorter:
                text, at, mended = shorter, opening.start(), True
            else:
                problem, at = problem or _why(error, text), opening.start() + 1
        else:
            if not problem or mark in value:
                found += 1
                yield value
    if not found:
        raise Unreadable(problem or _no_object(text))


def _unquoted(text: str) -> str:
    """`text`, or where it is one JSON string, as of an answer that was encoded twice, what stands in it."""
    if not text.lstrip().startswith('"'):
        return text
    try:
        inner = json.loads(text, strict=False)
    except ValueError:
        return text
    return inner if isinstance(inner, str) else text


def _without_trailing_commas(text: str, start: int, error: ValueError) -> str | None:
    """`text` without the commas that end lists and objects from `start` on, where `error` is about such a one."""
    if not isinstance(error, json.JSONDecodeError) or not _AT_COMMA.match(text, error.pos):
        return None
    mended = text[:start] + _STRING_OR_COMMA.sub(lambda found: found[1] or "", text[start:])
    return mended if len(mended) < len(text) else None


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
