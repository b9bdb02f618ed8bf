"""Names of a text, found cheaply: stretches of capitalised words."""

from __future__ import annotations

import re
from functools import cache

from briefer.daily.stories.words import plain
from briefer.rules.lexicon import known, words

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.&-](?=[^\W_]))*")
_OPENING = frozenset('.!?:\n“”"‘«»„—–(•*…')
_PARTICLES = frozenset("al bin da de del della der des di dos du el la le of ter van von y".split())
_POSSESSIVE = re.compile(r"['’]s$")
Name = tuple[str, ...]


def names(text: str) -> list[Name]:
    """The names in `text`, each occurrence once, in order.

    A capitalised word at the beginning of a sentence is part of a name only where the text has it, capitalised, within a
    sentence too, or where another capitalised word follows. Weekdays, months and function words are none.
    """
    tokens = [(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]
    opens = [_opens(text[tokens[i - 1][2] if i else 0 : start]) or i == 0 for i, (_, start, _) in enumerate(tokens)]
    inner = {word for (word, _, _), first in zip(tokens, opens, strict=True) if not first and word[0].isupper()}
    found: list[Name] = []
    current: list[str] = []
    for i, (word, start, _) in enumerate(tokens):
        joined = not opens[i] and (i == 0 or text[tokens[i - 1][2] : start] in {" ", "\u00a0"})
        if current and not joined:
            _close(found, current)
        if _capital(word) and (not opens[i] or word in inner or _followed(text, tokens, i)):
            current.append(_POSSESSIVE.sub("", word))
        elif current and word in _PARTICLES:
            current.append(word)
        else:
            _close(found, current)
    _close(found, current)
    return found


def place(word: str) -> bool:
    """Whether the word belongs to a name of a country, a capital, a region or a people, which many stories share."""
    return word in _places()


def _close(found: list[Name], current: list[str]) -> None:
    """Move the words of the name that has ended to the names found."""
    while current and current[-1] in _PARTICLES:
        current.pop()
    if any(len(word) > 1 for word in current):
        found.append(tuple(current))
    current.clear()


def _capital(word: str) -> bool:
    return word[0].isupper() and plain(word) not in _no_names()


def _followed(text: str, tokens: list[tuple[str, int, int]], i: int) -> bool:
    if i + 1 >= len(tokens):
        return False
    word, start, _ = tokens[i + 1]
    return text[tokens[i][2] : start] == " " and _capital(word)


def _opens(gap: str) -> bool:
    return not _OPENING.isdisjoint(gap)


@cache
def _no_names() -> frozenset[str]:
    groups = ("determiners", "pronouns", "prepositions", "conjunctions", "subordinators", "relatives", "modals")
    function = words("words", *groups, "auxiliaries", "be", "openers")
    time = words("words", "weekdays", "months")
    return frozenset(plain(word) for word in (*function, *time)) | {"i"}


@cache
def _places() -> frozenset[str]:
    parts = {plain(part) for name, entry in known().items() if entry.how != "house" for part in name.split()}
    return frozenset(parts - _PARTICLES)
