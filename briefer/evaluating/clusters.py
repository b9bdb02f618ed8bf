"""How well groups that were found agree with groups that were given: pairwise and B-cubed precision, recall and F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Agreement:
    """Precision, recall and their harmonic mean. Where nothing was to be found and nothing was, all are 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def pairwise(found: Mapping[str, str], given: Mapping[str, str]) -> Agreement:
    """Agreement on pairs of items in one group. Both lead from the same items to the names of their groups."""
    same = sum(_pairs(count) for count in Counter((found[item], given[item]) for item in given).values())
    ours = sum(_pairs(count) for count in Counter(found[item] for item in given).values())
    theirs = sum(_pairs(count) for count in Counter(given.values()).values())
    return Agreement(same / ours if ours else 1.0, same / theirs if theirs else 1.0)


def b_cubed(found: Mapping[str, str], given: Mapping[str, str]) -> Agreement:
    """Agreement item by item (Bagga and Baldwin 1998): the share of an item's group found that is of its group given, and back."""
    both = Counter((found[item], given[item]) for item in given)
    ours, theirs = Counter(found[item] for item in given), Counter(given.values())

    def mean(size: Callable[[str], int]) -> float:
        return sum(both[found[item], given[item]] / size(item) for item in given) / len(given) if given else 1.0

    return Agreement(mean(lambda item: ours[found[item]]), mean(lambda item: theirs[given[item]]))


def wrong_pairs(
    found: Mapping[str, str], given: Mapping[str, str]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The pairs that were put together and should not have been, and those that should have been and were not; by name."""
    pairs = list(combinations(sorted(given), 2))
    together = [(a, b) for a, b in pairs if found[a] == found[b] and given[a] != given[b]]
    return together, [(a, b) for a, b in pairs if found[a] != found[b] and given[a] == given[b]]


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
