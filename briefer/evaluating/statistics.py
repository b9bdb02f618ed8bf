"""How sure a figure is: t and Wilson intervals, paired bootstrap, the smallest difference that could be seen; the unit is the article."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from functools import lru_cache
from statistics import NormalDist

from briefer.domain.evaluation import Interval

CONFIDENCE = 0.95
POWER = 0.80
DRAWS = 10_000
SEED = 20_260_310


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean, the same in any order of the values; None of nothing."""
    return math.fsum(values) / len(values) if values else None


def deviation(values: Sequence[float]) -> float:
    """The sample standard deviation; 0 of fewer than two values."""
    if len(values) < 2:  # noqa: PLR2004  # one value does not deviate
        return 0.0
    middle = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1))


def t_interval(values: Sequence[float]) -> Interval | None:
    """The 95 % interval of the mean by Student's t; None of fewer than two values."""
    if len(values) < 2:  # noqa: PLR2004  # one article says nothing about others
        return None
    middle = math.fsum(values) / len(values)
    half = t_quantile((1 + CONFIDENCE) / 2, len(values) - 1) * deviation(values) / math.sqrt(len(values))
    return (middle - half, middle + half)


def wilson(hits: int, n: int) -> Interval | None:
    """The 95 % interval of a rate (Wilson 1927): honest near 0 and 1, where the plain one is not."""
    if not n:
        return None
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    rate = hits / n
    middle = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return (max(0.0, middle - half), min(1.0, middle + half))


def detectable(differences: Sequence[float]) -> float | None:
    """The smallest mean difference that so many pairs, scattered like these, would show with 80 % power at 5 % (two-sided)."""
    freedom = len(differences) - 1
    if freedom < 1:
        return None
    quantiles = t_quantile((1 + CONFIDENCE) / 2, freedom) + t_quantile(POWER, freedom)
    return quantiles * deviation(differences) / math.sqrt(len(differences))


def bootstrap(size: int, figure: Callable[[Sequence[int]], float], draws: int = DRAWS) -> Interval | None:
    """The 95 % percentile interval of `figure` over articles drawn with replacement, by a fixed seed.

    `figure` gets the drawn indices, which it applies to both systems: the bootstrap is paired.
    """
    if size < 2:  # noqa: PLR2004  # one article says nothing about others
        return None
    rng = random.Random(SEED)  # noqa: S311  # a sample, no secret
    everyone = range(size)
    found = sorted(figure(rng.choices(everyone, k=size)) for _ in range(draws))
    tail = (1 - CONFIDENCE) / 2
    return (found[int(tail * draws)], found[min(draws - 1, int((1 - tail) * draws))])


@lru_cache(maxsize=256)
def t_quantile(probability: float, freedom: int) -> float:
    """The value that Student's t with `freedom` degrees of freedom stays under with `probability` (at least one half)."""
    low, high = 0.0, 1.0
    while t_distribution(high, freedom) < probability:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if t_distribution(middle, freedom) < probability else (low, middle)
    return (low + high) / 2


def t_distribution(t: float, freedom: int) -> float:
    """P(T <= t) for whole degrees of freedom, in closed form (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle = math.atan(t / math.sqrt(freedom))
    cosine2 = math.cos(angle) ** 2
    odd = freedom % 2
    term, total = (math.cos(angle) if odd else 1.0), 0.0
    for k in range(1 + odd, freedom, 2):
        total += term
        term *= cosine2 * k / (k + 1)
    inside = math.sin(angle) * total
    if odd:
        inside = 2 / math.pi * (angle + inside)
    return (1 + inside) / 2
