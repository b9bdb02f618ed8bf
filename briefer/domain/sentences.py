"""Where the sentences and paragraphs of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefer.domain.quote import Span

if TYPE_CHECKING:
    from syntok.tokenizer import Token, Tokenizer

_BREAK = re.compile(r"\n\s*\n|\n")
_USUAL = r"[\w \u00a0,:.!?;…'’‘“”\"$€£%&–—-]"
_BRACKETED = r"\([^()]*+\)"
_PLAIN = re.compile(rf"(?:{_USUAL}++|\({_USUAL}*+\))*+")
"""A paragraph without nested, open or square brackets and without marks and spaces that are rare."""
_MARKED = rf"[^\s.!?;(]*+(?:[.!?;]|{_BRACKETED})(?:[^\s(]++|{_BRACKETED})*+"
_NEAR = re.compile(rf"(?<!\S)(?:(?:[^\s.!?;(]++\s++)?(?:{_MARKED}\s*+)++\S*+|\A\S++|\S++\Z)")
"""Of a plain paragraph, words with a mark that may end a sentence, with brackets, or beside such words, and those at its edges."""


def paragraphs(text: str) -> tuple[Span, ...]:
    """Spans of the lines of `text` that are not blank, without the white space around them."""
    spans, start = [], 0
    for stop in [*(m.span() for m in _BREAK.finditer(text)), (len(text), len(text))]:
        raw = text[start : stop[0]]
        begin = start + len(raw) - len(raw.lstrip())
        end = start + len(raw.rstrip())
        if begin < end:
            spans.append((begin, end))
        start = stop[1]
    return tuple(spans)


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of `text`, in order; none crosses a paragraph. Split by syntok (MIT)."""
    from syntok.segmenter import segment  # late: it costs 50 ms, and not every command needs it
    from syntok.tokenizer import Tokenizer

    tokenizer = Tokenizer(replace_not_contraction=False)
    found: list[Span] = []
    for start, end in paragraphs(text):
        for words in segment(_tokens(tokenizer, text[start:end])):
            last = words[-1]
            found.append((start + words[0].offset, start + last.offset + len(last.value)))
    return tuple(found)


def _tokens(tokenizer: Tokenizer, paragraph: str) -> Iterator[Token]:
    """The tokens of `paragraph` that decide where its sentences end: of a plain one, those near marks and in brackets.

    Whether a mark ends a sentence syntok tells by the tokens beside it; the others it only passes by, at a cost.
    """
    if not _PLAIN.fullmatch(paragraph):
        yield from tokenizer.tokenize(paragraph)
        return
    for near in _NEAR.finditer(paragraph):
        for token in tokenizer.tokenize(" " + near[0]):  # a space is before it, which syntok asks for
            token.update(near.start() - 1)
            yield token
