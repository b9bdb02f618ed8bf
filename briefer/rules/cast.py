"""The cast of an article: who is mentioned in it, under which names, and what the article calls them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from briefer.domain.brief import ActorKind
from briefer.rules.lexicon import Known, kinds, known, words
from briefer.rules.names import Name, begins, lookup, names
from briefer.rules.tokens import Mention, Sentence


@dataclass
class Entity:
    """Somebody or something that can act. `tags` are the nouns by which the article refers to it ("minister", "bank")."""

    name: str
    kind: ActorKind
    aliases: list[str] = field(default_factory=list)
    affiliation: str = ""
    tags: set[str] = field(default_factory=set)
    gender: str = ""
    count: int = 0
    evidence: str = ""
    role: str = ""
    place_only: bool = False
    sure: bool = True

    def alias(self, text: str) -> None:
        """Adds a surface form that the article has."""
        if text and text != self.name and text not in self.aliases:
            self.aliases.append(text)


_EXTENDS = frozenset({"administration", "campaign", "family", "presidency"})
"""Nouns in lower case that make of a name another one: "the Obama administration"."""


_SHORT = 4
"""A shorter word is no short form of a name."""


class Cast:
    """All entities of one article, and where each stands in its sentences."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self.entities: list[Entity] = []
        self._by_text: dict[str, int] = {}
        self._by_last: dict[str, list[int]] = {}
        seen = _capitals(sentences)
        for sentence in sentences:
            for name in names(sentence, seen):
                self._enter(sentence, name)

    def __getitem__(self, key: int) -> Entity:
        return self.entities[key]

    def add(self, entity: Entity, *texts: str) -> int:
        """Enters `entity`, to be found under its name and `texts`; returns its key."""
        self.entities.append(entity)
        key = len(self.entities) - 1
        for text in (entity.name, *texts):
            self._by_text.setdefault(text, key)
        if entity.kind == "person":
            self._by_last.setdefault(entity.name.split()[-1], []).append(key)
        return key

    def find(self, text: str) -> int | None:
        """The key of the entity that the article calls `text`, if it does."""
        return self._by_text.get(text)

    def named(self, noun: str) -> list[int]:
        """The keys of the entities that the article refers to by `noun`, in the order of their entry."""
        return [key for key, entity in enumerate(self.entities) if noun in entity.tags]

    def _enter(self, sentence: Sentence, name: Name) -> None:
        tokens = sentence.tokens
        if name.end < len(tokens) and tokens[name.end].low in _EXTENDS:
            name.end += 1
        text = sentence.slice(name.start, name.end)
        entry, width = lookup(tokens, name.start, name.end)
        if entry and entry.how != "region" and width < name.end - name.start and tokens[name.end - 1].low in _EXTENDS:
            entry = None
        if entry and width == name.end - name.start:
            key = self._known(entry, text, sentence, name)
        elif (found := self.find(text)) is not None:
            key = found
        else:
            key = self._unknown(sentence, name, text)
        if key is None:
            return
        entity = self.entities[key]
        entity.count += 1
        if entity.kind == "person":
            entity.alias(text)
        entity.tags.update(name.title)
        entity.gender = entity.gender or _gender(name.title)
        if name.demonym and entity.kind == "person" and not entity.affiliation:
            entity.affiliation = name.demonym
        sentence.mentions.append(Mention(name.start, name.end, key))

    def _known(self, entry: Known, text: str, sentence: Sentence, name: Name) -> int | None:
        if entry.how == "region":
            return None
        if entry.how == "demonym" and not text.endswith("s"):
            return None
        if entry.how == "capital" and _is_place(sentence, name):
            return None
        if entry.how == "demonym":
            key = self.find(text)
            return key if key is not None else self.add(Entity(text, "population"))
        key = self.find(entry.name)
        if key is None:
            affiliation = entry.affiliation
            key = self.add(Entity(text, entry.kind, affiliation=affiliation), entry.name)  # type: ignore[arg-type]  # the tables hold kinds
        entity = self.entities[key]
        self._by_text.setdefault(text, key)
        if entry.how == "name" and known().get(entity.name, entry).how in {"capital", "house"}:
            entity.alias(entity.name)
            entity.name = text
        entity.alias(text)
        return key

    def _unknown(self, sentence: Sentence, name: Name, text: str) -> int | None:
        tokens = sentence.tokens[name.start : name.end]
        last = tokens[-1].text
        kind = _kind(sentence, name)
        if kind is None and len(tokens) == 1 and (bearers := self._by_last.get(last)):
            return bearers[-1]
        if kind is None and len(tokens) == 1 and name.title and (bearers := self._by_last.get(last)):
            return bearers[-1]
        if (short := self._short(text)) is not None and kind != "person":
            self.entities[short].alias(text)
            self._by_text.setdefault(text, short)
            return short
        if kind == "person":
            if len(tokens) == 1 and (bearers := self._by_last.get(last)):
                return self._bearer(bearers, name.title)
            entity = Entity(text, "person", tags=set(name.title))
            return self.add(entity)
        head = tokens[-1].low if kinds().get(tokens[-1].low) else tokens[0].low
        entity = Entity(text, kind or "other", tags={head} if head in kinds() else set(), sure=kind is not None)
        if text.isupper() and len(tokens) == 1:
            for key, other in enumerate(self.entities):
                if other.kind != "person" and _initials(other.name) == text:
                    other.alias(text)
                    self._by_text[text] = key
                    return key
        return self.add(entity)

    def _bearer(self, bearers: list[int], title: tuple[str, ...]) -> int:
        gender = _gender(title)
        fitting = [key for key in bearers if not gender or self.entities[key].gender in {"", gender}]
        return max(fitting or bearers, key=lambda key: key)

    def _short(self, text: str) -> int | None:
        """A body whose name begins or ends with `text`: "Skovgaard" for "Skovgaard Therapeutics"."""
        if len(text) < _SHORT:
            return None
        for key, entity in enumerate(self.entities):
            if entity.kind in {"person", "state", "population"}:
                continue
            parts = entity.name.split()
            if entity.name.startswith(f"{text} ") or (len(parts) > 1 and parts[-1] == text):
                return key
        return None


