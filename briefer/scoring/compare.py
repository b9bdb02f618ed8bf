"""Two items of one list compared: how far they are about the same, and what their agreement is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from briefer.domain.scorecard import FieldLikeness
from briefer.scoring import likeness
from briefer.scoring.constants import FieldKind, FieldSpec
from briefer.scoring.items import Item, topic
from briefer.scoring.names import Names
from briefer.scoring.source import Source
from briefer.scoring.veto import Court, Veto

UNIT = 1_000_000
"""Align and credit are whole millionths, so that sums of them are exact in any order."""


class Comparison(NamedTuple):
    """What came of comparing two items: `align` and `credit` in millionths, `values` how alike each field is."""

    align: int
    credit: int
    values: tuple[float, ...]
    evidence: float
    vetoes: tuple[Veto, ...] | None
    """None where they were not looked for, because the pair earns nothing anyhow."""


class Verdict(NamedTuple):
    """A comparison explained; `contradicts` says that without its vetoes the pair would have earned credit."""

    fields: tuple[FieldLikeness, ...]
    vetoes: tuple[Veto, ...]
    contradicts: bool


Step = tuple[int, int, float, Callable[[Any, Any, float, Source, Names], float]]
"""A field: its index, its bit, its weight, and how it is compared."""

_CHEAP: dict[FieldKind, Callable[[Any, Any, float, Source, Names], float]] = {
    "enumeration": lambda x, y, _, source, __: likeness.enumerated(x, y, source.constants),
    "names": lambda x, y, _, source, names: likeness.people(x.identities, y.identities, names, source.constants),
}
"""How fields are compared that often settle at once that two items are not the same."""

_DEAR: dict[FieldKind, Callable[[Any, Any, float, Source, Names], float]] = {
    "text": lambda x, y, evidence, source, _: likeness.texts(x, y, evidence, source),
    "deadline": lambda x, y, _, source, __: likeness.texts(x, y, 0.0, source),
    "likelihood": lambda x, y, _, source, __: likeness.likelihoods(x, y, source.constants),
    "target": likeness.targets,
}


class Comparer:
    """Compares the items of one list of one article."""

    def __init__(self, specs: tuple[FieldSpec, ...], source: Source, names: Names) -> None:
        self._c = source.constants
        self._specs = specs
        self._court = Court(specs, source, names)
        self._source = source
        self._names = names
        self._main = topic(specs)
        plan = [(i, 1 << i, spec.weight) for i, spec in enumerate(specs)]
        self._plan = plan
        self._cheap = [
            (*step, _CHEAP[spec.kind]) for step, spec in zip(plan, specs, strict=True) if spec.kind in _CHEAP
        ]
        self._dear = [(*step, _DEAR[spec.kind]) for step, spec in zip(plan, specs, strict=True) if spec.kind in _DEAR]
        masks = range(1 << len(specs))
        self._weights = [sum(w for _, bit, w in plan if bit & mask) for mask in masks]
        self._dear_weights = [sum(w for _, bit, w, _ in self._dear if bit & mask) for mask in masks]
        self._least_align = round(UNIT * self._c.align_least)
        self._least_credit = round(UNIT * self._c.credit_least)

    def table(self, ours: Sequence[Item], theirs: Sequence[Item]) -> dict[tuple[int, int], Comparison]:
        """How each of `ours` compares with each of `theirs`, for all pairs that are alike enough to be paired.

        Two items that share neither a sentence of evidence nor a word of their main field are about different things.
        """
        found = {}
        for i, a in enumerate(ours):
            sentences, words = a.ground.sentences, a.topic
            for j, b in enumerate(theirs):
                if sentences & b.ground.sentences or not words.isdisjoint(b.topic):
                    comparison = self.compare(a, b)
                    if comparison is not None:
                        found[i, j] = comparison
        return found

    def compare(self, a: Item, b: Item) -> Comparison | None:
        """How `a` and `b` compare; None where they are too unlike to be paired at all."""
        evidence = likeness.evidence(a.ground, b.ground, self._source)
        both, total = a.filled & b.filled, self._weights[a.filled | b.filled]
        values = [0.0] * len(self._specs)
        have = self._fill(self._cheap, both, values, (a, b), evidence)
        if self._align(have + self._dear_weights[both], total, evidence) < self._least_align:
            return None  # even if all texts were the same
        have += self._fill(self._dear, both, values, (a, b), evidence)
        align = self._align(have, total, evidence)
        if align < self._least_align:
            return None
        credit = self._credit(values, a.filled | b.filled, evidence)
        vetoes = tuple(self._court.vetoes(a, b, values)) if credit else None
        return Comparison(align, 0 if vetoes else credit, tuple(values), evidence, vetoes)

    def explain(self, a: Item, b: Item, comparison: Comparison) -> Verdict:
        """Why `a` and `b` compare as they do."""
        filled, values = a.filled | b.filled, comparison.values
        fields = tuple(
            [FieldLikeness(s.name, values[i], s.weight) for i, s in enumerate(self._specs) if filled >> i & 1]
        )
        vetoes = tuple(self._court.vetoes(a, b, values)) if comparison.vetoes is None else comparison.vetoes
        if not vetoes:
            return Verdict(fields, (), contradicts=False)
        struck = {veto.field for veto in vetoes}
        rest = sum(1 << i for i, spec in enumerate(self._specs) if filled >> i & 1 and spec.name not in struck)
        return Verdict(fields, vetoes, self._credit(values, rest, comparison.evidence) > 0)

    def _align(self, have: float, total: float, evidence: float) -> int:
        return round(UNIT * (self._c.align_fields * have / total + self._c.align_evidence * evidence)) if total else 0

    def _credit(self, values: Sequence[float], filled: int, evidence: float) -> int:
        """What the fields in `filled` are worth, in millionths."""
        c, total = self._c, self._weights[filled]
        if not total or (filled >> self._main & 1 and values[self._main] < c.credit_main):
            return 0
        alike = sum([weight * values[i] for i, bit, weight in self._plan if filled & bit]) / total
        credit = round(UNIT * (c.credit_fields * alike + c.credit_evidence * evidence))
        return credit if credit >= self._least_credit else 0

    def _fill(
        self, steps: list[Step], both: int, values: list[float], pair: tuple[Item, Item], evidence: float
    ) -> float:
        """Put the likeness of the fields that both items fill into `values`; how much of the item they make up."""
        ours, theirs = pair[0].values, pair[1].values
        source, names = self._source, self._names
        have = 0.0
        for i, bit, weight, alike in steps:
            if both & bit:
                values[i] = alike(ours[i], theirs[i], evidence, source, names)
                have += weight * values[i]
        return have
