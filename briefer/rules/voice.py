"""The voice of a statement: whom "we" means where nobody is quoted."""

from __future__ import annotations

from briefer.rules.cast import Cast
from briefer.rules.tokens import Sentence

_WE = frozenset({"we", "our", "us"})
LEAST = 3
"""So often must "we" stand outside quotations for an article to be a statement."""


def voice(cast: Cast, sentences: list[Sentence]) -> int | None:
    """The body or state that speaks in a statement in the first person: the one that it names most; None for other articles."""
    spoken = sum(token.low in _WE and not token.quoted for sentence in sentences for token in sentence.tokens)
    if spoken < LEAST:
        return None
    bodies = [
        k
        for k in range(len(cast))
        if cast[k].kind in {"state", "government_body", "company", "international_organization"}
    ]
    return max(bodies, key=lambda key: (cast[key].count, -key), default=None)
