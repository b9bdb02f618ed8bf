"""The figures of an article: each with its value, its unit, what it counts or measures, and the sentence that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from briefer.daily.stories import quantities
from briefer.daily.stories.harm import harm
from briefer.daily.stories.names import names
from briefer.daily.stories.quantities import Bound
from briefer.daily.stories.words import stem, words
from briefer.domain.article import Article
from briefer.domain.quote import Span
from briefer.reading.amounts import Number, numbers

_NEAR_WORDS, _NEAR = 9, 70
_PART = re.compile(r"\b(?:including|among (?:them|the)|of (?:whom|them))\W+(?:\w+\W+){0,2}$")
_ADDED = re.compile(r"\b(?:another|a further|an additional)\W+(?:\w+\W+){0,2}$")
_MORE = re.compile(r"\W+(?:more|further|additional|other)\b")
_EARLIER = re.compile(
    r"\b(?:last (?:year|month|decade)|years ago|(?:a|in the) previous|decades? ago|in the past|a year earlier)\b",
    re.IGNORECASE,
)
_EXACT = re.compile(r"\d+(?:e\d+)?")
_AND, _THERE = re.compile(r"(?:\band|,) $"), re.compile(r" (?:in|at|near|around) (?:the )?[A-Z]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure.

    `place` is the power of ten that it is exact to, `noun` what is counted and `counted` its stem, `harm` what befell those who
    are counted; `around` are the words around it and `near` their stems, `called` the names in its sentence and `subject` the
    last one before it; `written` is the figure as the article has it.
    """

    article: int
    sentence: Span
    value: Decimal
    place: int
    unit: str
    bound: Bound
    noun: str
    counted: str
    harm: str
    added: bool
    around: frozenset[str]
    near: frozenset[str]
    subject: str
    called: frozenset[str]
    written: str


def mentions(number: int, article: Article) -> Iterator[Mention]:
    """The figures of an article that count or measure something: no dates, ordinals, ranges, ages, scores or parts of a whole.

    What is told of earlier years is left out as well: the past does not contradict the present.
    """
    year = int(article.published[:4]) if article.published else None
    for start, end in article.sentences:
        sentence = article.text[start:end]
        if not _present(sentence, year):
            continue
        called = [" ".join(name) for name in names(sentence)]
        last: Mention | None = None
        for found in _apart(numbers(sentence)):
            made = _mention(number, (start, end), sentence, found, called)
            last = _likewise(last, made, sentence, found[1]) or made
            if last:
                yield last


def _present(sentence: str, year: int | None) -> bool:
    return not _EARLIER.search(sentence) and not (year and any(int(y) < year for y in _YEAR.findall(sentence)))


def _apart(found: Iterator[Number]) -> list[tuple[int, Number, int]]:
    """Each number with where the one before it ended and where the next begins."""
    every = list(found)
    ends = [0, *(number.end for number in every)]
    starts = [*(number.start for number in every[1:]), -1]
    return list(zip(ends, every, starts, strict=False))


def _mention(
    article: int, span: Span, sentence: str, found: tuple[int, Number, int], called: Sequence[str]
) -> Mention | None:
    last, number, following = found
    sign = quantities.signs(number, sentence)
    before = sentence[max(last, number.start - _NEAR) : number.start - sign].lower()
    after = sentence[number.end : following if following >= 0 else len(sentence)][:_NEAR].lower()
    unit, end = quantities.unit(number, sentence)
    if quantities.no_quantity(number, sentence, unit) or _PART.search(before):
        return None
    try:
        value = Decimal(number.value)
    except InvalidOperation:  # hundreds, dozens
        return None
    more = _MORE.match(after)
    skipped = more.end() if more else 0
    noun, length = ("", 0) if unit else quantities.counted(sentence[number.end + skipped :])
    harmed = "" if unit else harm(before, after, noun, sentence)
    if not (unit or noun or harmed):
        return None
    bound, back = quantities.bound(before)
    around = _around(sentence, number)
    return Mention(
        article=article,
        sentence=span,
        value=value,
        place=quantities.place(sentence[number.start : number.end], number.value),
        unit=unit,
        bound=bound,
        noun=noun,
        counted=stem(noun),
        harm=harmed,
        added=bool(more or _ADDED.search(before)),
        around=around,
        near=frozenset(map(stem, around)),
        subject=max(
            (name for name in called if 0 <= sentence.find(name) < number.start), key=sentence.find, default=""
        ),
        called=frozenset(called),
        written=sentence[number.start - sign - back : max(end, number.end + length + skipped * bool(length))],
    )


def _likewise(last: Mention | None, made: Mention | None, sentence: str, found: Number) -> Mention | None:
    """The figure of a number that shares the words of the one before it: "eight people died in Dorn and six in Lomar"."""
    if last is None or not last.harm or not _AND.search(sentence[: found.start]):
        return None
    if made:
        return replace(made, harm=last.harm) if made.counted == last.counted and not (made.harm or made.unit) else None
    raw = sentence[found.start : found.end]
    if found.unit or not _EXACT.fullmatch(found.value) or not _THERE.match(sentence[found.end :]):
        return None
    place = quantities.place(raw, found.value)
    return replace(last, value=Decimal(found.value), place=place, bound="", noun="", counted="", written=raw)


def _around(sentence: str, number: Number) -> frozenset[str]:
    before = words(sentence[: number.start])[-_NEAR_WORDS:]
    after = words(sentence[number.end :])[:_NEAR_WORDS]
    return frozenset(
        word
        for word in (*before, *after)
        if word not in quantities.STOP
        and word not in quantities.currencies()
        and word.removesuffix("'s") not in quantities.times()
        and not word[0].isdigit()
        and len(word) > 2
    )
