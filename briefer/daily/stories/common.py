"""How common each term is among the pages at hand and in general, and how the words of names are written."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from functools import cache, lru_cache

from briefer.daily.stories.names import Name, usual_words
from briefer.daily.stories.prior import UNLISTED, ranked
from briefer.daily.stories.words import code, plain, stem

_PRIOR_PAGES = 100
"""So many pages of general news are counted with those at hand: a first day of ten pages knows what is common, too."""
_BITS = 22
_MOST = 65_535
USUAL = 1
"""The number of a word of a name that tells nothing: countries, titles, initials. No term has it, nor 0."""


@lru_cache(maxsize=1 << 14)
def term(word: str) -> int:
    """The number of a word's stem, 22 bits: of 100,000 words some two in a hundred share theirs with another."""
    return max(code(stem(word)) >> (32 - _BITS), USUAL + 1)


def called(word: str) -> int:
    """The number of a word of a name."""
    spelt = plain(word)
    return USUAL if spelt in usual_words() or len(spelt) < 3 else term(spelt)


@cache
def usual_terms() -> frozenset[int]:
    """The terms that the usual words of names are: who somebody is, not what happens."""
    return frozenset(map(term, usual_words()))


class Common:
    """What is learnt from all pages; `publishers`, in plain form, are in no news. Takes the same memory for any number of pages."""

    def __init__(self, publishers: frozenset[str]) -> None:
        self.publishers = publishers
        self.pages = 0
        self.frequency = array("H", bytes(2 << _BITS))
        self.spelt: dict[int, str] = {}
        self._listed: dict[int, float] = {}
        self._unlisted: list[float] = []

    def learn(self, terms: Iterable[int], names: Iterable[Name]) -> None:
        """Count the terms of one more page, and remember how its names are written; of several ways the first in order."""
        self.pages += 1
        frequency = self.frequency
        for number in terms:
            if frequency[number] < _MOST:
                frequency[number] += 1
        for word in {word for name in names for word in name}:
            number = called(word)
            if number != USUAL:
                self.spelt[number] = min(self.spelt.get(number, word), word)

    def settle(self) -> None:
        """All pages are known: what each term weighs can be told, and names that one page alone has can be forgotten."""
        self._unlisted = [self._weight(pages, UNLISTED) for pages in range(min(self.pages, _MOST) + 1)]
        self._listed = {number: self._weight(self.frequency[number], likely) for number, likely in _prior().items()}
        self.spelt = {number: word for number, word in self.spelt.items() if self.frequency[number] > 1}

    def weight(self, number: int) -> float:
        """The inverse document frequency of a term."""
        return self._listed.get(number) or self._unlisted[self.frequency[number]]

    def _weight(self, pages: int, likely: float) -> float:
        return math.log((self.pages + _PRIOR_PAGES) / (pages + _PRIOR_PAGES * likely))


@cache
def _prior() -> dict[int, float]:
    found: dict[int, float] = {}
    for word, likely in ranked().items():
        found.setdefault(term(word), likely)
    return found
