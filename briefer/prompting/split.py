"""A long article in parts: whole paragraphs, each part within a budget of tokens, nothing left out."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.domain.quote import Span
from briefer.domain.sentences import paragraphs, sentences
from briefer.prompting.tokens import count, fits

_DENSEST = 8
"""Characters a token beyond which a text is not counted as a whole first: hardly any text has so few tokens."""


def split(text: str, budget: int) -> list[Span]:
    """Spans of `text` that have at most `budget` tokens each and together cover every paragraph, in order.

    Cut between paragraphs; a paragraph over the budget is cut between sentences, and a sentence over it between words
    (or, in a run without a space, between characters).
    """
    if len(text) <= _DENSEST * budget and fits(text, budget):
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
    return parts if len(parts) > 1 else [(0, len(text))]


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
                else list(_runs(text, start + a, start + b, budget))
            )
    return pieces


def _runs(text: str, start: int, end: int, budget: int) -> Iterator[Span]:
    """The stretch in runs so short that none needs counting: a character has at most four bytes, a token at least one."""
    while start < end:
        stop = min(start + max(budget // 4, 1), end)
        space = text.rfind(" ", start + 1, stop)
        if stop < end and space > start:
            stop = space + 1
        yield start, stop
        start = stop
