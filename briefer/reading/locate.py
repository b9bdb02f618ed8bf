"""A quote in, the place where the article has it out, or why it proves nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from briefer.domain.article import Article
from briefer.domain.quote import ELISION, Fit, Quote, Span
from briefer.reading.compare import Contrary, Near
from briefer.reading.elide import Lost, elided, glosses, pieces
from briefer.reading.fold import fold
from briefer.reading.near import nearest
from briefer.reading.source import Source

FEWEST = 3
"""Words under which a quote proves nothing, unless it is the mention of an actor."""
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:[-'’.,][^\W_]+)*")
_THREE = re.compile(
    r"(?:(?>[^\W_]+(?:[-'’.,][^\W_]+)*+)\W+){2}[^\W_]|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{3}"
)
_EDGES = " '-.,;:!?*…"


@dataclass(frozen=True)
class NotFound:
    """The article does not have the quote; `reason` says why, `passage` is the nearest thing that it does have, if any."""

    reason: str
    passage: Span | None = None


@dataclass(frozen=True)
class Contradiction:
    """The article has the quote but for a number, a name or a negation: `passage` is where, `differs` what."""

    passage: Span
    differs: tuple[str, ...]


def locate(
    quote: str, article: Article | Source, *, fewest: int = FEWEST, start: int = 0
) -> Quote | NotFound | Contradiction:
    """Where `quote` stands in the article, or why it proves nothing.

    The first of these that holds decides: letter by letter; folded (see `fold`); in pieces joined by ellipses; a few letters
    off with the same numbers, names and negations. Of several places the first after the offset `start` is taken, else the
    first. A quote of fewer than `fewest` words proves nothing.
    """
    source = article if isinstance(article, Source) else Source(article)
    asked = quote.strip()
    if not (_THREE.search(asked) if fewest == FEWEST else _words(asked, fewest) >= fewest):
        return NotFound(f"too short to prove anything (under {fewest} words)" if fewest > 1 else "no words")
    if span := source.exact(asked, start) or (source.exact(asked) if start else None):
        text = source.text[span[0] : span[1]]
        return Quote(text=text, spans=(span,), fit="exact", quoted=quote if quote != text else None)
    folded = fold(asked).text.strip(" ")
    for wanted in (folded, folded.strip(_EDGES)):
        if span := next(source.alike(wanted, start), None) or (next(source.alike(wanted), None) if start else None):
            return _quote(source, quote, "folded", (span,))
    parts = pieces(asked)
    if len(parts) > 1 or (parts and glosses(asked)):
        return _in_pieces(quote, asked, parts, source)
    if (at := source.folded.text.find(folded)) >= 0 and not source.cuts(*source.folded.origin(at, at + len(folded))):
        return NotFound("it begins or ends inside a word", source.folded.origin(at, at + len(folded)))
    return _nearest(quote, asked, source)


def _in_pieces(quote: str, asked: str, parts: Sequence[str], source: Source) -> Quote | NotFound | Contradiction:
    match elided(parts, glosses(quote), source):
        case Lost(span, reason, negation):
            return Contradiction(span, (reason,)) if negation else NotFound(reason, span)
        case None:
            for part in parts:
                found = nearest(part, source)
                if isinstance(found, Contrary) and _words(part) == FEWEST:
                    return Contradiction(found.span, found.differs)
            whole = _nearest(quote, asked, source) if glosses(quote) else None
            return whole or NotFound("its pieces do not stand in the article in this order, close together")
        case spans:
            if len(spans) > 1 and any(_words(part) == 1 and not part.strip(" “‘'\"")[0].isupper() for part in parts):
                return NotFound("a piece of a single word proves nothing", (spans[0][0], spans[-1][1]))
            return _quote(source, quote, "elided" if len(spans) > 1 else "folded", spans)


def _nearest(quote: str, asked: str, source: Source) -> Quote | NotFound | Contradiction:
    match nearest(asked, source):
        case Near(span):
            return _quote(source, quote, "near", (span,))
        case Contrary(span, differs):
            return Contradiction(span, differs)
        case None:
            return NotFound("not in the article")
        case other:
            return NotFound("not in the article as it is quoted", other.span)


def _quote(source: Source, quoted: str, fit: Fit, spans: Sequence[Span]) -> Quote:
    text = ELISION.join(source.text[start:end] for start, end in spans)
    return Quote(text=text, spans=tuple(spans), fit=fit, quoted=quoted if quoted != text else None)


def _words(text: str, enough: int = FEWEST) -> int:
    """How many words `text` has, counted no further than `enough`."""
    return sum(1 for _ in islice(_WORD.finditer(text), enough))
