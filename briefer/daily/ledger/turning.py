"""Which open promise of a story has ended, where an article tells so in words of its own; and which promise may be an ended one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefer.daily.ledger.closing import CLOSED
from briefer.daily.ledger.likeness import DOUBTFUL, SURE
from briefer.daily.ledger.people import together
from briefer.daily.ledger.prepared import Prepared
from briefer.daily.ledger.standing import standing
from briefer.daily.ledger.statement import Record
from briefer.daily.ledger.wording import senses

LEAST = 0.2
"""What is said to have ended is the promise of that story that is most like it, from here on."""
_AHEAD = 0.15
"""By so much more than the next one."""
_PROMISER = 0.7
"""So sure that it is the same promiser: "the council" in two articles of one story is."""


def turned(record: Record, tellings: Sequence[Prepared], told: Prepared) -> bool:
    """Whether of a record and what is told one is an open promise, and the other how a promise of that promiser and story ended."""
    story = told.statement.story
    return (
        bool(story)
        and any(statement.story == story for statement in record.statements)
        and (told.over or any(statement.status in CLOSED for statement in record.statements))
        and standing(record).open == told.over
        and any(told.family == other.family and together(told.by, other.by) >= _PROMISER for other in tellings)
    )


def turning(told: Prepared, scores: Mapping[str, tuple[float, Sequence[Prepared]]]) -> dict[str, float]:
    """What to take the likeness of what is told and each such record for.

    That something has ended supposes that it was promised: it is the promise of the story that is most like it, if one is
    clearly so and differs not in its thing alone; else it may be any of them. What is promised where another promise has
    ended is not that one again: it may be.
    """
    if not told.over:
        return {key: max(score, DOUBTFUL) for key, (score, _) in scores.items() if score >= LEAST}
    first, second = [*sorted((score for score, _ in scores.values()), reverse=True), 0.0][:2]
    clear = first >= LEAST and first - second >= _AHEAD
    return {
        key: SURE if clear and score == first and not _one_act(told, tellings) else max(score, DOUBTFUL)
        for key, (score, tellings) in scores.items()
    }


def _one_act(told: Prepared, tellings: Sequence[Prepared]) -> bool:
    """Whether it names the very act that was promised, so that what is left of its words names another thing."""
    return any(not senses(told.act).isdisjoint(senses(other.act)) for other in tellings if told.act and other.act)
