"""The drafts of an article's parts become one, without double items."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from briefer.domain.brief import LISTS, Actor, Commitment, Draft, Item, Piece, Reaction, Risk
from briefer.domain.sentences import sentences
from briefer.reading.amounts import numbers
from briefer.reading.fold import fold
from briefer.reading.items import filled, overlap, same_actor
from briefer.reading.lexicon import DENIED
from briefer.reading.names import Listed

_MOST_QUOTES = 3
_ALIKE = 0.7
"""Share of content words that two items have in common if they say the same."""
_ALIKE_IN_ONE_PLACE = 0.25
"""The same for items that rest on the same words of the article; two harms in one sentence stay two."""
_SHORTEST_LEAD = 30
"""Characters of a sentence that can be a lead; what is shorter, and stands before one, is a heading or a byline."""
_WORD = re.compile(r"[^\W_]{3,}")
_EMPTY = frozenset("the and for from with that this its his her their has have had was were are will would".split())

I = TypeVar("I", bound=Item[str])  # noqa: E741  # one kind of item


def merge(drafts: Sequence[Draft]) -> Draft:
    """One draft of all parts, in their order.

    Actors that share a name, or one of whose names is an alias of the other, are one; the fullest name stands for all in every
    item. Items that rest on the same words, or say the same of the same actors, are one, with the evidence of both. The bottom
    line is that of the first part, since news leads with what matters; nothing is composed anew.
    """
    actors: list[Actor[str]] = []
    casts = [[(Listed([actor]), _admit(actor, actors)) for actor in draft.actors] for draft in drafts]
    everyone = [(Listed([actor.model_copy(update={"aliases": ()})]), actor.name) for actor in actors]
    items = [
        _renamed(draft, [(listed, actors[index].name) for listed, index in cast], everyone)
        for draft, cast in zip(drafts, casts, strict=True)
    ]
    return Draft(
        bottom_line=drafts[0].bottom_line,
        actors=tuple(actors),
        commitments=_united((item for draft in items for item in draft.commitments), _same_commitment),
        risks=_united((item for draft in items for item in draft.risks), _same_risk),
        reactions=_united((item for draft in items for item in draft.reactions), _same_reaction),
    )


def joined(pieces: Sequence[Piece], text: str) -> Draft:
    """One draft of the pieces that answer the questions about `text`: each property is that of the pieces that have it.

    Where none has a bottom line, it is the lead of the text: its first sentence of more than a few words.
    """
    lists = {name: tuple(item for piece in pieces for item in getattr(piece, name)) for name in LISTS}
    lines = [piece.bottom_line for piece in pieces if piece.bottom_line]
    return Draft.model_validate({"bottom_line": " ".join(lines) or _lead(text), **lists})


def _lead(text: str) -> str:
    found = [text[start:end] for start, end in sentences(text)]
    return next((sentence for sentence in found if len(sentence) >= _SHORTEST_LEAD), found[0])


def _admit(actor: Actor[str], actors: list[Actor[str]]) -> int:
    """Where in `actors` the actor stands, after it has been united with the one that it is, or added."""
    for index, known in enumerate(actors):
        if same_actor(known, actor):
            actors[index] = _one(known, actor)
            return index
    actors.append(actor)
    return len(actors) - 1


def _one(known: Actor[str], other: Actor[str]) -> Actor[str]:
    name = max(known.name, other.name, key=lambda n: len(n.split()))
    aliases = dict.fromkeys((known.name, *known.aliases, other.name, *other.aliases))
    return filled(known, other, _MOST_QUOTES).model_copy(
        update={"name": name, "aliases": tuple(a for a in aliases if a != name)}
    )


def _renamed(draft: Draft, cast: Sequence[tuple[Listed, str]], everyone: Sequence[tuple[Listed, str]]) -> Draft:
    """`draft` with every name of an actor replaced by the one that stands for it in the whole.

    A name is looked for among the actors of the part, by all that they are called there; then by name among those of the whole.
    """

    def full(name: str) -> str:
        if here := [known for listed, known in cast if name in listed]:
            return here[0]
        found = [known for listed, known in everyone if name in listed]
        return found[0] if len(found) == 1 else name

    def named(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(full, names)))

    def renamed(item: I) -> I:
        fields = ("by", "to", "affected", "assessed_by")
        return item.model_copy(update={f: named(getattr(item, f)) for f in fields if f in type(item).model_fields})

    return draft.model_copy(
        update={name: tuple(map(renamed, getattr(draft, name))) for name in ("commitments", "risks", "reactions")}
    )


def _united(items: Iterable[I], same: Callable[[I, I], bool]) -> tuple[I, ...]:
    found: list[I] = []
    for item in items:
        for index, known in enumerate(found):
            if known == item or same(known, item):
                found[index] = filled(known, item, _MOST_QUOTES)
                break
        else:
            found.append(item)
    return tuple(found)


def _same_commitment(one: Commitment[str], other: Commitment[str]) -> bool:
    return one.kind == other.kind and overlap(one.by, other.by) and _says_the_same(one, other, one.action, other.action)


def _same_risk(one: Risk[str], other: Risk[str]) -> bool:
    return one.domain == other.domain and _says_the_same(one, other, one.event, other.event)


def _same_reaction(one: Reaction[str], other: Reaction[str]) -> bool:
    if one.stance != other.stance or not overlap(one.by, other.by):
        return False
    return _says_the_same(one, other, one.statement, other.statement)


def _says_the_same(one: Item[str], other: Item[str], text: str, other_text: str) -> bool:
    """Whether two texts share most of their words, and all numbers and denials; fewer words where the evidence is the same."""
    if _figures(text) != _figures(other_text):
        return False
    first, second = _content(text), _content(other_text)
    alike = len(first & second) / max(len(first | second), 1)
    same_words = not {fold(quote).text for quote in one.evidence}.isdisjoint(
        fold(quote).text for quote in other.evidence
    )
    return alike >= (_ALIKE_IN_ONE_PLACE if same_words else _ALIKE)


def _figures(text: str) -> tuple[list[str], bool]:
    return sorted(number.value for number in numbers(text)), bool(DENIED.search(text))


def _content(text: str) -> set[str]:
    return {word[:6] for word in _WORD.findall(fold(text).text)} - _EMPTY


def origins(drafts: Sequence[Draft], parts: Sequence[str], text: str) -> dict[str, int]:
    """For every quote the offset in `text` of the first part whose draft has it: where to look for it first."""
    found: dict[str, int] = {}
    at = 0
    for draft, part in zip(drafts, parts, strict=True):
        at = max(text.find(part, at), at)
        for _, item in draft.items():  # noqa: PERF102  # a draft is no dict
            for quote in item.evidence:
                found.setdefault(quote, at)
    return found
