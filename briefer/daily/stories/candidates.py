"""Which pairs of pages are worth a look: those that share rare things, found through an index, a bounded number a page."""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefer.daily.stories.common import USUAL, Common
from briefer.daily.stories.features import Features
from briefer.daily.stories.words import code

_SAMPLE, _FEW = 12, 24
_TERMS, _NAMES = 24, 16
_NEAREST, _LOOKS = 10, 12
"""Of the pages that share a thing, a page meets the nearest before it and the first; so many of those it meets are looked at."""
_LEAST = 2
"""Things that two pages must share to be looked at; an address or a whole text counts as two."""
_SHARDS, _BITS = 16, 24
_WHOLE, _RUN, _QUOTED, _TERM = (kind << 32 for kind in range(4))


class Index:
    """The pages by the things that they have. It grows in step with their number; looking one up hardly does."""

    def __init__(self, pages: Sequence[Features], common: Common) -> None:
        self._pages, self._common = pages, common
        shards = [array("Q") for _ in range(_SHARDS)]
        for number, page in enumerate(pages):
            for thing in set(self._things(page)):
                shards[thing % _SHARDS].append(thing << _BITS | number)
        self._shards = [array("Q", sorted(shards.pop())) for _ in range(_SHARDS)][::-1]

    def earlier(self, number: int) -> Iterator[int]:
        """The numbers of earlier pages that may belong to a page, the most promising first."""
        met: Counter[int] = Counter()
        for thing in self._things(self._pages[number]):
            met.update(self._having(thing, number))
        likely = [(-hits, -other) for other, hits in met.items() if hits >= _LEAST]
        yield from (-other for _, other in heapq.nsmallest(_LOOKS, likely))

    def _having(self, thing: int, number: int) -> Iterable[int]:
        shard, mask = self._shards[thing % _SHARDS], (1 << _BITS) - 1
        here = bisect_left(shard, thing << _BITS | number)
        start = bisect_left(shard, thing << _BITS, 0, here)
        nearest = [entry & mask for entry in shard[max(start, here - _NEAREST) : here]]
        return nearest if here - start <= _NEAREST else [shard[start] & mask, *nearest]

    def _things(self, page: Features) -> Iterator[int]:
        """The whole twice, a sample of its runs and quotations by their codes, its rarest terms and names that others have."""
        for whole in (page.text, code(page.address) if page.address else page.text):
            yield from (_WHOLE | whole,) * _LEAST
        yield from (_RUN | run for run in _sampled(page.runs))
        yield from (_QUOTED | run for run in _sampled(page.quoted))
        yield from (_TERM | term for term in self._rarest(page.terms, _TERMS))
        yield from (_TERM | term for term in self._rarest(sorted(set(page.names) - {0, USUAL}), _NAMES))

    def _rarest(self, terms: Iterable[int], most: int) -> list[int]:
        """The rarest of these terms that other pages have too."""
        frequency, weight = self._common.frequency, self._common.weight
        weighed = [(-weight(term), term) for term in terms if frequency[term] > 1]
        return [term for _, term in sorted(weighed)[:most]]


def _sampled(runs: Sequence[int]) -> Iterable[int]:
    return runs if len(runs) <= _FEW else (run for run in runs if run % _SAMPLE == 0)
