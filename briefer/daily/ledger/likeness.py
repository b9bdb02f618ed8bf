"""How surely two statements are of one commitment: by whom, to whom, of what kind, to what end; never by how much or by when."""

from __future__ import annotations

from functools import cache, lru_cache

from briefer.daily.ledger import sums
from briefer.daily.ledger.people import together, who
from briefer.daily.ledger.statement import Party, Statement
from briefer.daily.ledger.wording import about, acts, backing, shingles, table, taken
from briefer.scoring.phrase import Phrase
from briefer.scoring.words import stem

SURE = 0.55
"""From here on two statements are of one commitment."""
DOUBTFUL = 0.4
"""From here on they may be, and a person is asked."""
_ACTION, _BACKED = 0.6, 0.4
"""The shares of what the actions share, and of what of each action the other's evidence has."""
_STORY, _SUM, _TIME, _QUOTE = 0.1, 0.1, 0.1, 0.15
"""What one story, an amount, a day or a stretch of a quote in common adds."""
_PROMISER = 0.5
"""Below, somebody else has promised."""
_PAY = "=pay"
_PAYING = 0.4
"""The weight of paying, lending, funding, against that of another act or thing."""
_NOTHING = 0.5
"""Likeness of actions of which one says nothing but an act that any promise has."""


def likeness(a: Statement, b: Statement) -> float:
    """From 0, two commitments, to 1 and more, one."""
    promiser = together(a.by, b.by)
    if promiser < _PROMISER or _opposed(a, b):
        return 0.0
    alike = promiser * (_alike(a, b) + _signs(a, b))
    if _family(a) != _family(b) or _others(a.to, b.to):
        return min(alike, (SURE + DOUBTFUL) / 2)
    return alike


def _alike(a: Statement, b: Statement) -> float:
    ours, theirs = _about(a), _about(b)
    if not ours or not theirs:
        return _NOTHING if a.kind == b.kind else 0.0
    mine, yours = _weight(ours), _weight(theirs)
    shared = 2 * _weight(ours & theirs) / (mine + yours)
    backed = (_weight(ours & backing(b)) / mine + _weight(theirs & backing(a)) / yours) / 2
    return _ACTION * shared + _BACKED * backed


def _about(statement: Statement) -> frozenset[str]:
    words = about(statement)
    return words - _keeping_back() if _withheld(statement) else words


def _weight(words: frozenset[str]) -> float:
    """What words weigh: to pay is an act of which a promiser may promise many."""
    return len(words) - (1 - _PAYING) * (_PAY in words)


def _signs(a: Statement, b: Statement) -> float:
    """What speaks for one commitment besides its words."""
    quotes = [shingles(tuple(cited.text for cited in each.evidence)) for each in (a, b)]
    least = min(map(len, quotes))
    overlap = len(quotes[0] & quotes[1]) / least if least else 0.0
    days = a.window is not None and b.window is not None and a.window.last == b.window.last
    return (
        _STORY * bool(a.story and a.story == b.story)
        + _SUM * sums.agree(a.sums, b.sums)
        + _TIME * days
        + _QUOTE * overlap
    )


def _others(ours: tuple[Party, ...], theirs: tuple[Party, ...]) -> bool:
    """Whether both name whom they promise to, and not one of them is the same."""
    named = [tuple(p for p in each if who(p).proper) for each in (ours, theirs)]
    return all(named) and together(*named) == 0


def _family(a: Statement) -> str:
    return "threat" if a.kind == "threat" and not _withheld(a) else "promise"


def _withheld(a: Statement) -> bool:
    """Whether it threatens, under a condition, to keep back what it otherwise gives: a promise told from its other side."""
    return (
        a.kind == "threat"
        and bool(a.condition)
        and bool(taken(a.action).negation.count or _keeps_back(a.action))
        and _gives(a.action)
    )


@cache
def _keeping_back() -> frozenset[str]:
    return acts(table()["keep_back"])


@lru_cache(maxsize=1 << 13)
def _keeps_back(action: str) -> bool:
    return not {stem(w) for w in table()["keep_back"].split()}.isdisjoint(map(stem, taken(action).tokens))


@lru_cache(maxsize=1 << 13)
def _gives(action: str) -> bool:
    return not {stem(w) for w in table()["means"].split()}.isdisjoint(map(stem, taken(action).tokens))


def _opposed(a: Statement, b: Statement) -> bool:
    """Whether one promises what the other promises not to do."""
    if _withheld(a) or _withheld(b):
        return False
    p, q = taken(a.action), taken(b.action)
    return _denies(p, q) or _denies(q, p) or _turned(p, q)


def _denies(p: Phrase, q: Phrase) -> bool:
    """Whether `p` denies once more than `q`, and what it denies `q` says."""
    if p.negation.count <= q.negation.count or p.negation.exceptions != q.negation.exceptions:
        return False
    return not (p.negation.words & q.words) <= q.negation.words if p.negation.words else q.negation.count == 0


def _turned(p: Phrase, q: Phrase) -> bool:
    """Whether one has a word for which the other has its opposite ("raise", "cut")."""
    return bool((p.words & q.turned) - q.words and (q.words & p.turned) - p.words)
