"""How surely two statements are of one commitment: by whom, to whom, of what kind, to what end; never by how much or by when."""

from __future__ import annotations

from briefer.daily.ledger import sums
from briefer.daily.ledger.opposition import opposed
from briefer.daily.ledger.people import Who, together
from briefer.daily.ledger.prepared import PAY, Prepared, prepared, weight
from briefer.daily.ledger.statement import Statement
from briefer.daily.ledger.wording import Words, senses

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
_OTHER_ACT, _ODD_ACT, _OTHER_THING, _OTHER_NAME = 0.5, 0.8, 0.7, 0.4
"""What is left where each does something else, or names a thing, or by name, that the other lacks: tanks here, lorries there."""
_QUOTED = 0.5
"""Two that share so much of their quotes differ only in what these say: the rest is how each article calls it."""
_ENDED = 0.6
"""The share of what an article says has ended, within the story of the promise: that is told in fewer and in other words."""
_NOTHING = 0.5
"""Likeness of actions of which one says nothing but an act that any promise has."""


def likeness(a: Statement, b: Statement) -> float:
    """From 0, two commitments, to 1 and more, one."""
    return compare(prepared(a), prepared(b))


def compare(a: Prepared, b: Prepared, least: float = DOUBTFUL) -> float:
    """The likeness of two statements that have been made ready; what cannot come to `least` is 0."""
    story = bool(a.statement.story and a.statement.story == b.statement.story)
    alike = max(_alike(a, b), _ENDED * max(_ended(a, b), _ended(b, a))) if story else _alike(a, b)
    signs = _STORY * story + _SUM * sums.agree(a.sums, b.sums) + _TIME * bool(a.day and a.day == b.day)
    if alike + signs + _QUOTE < least:
        return 0.0
    promiser = together(a.by, b.by)
    if promiser < _PROMISER or not (a.withholds or b.withholds or not opposed(a.main, b.main)):
        return 0.0
    quoted = _quoted(a, b)
    over = a.over or b.over
    left = _apart(a, b, quoted)
    if over and left == _OTHER_ACT:
        left = _ODD_ACT
    alike = promiser * (alike + signs + _QUOTE * quoted) * left
    if left < _ODD_ACT or _hollow(a, b) or (a.family != b.family and not over) or _others(a.to, b.to):
        return min(alike, _UNSURE)
    return alike


def _alike(a: Prepared, b: Prepared) -> float:
    """The words that both actions have, and what of each the other's evidence has, by weight."""
    ours, theirs = a.about.words, b.about.words
    if not ours or not theirs:
        return _NOTHING if a.statement.kind == b.statement.kind else 0.0
    shared = (weight(b.about.having(ours)) + weight(a.about.having(theirs))) / (a.weight + b.weight)
    backed = (weight(b.said.having(ours)) / a.weight + weight(a.said.having(theirs)) / b.weight) / 2
    return _ACTION * shared + _BACKED * backed


def _ended(over: Prepared, promise: Prepared) -> float:
    """How much of what one statement says is over the other promises, by weight."""
    named = over.about.words
    return weight(promise.said.having(named)) / over.weight if over.over and not promise.over and named else 0.0


def _apart(a: Prepared, b: Prepared, quoted: float) -> float:
    """What is left of a likeness for what each says that the other does not."""
    ours, theirs = a.about.words - b.said.having(a.about.words), b.about.words - a.said.having(b.about.words)
    left = _acts(a.act, b.act, odd=a.act in ours or b.act in theirs)
    if quoted >= _QUOTED:
        ours, theirs = a.quoted.having(ours), b.quoted.having(theirs)
    ours, theirs = _things(ours - {a.act}), _things(theirs - {b.act})
    if ours & a.proper and theirs & b.proper:
        return left * _OTHER_NAME
    return left * _OTHER_THING if ours - a.proper and theirs - b.proper else left


def _acts(ours: str, theirs: str, *, odd: bool) -> float:
    """What is left where the acts are two: both known to be, or one that the other statement does not speak of at all."""
    if not odd or PAY in senses(ours) | senses(theirs) or not senses(ours).isdisjoint(senses(theirs)):
        return 1.0
    return _OTHER_ACT if _known(ours) and _known(theirs) else _ODD_ACT


def _hollow(a: Prepared, b: Prepared) -> bool:
    """Whether they share no more than that somebody pays somebody, while one of them says for what, and not the same sum."""
    ours, theirs, names = a.about.words, b.about.words, a.proper | b.proper
    shared = b.about.having(ours) | a.about.having(theirs)
    return not _things(shared) - names and bool(_things(ours | theirs) - names) and not sums.agree(a.sums, b.sums)


def _things(words: Words) -> Words:
    return frozenset([word for word in words if PAY not in senses(word)])


def _known(word: str) -> bool:
    """Whether a word is one of the acts of the table."""
    return any(sense[:1] == "=" for sense in senses(word))


def _quoted(a: Prepared, b: Prepared) -> float:
    """How much of the shorter of two quotes the other has, in stretches of four words."""
    ours, theirs = a.shingles, b.shingles
    least = min(len(ours), len(theirs))
    return len(ours & theirs) / least if least else 0.0


def _others(ours: tuple[Who, ...], theirs: tuple[Who, ...]) -> bool:
    """Whether both name whom they promise to, and not one of them is the same."""
    named = [tuple([p for p in each if p.proper]) for each in (ours, theirs)]
    return all(named) and together(*named) == 0
