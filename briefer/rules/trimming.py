"""Stretches of text trimmed to what can be printed alone: no half quotation marks, no dangling words."""

from __future__ import annotations

import re

_LEADING = re.compile(r"^(?:[\s,;:.–—-]|(?:and|or|but|that|saying)\b(?! (?:is|was)\b|['’]s\b))+")
_LOOSE_WORDS = "and|or|but|the|a|an|of|that|which|who|is|was|has|have|had|would|will|could|may|might|said"
_PREPOSITIONS = "to|in|by|with|for|on|from|at|as|per|into|between|during|before|after|since|until"


def _dangling(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,;:.–—-]|\b(?:{words})(?=[\s,;:.]*$))+$")


_TRAILING = _dangling(f"{_LOOSE_WORDS}|{_PREPOSITIONS}")
_LOOSE = _dangling(_LOOSE_WORDS)
"""The same without the prepositions: where a clause ends, they belong to its verb."""

_CUT_OFF = re.compile(r"\s(?:where|what|how|why|who|whom|which|when|if|whether)(?: (?:he|she|it|they|we|I|you))?$")
"""The beginning of a clause whose verb is gone."""

_PAIRS = (("“", "”"), ("(", ")"), ("‘", "’ "), ('"', '"'))
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]$")
"""A text that lost the last full stop of "U.S."."""
_END = 24
"""So many characters of the end of a text are looked at for what dangles there: more than the longest of those words has."""


def tidy(text: str, *, whole: bool = False) -> str:
    """`text` without marks and conjunctions at its edges, and without half a pair of quotation marks or brackets.

    A `whole` clause keeps the preposition at its end.

    >>> tidy(", and the delay “alone")
    'the delay'
    >>> tidy("pay what they had announced,")
    'pay what they had announced'
    >>> tidy("if fog set in", whole=True)
    'if fog set in'
    """
    full, before, trailing = text, "", _LOOSE if whole else _TRAILING
    while text != before:
        before = text
        text = _without_end(_CUT_OFF, _without_end(trailing, _LEADING.sub("", text)).strip(" ,;:.–—"))
        for left, right in _PAIRS:
            text = _balanced(text, left, right)
    return text + "." if _INITIALS.search(text, len(text) - _END) and f"{text}." in full else text


def _without_end(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text, len(text) - _END)
    return text[: found.start()] if found else text


def _balanced(text: str, left: str, right: str) -> str:
    """`text` up to, or from, the mark that has no partner in it."""
    if left not in text and right not in text:
        return text
    if left == right:
        if text.count(left) % 2 == 0:
            return text
        return text[:-1] if text.endswith(left) else text[1:] if text.startswith(left) else text[: text.rindex(left)]
    opened, closed = text.rfind(left), text.rfind(right)
    if opened > closed and right.strip() not in text[opened + 1 :]:
        return text[1:] if opened == 0 else text[:opened]
    if right == right.strip() and text.count(left) > text.count(right):
        return text[1:] if text.startswith(left) else text[: text.index(left)]
    if right == right.strip() and text.count(right) > text.count(left):
        return text[: text.rindex(right)]
    first = text.find(right)
    if first >= 0 and left not in text[:first]:
        return text[first + 1 :] if first == 0 else text[:first]
    return text
