"""How two pages resemble each other, and whether that makes one a copy of the other or both one story."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cached_property

from briefer.daily.stories.account import Join, JoinKind
from briefer.daily.stories.features import Common, Features, scaled

_COPY = 0.5
_SAME_HAND = 0.8
"""A publisher's next report takes over half of its last one as background: only this much of it makes a copy."""
_NEXT_REPORT_HOURS = 12.0
_FEW_RUNS = 12
_QUOTED, _QUOTED_RUNS, _QUOTED_DAYS = 0.25, 4, 15
_ALIKE, _NAMES, _HOURS = 0.30, 2, 72.0
_LATER_ALIKE, _LATER_NAMES, _LATER_QUOTED, _LATER_DAYS = 0.22, 3, 3, 46
_RELATED_ALIKE, _RELATED_RUNS = 0.12, 0.1
_RARE_PAGES, _RARE_SHARE, _RARE_WEIGHT = 12, 0.02, 2.0
_SPOKEN = 3


@dataclass(frozen=True)
class Pair:
    """Two pages side by side; `a` is the later one."""

    a: Features
    b: Features
    common: Common

    @cached_property
    def gap(self) -> float:
        """Hours between them."""
        return abs(self.a.hours - self.b.hours)

    @cached_property
    def contained(self) -> float:
        """The share of the shorter page's runs of five words that the other has."""
        return _share(self.a.runs, self.b.runs, _FEW_RUNS)

    @cached_property
    def quoted_runs(self) -> int:
        """How many runs of three quoted words both have."""
        return len(set(self.a.quoted) & set(self.b.quoted))

    @cached_property
    def quoted(self) -> float:
        """The share of these in what the page that quotes less quotes."""
        return self.quoted_runs / (min(len(self.a.quoted), len(self.b.quoted)) or 1)

    @cached_property
    def alike(self) -> float:
        """The cosine of the TF-IDF vectors."""
        counts = dict(zip(self.b.terms, self.b.counts, strict=True))
        dot = sum(
            self.common.weight(term) ** 2 * scaled(count) * scaled(counts[term])
            for term, count in zip(self.a.terms, self.a.counts, strict=True)
            if term in counts
        )
        return dot / (self.a.norm * self.b.norm)

    @cached_property
    def shared_names(self) -> list[str]:
        """The rare names of `a` that `b` has too, told apart by their rarest shared word; the rarest first."""
        theirs = set(self.b.names)
        found: dict[int, float] = {}
        name: list[int] = []
        for word in self.a.names:
            if word:
                name.append(word)
                continue
            shared = [part for part in name if part in theirs and part in self.common.spelt and self._rare(part)]
            if shared and not any(part in found for part in shared):
                rarest = max(shared, key=lambda part: (self.common.weight(part), part))
                found[rarest] = self.common.weight(rarest)
            name.clear()
        ordered = sorted(found, key=lambda part: (-found[part], self.common.spelt[part]))
        return [self.common.spelt[part] for part in ordered]

    def _rare(self, word: int) -> bool:
        pages = self.common.frequency[word]
        return pages <= max(_RARE_PAGES, _RARE_SHARE * self.common.pages) and self.common.weight(word) >= _RARE_WEIGHT

    def related(self) -> bool:
        """Whether the two have anything to do with each other: much less than a join asks for."""
        return (
            bool(self.quoted_runs >= _QUOTED_RUNS)
            or self.alike >= _RELATED_ALIKE
            or self.contained >= _RELATED_RUNS
            or len(self.shared_names) >= _NAMES
        )

    def join(self) -> Join | None:
        """What ties the two most firmly; None where nothing does."""
        return self._copy() or self._story()

    def _copy(self) -> Join | None:
        if self.a.address and self.a.address == self.b.address:
            return self._join("address", 1.0, "has the same address as")
        if self.a.text == self.b.text and self.a.size == self.b.size:
            return self._join("text", 1.0, "has the same words as")
        needed = _SAME_HAND if self.a.family == self.b.family and self.gap > _NEXT_REPORT_HOURS else _COPY
        if self.contained >= needed:
            return self._join(
                "copy", self.contained, f"has {_percent(self.contained)} of its five-word runs in common with"
            )
        return None

    def _story(self) -> Join | None:
        days = self.gap / 24
        if self._quotes_the_same() and days <= _QUOTED_DAYS:
            return self._join("quotations", self.quoted, f"shares quotations ({_decimal(self.quoted)}) with")
        if days > _LATER_DAYS or self.alike < _LATER_ALIKE:
            return None
        what = f"words ({_decimal(self.alike)}) and the names {self._named()} with"
        if self.gap <= _HOURS and self.alike >= _ALIKE and len(self.shared_names) >= _NAMES:
            return self._join("words", self.alike, f"shares {what}")
        if len(self.shared_names) >= _LATER_NAMES and (
            self.quoted_runs >= _LATER_QUOTED or len(self.shared_names) >= 2 * _LATER_NAMES or self.alike >= _ALIKE
        ):
            return self._join("later", self.alike, f"shares, {days:.0f} days apart, {what}")
        return None

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


def _share(a: array[int], b: array[int], least: int) -> float:
    """The share of the smaller set that the larger one has; 0 where it is too small to tell."""
    smaller, larger = sorted((a, b), key=len)
    return len(set(smaller) & set(larger)) / len(smaller) if len(smaller) >= least else 0.0


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _decimal(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")
