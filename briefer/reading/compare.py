"""A quote beside the passage that it was taken from: the same but for a few letters, the contrary, or something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefer.domain.quote import Span
from briefer.reading.source import Source
from briefer.reading.words import Word, flips

_SHARE = 0.6
"""Share of words that a quote and a passage have in common, from which on the passage is what was meant."""
_SWAPPED = 0.8
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


def compare(asked: Sequence[Word], passage: Sequence[Word], source: Source) -> tuple[Near | Contrary | Other, float]:
    """What `passage` is to the words that were quoted, and the share of words that both have."""
    span = passage[0].start, passage[-1].end
    groups, equal = _groups(asked, passage)
    longer = max(len(asked), len(passage))
    share = equal / longer
    if share < _SHARE and (Counter(keys(asked)) & Counter(keys(passage))).total() >= _SWAPPED * longer:
        share = _SHARE  # the same words in another order: who did what to whom may have changed
    if share < _SHARE:
        return Other(span), share
    if differs := tuple(_differences(groups)):
        return Contrary(span, differs), share
    touched = sum(1 if _joined(q) == _joined(p) else max(len(q), len(p)) for q, p in groups)
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
    if numbers and keys(numbers[0]) != keys(numbers[1]):
        yield _says("number", *numbers)
    names = [_of("name", side) for side in zip(*groups, strict=True)]
    if names and not _same_names(*names):
        yield _says("name", *names)
    for quoted, there in groups:
        negated = _unmatched(quoted, there), _unmatched(there, quoted)
        if len(negated[0]) != len(negated[1]):
            yield _says("negation", *negated)
        elif turned := next(((q, p) for q in quoted for p in there if flips(q.key, p.key)), None):
            yield _says("negation", [turned[0]], [turned[1]])


def _unmatched(side: Sequence[Word], other: Sequence[Word]) -> list[Word]:
    """The negations of one side that the other has not even misspelt."""
    return [
        word
        for word in side
        if word.kind == "negation" and not any(_misspelt(word.key, o.key) for o in other if o.kind != word.kind)
    ]


def _of(kind: str, sides: Sequence[Sequence[Word]]) -> list[Word]:
    return [word for side in sides for word in side if word.kind == kind]


def keys(found: Sequence[Word]) -> list[str]:
    """What makes words equal or not."""
    return [word.key for word in found]


def _joined(found: Sequence[Word]) -> str:
    return "".join(word.key for word in found)


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
    if (
        any(word.kind == "number" for word in (*quoted, *there))
        or _unmatched(quoted, there)
        or _unmatched(there, quoted)
    ):
        return False
    if _joined(quoted) == _joined(there) or {*keys(quoted), *keys(there)} <= _ARTICLES:
        return True
    bare = [[word for word in side if word.key not in _ARTICLES] for side in (quoted, there)]
    return len(bare[0]) == len(bare[1]) and all(_slipped(q, p, source) for q, p in zip(bare[0], bare[1], strict=True))


def _slipped(quoted: Word, there: Word, source: Source) -> bool:
    one, other = quoted.key, there.key
    if "name" in {quoted.kind, there.kind}:
        return _same_name(one, other)
    if one == other or _inflected(one, other):
        return True
    if {one, other} & _EXACT or one[0] != other[0] or one in source.places:
        return False
    return _misspelt(one, other)


def _misspelt(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return len(other) > 3 and OSA.distance(one, other) <= (1 if len(other) < 8 else 2)  # noqa: PLR2004  # letters


def _inflected(one: str, other: str) -> bool:
    root = 0
    while root < min(len(one), len(other)) and one[root] == other[root]:
        root += 1
    return root > 2 and one[root:] in _ENDINGS and other[root:] in _ENDINGS  # noqa: PLR2004  # letters
