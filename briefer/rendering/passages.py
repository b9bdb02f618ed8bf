"""The article cut into passages, each with the lines of the brief that rest on it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefer.domain.article import Article
from briefer.domain.quote import Quote, Span
from briefer.rendering.lines import Line


@dataclass(frozen=True)
class Mark:
    """One located quote of one line; `name` is `LINE-QUOTE`, both counted from 1."""

    name: str
    line: Line
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Passage:
    """A stretch of a paragraph on which the same quotes rest from its first letter to its last; on most there are none.

    `starts` are the quotes that begin with it, `ends` the lines of which a quote ends with it.
    """

    text: str
    marks: tuple[Mark, ...]
    starts: tuple[Mark, ...]
    ends: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that rest on it, in their order."""
        return _distinct(mark.line for mark in self.marks)


def marks(lines: Iterable[Line]) -> tuple[Mark, ...]:
    """Every located quote of `lines`, in their order."""
    return tuple(
        Mark(f"{line.number}-{n}", line, evidence.spans)
        for line in lines
        for n, evidence in enumerate(line.evidence, 1)
        if isinstance(evidence, Quote)
    )


def passages(article: Article, quotes: Sequence[Mark]) -> list[list[Passage]]:
    """The passages of each paragraph; put together they are the paragraph, however quotes overlap or nest."""
    cut = [list(_cut(article.text, paragraph, quotes)) for paragraph in article.paragraphs]
    order = [covering for paragraph in cut for _, covering in paragraph]
    first = {mark.name: n for n, covering in reversed([*enumerate(order)]) for mark in covering}
    last = {mark.name: n for n, covering in enumerate(order) for mark in covering}
    number = itertools.count()
    return [[_passage(text, covering, next(number), first, last) for text, covering in paragraph] for paragraph in cut]


def _cut(text: str, paragraph: Span, quotes: Sequence[Mark]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    begin, end = paragraph
    here = [(mark, max(a, begin), min(b, end)) for mark in quotes for a, b in mark.spans if a < end and b > begin]
    edges = sorted({begin, end, *(a for _, a, _ in here), *(b for _, _, b in here)})
    for start, stop in itertools.pairwise(edges):
        yield text[start:stop], tuple(mark for mark, a, b in here if a <= start and stop <= b)


def _passage(
    text: str, covering: tuple[Mark, ...], number: int, first: Mapping[str, int], last: Mapping[str, int]
) -> Passage:
    starts = tuple(mark for mark in covering if first[mark.name] == number)
    ends = _distinct(mark.line for mark in covering if last[mark.name] == number)
    return Passage(text, covering, starts, ends)


def _distinct(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple({line.number: line for line in sorted(lines, key=lambda line: line.number)}.values())
