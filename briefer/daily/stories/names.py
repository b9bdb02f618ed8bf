"""Names of a text, found cheaply: stretches of capitalised words."""

from __future__ import annotations

import re
from functools import cache

from briefer.daily.stories.words import plain
from briefer.rules.lexicon import kinds, known, words

_WORD = re.compile(r"(?<![^\W_])[^\W\d_a-z](?:[^\W_]|['’.&-](?=[^\W_]))*")
_OPENING = frozenset('.!?:\n“”"‘«»„—–(•*…')
_PARTICLES = frozenset("al bin da de del della der des di dos du el la le of ter van von y".split())
_BETWEEN = re.compile(rf"[ \u00a0](?:(?:{'|'.join(sorted(_PARTICLES))})[ \u00a0]){{0,2}}")
_POSSESSIVE = re.compile(r"['’]s$")
Name = tuple[str, ...]


def names(text: str) -> list[Name]:
    """The names in `text`, each occurrence once, in order.

    A capitalised word at the beginning of a sentence is part of a name only where the text has it, capitalised, within a
    sentence too, or where another capitalised word follows. Weekdays, months and function words are none.
    """
    capitals = [
        (match[0], *match.span())
        for match in _WORD.finditer(text)
        if match[0][0].isupper() and match[0].lower() not in _no_names()
    ]
    inner = {_POSSESSIVE.sub("", word) for word, start, _ in capitals if not _opens(text, start)}
    found: list[Name] = []
    current: list[str] = []
    last = 0
    for i, (written, start, end) in enumerate(capitals):
        word = _POSSESSIVE.sub("", written)
        between = _BETWEEN.fullmatch(text, last, start) if current else None
        if between is None:
            _close(found, current)
        followed = i + 1 < len(capitals) and text[end : capitals[i + 1][1]] == " "
        if current or followed or word in inner or not _opens(text, start):
            current += [*(between[0].split() if between else ()), word]
        if word != written:
            _close(found, current)
        last = end
    _close(found, current)
    return found


def _close(found: list[Name], current: list[str]) -> None:
    """Move the words of the name that has ended to the names found."""
    if any(len(word) > 1 for word in current):
        found.append(tuple(current))
    current.clear()


def _opens(text: str, start: int) -> bool:
    """Whether what begins at `start` begins a sentence, a line or a quotation."""
    before = text[max(0, start - 3) : start]
    return start == 0 or before[-1] in _OPENING or (before[-1].isspace() and not _OPENING.isdisjoint(before[-2:]))


@cache
def _no_names() -> frozenset[str]:
    groups = ("determiners", "pronouns", "prepositions", "conjunctions", "subordinators", "relatives", "modals")
    function = words("words", *groups, "auxiliaries", "be", "openers")
    time = words("words", "weekdays", "months")
    return frozenset(plain(word) for word in (*function, *time)) | {"i"}


@cache
def usual_words() -> frozenset[str]:
    """Words of names that tell nothing: countries, capitals, regions and peoples, titles and kinds of bodies; in plain form."""
    places = {part for name, entry in known().items() if entry.how != "house" for part in name.split()}
    titles = words("roles", "honorifics", "ranks", "portfolios", "offices_before_names")
    return frozenset(map(plain, (*places, *titles, *kinds()))) - _PARTICLES
