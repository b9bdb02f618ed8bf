"""A quote that is nowhere letter by letter: its nearest passage, and whether the two mean the same or contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefer.domain.quote import Span
from briefer.reading.source import Source
from briefer.reading.words import Word, flips, words

_COMMON = 200
"""A word that stands in the article more often than this is no clue to where a quote comes from."""
_CANDIDATES = 3
_SLACK = 6
_SHARE = 0.6
"""Share of words that a quote and a passage have in common, from which on the passage is what was meant."""
_SWAPPED = 0.8
_LONGEST = 250
_ARTICLES = frozenset({"a", "an", "the"})
_EXACT = frozenset(
    "will would may might must can could shall should more most less least all any some only both each before after until since "
    "unless if but from into with over under than then that this these those when where what who which while "
    "buy sell raise cut win lose rose fell".split()
)
"""Words that a slip of the pen must not have touched: another word of this kind is another meaning."""
_ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing", "y", "ies", "ied", "e"})


@dataclass(frozen=True)
class Near:
    """A passage that is the quote but for a few letters."""

    span: Span


@dataclass(frozen=True)
class Contrary:
    """The passage that was meant, which says something else: `differs` tells in what."""

    span: Span
    differs: tuple[str, ...]


@dataclass(frozen=True)
class Other:
    """The nearest passage, which is not what was quoted."""

    span: Span


def nearest(quote: str, source: Source) -> Near | Contrary | Other | None:
    """What the article has in place of `quote`; None where no passage resembles it."""
    asked = words(quote)[:_LONGEST]
    best: tuple[int, float, Near | Contrary | Other] | None = None
    for first, last in _candidates(asked, source):
        passage = source.words[first:last]
        verdict, share = _compare(asked, passage, source)
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

    keys, size = _keys(asked), len(asked)
    begin = max(0, start)
    there = _keys(source.words[begin : begin + size + 4 * _SLACK])
    ranges = [
        (first, last)
        for first in range(min(3 * _SLACK, len(there)))
        for last in range(max(first + 1, min(first + size - 3, len(there))), min(first + size + 5, len(there) + 1))
    ]
    first, last = min(ranges, key=lambda r: (_away(Levenshtein.distance(keys, there[r[0] : r[1]]), keys, there, r), r))
    return begin + first, begin + last


def _away(distance: int, keys: Sequence[str], there: Sequence[str], found: tuple[int, int]) -> int:
    """The distance of a range of words, those preferred that begin and end as the quote does."""
    first, last = found
    edges = (there[first] != keys[0]) + (there[last - 1] != keys[-1])
    return 100 * distance + 10 * edges + abs(last - first - len(keys))


def _whole(first: int, last: int, source: Source) -> tuple[int, int]:
    """The range, widened where its edge would cut `not` from `can't` or `non` from `non-nuclear`."""
    every = source.words
    while last < len(every) and every[last].start == every[last - 1].end and every[last].kind == "negation":
        last += 1
    while first and every[first - 1].kind == "negation" and every[first].start - every[first - 1].end <= 1:
        if source.text[every[first - 1].end : every[first].start] not in {"", "-", "‐", "‑"}:
            break
        first -= 1
    return first, last


def _compare(asked: Sequence[Word], passage: Sequence[Word], source: Source) -> tuple[Near | Contrary | Other, float]:
    span = passage[0].start, passage[-1].end
    groups, equal = _groups(asked, passage)
    longer = max(len(asked), len(passage))
    share = equal / longer
    if share < _SHARE and (Counter(_keys(asked)) & Counter(_keys(passage))).total() >= _SWAPPED * longer:
        share = _SHARE  # the same words in another order: who did what to whom may have changed
    if share < _SHARE:
        return Other(span), share
    if differs := tuple(_differences(groups)):
        return Contrary(span, differs), share
    touched = sum(max(len(q), len(p)) for q, p in groups)
    if touched <= max(1, len(asked) // 5) and all(_slip(q, p, source) for q, p in groups):
        return Near(span), share
    return Other(span), share


_Group = tuple[list[Word], list[Word]]


def _groups(asked: Sequence[Word], passage: Sequence[Word]) -> tuple[list[_Group], int]:
    """The stretches in which two sequences of words differ, and how many words they have in common."""
    from rapidfuzz.distance import Levenshtein

    groups: list[_Group] = []
    equal, open_group = 0, False
    for code in Levenshtein.opcodes([w.key for w in asked], [w.key for w in passage]):
        if code.tag == "equal":
            equal += code.src_end - code.src_start
            open_group = False
            continue
        if not open_group:
            groups.append(([], []))
            open_group = True
        groups[-1][0].extend(asked[code.src_start : code.src_end])
        groups[-1][1].extend(passage[code.dest_start : code.dest_end])
    return groups, equal


def _differences(groups: Sequence[_Group]) -> Iterator[str]:
    """What differs in numbers, names and negations, a phrase each."""
    numbers = [_of("number", side) for side in zip(*groups, strict=True)]
    if numbers and _keys(numbers[0]) != _keys(numbers[1]):
        yield _says("number", *numbers)
    names = [_of("name", side) for side in zip(*groups, strict=True)]
    if names and not _same_names(*names):
        yield _says("name", *names)
    for quoted, there in groups:
        negated = [word for word in quoted if word.kind == "negation"], [w for w in there if w.kind == "negation"]
        if len(negated[0]) != len(negated[1]):
            yield _says("negation", *negated)
        elif turned := next(((q, p) for q in quoted for p in there if flips(q.key, p.key)), None):
            yield _says("negation", [turned[0]], [turned[1]])


def _of(kind: str, sides: Sequence[Sequence[Word]]) -> list[Word]:
    return [word for side in sides for word in side if word.kind == kind]


def _keys(found: Sequence[Word]) -> list[str]:
    return [word.key for word in found]


def _same_names(quoted: Sequence[Word], there: Sequence[Word]) -> bool:
    return len(quoted) == len(there) and all(_same_name(q.key, p.key) for q, p in zip(quoted, there, strict=True))


def _same_name(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 3 and long in {short + "s", short + "n", short + "ns", short + "ian"})  # noqa: PLR2004  # Iran, Iranians; not US, USN


def _says(what: str, quoted: Sequence[Word], there: Sequence[Word]) -> str:
    def shown(side: Sequence[Word]) -> str:
        return ", ".join(f"“{word.shown}”" for word in side) or "none"

    return f"the {what} differs ({shown(quoted)} is quoted, {shown(there)} stands there)"


def _slip(quoted: Sequence[Word], there: Sequence[Word], source: Source) -> bool:
    """Whether two stretches differ as a copyist's slips do: a letter or two, an ending, a space, a "the"."""
    one, other = _keys(quoted), _keys(there)
    if any(word.kind in {"number", "negation"} for word in (*quoted, *there)):
        return False
    if "".join(one) == "".join(other) or {*one, *other} <= _ARTICLES:
        return True
    bare = [[word for word in side if word.key not in _ARTICLES] for side in (quoted, there)]
    return len(bare[0]) == len(bare[1]) and all(_slipped(q, p, source) for q, p in zip(bare[0], bare[1], strict=True))


def _slipped(quoted: Word, there: Word, source: Source) -> bool:
    from rapidfuzz.distance import OSA

    one, other = quoted.key, there.key
    if "name" in {quoted.kind, there.kind}:
        return _same_name(one, other)
    if one == other or _inflected(one, other):
        return True
    if {one, other} & _EXACT or one[0] != other[0] or one in source.places:
        return False
    return OSA.distance(one, other) <= (1 if len(other) < 8 else 2) and len(other) > 3  # noqa: PLR2004  # letters


def _inflected(one: str, other: str) -> bool:
    root = 0
    while root < min(len(one), len(other)) and one[root] == other[root]:
        root += 1
    return root > 2 and one[root:] in _ENDINGS and other[root:] in _ENDINGS  # noqa: PLR2004  # letters
