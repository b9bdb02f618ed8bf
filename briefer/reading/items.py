"""When two items of a brief are about the same, and what becomes of them then; whatever their evidence is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from briefer.domain.brief import Actor, AnyItem, Commitment, Item, Reaction, Risk
from briefer.reading.names import bare_name

I = TypeVar("I", bound=Item[Any])  # noqa: E741  # one kind of item


def same_actor(one: Actor[Any], other: Actor[Any]) -> bool:
    """Whether two actors are one: by name, by an alias, or a person by surname alone."""
    first, second = bare_name(one.name), bare_name(other.name)
    if first == second:
        return True
    if one.kind != other.kind:
        return False
    if second in map(bare_name, one.aliases) or first in map(bare_name, other.aliases):
        return True
    short, long = sorted((first.split(), second.split()), key=len)
    return one.kind == "person" and len(short) == 1 and short == long[-1:]


def overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two lists of actors name one in common."""
    return not {*map(bare_name, one)}.isdisjoint(map(bare_name, other))


def filled(known: I, other: I, most: int) -> I:
    """`known`, with what only `other` says, and the quotes of both: `most` of them, or as many as `known` has."""
    update: dict[str, Any] = {
        field: value
        for field, value in vars(other).items()
        if value not in (None, ()) and vars(known)[field] in (None, ())
    }
    quotes = dict.fromkeys((*known.evidence, *other.evidence))
    update["evidence"] = tuple(quotes)[: max(most, len(known.evidence))]
    return known.model_copy(update=update)


def told(item: AnyItem[Any]) -> str:
    """What an item says in free words; nothing for an actor."""
    match item:
        case Actor():
            return ""
        case Commitment():
            return item.action
        case Risk():
            return item.event
        case Reaction():
            return item.statement
