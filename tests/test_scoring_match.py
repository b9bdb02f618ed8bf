"""The matching is the best there is."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from briefer.scoring.match import best

TABLES = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 5)), st.integers(1, 10**30) | st.integers(1, 5), max_size=20
)


def by_trying_all(worth: dict[tuple[int, int], int]) -> int:
    return max(
        sum(worth.get((row, column), 0) for row, column in enumerate(columns)) for columns in permutations(range(6), 5)
    )


@given(TABLES)
def test_no_other_matching_is_worth_more(worth: dict[tuple[int, int], int]) -> None:
    chosen = best(worth)
    assert len({row for row, _ in chosen}) == len({column for _, column in chosen}) == len(chosen)
    assert sum(worth[pair] for pair in chosen) == by_trying_all(worth)


@given(TABLES)
def test_rows_and_columns_may_change_places(worth: dict[tuple[int, int], int]) -> None:
    turned = {(column, row): value for (row, column), value in worth.items()}
    assert sum(worth[pair] for pair in best(worth)) == sum(turned[pair] for pair in best(turned))


def test_the_best_matching_is_not_the_greedy_one() -> None:
    assert best({(0, 0): 90, (0, 1): 85, (1, 0): 88, (1, 1): 10}) == [(0, 1), (1, 0)]


def test_a_large_table_is_matched_at_once() -> None:
    assert len(best({(i, j): 1 + (i * j) % 7 for i in range(20) for j in range(300)})) == 20
