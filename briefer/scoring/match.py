"""The best one-to-one matching of a sparse table of worths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Pair = tuple[int, int]
_FAR = 1 << 200
"""More than any path costs."""


def best(worth: Mapping[Pair, int]) -> list[Pair]:
    """Pairs (row, column), each row and column at most once, of the greatest total worth; worths are positive.

    Rows and columns that are linked by no pair do not wait for each other: each connected part is solved for itself, by
    the Hungarian method on whole numbers.
    """
    chosen: list[Pair] = []
    for part in _parts(sorted(worth)):
        chosen += part if len(part) == 1 else _solve(part, worth)
    return sorted(chosen)


def _parts(pairs: list[Pair]) -> Iterable[list[Pair]]:
    """The connected parts of sorted `pairs`, each in order."""
    part_of_row: dict[int, list[Pair]] = {}
    part_of_column: dict[int, list[Pair]] = {}
    for pair in pairs:
        row, column = pair
        one, other = part_of_row.get(row), part_of_column.get(column)
        if one is None and other is None:
            part_of_row[row] = part_of_column[column] = [pair]
        elif one is None or other is None or one is other:
            part = part_of_row[row] = part_of_column[column] = one or other or []
            part.append(pair)
        else:
            one += [*other, pair]
            for r, c in other:
                part_of_row[r] = part_of_column[c] = one
    return {id(part): part for part in part_of_row.values()}.values()


def _solve(part: list[Pair], worth: Mapping[Pair, int]) -> list[Pair]:
    rows, columns = sorted({r for r, _ in part}), sorted({c for _, c in part})
    if len(rows) > len(columns):
        turned = {(c, r): worth[r, c] for r, c in part}
        return [(r, c) for c, r in _solve(sorted(turned), turned)]
    table = [[worth.get((r, c), 0) for c in columns] for r in rows]
    return [(rows[i], columns[j]) for i, j in enumerate(_assign(table)) if table[i][j]]


def _assign(table: list[list[int]]) -> list[int]:
    """The column of each row, no fewer columns than rows: Kuhn-Munkres with prices, O(rows² x columns)."""
    width = len(table[0])
    rows, columns, taken = [0] * len(table), [0] * width, [-1] * width  # prices of both, and which row has a column
    for start in range(len(table)):
        column, came = _grow(start, table, rows, columns, taken)
        while column >= 0:
            before = came[column]
            taken[column] = start if before < 0 else taken[before]
            column = before
    where = {row: column for column, row in enumerate(taken) if row >= 0}
    return [where[row] for row in range(len(table))]


def _grow(
    start: int, table: list[list[int]], rows: list[int], columns: list[int], taken: list[int]
) -> tuple[int, list[int]]:
    """Raise prices until a cheapest path leads from the row `start` to a free column: that column, and how it was reached."""
    slack, came = [_FAR] * len(columns), [-1] * len(columns)
    waiting, done = list(range(len(columns))), list[int]()
    row, column = start, -1
    while True:
        for j in waiting:
            reduced = rows[row] + columns[j] - table[row][j]
            if reduced < slack[j]:
                slack[j], came[j] = reduced, column
        column = min(waiting, key=slack.__getitem__)
        step = slack[column]
        rows[start] -= step
        for j in done:
            rows[taken[j]] -= step
            columns[j] += step
        for j in waiting:
            slack[j] -= step
        waiting.remove(column)
        done.append(column)
        if taken[column] < 0:
            return column, came
        row = taken[column]
