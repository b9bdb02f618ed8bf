"""What several articles of one story say becomes one list: the same thing once, with the quotes of all who report it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from briefer.domain.brief import Actor, Commitment, Item, Names, Reaction, Risk
from briefer.domain.edition import Cited
from briefer.reading.names import bare_name
from briefer.scoring.phrase import phrase

I = TypeVar("I", bound=Item[Cited])  # noqa: E741  # one kind of item
MOST_QUOTES = 4
_ALIKE = 0.5
"""Share of their words that two items of the same actors have in common if they say the same."""


def united(items: Iterable[I]) -> tuple[I, ...]:
    """`items` of one kind, in order, each once: those that say the same are one, with what only one of them knows."""
    found: list[I] = []
    for item in items:
        for index, known in enumerate(found):
            if same(known, item):
                found[index] = _filled(known, item)
                break
        else:
            found.append(item)
    return tuple(found)


def same(one: Item[Cited], other: Item[Cited]) -> bool:
    """Whether two items of one list say the same."""
    match one, other:
        case Actor(), Actor():
            return _same_actor(one, other)
        case Commitment(), Commitment():
            alike = one.kind == other.kind and overlap(one.by, other.by)
            return alike and says_the_same(one.action, other.action)
        case Risk(), Risk():
            return one.domain == other.domain and says_the_same(one.event, other.event)
        case Reaction(), Reaction():
            alike = one.stance == other.stance and overlap(one.by, other.by)
            return alike and says_the_same(one.statement, other.statement)
    return False


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts have all numbers and denials and most words in common."""
    first, second = phrase(one), phrase(other)
    if first.numbers != second.numbers or bool(first.negation.count) != bool(second.negation.count):
        return False
    every = first.words | second.words
    return not every or len(first.words & second.words) / len(every) >= _ALIKE


def overlap(one: Names, other: Names) -> bool:
    """Whether two lists of actors name one in common."""
    return not {*map(bare_name, one)}.isdisjoint(map(bare_name, other))


def _filled(known: I, other: I) -> I:
    """`known`, with what only `other` says, and the quotes of both, one an article before a second of any."""
    update: dict[str, Any] = {
        name: value
        for name, value in vars(other).items()
        if value not in (None, ()) and vars(known)[name] in (None, ())
    }
    if isinstance(known, Actor) and isinstance(other, Actor):
        names = dict.fromkeys((*known.aliases, other.name, *other.aliases))
        update["aliases"] = tuple(name for name in names if name != known.name)
    update["evidence"] = tuple(dict.fromkeys((*known.evidence, *other.evidence)))[:MOST_QUOTES]
    return known.model_copy(update=update)


def _same_actor(one: Actor[Cited], other: Actor[Cited]) -> bool:
    first, second = bare_name(one.name), bare_name(other.name)
    if first == second:
        return True
    if one.kind != other.kind:
        return False
    if second in map(bare_name, one.aliases) or first in map(bare_name, other.aliases):
        return True
    short, long = sorted((first.split(), second.split()), key=len)
    return one.kind == "person" and len(short) == 1 and short == long[-1:]
