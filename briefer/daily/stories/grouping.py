"""Pages put together by their joins, the firmest first, so that no single page chains what has nothing in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from briefer.daily.stories.account import Join, Rulings

_SAMPLE = 6
_ORDER = {"address": 0, "text": 1, "copy": 2, "quotations": 3, "words": 4, "later": 4}
Related = Callable[[str, str], bool]


class Groups:
    """Groups of keys that grow by merging; names (of known stories) may be members, too, to carry rulings."""

    def __init__(self, keys: Sequence[str], apart: Iterable[tuple[str, str]]) -> None:
        self._rank = {key: rank for rank, key in enumerate(keys)}
        self._root: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def root(self, name: str) -> str:
        """The name by which the group of `name` is known just now."""
        while (above := self._root.get(name, name)) != name:
            self._root[name] = self._root.get(above, above)
            name = above
        return name

    def members(self, name: str) -> list[str]:
        """All names in the group of `name`."""
        return self._members.get(self.root(name), [name])

    def pages(self, name: str) -> list[str]:
        """The keys of pages in that group, the oldest first."""
        return sorted((key for key in self.members(name) if key in self._rank), key=self._rank.__getitem__)

    def forbidden(self, a: str, b: str) -> bool:
        """Whether a ruling keeps the groups of the two apart."""
        smaller, larger = sorted((self.members(a), self.members(b)), key=len)
        other = self.root(larger[0])
        return any(self.root(name) == other for member in smaller for name in self._apart.get(member, ()))

    def merge(self, a: str, b: str) -> bool:
        """Make one group of two; False where they are one, or a ruling keeps them apart."""
        a, b = self.root(a), self.root(b)
        if a == b or self.forbidden(a, b):
            return False
        small, large = sorted((a, b), key=lambda root: (len(self.members(root)), root))
        self._members[large] = [*self.members(large), *self._members.pop(small, [small])]
        self._root[small] = large
        return True


def grouped(
    keys: Sequence[str], joins: Iterable[Join], rulings: Rulings, known: Mapping[str, str], related: Related
) -> tuple[Groups, list[Join]]:
    """The groups of pages, and the joins that stand: those within one group.

    `keys` are in order of time. A join merges two groups only where more than half of the pages on either side have something to
    do with each other; one refused is tried again when its groups have grown, until nothing changes any more.
    """
    groups = Groups(keys, rulings.apart)
    for a, b in rulings.together:
        groups.merge(a, b)
    for key in keys:
        if key in known:
            groups.merge(key, known[key])
    ordered = sorted(joins, key=lambda join: (_ORDER[join.kind], -join.value, join.a, join.b))
    waiting, merged = ordered, True
    while merged and waiting:
        merged, refused = False, []
        for join in waiting:
            if groups.root(join.a) == groups.root(join.b):
                continue
            if join.kind in {"address", "text"} or _fits(groups.pages(join.a), groups.pages(join.b), related):
                merged = groups.merge(join.a, join.b) or merged
            else:
                refused.append(join)
        waiting = refused
    return groups, [join for join in ordered if groups.root(join.a) == groups.root(join.b)]


def _fits(ours: list[str], theirs: list[str], related: Related) -> bool:
    if len(ours) == len(theirs) == 1:
        return True
    pairs = [(a, b) for a in _some(ours) for b in _some(theirs)]
    return 2 * sum(related(a, b) for a, b in pairs) > len(pairs)


def _some(keys: list[str]) -> list[str]:
    """A few of many, evenly spread over time, the first and the last among them."""
    if len(keys) <= _SAMPLE:
        return keys
    return [keys[round(step * (len(keys) - 1) / (_SAMPLE - 1))] for step in range(_SAMPLE)]


def roundups(joins: Iterable[Join], related: Related) -> set[str]:
    """The pages that are tied to several others which have nothing to do with each other: they collect stories."""
    ties: dict[str, set[str]] = defaultdict(set)
    for join in joins:
        if join.kind not in {"address", "text", "later"}:
            ties[join.a].add(join.b)
            ties[join.b].add(join.a)
    return {key for key, others in ties.items() if len(others) > 1 and _collects(key, sorted(others), ties, related)}


def _collects(key: str, others: list[str], ties: Mapping[str, set[str]], related: Related) -> bool:
    """Whether a page's neighbours fall into parts of which none has anything to do with another."""
    groups = Groups(others, ())
    for a, b in combinations(_some(others), 2):
        if b in ties[a] or not (ties[a] & ties[b]) <= {key} or related(a, b):
            groups.merge(a, b)
    return len({groups.root(name) for name in _some(others)}) > 1
