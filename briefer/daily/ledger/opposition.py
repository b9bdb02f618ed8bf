"""Whether one promises what the other promises not to do."""

from __future__ import annotations

from briefer.scoring.phrase import Phrase

_VOTE, _AGAINST = "vote", "against"


def opposed(p: Phrase, q: Phrase) -> bool:
    """Whether two actions deny one another or name opposite acts ("raise", "cut"; to vote for and against)."""
    if _VOTE in p.words & q.words and (_AGAINST in p.tokens) != (_AGAINST in q.tokens):
        return True
    return _denies(p, q) or _denies(q, p) or bool((p.words & q.turned) - q.words and (q.words & p.turned) - p.words)


def _denies(p: Phrase, q: Phrase) -> bool:
    """Whether `p` denies once more than `q`, and what it denies `q` says."""
    if p.negation.count <= q.negation.count or p.negation.exceptions != q.negation.exceptions:
        return False
    return not (p.negation.words & q.words) <= q.negation.words if p.negation.words else q.negation.count == 0
