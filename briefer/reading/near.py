"""A quote that is nowhere letter by letter: the passage of the article that comes nearest to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefer.reading.compare import Contrary, Near, Other, compare, keys
from briefer.reading.source import Source
from briefer.reading.words import Word, words

_COMMON = 200
"""A word that stands in the article more often than this is no clue to where a quote comes from."""
_CANDIDATES = 3
_SLACK = 6
_LONGEST = 250
_JOINTS = frozenset({"", "-", "‐", "‑"})


def nearest(quote: str, source: Source) -> Near | Contrary | Other | None:
    """What the article has in place of `quote`; None where no passage resembles it."""
    every = words(quote)
    asked = every[:_LONGEST]
    best: tuple[int, float, Near | Contrary | Other] | None = None
    for first, last in _candidates(asked, source):
        passage = source.words[first:last]
        verdict, share = compare(asked, passage, source)
        if isinstance(verdict, Near) and len(every) > len(asked):
            verdict = Other(verdict.span)
        rank = (isinstance(verdict, Near), share)
        if best is None or rank > best[:2]:
            best = (*rank, verdict)
    return best[2] if best else None


def _candidates(asked: Sequence[Word], source: Source) -> Iterator[tuple[int, int]]:
    """Ranges of the article's words that share the most words with `asked`, in about the same order."""
    votes: Counter[int] = Counter()
    for index, word in enumerate(asked):
        places = source.places.get(word.key, ())
        if 0 < len(places) <= _COMMON:
            for place in places:
                votes[(place - index) // _SLACK] += 1
                votes[(place - index) // _SLACK + 1] += 1
    seen: set[tuple[int, int]] = set()
    for bucket, _ in votes.most_common(_CANDIDATES):
        found = _whole(*_window(asked, (bucket - 1) * _SLACK - _SLACK // 2, source), source)
        if found not in seen:
            seen.add(found)
            yield found


def _window(asked: Sequence[Word], start: int, source: Source) -> tuple[int, int]:
    """The range of words that begins within a few words of `start` and is the fewest words away from `asked`."""
    from rapidfuzz.distance import Levenshtein  # late: only quotes that are not verbatim come here

    wanted, size = keys(asked), len(asked)
    begin = max(0, start)
    there = keys(source.words[begin : begin + size + 4 * _SLACK])
    ranges = [
        (first, last)
        for first in range(min(3 * _SLACK, len(there)))
        for last in range(max(first + 1, min(first + size - 3, len(there))), min(first + size + 5, len(there) + 1))
    ]
    first, last = min(
        ranges, key=lambda r: (_away(Levenshtein.distance(wanted, there[r[0] : r[1]]), wanted, there, r), r)
    )
    return begin + first, begin + last


def _away(distance: int, wanted: Sequence[str], there: Sequence[str], found: tuple[int, int]) -> int:
    """The distance of a range of words, those preferred that begin and end as the quote does."""
    first, last = found
    edges = (there[first] != wanted[0]) + (there[last - 1] != wanted[-1])
    return 100 * distance + 10 * edges + abs(last - first - len(wanted))


def _whole(first: int, last: int, source: Source) -> tuple[int, int]:
    """The range, widened where its edge cuts the `not` from `can't` or the `non` from `non-nuclear`."""
    every, text = source.words, source.text
    while last < len(every) and every[last].kind == "negation" and every[last].start == every[last - 1].end:
        last += 1
    if first and every[first].kind == "negation" and every[first].start == every[first - 1].end:
        first -= 1
    while first and every[first - 1].kind == "negation" and text[every[first - 1].end : every[first].start] in _JOINTS:
        first -= 1
    return first, last
