"""Two systems beside each other on the same articles."""

from __future__ import annotations

from collections.abc import Mapping

from briefer.domain.brief import ListName, Value
from briefer.domain.evaluation import Interval


class Difference(Value):
    """By how much the second system is better than the first: mean, 95 % t interval, how often, and what could have been seen.

    `detectable` is the smallest mean difference that these articles would have shown with 80 % power.
    """

    n: int
    mean: float | None
    interval: Interval | None
    wins: int
    ties: int
    losses: int
    detectable: float | None

    @property
    def verdict(self) -> str:
        """`better`, `worse`, `same` (no article differs) or `inconclusive` (the interval holds 0)."""
        if not self.wins and not self.losses:
            return "same"
        if self.interval is None or self.interval[0] <= 0 <= self.interval[1]:
            return "inconclusive"
        return "better" if self.interval[0] > 0 else "worse"


class Pair(Value):
    """One article under both systems."""

    article: str
    before: float
    after: float


class Comparison(Value):
    """The document `briefer.comparison/1`: system `b` against system `a`; differences are b minus a.

    `pooled` is the difference of the pooled F1 with its paired-bootstrap interval; `worst` has the five articles that lost most.
    """

    format: str = "briefer.comparison/1"
    a: str
    b: str
    scorer: str
    corpus: str
    f1: Difference
    lists: Mapping[ListName, Difference]
    pooled: float | None
    pooled_interval: Interval | None
    worst: tuple[Pair, ...]
    contradictions: tuple[int, int]
    invalid: tuple[int, int]
    grounding: tuple[float | None, float | None]
