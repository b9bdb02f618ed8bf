"""Whom a noun with "the" points back to: "the minister", "the company", "the head of state"."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.rules.cast import Cast, Entity
from briefer.rules.lexicon import kinds, known, words

_PRESS = frozenset({"newspaper", "daily", "wire", "broadcaster", "gazette", "tribune"})
_BUSINESS = frozenset({"company", "other"})
"""The kinds that a company may have in the cast: nothing may be known of its name."""
_HEADS = {
    "state": ("president", "king", "queen", "emir", "sultan"),
    "government": ("premier", "minister", "chancellor"),
}
"""Who is a head of state, and of government."""


def referred(
    cast: Cast, noun: str, modifier: str, following: Sequence[str], acted: Sequence[int], named: set[int]
) -> int | None:
    """Who of the cast is meant by `noun`, with the word before it and those after it; None where nobody is for sure.

    `acted` are those who were subjects, the last first, and `named` those whom the article has named so far.
    """
    if noun == "head" and tuple(following) in {("of", "state"), ("of", "government")}:
        return cast.latest(key for tag in _HEADS[following[1]] for key in cast.tagged(tag))
    if following[:1] == ["of"]:  # "the operator of the terminal" is no other operator
        return None
    keys = cast.tagged(noun)
    if modifier:
        keys = [key for key in keys if _fits(cast[key], modifier)] or _spoken_of(cast, keys, modifier)
    elif not keys and noun in words("heads", "bodies", "businesses"):
        keys = _businesses(cast, noun)
    if not keys and not modifier:
        return _acted(cast, acted, _kinds_meant(noun)) if noun in words("heads", "again") else None
    found = cast.latest(keys)
    if found is None or found in named or noun not in words("heads", "businesses"):
        return found
    last = _acted(cast, acted, _BUSINESS)  # rather who acted than a firm that only a later sentence names
    return found if last is None else last


def _acted(cast: Cast, acted: Sequence[int], wanted: frozenset[str]) -> int | None:
    """Who acted last of those whom a noun may mean though their names do not hold it: "the agency", "the company"."""
    return next((key for key in acted if cast[key].kind in wanted and not cast[key].placed), None)


def _kinds_meant(noun: str) -> frozenset[str]:
    if noun == "group":
        return frozenset({"civil_society", "armed_group"})
    kind = kinds().get(noun, "")
    return _BUSINESS if kind == "company" else frozenset({kind})


def _fits(entity: Entity, modifier: str) -> bool:
    """Whether a word before the noun may be said of somebody: "the foreign minister", "the Queensland premier"."""
    known_as = f"{entity.name} {entity.affiliation} {entity.role}".lower().split()
    return modifier in entity.tags or modifier in known_as


def _spoken_of(cast: Cast, keys: list[int], modifier: str) -> list[int]:
    """The person last spoken of, where the noun fits and the word before it names no other state: "the party leader"."""
    last = next((key for key in cast.recent() if cast[key].kind == "person"), None)
    foreign = modifier.title() in known() or modifier.upper() in known()
    return [last] if last is not None and last in keys and not foreign else []


def _businesses(cast: Cast, noun: str) -> list[int]:
    """Whom "the company" or "the group" may mean, which the article calls nothing: the one that the story is about."""
    wanted = _BUSINESS if noun in words("heads", "businesses") else frozenset[str]()
    keys = [
        key
        for key in cast.recent()
        if cast[key].kind in wanted and not cast[key].tags & _PRESS and _may_be_business(cast[key])
    ]
    most = max((cast[key].count for key in keys), default=0)
    return [key for key in keys if cast[key].count == most]


def _may_be_business(entity: Entity) -> bool:
    """Whether a name may be a company’s: one is known to be, or nothing happens in it, as in places."""
    return entity.kind == "company" or (entity.count > 1 and not entity.placed)
