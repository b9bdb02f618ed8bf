"""Where the sentences and paragraphs of a text begin and end."""

from __future__ import annotations

import re

from briefer.domain.quote import Span

_BREAK = re.compile(r"\n\s*\n|\n")


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
    import syntok.segmenter  # late: it costs 50 ms, and not every command needs it

    found: list[Span] = []
    for start, end in paragraphs(text):
        for parts in syntok.segmenter.analyze(text[start:end]):
            for tokens in parts:
                words = list(tokens)
                last = words[-1]
                found.append((start + words[0].offset, start + last.offset + len(last.value)))
    return tuple(found)
