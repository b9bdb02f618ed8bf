"""Accusations and claims of a story beside what denies or rejects them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefer.daily.united import same, united
from briefer.domain.brief import Reaction
from briefer.domain.edition import Cited, Dispute
from briefer.reading.items import overlap
from briefer.scoring.phrase import phrase

_CLAIMS = ("accuses", "condemns", "demands", "concerned")
_DENIALS = ("denies", "rejects")
_MOST = 8
_SHARED = 2
"""So many content words the two have at least in common, where the denial does not name whom it answers."""


def disputes(
    story: str, today: Iterable[Reaction[Cited]], earlier: Iterable[Reaction[Cited]] = ()
) -> tuple[Dispute, ...]:
    """The denials of a story, each with the claim that it answers: one by whom it names, or of the one who denies.

    `today` are the reactions of the articles of this edition, `earlier` those that the story had before. Of each pair one
    is of today; what was denied on an earlier day is not told again because an article of today repeats one side of it.
    """
    said, known = (united(one for one in each if one.stance in (*_CLAIMS, *_DENIALS)) for each in (today, earlier))
    fresh = [one for one in said if not any(same(one, other) for other in known)]
    pairs = [*_pairs(story, said, said), *_pairs(story, fresh, known), *_pairs(story, known, fresh)]
    return tuple({(pair.denial, pair.claim): pair for pair in pairs}.values())[:_MOST]


def _pairs(story: str, denials: Sequence[Reaction[Cited]], every: Sequence[Reaction[Cited]]) -> Iterator[Dispute]:
    claims = [reaction for reaction in every if reaction.stance in _CLAIMS]
    for denial in denials:
        if denial.stance in _DENIALS and (found := [claim for claim in claims if _answers(denial, claim)]):
            best = max(found, key=lambda claim: (_CLAIMS.index(claim.stance) == 0, _shared(denial, claim)))
            yield Dispute(story=story, claim=best, denial=denial)


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
