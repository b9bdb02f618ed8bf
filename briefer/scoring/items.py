"""The items of one document made ready for comparison: names resolved, texts taken apart, evidence as bit sets."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from briefer.domain.brief import LISTS, Actor, AnyItem, ListName, Lists
from briefer.scoring.bounds import Claims
from briefer.scoring.cast import Cast
from briefer.scoring.constants import FieldKind, FieldSpec
from briefer.scoring.names import Identity
from briefer.scoring.numbers import NOTHING, Numbers
from briefer.scoring.phrase import Phrase, phrase
from briefer.scoring.source import Ground, Source

LONGEST = 2000
"""Free text is read up to so many characters: no phrase of a brief is that long, and an attack might be."""


class Store:
    """All that some phrases say."""

    def __init__(self, phrases: list[Phrase]) -> None:
        self._phrases = phrases

    @cached_property
    def numbers(self) -> Numbers:
        """All numbers in them."""
        found = NOTHING
        for each in self._phrases:
            found |= each.numbers
        return found

    @cached_property
    def claims(self) -> Claims:
        """All bounds and times in them."""
        return frozenset().union(*(each.claims for each in self._phrases))

    @cached_property
    def words(self) -> frozenset[str]:
        """All words in them."""
        return frozenset().union(*(each.words for each in self._phrases))


class Backing:
    """What stands behind the texts of an item: the sentences of its evidence, all its texts, and who is who."""

    def __init__(self, sentences: int, cast: Cast, source: Source) -> None:
        self.cast = cast
        self.texts: list[Phrase] = []
        self._sentences = sentences
        self._source = source

    @cached_property
    def evidence(self) -> Store:
        """What the article says in the sentences of the evidence."""
        return Store(self._source.phrases(self._sentences))

    @cached_property
    def whole(self) -> Store:
        """What the evidence and the item itself say."""
        return Store(self._source.phrases(self._sentences) + self.texts)

    @cached_property
    def passage(self) -> Store:
        """What the evidence, the two sentences before it, to which "the two" may refer, and the item itself say."""
        sentences = self._sentences | self._sentences >> 1 | self._sentences >> 2
        return Store(self._source.phrases(sentences) + self.texts)


class Text(NamedTuple):
    """A phrase, the weight of its words in this article, and the actor whom it names, if it names one and says no more."""

    phrase: Phrase
    weight: int
    backing: Backing
    actor: Identity | None = None


class People(NamedTuple):
    """Those whom a field names."""

    identities: tuple[Identity, ...]
    backing: Backing


Value = People | Text | str | None


class Item(NamedTuple):
    """One item: its fields in the order of the constants, None where empty, and its evidence.

    `filled` is the bit set of its fields that are not empty, `topic` the words of its main field (of an actor, what names
    share).
    """

    path: str
    proven: bool
    values: tuple[Value, ...]
    filled: int
    topic: frozenset[str]
    ground: Ground


@lru_cache(maxsize=64)
def topic(specs: tuple[FieldSpec, ...]) -> int:
    """Which field says what an item is about: the text, or else the name, of the greatest weight."""
    return max(range(len(specs)), key=lambda i: (specs[i].weight, specs[i].kind == "text"))


def prepare_items(sides: Iterable[tuple[str, bool, Lists[Any]]], source: Source) -> dict[ListName, list[Item]]:
    """The items of one document, list by list, in an order that depends only on what they say.

    `sides` are its proven and its unproven lists, each with the prefix of its paths.
    """
    found: dict[ListName, list[tuple[str, bool, str, AnyItem[Any]]]] = {name: [] for name in LISTS}
    for prefix, proven, lists in sides:
        for name in LISTS:
            each: tuple[AnyItem[Any], ...] = getattr(lists, name)
            found[name] += [(i.model_dump_json(), proven, f"{prefix}{name}[{k}]", i) for k, i in enumerate(each)]
    ordered = {name: sorted(items, key=lambda e: e[:3]) for name, items in found.items()}
    cast = Cast(item for *_, item in ordered["actors"] if isinstance(item, Actor))
    return {name: [_item(name, *each, cast, source) for each in items] for name, items in ordered.items()}


def _item(  # what an item is made of
    name: ListName, _key: str, proven: bool, path: str, item: AnyItem[Any], cast: Cast, source: Source
) -> Item:
    ground = source.ground(item.evidence, 1 if name == "actors" else source.constants.evidence_least_words)
    backing = Backing(ground.sentences, cast, source)
    specs = source.constants.fields[name]
    values = [_value(spec.kind, raw, backing, source) if (raw := getattr(item, spec.name)) else None for spec in specs]
    filled = sum([1 << i for i, value in enumerate(values) if value is not None])
    return Item(path, proven, tuple(values), filled, _words(values[topic(specs)]), ground)


def _words(value: Value) -> frozenset[str]:
    if isinstance(value, Text):
        return value.phrase.words
    if isinstance(value, People):
        return value.identities[0].links  # a name
    return frozenset()


def _value(kind: FieldKind, raw: Any, backing: Backing, source: Source) -> Value:
    if kind == "enumeration":
        return str(raw)
    if kind == "names":
        names = (raw,) if isinstance(raw, str) else tuple(dict.fromkeys(raw))
        return People(tuple([backing.cast.identity(name) for name in names]), backing)
    taken = phrase(raw[:LONGEST])
    backing.texts.append(taken)
    actor = backing.cast.actor(raw) if kind == "target" else None
    return Text(taken, source.weight(taken.words), backing, actor)
