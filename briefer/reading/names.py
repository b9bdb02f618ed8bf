"""The names of actors: what two spellings of one name have in common, and which names a list of actors goes by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from briefer.reading.lexicon import TITLES
from briefer.reading.words import plain

_POINTS = re.compile(r"(?<=\w)\.(?=\w|\s|$)")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"the", "a", "an"})


class Listed:
    """The actors of a brief, by every name that each of them goes by."""

    def __init__(self, actors: Iterable[Any]) -> None:
        self._raw: set[str] = set()
        self._bare: set[str] = set()
        surnames: Counter[str] = Counter()
        for actor in actors:
            names = {actor.name, *actor.aliases}
            self._raw |= names
            bare = {bare_name(name) for name in names} - {""}
            self._bare |= bare
            if actor.kind == "person":
                surnames.update({name.rpartition(" ")[2] for name in bare})
        self._bare |= {surname for surname, bearers in surnames.items() if bearers == 1}

    def __contains__(self, name: str) -> bool:
        """Whether `name` is one of the actors."""
        return name in self._raw or bare_name(name) in self._bare


@lru_cache(maxsize=4096)
def bare_name(name: str) -> str:
    """A name without case, accents, points, possessive endings, articles and titles."""
    words = _WORD.findall(plain(_POSSESSIVE.sub("", _POINTS.sub("", name))))
    while len(words) > 1 and (words[0] in _ARTICLES or words[0] in TITLES):
        words = words[1:]
    return " ".join(words)
