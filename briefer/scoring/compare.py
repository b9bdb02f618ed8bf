"""Two items of one list compared: how far they are about the same, and what their agreement is worth."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.domain.scorecard import FieldLikeness
from briefer.scoring import likeness
from briefer.scoring.constants import FieldSpec
from briefer.scoring.items import Item, People, Text, Value
from briefer.scoring.names import Names
from briefer.scoring.source import Source
from briefer.scoring.veto import Court, Veto

UNIT = 1_000_000
"""Align and credit are whole millionths, so that sums of them are exact in any order."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing two items; `align` and `credit` in millionths.

    `contradicts` says that without its vetoes the pair would have earned credit.
    """

    align: int
    credit: int
    fields: tuple[FieldLikeness, ...]
    evidence: float
    vetoes: tuple[Veto, ...] = ()
    contradicts: bool = False


class Comparer:
    """Compares the items of one list of one article."""

    def __init__(self, specs: tuple[FieldSpec, ...], source: Source, names: Names) -> None:
        self._c = source.constants
        self._source = source
        self._names = names
        self._court = Court(specs, source, names)
        self._specs = tuple(enumerate(specs))
        cheap = {"names", "enumeration"}
        self._cheap = tuple((i, spec) for i, spec in self._specs if spec.kind in cheap)
        self._dear = tuple((i, spec) for i, spec in self._specs if spec.kind not in cheap)
        self._main = max(specs, key=lambda spec: (spec.weight, spec.kind == "text")).name
        self._least_align = round(UNIT * self._c.align_least)
        self._least_credit = round(UNIT * self._c.credit_least)

    def compare(self, a: Item, b: Item) -> Comparison | None:
        """How `a` and `b` compare; None where they are too unlike to be paired at all."""
        c = self._c
        evidence = likeness.evidence(a, b, c)
        total = sum([s.weight for i, s in self._specs if a.values[i] is not None or b.values[i] is not None])
        found = [0.0] * len(self._specs)
        have = self._fill(self._cheap, found, a, b, evidence)
        most = have + sum([s.weight for i, s in self._dear if a.values[i] is not None and b.values[i] is not None])
        if self._align(most, total, evidence) < self._least_align:
            return None  # even if all texts were the same
        have += self._fill(self._dear, found, a, b, evidence)
        align = self._align(have, total, evidence)
        if align < self._least_align:
            return None
        filled = tuple(
            FieldLikeness(spec.name, found[i], spec.weight)
            for i, spec in self._specs
            if a.values[i] is not None or b.values[i] is not None
        )
        return self._judge(a, b, filled, evidence, align)

    def _judge(self, a: Item, b: Item, filled: tuple[FieldLikeness, ...], evidence: float, align: int) -> Comparison:
        vetoes = tuple(self._court.vetoes(a, b))
        if not vetoes:
            return Comparison(align, self._credit(filled, evidence), filled, evidence)
        struck = {veto.field for veto in vetoes}
        rest = tuple(f for f in filled if f.field not in struck)
        return Comparison(align, 0, filled, evidence, vetoes, self._credit(rest, evidence) > 0)

    def _align(self, have: float, total: float, evidence: float) -> int:
        return round(UNIT * (self._c.align_fields * have / total + self._c.align_evidence * evidence)) if total else 0

    def _credit(self, fields: tuple[FieldLikeness, ...], evidence: float) -> int:
        total = sum([f.weight for f in fields])
        if not total or any(f.field == self._main and f.likeness < self._c.credit_main for f in fields):
            return 0
        alike = sum([f.weight * f.likeness for f in fields]) / total
        credit = round(UNIT * (self._c.credit_fields * alike + self._c.credit_evidence * evidence))
        return credit if credit >= self._least_credit else 0

    def _fill(
        self, which: tuple[tuple[int, FieldSpec], ...], found: list[float], a: Item, b: Item, evidence: float
    ) -> float:
        """Put the likeness of some fields into `found`; how much of the item they make up."""
        have = 0.0
        for i, spec in which:
            x, y = a.values[i], b.values[i]
            if x is not None and y is not None:
                found[i] = self._likeness(spec, x, y, evidence)
                have += spec.weight * found[i]
        return have

    def _likeness(self, spec: FieldSpec, x: Value, y: Value, evidence: float) -> float:
        match x, y:
            case str(), str():
                return likeness.enumerated(x, y, self._c)
            case People(), People():
                return likeness.people(x.identities, y.identities, self._names, self._c)
            case Text(), Text():
                if spec.kind == "likelihood":
                    return likeness.likelihoods(x, y, self._c)
                if x.actor and y.actor:
                    return likeness.voice(x.actor, y.actor, self._names, self._c)
                return likeness.texts(x, y, 0.0 if spec.kind == "deadline" else evidence, self._source)
        raise TypeError(f"{spec.name} holds values of two kinds")  # pragma: no cover  # both come from one spec
