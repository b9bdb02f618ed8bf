"""Accusations and claims of a story beside what denies or rejects them."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.domain.brief import Reaction
from briefer.domain.edition import Cited, Dispute, Story
from briefer.reading.items import overlap
from briefer.scoring.phrase import phrase

_CLAIMS = ("accuses", "condemns", "demands", "concerned")
_DENIALS = ("denies", "rejects")
_MOST = 8
_SHARED = 2
"""So many content words the two have at least in common, where the denial does not name whom it answers."""


def disputes(story: Story) -> tuple[Dispute, ...]:
    """The denials of a story, each with the claim that it answers: one by whom it names, or of the one who denies."""
    return tuple(_pairs(story))[:_MOST]


def _pairs(story: Story) -> Iterator[Dispute]:
    claims = [reaction for reaction in story.reactions if reaction.stance in _CLAIMS]
    for denial in story.reactions:
        if denial.stance in _DENIALS and (found := [claim for claim in claims if _answers(denial, claim)]):
            best = max(found, key=lambda claim: (_CLAIMS.index(claim.stance) == 0, _shared(denial, claim)))
            yield Dispute(story=story.id, claim=best, denial=denial)


def _answers(denial: Reaction[Cited], claim: Reaction[Cited]) -> bool:
    """Whether the one speaks to the other: each names the other, or one does and both are about the same."""
    if overlap(denial.by, claim.by):
        return False
    back = denial.target is not None and overlap((denial.target,), claim.by)
    forth = claim.target is not None and overlap((claim.target,), denial.by)
    return (back and forth) or ((back or forth or claim.stance == "accuses") and _shared(denial, claim) >= _SHARED)


def _shared(denial: Reaction[Cited], claim: Reaction[Cited]) -> int:
    return len(_words(denial) & _words(claim))


def _words(reaction: Reaction[Cited]) -> frozenset[str]:
    return phrase(reaction.statement).words | phrase(reaction.target or "").words
