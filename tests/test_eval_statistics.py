"""Intervals and powers, against printed tables and known laws."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.evaluating.statistics import bootstrap, detectable, mean, t_distribution, t_interval, t_quantile, wilson

VALUES = st.lists(st.floats(0, 1), min_size=2, max_size=40)


@pytest.mark.parametrize(
    ("probability", "freedom", "printed"),
    [
        (0.975, 1, 12.706205),
        (0.975, 2, 4.302653),
        (0.975, 3, 3.182446),
        (0.975, 10, 2.228139),
        (0.975, 24, 2.063899),
        (0.95, 7, 1.894579),
        (0.80, 24, 0.856855),
        (0.975, 1000, 1.962339),
    ],
)
def test_quantiles_of_student_are_those_of_the_tables(probability: float, freedom: int, printed: float) -> None:
    assert t_quantile(probability, freedom) == pytest.approx(printed, abs=5e-7)
    assert t_distribution(printed, freedom) == pytest.approx(probability, abs=1e-6)


def test_the_interval_of_a_textbook_sample() -> None:
    low, high = t_interval([4.0, 5.0, 6.0, 7.0, 8.0]) or (0, 0)
    assert (low, high) == pytest.approx(
        (6 - 2.776445 * math.sqrt(2.5 / 5), 6 + 2.776445 * math.sqrt(2.5 / 5)), abs=1e-5
    )


def test_one_article_has_no_interval_and_none_has_no_mean() -> None:
    assert t_interval([0.5]) is None
    assert mean([]) is None
    assert detectable([0.1]) is None
    assert wilson(0, 0) is None


def test_wilson_is_that_of_the_published_example() -> None:
    # Newcombe 1998, table I: 81 of 263, and 0 of 20
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)


@given(VALUES)
def test_mean_and_interval_do_not_depend_on_the_order(values: list[float]) -> None:
    assert mean(values) == mean(values[::-1])
    assert t_interval(values) == t_interval(sorted(values))


@given(st.integers(0, 60), st.integers(1, 60))
def test_wilson_holds_the_rate_and_stays_between_0_and_1(hits: int, n: int) -> None:
    hits = min(hits, n)
    low, high = wilson(hits, n) or (2, 2)
    assert 0 <= low <= hits / n + 1e-12
    assert hits / n - 1e-12 <= high <= 1


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = random.Random(7)
    runs = [t_interval([rng.gauss(0.5, 0.2) for _ in range(20)]) or (0, 0) for _ in range(2000)]
    covered = sum(low <= 0.5 <= high for low, high in runs) / len(runs)
    assert 0.935 <= covered <= 0.965


def test_the_detectable_difference_is_seen_about_four_times_in_five() -> None:
    rng = random.Random(11)
    seen = 0
    size = detectable([rng.gauss(0, 0.1) for _ in range(4000)]) or 0
    step = size * math.sqrt(4000 / 25)  # the same scatter, 25 pairs
    for _ in range(2000):
        low, _high = t_interval([rng.gauss(step, 0.1) for _ in range(25)]) or (0, 0)
        seen += low > 0
    assert 0.74 <= seen / 2000 <= 0.84


def test_the_bootstrap_is_the_same_each_time_and_close_to_t() -> None:
    rng = random.Random(3)
    values = [rng.gauss(0.1, 0.2) for _ in range(30)]

    def drawn(indices: object) -> float:
        return sum(values[i] for i in indices) / len(values)  # type: ignore[attr-defined]  # indices are integers

    once, again = bootstrap(len(values), drawn, 4000), bootstrap(len(values), drawn, 4000)
    assert once == again
    assert once == pytest.approx(t_interval(values), abs=0.02)
