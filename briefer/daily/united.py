"""What several articles of one story say becomes one list: the same thing once, with the quotes of all who report it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from briefer.domain.brief import Actor, Commitment, Item, Reaction, Risk
from briefer.domain.edition import Cited
from briefer.reading.items import filled, overlap, same_actor
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
                found[index] = _one(known, item)
                break
        else:
            found.append(item)
    return tuple(found)


def same(one: Item[Cited], other: Item[Cited]) -> bool:
    """Whether two items of one list say the same."""
    match one, other:
        case Actor(), Actor():
            return same_actor(one, other)
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


def _one(known: I, other: I) -> I:
    """Both as one item; of an actor the names of both."""
    one = filled(known, other, MOST_QUOTES)
    if isinstance(known, Actor) and isinstance(other, Actor):
        names = dict.fromkeys((*known.aliases, other.name, *other.aliases))
        return one.model_copy(update={"aliases": tuple(name for name in names if name != known.name)})
    return one
