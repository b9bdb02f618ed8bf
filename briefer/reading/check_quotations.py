"""Quotation marks: words in them that are not the article's, and quotations of the article that no item covers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from briefer.domain.brief import Check
from briefer.domain.quote import Quote, Span
from briefer.reading.locate import locate
from briefer.reading.source import Source

_MARKED = re.compile(
    r"“(?P<curly>[^“”]+)”|\"(?P<straight>[^\"]+)\"|«(?P<angle>[^«»]+)»|„(?P<low>[^“”„]+)[“”]"
    r"|(?<![\w’'])[‘'](?=[^\s'’])(?P<single>[^\n‘]*?[^\s‘])['’](?!\w)"
)
_MARK = re.compile("[“\"'‘«„]")
_DOUBLE = re.compile(
    r"“(?P<curly>[^“”\n]+)(?:”|(?=\n|$))|\"(?P<straight>[^\"\n]+)(?:\"|(?=\n|$))|„(?P<low>[^“”„\n]+)[“”]"
)
_SINGLE = re.compile(r"(?<![\w’'])‘(?P<single>[^‘\n]*?[^\s‘])’(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_FEWEST = 3
"""Words under which quotation marks are taken for scare quotes."""
_MOST = 100
_SHOWN = 12


def foreign_words(text: str, path: str, source: Source) -> Iterator[Check]:
    """The words in quotation marks of a free text that the article does not have."""
    if not _MARK.search(text):
        return
    for match in _MARKED.finditer(text):
        words = match[match.lastgroup or 0]
        found = locate(words, source, fewest=1)
        if not (isinstance(found, Quote) and found.fit != "near") and _WORD.search(words):
            message = f"the words in quotation marks, “{words}”, are not the article's"
            yield Check(rule="quotation-not-in-article", path=path, message=message)


def uncovered(evidence: Iterable[Quote], source: Source) -> Iterator[Check]:
    """The direct quotations of the article that no located evidence touches."""
    covered = sorted({span for quote in evidence for span in quote.spans})
    missing = [(start, end) for start, end in quotations(source.text) if not _touched(start, end, covered)]
    for start, end in missing[:_MOST]:
        words = source.text[start:end].split()
        shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
        message = f"no item rests on the direct quotation “{shown}” ({start}–{end})"
        yield Check(rule="quotation-not-covered", path="article", message=message)
    if len(missing) > _MOST:
        message = f"no item rests on {len(missing) - _MOST} further direct quotations"
        yield Check(rule="quotation-not-covered", path="article", message=message)


def quotations(text: str) -> Iterator[Span]:
    """Where the direct quotations of `text` stand, without their marks: three words or more, in one paragraph each."""
    pattern = _DOUBLE if any(mark in text for mark in '“"„') else _SINGLE
    for match in pattern.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        if len(_WORD.findall(text, start, end)) >= _FEWEST:
            yield start, end


def _touched(start: int, end: int, covered: list[Span]) -> bool:
    """Whether one of the sorted spans overlaps the stretch. Spans are short, so that looking back over a few is enough."""
    index = bisect_right(covered, (end,))
    return any(stop > start for _, stop in covered[max(0, index - 50) : index])
