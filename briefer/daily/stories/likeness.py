"""How two pages resemble each other, and whether that makes one a copy of the other or both one story."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from briefer.daily.stories.account import Join, JoinKind
from briefer.daily.stories.common import Common, usual_terms
from briefer.daily.stories.features import SHORT, UNIT, Features, Side, evens

_COPY = 0.5
_EDITED, _EDITED_ALIKE = 0.3, 0.7
"""A copy of which every other sentence was touched shares fewer runs of words, but still nearly all words."""
_SAME_HAND = 0.8
"""A publisher's next report takes over half of its last one as background: only this much of it makes a copy."""
_NEXT_REPORT_HOURS = 12.0
_FEW_RUNS = 12
_QUOTED, _QUOTED_RUNS, _QUOTED_DAYS = 0.25, 4, 15
_QUOTED_SOME = 3
_HOURS, _LATER_DAYS = 72.0, 46
_MANY = 3
_SOON = {1: (0.40, 0.30), 2: (0.30, 0.14), _MANY: (0.22, 0.10)}
_LATER = {_MANY: (0.22, 0.12)}
"""The cosine of all words, and of the words that are in no name, that make one story: by the number of rare names shared. Fewer names
ask for more: persons meet in many stories, and stories of one kind are told in the same words."""
_RELATED_NAMES = 2
_RELATED_ALIKE, _RELATED_RUNS = 0.12, 0.1
_RARE_PAGES, _RARE_SHARE, _RARE_WEIGHT = 12, 0.02, 2.0
_SPOKEN = 3