def _kind(sentence: Sentence, name: Name) -> ActorKind | None:
    """What kind of entity a name is, from its words and those beside it; None where nothing tells."""
    tokens, start, end = sentence.tokens, name.start, name.end
    first, last = tokens[start], tokens[end - 1]
    if last.low in words("heads", "legal"):
        return "company"
    if (kind := kinds().get(last.low)) and (end - start > 1 or name.title):
        return kind  # type: ignore[return-value]  # the lexicon's groups are kinds
    if (kind := kinds().get(first.low)) and end - start > 2 and tokens[start + 1].low in {"of", "for"}:  # "Bank of X"
        return kind  # type: ignore[return-value]  # the lexicon's groups are kinds
    if end - start > 1:
        inner = {kinds()[t.low] for t in tokens[start:end] if t.low in kinds()}
        if inner:
            return inner.pop()  # type: ignore[return-value]  # the lexicon's groups are kinds
    if name.title or _beside_person(sentence, start):
        return "person"
    if _person_before(sentence, start) or _person_after(sentence, end):
        return "person"
    return None


def _beside_person(sentence: Sentence, start: int) -> bool:
    """The second of "Senators Lindsey Graham and Richard Blumenthal"."""
    tokens = sentence.tokens
    if start < 4 or tokens[start - 1].low != "and":  # title, two names and "and"
        return False
    k = start - 2
    while k > 0 and tokens[k].capital:
        k -= 1
    return tokens[k + 1].text in words("roles", "ranks") and tokens[k + 1].low.endswith("s")


def _person_before(sentence: Sentence, start: int) -> bool:
    """A role in lower case before the name: "spokesperson Matthew Miller", "the mayor, Rubén Iturbe"."""
    tokens, i = sentence.tokens, start - 1
    if i > 0 and tokens[i].text == ",":
        i -= 1
    return i >= 0 and tokens[i].low in words("roles", "persons")


def _person_after(sentence: Sentence, end: int) -> bool:
    """An apposition after the name that tells a person: ", the company's technical director", ", 84,", ", who"."""
    tokens = sentence.tokens
    if end + 1 >= len(tokens) or tokens[end].text not in {",", "("}:
        return False
    nxt = tokens[end + 1]
    if nxt.low == "who" or (nxt.text.isdigit() and len(nxt.text) == 2):  # an age
        return True
    for token in tokens[end + 1 : end + 9]:
        if token.text in {",", ".", ";"} or token.low in words("words", "relatives", "prepositions", "modals"):
            break
        if token.low in words("roles", "persons"):
            return True
    return False


def _is_place(sentence: Sentence, name: Name) -> bool:
    """Whether a capital's name is only where something is: after "in" or "near", in a dateline, in "Xtown, Country"."""
    tokens, i = sentence.tokens, name.start - 1
    if i >= 0 and tokens[i].low in {
        "in",
        "near",
        "at",
        "outside",
        "around",
        "from",
        "to",
        "into",
        "over",
        "through",
        "of",
    }:
        return True
    after = tokens[name.end] if name.end < len(tokens) else None
    return name.start == 0 and after is not None and after.text in {"–", "—", "-", ",", "/", "("}


def _capitals(sentences: list[Sentence]) -> frozenset[str]:
    count: Counter[str] = Counter()
    for sentence in sentences:
        for i, token in enumerate(sentence.tokens):
            if token.capital and not begins(sentence.tokens, i):
                count[token.text] += 1
    return frozenset(count)


def _gender(title: tuple[str, ...]) -> str:
    if any(t in words("roles", "woman") for t in title):
        return "f"
    return "m" if any(t in words("roles", "man") for t in title) else ""


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())
