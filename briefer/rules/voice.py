"""The voice of a statement: whom "we" means where nobody is quoted."""

from __future__ import annotations

from collections import Counter

from briefer.rules.cast import Cast
from briefer.rules.clauses import GENITIVE
from briefer.rules.tokens import Sentence

_WE = frozenset({"we", "our", "us"})
LEAST = 3
"""So often must "we" stand outside quotations for an article to be a statement."""


def voice(cast: Cast, sentences: list[Sentence]) -> int | None:
    """The body or state that speaks in a statement in the first person: the one that opens most of its sentences; else None."""
    tokens = (token for sentence in sentences for token in sentence.tokens)
    spoken = sum(token.low in _WE and token.text != "US" and not token.quoted for token in tokens)
    if spoken < LEAST:
        return None
    if (named := _named(sentences)) is not None:
        return named
    acts = _openings(sentences)
    bodies = [
        k for k in range(len(cast)) if cast[k].kind not in {"person", "population"} and (acts[k] or cast[k].count > 1)
    ]
    return max(bodies, key=lambda key: (acts[key], cast[key].count, -key), default=None)


def _named(sentences: list[Sentence]) -> int | None:
    """Who "we" says that it is: "We at the Central Bank", "we in the Commission"."""
    for sentence in sentences:
        tokens = sentence.tokens
        for m in sentence.mentions:
            k = m.start - 1 - (m.start > 0 and tokens[m.start - 1].low == "the")
            if k > 0 and tokens[k].low in {"at", "in"} and tokens[k - 1].low == "we" and not tokens[k].quoted:
                return m.who
    return None


def _openings(sentences: list[Sentence]) -> Counter[int]:
    """How often each opens a sentence outside quotations, as its subject: whoever writes a statement speaks of itself so."""
    found: Counter[int] = Counter()
    for sentence in sentences:
        for m in sentence.mentions:
            first = m.start == 0 or (m.start == 1 and sentence.tokens[0].low == "the")
            genitive = m.end < len(sentence.tokens) and sentence.tokens[m.end].text in GENITIVE
            if first and not genitive and not sentence.tokens[m.start].quoted:
                found[m.who] += 1
    return found
