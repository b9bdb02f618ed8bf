"""What the rules find in a few sentences: the way in for the tests of rules."""

from __future__ import annotations

from briefer.domain.article import Article
from briefer.domain.brief import Actor, Commitment, Draft, Reaction, Risk
from briefer.rules.draft import draft


def ruled(text: str) -> Draft:
    """The draft of a few sentences."""
    return draft(Article(text))


def actor(text: str, name: str) -> Actor[str]:
    """The listed actor of that name."""
    found = {actor.name: actor for actor in ruled(text).actors}
    assert name in found, sorted(found)
    return found[name]


def commitments(text: str) -> list[Commitment[str]]:
    """The commitments that are found."""
    return list(ruled(text).commitments)


def risks(text: str) -> list[Risk[str]]:
    """The risks that are found."""
    return list(ruled(text).risks)


def reactions(text: str) -> list[Reaction[str]]:
    """The reactions that are found."""
    return list(ruled(text).reactions)
