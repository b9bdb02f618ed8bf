"""The thread pool at the edge: order, window, errors."""

from __future__ import annotations

import threading

import pytest

from briefer.pool import ordered


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert list(ordered(lambda n: n * n, range(50), workers)) == [n * n for n in range(50)]


def test_work_runs_side_by_side() -> None:
    together = threading.Barrier(3, timeout=60)
    assert len(list(ordered(lambda _: together.wait(), range(3), 3))) == 3


def test_no_more_is_taken_ahead_than_the_window() -> None:
    taken = []

    def items() -> object:
        for number in range(100):
            taken.append(number)
            yield number

    results = ordered(lambda n: n, items(), 2)  # type: ignore[arg-type,var-annotated]  # a generator is what is tested
    next(results)
    assert len(taken) <= 5
    results.close()  # type: ignore[attr-defined]  # it is a generator


def test_an_error_comes_where_its_result_was_due() -> None:
    def work(number: int) -> int:
        if number == 2:
            raise ValueError("two")
        return number

    results = ordered(work, range(5), 2)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="two"):
        next(results)
