"""The actors of one document, and who is meant by a name in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from briefer.domain.brief import Actor
from briefer.scoring.names import Identity, Key, form, identity
from briefer.scoring.words import stem

T = TypeVar("T")


class Cast:
    """The actors of one document, by the names that tell them apart.

    Actors of one name are one. A name that is the alias of two actors means neither, unless an honorific tells them apart
    ("Mr Peters", "Ms Peters").
    """

    def __init__(self, actors: Iterable[Actor[Any]]) -> None:
        self._actors: dict[Key, list[Actor[Any]]] = {}
        owners: dict[Key, set[Key]] = {}
        exact: dict[tuple[str, ...], set[Key]] = {}
        for actor in actors:
            name = form(actor.name).key
            self._actors.setdefault(name, []).append(actor)
            for alias in actor.aliases:
                owners.setdefault(form(alias).key, set()).add(name)
                exact.setdefault(form(alias).full, set()).add(name)
        self._index = _alone(owners) | {name: name for name in self._actors}
        self._exact = _alone(exact)
        self._identities: dict[str | Key, Identity] = {}
        self._words: dict[str, tuple[Identity, ...]] | None = None

    def identity(self, name: str) -> Identity:
        """Who is called `name` here: a listed actor, with all the names that are its own, or a stranger."""
        known = self.actor(name)
        if known is not None:
            return known
        if name not in self._identities:
            self._identities[name] = identity((name,))
        return self._identities[name]

    def actor(self, name: str) -> Identity | None:
        """The listed actor that `name` means, if it means one."""
        given = form(name)
        key = self._index.get(given.key) or self._exact.get(given.full)
        return None if key is None else self._member(key)

    def member(self, person: Identity) -> Identity | None:
        """The listed actor that goes by one of the names of `person`, if there is one."""
        keys = sorted({self._index[f.key] for f in person.forms if f.key in self._index}, key=sorted)
        return self._member(keys[0]) if keys else None

    def _member(self, key: Key) -> Identity:
        if key not in self._identities:
            forms = tuple(
                [t for a in self._actors[key] for t in (a.name, *a.aliases) if self._index.get(form(t).key) == key]
            )
            self._identities[key] = identity(forms, self._bodies(key))
        return self._identities[key]

    def called(self, word: str) -> tuple[Identity, ...]:
        """The listed actors that have `word`, a stem, in a name of their own."""
        if self._words is None:
            self._words = {}
            for name in self._actors:
                for each in {stem(w) for f in self._member(name).forms for w in f.words}:
                    self._words[each] = (*self._words.get(each, ()), self._member(name))
        return self._words.get(word, ())

    def speakers(self, body: Identity) -> list[Identity]:
        """The listed actors that speak for `body`."""
        return [who for key in self._actors if not (who := self._member(key)).bodies.isdisjoint(body.keys)]

    def _bodies(self, key: Key) -> frozenset[Key]:
        """All names of those whom the actor called `key` speaks for, and of those whom they speak for in turn."""
        found: set[Key] = set()
        todo, seen = [key], {key}
        while todo:
            for actor in self._actors[todo.pop()]:
                if actor.affiliation is None:
                    continue
                body = form(actor.affiliation).key
                known = self._index.get(body)
                found.add(body)
                if known is not None and known not in seen:
                    seen.add(known)
                    todo.append(known)
                    found |= {form(text).key for a in self._actors[known] for text in (a.name, *a.aliases)}
        return frozenset(found - {key})


def _alone(owners: Mapping[T, set[Key]]) -> dict[T, Key]:
    """The names that one actor has alone."""
    return {name: next(iter(who)) for name, who in owners.items() if len(who) == 1}
