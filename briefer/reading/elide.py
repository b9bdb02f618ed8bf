"""A quote in pieces joined by an ellipsis: found where the pieces stand close together and nothing is lost between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from briefer.domain.quote import Span
from briefer.reading.fold import fold
from briefer.reading.source import Source
from briefer.reading.words import Word, words

GAP = re.compile(r"\s*(?:[\[(]\s*(?:…|\.{2,}|\. \. \.)\s*[\])]|…|\.{3,}|\. \. \.|\[(?P<gloss>[^\[\]]{0,60})\])\s*")
_FARTHEST = 400
"""Characters that an ellipsis may stand for."""
_TRIES = 40
_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bCol)(?<!\bNo)"
    r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])|\n"
)
_INNER = r"(?:[^.;:]|(?<=\b[A-Z])\.)*"
_ASIDE = re.compile(rf"\s*(?:,{_INNER},|\([^()]*\)|-\s{_INNER}\s-|[–—]{_INNER}[–—])\s*")
_HEDGES = frozenset(
    "may might could would can should if unless until hinted considering allegedly reportedly alleged said says claimed claims "
    "accused possibly perhaps suggested".split()
)
_LEADING = frozenset(
    "of on in at for from to with by into over under near between among against about around across through after before "
    "during since until than as like via per and or".split()
)
_FILLERS = frozenset("the a an its his her their this that these those former late".split())


@dataclass(frozen=True)
class Lost:
    """Pieces that stand in the article, whose ellipsis leaves out what they mean; `negation` where that is a negation."""

    span: Span
    reason: str
    negation: bool


def pieces(quote: str) -> list[str]:
    """The parts of `quote` between its ellipses and bracketed words; one where there are none."""
    parts, last = [], 0
    for match in GAP.finditer(quote):
        parts.append(quote[last : match.start()])
        last = match.end()
    return [part for part in (*parts, quote[last:]) if re.search(r"\w", part)]


def glosses(quote: str) -> list[str]:
    """The words that `quote` has in square brackets."""
    return [match["gloss"] for match in GAP.finditer(quote) if match["gloss"] and re.search(r"\w", match["gloss"])]


def elided(parts: Sequence[str], inserted: Sequence[str], source: Source) -> tuple[Span, ...] | Lost | None:
    """The spans of `parts`, in order and close together; `Lost` where the ellipsis changes what they say."""
    chains = sorted(_chains(parts, source), key=lambda chain: chain[-1][1] - chain[0][0])
    lost: Lost | None = None
    for chain in chains:
        found = _loss(chain, inserted, source)
        if found is None:
            return _without_empty_gaps(chain, source.text)
        lost = found if lost is None or (found.negation and not lost.negation) else lost
    return lost


def _without_empty_gaps(chain: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The spans, those as one between which the ellipsis stands for nothing."""
    spans = [chain[0]]
    for start, end in chain[1:]:
        if text[spans[-1][1] : start].strip():
            spans.append((start, end))
        else:
            spans[-1] = spans[-1][0], end
    return tuple(spans)


def _chains(parts: Sequence[str], source: Source) -> Iterator[list[Span]]:
    """For every place of the first part, the nearest places of the others after it."""
    folded = [fold(part).text.strip(" ") for part in parts]
    for first in islice(source.alike(folded[0]), _TRIES):
        chain = [first]
        for part in folded[1:]:
            after = source.alike_within(part, chain[-1][1], chain[-1][1] + _FARTHEST)
            if after is None:
                break
            chain.append(after)
        else:
            yield chain


def _loss(chain: Sequence[Span], inserted: Sequence[str], source: Source) -> Lost | None:
    whole = chain[0][0], chain[-1][1]
    for gloss in inserted:
        for word in words(f"x {gloss}")[1:]:
            if word.kind != "plain" or word.key in _HEDGES:
                return Lost(whole, f"“[{gloss}]” is not the article's", word.kind == "negation")
    for (_, end), (start, _) in pairwise(chain):
        gap = source.text[end:start]
        stop = _STOP.search(gap)
        if stop and not _begins_sentence(source.text, start):
            return Lost(whole, "the ellipsis joins the middles of two sentences", negation=False)
        left_out = gap[: stop.start()] if stop else gap
        if _ASIDE.fullmatch(left_out):
            continue
        if loss := _dropped(source.text, end, end + len(left_out), whole):
            return loss
    return None


def _dropped(text: str, start: int, end: int, whole: Span) -> Lost | None:
    """What the words between two pieces would have meant for them."""
    before = words(text[max(0, start - 30) : start])
    out = words(text[max(0, start - 30) : end])[len(before) :]
    for word in out:
        if word.kind == "negation":
            return Lost(whole, f"the ellipsis leaves out “{word.shown}”", negation=True)
    for index, word in enumerate(out):
        if word.key in _HEDGES or (word.kind == "name" and not _depends([*before, *out[:index]])):
            return Lost(whole, f"the ellipsis leaves out “{word.shown}”", negation=False)
    return None


def _depends(before: Sequence[Word]) -> bool:
    """Whether a name after the words `before` belongs to them, as in "of the Kremlin", and is no subject of its own."""
    rest = [word for word in before if word.key not in _FILLERS]
    while rest and rest[-1].kind == "name":
        rest.pop()
    return bool(rest) and rest[-1].key in _LEADING


def _begins_sentence(text: str, at: int) -> bool:
    return bool(re.search(r"(?:^|[.!?][\"'”’)\]]*\s+|\n\s*)[\"'“‘(\[]*$", text[max(0, at - 12) : at]))
