"""The cast of an article: everybody and everything in it that can act, to be found under any of their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from unicodedata import combining, normalize

from briefer.domain.brief import ActorKind

_SHORT = 4
"""A shorter word is no short form of a name."""
_NEAR = 60
"""So many of those last spoken of are looked at for a pronoun or "the company": further back nothing is sure."""


@dataclass
class Entity:
    """Somebody or something that can act.

    `tags` are the nouns by which the article refers to it ("minister", "bank"); `sure` is False where nothing but a capital
    letter speaks for it; `introduction` is the stretch that introduces it, `role` what it is said to be; `office_at` is the
    noun of the body that a person's role names ("the authority’s chairman"); `placed` says whether things happen in it, `asks`
    whether somebody only asks questions of those who speak.
    """

    name: str
    kind: ActorKind
    aliases: list[str] = field(default_factory=list)
    affiliation: str = ""
    tags: set[str] = field(default_factory=set)
    gender: str = ""
    count: int = 0
    introduction: str = ""
    role: str = ""
    office_at: str = ""
    placed: bool = False
    asks: bool = False
    sure: bool = True

    def alias(self, text: str) -> None:
        """Adds a surface form that the article has."""
        if text and text != self.name and text not in self.aliases:
            self.aliases.append(text)


def plain(name: str) -> str:
    """A name without the marks on its letters, which one article may write and leave out.

    >>> plain("Jóhannsdóttir")
    'Johannsdottir'
    """
    return "".join(c for c in normalize("NFKD", name) if not combining(c))


class Cast:
    """All entities of one article by key, name, surname, short form and noun; and who was last spoken of."""

    def __init__(self) -> None:
        self._entities: list[Entity] = []
        self._by_text: dict[str, int] = {}
        self._by_surname: dict[str, list[int]] = {}
        self._by_part: dict[str, int] = {}
        self._by_initials: dict[str, int] = {}
        self._by_tag: dict[str, list[int]] = {}
        self._recent: dict[int, None] = {}

    def __getitem__(self, key: int) -> Entity:
        return self._entities[key]

    def __len__(self) -> int:
        return len(self._entities)

    def add(self, entity: Entity, *texts: str) -> int:
        """Enters `entity`, to be found under its name and `texts`; returns its key."""
        key = len(self._entities)
        self._entities.append(entity)
        for text in (entity.name, *texts):
            self._by_text.setdefault(text, key)
        parts = entity.name.split()
        if entity.kind == "person":
            self._by_surname.setdefault(plain(parts[-1]), []).append(key)
        elif entity.kind not in {"state", "population"} and len(parts) > 1:
            shorts = [" ".join(parts[:n]) for n in range(1, len(parts))] + parts[-1:]
            for short in shorts:
                if len(short) >= _SHORT:
                    self._by_part.setdefault(short, key)
            self._by_initials.setdefault("".join(p[0] for p in parts if p[0].isupper()), key)
        self.tag(key, entity.tags)
        return key

    def settle(self, key: int, kind: ActorKind) -> None:
        """Remembers of what kind an entity is, of which nothing but its name was known."""
        entity = self._entities[key]
        entity.kind, entity.sure = kind, True
        if kind == "person":
            self._by_surname.setdefault(plain(entity.name.split()[-1]), []).append(key)

    def christen(self, key: int, name: str) -> None:
        """Gives a person the full name, of whom the surname stood alone before."""
        entity = self._entities[key]
        before, entity.name = entity.name, name
        self.settle(key, "person")
        self.call(key, name)
        entity.aliases = [before, *(alias for alias in entity.aliases if alias not in {name, before})]

    def tag(self, key: int, nouns: Iterable[str]) -> None:
        """Remembers that the article refers to `key` by each of `nouns`."""
        for noun in nouns:
            self._entities[key].tags.add(noun)
            keys = self._by_tag.setdefault(noun, [])
            if key not in keys:
                keys.append(key)

    def call(self, key: int, text: str) -> None:
        """Remembers that the article calls `key` also `text`."""
        self._entities[key].alias(text)
        self._by_text.setdefault(text, key)

    def find(self, text: str) -> int | None:
        """The key of the entity that the article calls `text`, if it does."""
        return self._by_text.get(text)

    def bearers(self, surname: str) -> list[int]:
        """The people of that surname, in the order of their entry."""
        return self._by_surname.get(plain(surname), [])

    def short(self, text: str) -> int | None:
        """The body whose name begins with `text`, ends with it, or has these initials: "Acme" for "Acme Motors"."""
        key = self._by_part.get(text)
        return key if key is not None else (self._by_initials.get(text) if len(text) > 1 else None)

    def tagged(self, noun: str) -> list[int]:
        """The keys of the entities that the article refers to by `noun`."""
        return self._by_tag.get(noun, [])

    def touch(self, key: int) -> None:
        """Remembers that `key` was just spoken of."""
        self._recent.pop(key, None)
        self._recent[key] = None

    def recent(self) -> Iterator[int]:
        """The keys of those last spoken of, the last first."""
        return islice(reversed(self._recent), _NEAR)

    def latest(self, keys: Iterable[int]) -> int | None:
        """Who of `keys` was last spoken of; None where none was."""
        wanted = set(keys)
        return next((key for key in self.recent() if key in wanted), None)
