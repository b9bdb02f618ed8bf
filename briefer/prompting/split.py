"""A long article in parts: whole paragraphs, each part within a budget of tokens, nothing left out."""

from __future__ import annotations

from briefer.domain.quote import Span
from briefer.domain.sentences import paragraphs, sentences
from briefer.prompting.tokens import count, fits


def split(text: str, budget: int) -> list[Span]:
    """Spans of `text` that have at most `budget` tokens each and together cover every paragraph, in order.

    Cut between paragraphs; a paragraph over the budget is cut between sentences, and a sentence over it between words
    (or, in a run without a space, between characters).
    """
    if fits(text, budget):
        return [(0, len(text))]
    parts: list[Span] = []
    start: int | None = None
    end, used = 0, 0
    for begin, stop in _pieces(text, budget):
        size = count(text[end if start is not None else begin : stop])
        if start is not None and used + size > budget:
            parts.append((start, end))
            start, size = None, count(text[begin:stop])
        if start is None:
            start, used = begin, 0
        end, used = stop, used + size
    if start is not None:
        parts.append((start, end))
    return parts


def _pieces(text: str, budget: int) -> list[Span]:
    """The largest units that fit by themselves: paragraphs, else sentences, else runs of words."""
    pieces: list[Span] = []
    for start, end in paragraphs(text):
        if fits(text[start:end], budget):
            pieces.append((start, end))
            continue
        for a, b in sentences(text[start:end]):
            pieces += (
                [(start + a, start + b)]
                if fits(text[start + a : start + b], budget)
                else _halves(text, start + a, start + b, budget)
            )
    return pieces


def _halves(text: str, start: int, end: int, budget: int) -> list[Span]:
    if end - start <= 1 or fits(text[start:end], budget):
        return [(start, end)]
    middle = (start + end) // 2
    space = text.rfind(" ", start + 1, middle)
    cut = space + 1 if space > start else middle
    return _halves(text, start, cut, budget) + _halves(text, cut, end, budget)
