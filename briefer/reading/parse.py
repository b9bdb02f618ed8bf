"""Completion in, draft out: the one reader of answers."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from briefer.domain.brief import LISTS, Draft
from briefer.domain.exchange import Completion
from briefer.errors import EmptyAnswer, Filtered, Malformed, Refused, Truncated
from briefer.reading.answers import Unreadable, objects

MOST_PROBLEMS = 20
OTHER = "try another backend for this article (--backend, or a fallback)"
_OPTIONAL = frozenset({"affiliation", "role", "condition", "deadline", "driver", "likelihood", "target"})
_LISTED = frozenset({"evidence", "aliases", "to", "affected", "assessed_by", "by"})
_SCHEMA_WORDS = frozenset({"properties", "$schema", "$defs", "additionalProperties"})


def parse(completion: Completion) -> Draft:
    """The draft that `completion` holds: of several JSON objects in it, the first that is one.

    Raises what `text` raises, and `Malformed` for text that is no JSON of the schema of a draft; its `problems` are lines
    that a model can act on.
    """
    return read(text(completion))


def text(completion: Completion) -> str:
    """The text of a whole answer. Raises `Refused`, `Truncated`, `Filtered`, `EmptyAnswer` for what no repair mends."""
    match completion.finish:
        case "refusal":
            raise Refused(
                f"the model refused: {completion.refusal or completion.text}"[:200], hint=OTHER, answer=completion.text
            )
        case "length":
            raise Truncated(
                "the answer was cut at the cap on output tokens", hint="raise max_output_tokens", answer=completion.text
            )
        case "filter":
            raise Filtered("a content filter withheld the answer", hint=OTHER, answer=completion.text)
        case "empty":
            raise EmptyAnswer("the answer is empty", hint=OTHER, answer=completion.text)
        case "stop":
            return completion.text


def read(answer: str) -> Draft:
    """The first draft in the text of an answer. Raises `Malformed`."""
    found: tuple[str, ...] = ()
    best = -1
    try:
        for value in objects(answer, "bottom_line"):
            table = _unwrapped(value)
            try:
                return Draft.model_validate(lenient(table))
            except ValidationError as error:
                likeness = len(table.keys() & Draft.model_fields.keys())
                if likeness > best:
                    best, found = likeness, problems(error, table)
    except Unreadable as error:
        found = (str(error),)
    raise malformed(found, answer)


def malformed(found: tuple[str, ...], answer: str) -> Malformed:
    """The error that says what is wrong with an answer: the first problem in its line, all of them beside it."""
    lines = tuple(map(_safe, found))
    more = len(lines) - 1
    first = lines[0] + (f" (and {more} more problem{'s' if more > 1 else ''})" if more else "")
    hint = f"raise repairs, or set answers to what the server can enforce, or {OTHER}"
    return Malformed(f"the answer is not a brief: {first}", hint=hint, answer=answer, problems=lines)


def _unwrapped(value: dict[str, Any]) -> dict[str, Any]:
    """The brief in `{"brief": {...}}`, under whatever key it stands alone; anything else as it is."""
    inner = next(iter(value.values())) if len(value) == 1 and not value.keys() & _SCHEMA_WORDS else None
    return inner if isinstance(inner, dict) and isinstance(inner.get("bottom_line"), str) else value


def lenient(value: dict[str, Any]) -> dict[str, Any]:
    """`value` as a reader takes it that knows how models write: null or "" for a list that is empty, "X" for ["X"]."""
    lists: dict[str, Any] = {name: value[name] if value[name] is not None else [] for name in LISTS if name in value}
    for name, items in lists.items():
        if isinstance(items, list):
            lists[name] = [_filled(item) if isinstance(item, dict) else item for item in items]
    return {**value, **lists}


def _filled(item: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in item.items():
        if key in _OPTIONAL and isinstance(value, str) and not value.strip():
            found[key] = None
        elif key in _LISTED:
            found[key] = _listed(value)
        else:
            found[key] = value
    return found


def _listed(value: Any) -> Any:
    match value:
        case None | "":
            return []
        case str():
            return [value]
        case list():
            return [part for part in value if not isinstance(part, str) or part.strip()]
        case _:
            return value


def problems(error: ValidationError, value: dict[str, Any]) -> tuple[str, ...]:
    """What is wrong, a line each: where, what was expected, what stands there."""
    if value.keys() & _SCHEMA_WORDS:
        return ("this is the JSON Schema itself, not an answer: write an object with the properties that it describes",)
    errors = error.errors(include_url=False, include_context=True)
    lines = [_problem(dict(e)) for e in errors[:MOST_PROBLEMS]]
    if len(errors) > MOST_PROBLEMS:
        lines.append(f"and {len(errors) - MOST_PROBLEMS} more of this kind")
    return tuple(lines)


def _problem(error: dict[str, Any]) -> str:
    context = error.get("ctx", {})
    path = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in error["loc"]).removeprefix(".") or "the answer"
    match error["type"]:
        case "missing":
            return f"{path}: missing"
        case "extra_forbidden":
            return f"{path}: unknown property; leave it out"
        case "literal_error":
            expected = f"one of {str(context['expected']).replace(' or ', ', ')}"
        case "string_type" | "string_sub_type":
            expected = "a string"
        case "string_too_short":
            expected = "a text that is not empty"
        case "too_short":
            expected = "at least one name"
        case "tuple_type":
            expected = "a list"
        case "model_type" | "model_attributes_type" | "dict_type":
            expected = "an object"
        case "string_unicode":
            return f"{path}: half of a surrogate pair; write the character itself"
        case _:
            expected = str(error["msg"])
    return f"{path}: expected {expected}; got {_shown(error['input'])}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)[:200]
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004  # characters of a short line


def _safe(line: str) -> str:
    """One line that can be encoded: an answer may hold half of a surrogate pair."""
    return " ".join(line.encode("utf-8", "replace").decode("utf-8").split())
