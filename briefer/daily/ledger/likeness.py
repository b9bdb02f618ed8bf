"""How surely two statements are of one commitment: by whom, to whom, of what kind, to what end; never by how much or by when."""

from __future__ import annotations

from functools import cache, lru_cache

from briefer.daily.ledger import sums
from briefer.daily.ledger.opposition import opposed
from briefer.daily.ledger.people import together, who
from briefer.daily.ledger.statement import Party, Statement
from briefer.daily.ledger.wording import (
    Words,
    about,
    act,
    backing,
    found_in,
    proper,
    quoting,
    senses,
    shingles,
    table,
    taken,
)
from briefer.scoring.words import stem

SURE = 0.55
"""From here on two statements are of one commitment."""
DOUBTFUL = 0.4
"""From here on they may be, and a person is asked."""
_UNSURE = 0.5
"""No more than this where one thing speaks against."""
_ACTION, _BACKED = 0.6, 0.4
"""The shares of what the actions share, and of what of each action the other's evidence has."""
_STORY, _SUM, _TIME, _QUOTE = 0.1, 0.1, 0.1, 0.15
"""What one story, an amount, a day or a stretch of a quote in common adds."""
_PROMISER = 0.5
"""Below, somebody else has promised."""
_PAY = "=pay"
_PAYING = 0.4
"""The weight of paying, lending, funding, against that of another act or thing: a promiser may promise many sums."""
_OTHER_ACT, _ODD_ACT, _OTHER_THING, _OTHER_NAME = 0.5, 0.8, 0.7, 0.4
"""What is left where each does something else, or names a thing, or by name, that the other lacks: tanks here, lorries there."""
_QUOTED = 0.5
"""Two that share so much of their quotes differ only in what these say: the rest is how each article calls it."""
_NOTHING = 0.5
"""Likeness of actions of which one says nothing but an act that any promise has."""


def likeness(a: Statement, b: Statement) -> float:
    """From 0, two commitments, to 1 and more, one."""
    promiser = together(a.by, b.by)
    turned = _withheld(a) or _withheld(b)
    if promiser < _PROMISER or not (turned or not opposed(a.action, b.action)):
        return 0.0
    quoted = _quoted(a, b)
    signs = _STORY * bool(a.story and a.story == b.story) + _SUM * sums.agree(a.sums, b.sums)
    signs += _TIME * _one_day(a, b) + _QUOTE * quoted
    alike, left = promiser * (_alike(a, b) + signs), _apart(a, b, quoted)
    if left < _ODD_ACT or _hollow(a, b) or _family(a) != _family(b) or _others(a.to, b.to):
        return min(alike * left, _UNSURE)
    return alike * left


def _alike(a: Statement, b: Statement) -> float:
    """The words that both actions have, and what of each the other's evidence has, by weight."""
    ours, theirs = _about(a), _about(b)
    if not ours or not theirs:
        return _NOTHING if a.kind == b.kind else 0.0
    mine, yours = _weight(ours), _weight(theirs)
    shared = (_weight(found_in(ours, theirs)) + _weight(found_in(theirs, ours))) / (mine + yours)
    backed = (_weight(found_in(ours, backing(b))) / mine + _weight(found_in(theirs, backing(a))) / yours) / 2
    return _ACTION * shared + _BACKED * backed


def _about(statement: Statement) -> Words:
    words = about(statement)
    return frozenset(w for w in words if w not in _keeping_back()) if _withheld(statement) else words


def _weight(words: Words) -> float:
    return sum(_PAYING if _PAY in senses(word) else 1.0 for word in sorted(words))


def _apart(a: Statement, b: Statement, quoted: float) -> float:
    """What is left of a likeness for what each says that the other does not."""
    ours, theirs = _about(a), _about(b)
    ours, theirs = ours - found_in(ours, backing(b)), theirs - found_in(theirs, backing(a))
    acts = act(a.action), act(b.action)
    left = _acts(acts, ours, theirs)
    if quoted >= _QUOTED:
        ours, theirs = found_in(ours, quoting(a)), found_in(theirs, quoting(b))
    ours, theirs = _things(ours - {acts[0]}), _things(theirs - {acts[1]})
    mine, yours = proper(a), proper(b)
    if ours & mine and theirs & yours:
        return left * _OTHER_NAME
    return left * _OTHER_THING if ours - mine and theirs - yours else left


def _acts(acts: tuple[str, str], ours: Words, theirs: Words) -> float:
    """What is left where the acts are two: both known to be, or one that the other statement does not speak of at all."""
    odd = acts[0] in ours or acts[1] in theirs
    if not odd or _PAY in senses(acts[0]) | senses(acts[1]) or not senses(acts[0]).isdisjoint(senses(acts[1])):
        return 1.0
    return _OTHER_ACT if all(map(_known, acts)) else _ODD_ACT


def _hollow(a: Statement, b: Statement) -> bool:
    """Whether they share no more than that somebody pays somebody, while one of them says for what, and not the same sum."""
    ours, theirs, names = _about(a), _about(b), proper(a) | proper(b)
    shared = found_in(ours, theirs) | found_in(theirs, ours)
    return not _things(shared) - names and bool(_things(ours | theirs) - names) and not sums.agree(a.sums, b.sums)


def _things(words: Words) -> Words:
    return frozenset(word for word in words if _PAY not in senses(word))


def _known(word: str) -> bool:
    """Whether a word is one of the acts of the table."""
    return any(sense[0] == "=" for sense in senses(word))


def _quoted(a: Statement, b: Statement) -> float:
    """How much of the shorter of two quotes the other has, in stretches of four words."""
    ours, theirs = (shingles(tuple(cited.text for cited in each.evidence)) for each in (a, b))
    least = min(len(ours), len(theirs))
    return len(ours & theirs) / least if least else 0.0


def _one_day(a: Statement, b: Statement) -> bool:
    return a.window is not None and b.window is not None and a.window.last == b.window.last


def _others(ours: tuple[Party, ...], theirs: tuple[Party, ...]) -> bool:
    """Whether both name whom they promise to, and not one of them is the same."""
    named = [tuple(p for p in each if who(p).proper) for each in (ours, theirs)]
    return all(named) and together(*named) == 0


def _family(a: Statement) -> str:
    return "threat" if a.kind == "threat" and not _withheld(a) else "promise"


def _withheld(a: Statement) -> bool:
    """Whether it threatens, under a condition, to keep back what it otherwise gives: a promise told from its other side."""
    return a.kind == "threat" and a.condition is not None and _keeps_back(a.action)


@lru_cache(maxsize=1 << 13)
def _keeps_back(action: str) -> bool:
    words = frozenset(map(stem, taken(action).tokens))
    return bool(words & _means()) and bool(taken(action).negation.count or words & _keeping_back())


@cache
def _keeping_back() -> Words:
    return frozenset(map(stem, table()["keep_back"].split()))


@cache
def _means() -> Words:
    return frozenset(map(stem, table()["means"].split()))