@dataclass(frozen=True)
class Pair:
    """Two pages side by side; `a` is the later one."""

    left: Side
    b: Features
    common: Common

    @property
    def a(self) -> Features:
        """The later page."""
        return self.left.page

    @cached_property
    def gap(self) -> float:
        """Hours between them."""
        return abs(self.a.hours - self.b.hours)

    @cached_property
    def contained(self) -> float:
        """The share of the shorter page's runs of five words that the other has; 0 where there are too few to tell."""
        ours, theirs = self.left.runs, frozenset(self.b.runs)
        if self.a.sparse != self.b.sparse:
            ours, theirs = frozenset(evens(ours)), frozenset(evens(theirs))
        least = min(len(ours), len(theirs))
        return len(ours & theirs) / least if least >= _FEW_RUNS else 0.0

    @cached_property
    def quoted_runs(self) -> int:
        """How many runs of three quoted words both have."""
        return len(self.left.quoted.intersection(self.b.quoted))

    @cached_property
    def quoted(self) -> float:
        """The share of these in what the page that quotes less quotes."""
        return self.quoted_runs / (min(len(self.a.quoted), len(self.b.quoted)) or 1)

    @cached_property
    def alike(self) -> float:
        """The cosine of the TF-IDF vectors."""
        ours, pairs = self.left.vector, zip(self.b.terms, self.b.weights, strict=True)
        return sum(ours[term] * weight for term, weight in pairs if term in ours) / UNIT

    @cached_property
    def topic(self) -> float:
        """The same cosine over the words that are in no name of either page: what it is about, whoever is in it."""
        names = usual_terms().union(self.a.names, self.b.names)
        ours = {term: weight for term, weight in self.left.vector.items() if term not in names}
        theirs = {term: weight for term, weight in Side(self.b).vector.items() if term not in names}
        dot = sum(weight * theirs[term] for term, weight in ours.items() if term in theirs)
        lengths = (
            math.sqrt(sum(weight * weight for weight in side.values()) + page.alone)
            for side, page in ((ours, self.a), (theirs, self.b))
        )
        return dot / (math.prod(lengths) or 1.0)

    @cached_property
    def shared_names(self) -> list[str]:
        """The rare names that both have, by the words that they share, the rarest first.

        Names of `a` that have a word in common, such as a person's full name and surname, are one.
        """
        theirs = set(self.b.names)
        found: list[tuple[set[int], list[int]]] = []
        for name in _parts(self.a.names):
            shared = [part for part in name if part in theirs and part in self.common.spelt and self._rare(part)]
            touching = [other for other in found if not other[0].isdisjoint(shared)]
            if shared:
                words = set(shared).union(*(other for other, _ in touching))
                longest = max([shared, *(spoken for _, spoken in touching)], key=len)
                found = [other for other in found if other not in touching] + [(words, longest)]
        ordered = sorted((-max(map(self.common.weight, words)), spoken) for words, spoken in found)
        return [" ".join(self.common.spelt[part] for part in spoken) for _, spoken in ordered]

    def _rare(self, word: int) -> bool:
        pages = self.common.frequency[word]
        return pages <= max(_RARE_PAGES, _RARE_SHARE * self.common.pages) and self.common.weight(word) >= _RARE_WEIGHT

    def related(self) -> bool:
        """Whether the two have anything to do with each other: much less than a join asks for."""
        return (
            bool(self.quoted_runs >= _QUOTED_RUNS)
            or self.alike >= _RELATED_ALIKE
            or self.contained >= _RELATED_RUNS
            or len(self.shared_names) >= _RELATED_NAMES
        )

    def join(self) -> Join | None:
        """What ties the two most firmly; None where nothing does."""
        return self._copy() or self._story()

    def _copy(self) -> Join | None:
        if self.a.address and self.a.address == self.b.address:
            return self._join("address", 1.0, "has the same address as")
        if self.a.text == self.b.text and self.a.size == self.b.size:
            return self._join("text", 1.0, "has the same words as")
        next_report = self.a.family == self.b.family and self.gap > _NEXT_REPORT_HOURS
        needed = _SAME_HAND if next_report else _COPY
        edited = not next_report and self.contained >= _EDITED and self.alike >= _EDITED_ALIKE
        if self.contained >= needed or edited:
            return self._join(
                "copy", self.contained, f"has {_percent(self.contained)} of its five-word runs in common with"
            )
        return None

    def _story(self) -> Join | None:
        days = self.gap / 24
        if self._quotes_the_same() and days <= _QUOTED_DAYS:
            return self._join("quotations", self.quoted, f"shares quotations ({_decimal(self.quoted)}) with")
        names = len(self.shared_names)
        soon = self.gap <= _HOURS
        alike, topic = (_SOON if soon else _LATER).get(min(names, _MANY), (math.inf, math.inf))
        if names == 1 and min(self.a.size, self.b.size) < SHORT:
            return None
        if days > _LATER_DAYS or self.alike < alike or not (self.topic >= topic or self._quotes_some(names)):
            return None
        what = f"words ({_decimal(self.alike)}) and the {'name' if names == 1 else 'names'} {self._named()} with"
        if soon:
            return self._join("words", self.alike, f"shares {what}")
        return self._join("later", self.alike, f"shares, {days:.0f} days apart, {what}")

    def _quotes_some(self, names: int) -> bool:
        """Whether the two share names and a quotation, if a short one."""
        return names >= _MANY and self.quoted_runs >= _QUOTED_SOME

    def _quotes_the_same(self) -> bool:
        return (
            self.quoted >= _QUOTED
            and self.quoted_runs >= _QUOTED_RUNS
            and (self.alike >= _RELATED_ALIKE or bool(self.shared_names))
        )

    def _named(self) -> str:
        shown = self.shared_names[:_SPOKEN]
        return ", ".join(shown) + (
            f" and {len(self.shared_names) - _SPOKEN} more" if len(self.shared_names) > _SPOKEN else ""
        )

    def _join(self, kind: JoinKind, value: float, says: str) -> Join:
        return Join(self.a.key, self.b.key, kind, round(value, 3), says, (self.a.label, self.b.label))


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _decimal(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")


def _parts(names: Iterable[int]) -> Iterator[list[int]]:
    """The names of a page, each as its words."""
    name: list[int] = []
    for word in names:
        if word:
            name.append(word)
        else:
            yield name
            name = []
