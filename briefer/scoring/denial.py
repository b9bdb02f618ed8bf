"""Whether one text denies what another says, clause by clause."""

from __future__ import annotations

from briefer.scoring.phrase import Phrase, Saying
from briefer.scoring.polarity import Negation


def denies(p: Phrase, q: Phrase) -> bool:
    """Whether one of two texts of the same words denies what the other says.

    Two answers ("denies it, saying", "admits it, saying") are compared with each other; one that the other text lacks says more.
    So does a clause that only one has hung on; still it may be how that text denies ("arming them, which it denied"), so both
    ways to read it must contradict the other text.
    """
    ours, theirs = p.saying, q.saying
    if ours.answer and theirs.answer and ours.answer != theirs.answer:
        return True
    return _differ(ours.claim, theirs.claim, p, q) and _differ(_core(ours, q), _core(theirs, p), p, q)


def _core(ours: Saying, other: Phrase) -> Negation:
    """What is denied, but for a clause hung on of which the other text has no word."""
    return ours.core if ours.hung_on.isdisjoint(other.words) else ours.claim


def _differ(ours: Negation, theirs: Negation, p: Phrase, q: Phrase) -> bool:
    return _denies(ours, theirs, q.words) or _denies(theirs, ours, p.words)


def _denies(ours: Negation, theirs: Negation, said: frozenset[str]) -> bool:
    """Whether one side denies once more than the other, and what it denies the other says; or denies what that "did not deny"."""
    if ours.denials > ours.lifted == 0 and theirs.denials == theirs.lifted > 0:
        return True
    if ours.count <= theirs.count or ours.exceptions != theirs.exceptions:
        return False
    return not (ours.words & said) <= theirs.words if ours.words else theirs.count == 0
