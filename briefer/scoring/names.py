"""Whether two names are names of one actor: over aliases, honorifics, acronyms, surnames and slips, never by a ratio."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from briefer.scoring.constants import Constants, lexicon
from briefer.scoring.words import STOP, neighbours, plain, tokens

_TITLES = frozenset(lexicon()["titles"].split())
_BEFORE_TITLES = frozenset(lexicon()["before_titles"].split())
_RULERS, _OF_THEN = (frozenset(lexicon()[name].split()) for name in ("rulers", "of_then"))
_LEGAL = frozenset(lexicon()["legal"].split())
_LIGHT = frozenset(lexicon()["small"].split())
_COMPOUND = re.compile(r"['’]s? | of | [a-z]")
_PERSONAL = 5
"""A longer name is no person's, and its last word no surname."""

Key = frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name: its folded words without honorifics, legal suffixes and small words.

    `full` has all words, for the word before a suffix; `compound` says that it is built on another name ("X's senate"),
    `proper` that it is a proper name and no description.
    `links` are what another form has to share with this one before it is worth comparing.
    """

    words: tuple[str, ...]
    key: Key
    full: tuple[str, ...]
    acronym: str
    compound: bool
    proper: bool
    links: frozenset[str]


@lru_cache(maxsize=1 << 15)
def form(text: str) -> Form:
    """`text` as a form of a name."""
    every = tuple(tokens(text))
    start, end = 0, len(every)
    while start < end - 1 and _is_title(every[start], every[start + 1]):
        start += 1
    while start < end - 1 and every[end - 1] in _LEGAL:
        end -= 1
    bare = tuple(w for w in every[start:end] if w not in _LIGHT) or every[start:end]
    acronym = "".join(w[0] for w in bare) if len(bare) > 1 else ""
    compound = bool(_COMPOUND.search(text))
    long = [w for w in bare if len(w) > 1]
    links = {*bare[-1:], *([acronym] if acronym else []), *(f"{w[:3]}-" for w in long), *(f"-{w[-3:]}" for w in long)}
    return Form(bare, frozenset(bare), every, acronym, compound, text[:1].isupper() and not compound, frozenset(links))


def _governs(form: Form) -> bool:
    """Whether `form` only says "the government", in whatever word for it."""
    return not form.key.isdisjoint(_RULERS) and form.key <= _RULERS | _OF_THEN


def _is_title(word: str, following: str) -> bool:
    return (word in _TITLES and following not in _LIGHT) or (
        word in _BEFORE_TITLES and (following in _TITLES or following in _BEFORE_TITLES)
    )


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """All forms of one actor in one document; `bodies` are the keys of those whom it speaks for."""

    forms: tuple[Form, ...]
    keys: frozenset[Key]
    links: frozenset[str]
    bodies: frozenset[Key]


@lru_cache(maxsize=1 << 13)
def identity(texts: tuple[str, ...], bodies: frozenset[Key] = frozenset()) -> Identity:
    """The identity of whoever is called each of `texts`."""
    forms = tuple(dict.fromkeys([f for f in map(form, texts) if f.words]))
    links: frozenset[str] = frozenset().union(*(f.links for f in forms))
    return Identity(forms, frozenset(f.key for f in forms), links, bodies)


class Names:
    """Compares names in the light of one article, whose words say which surnames are unique."""

    def __init__(self, article: str, constants: Constants) -> None:
        self._constants = constants
        self._small: set[str] = set()
        self._before: defaultdict[str, set[str]] = defaultdict(set)
        for last, word in neighbours(plain(article)):
            folded, before = word.casefold(), last.casefold()
            if not word[0].isupper():
                self._small.add(folded)
            elif last[:1].isupper() and before not in STOP | _TITLES | _BEFORE_TITLES:
                self._before[folded].add(before)
            else:
                self._before[folded].add("")
        self._known: dict[tuple[Form, Form], float] = {}

    def likeness(self, a: Identity, b: Identity) -> float:
        """How surely `a` and `b` are one: 1 for a shared form, less for a derived one, else 0."""
        if not a.keys.isdisjoint(b.keys):
            return 1.0
        if a.links.isdisjoint(b.links):
            return 0.0
        return max((self._forms(x, y) for x in a.forms for y in b.forms), default=0.0)

    def speaks_for(self, a: Identity, b: Identity) -> bool:
        """Whether one of them speaks for the other."""
        return not (a.bodies.isdisjoint(b.keys) and b.bodies.isdisjoint(a.keys))

    def is_proper(self, form: Form) -> bool:
        """Whether `form` is a proper name, and no word that the article has in small letters too ("Operators")."""
        return form.proper and any(word not in self._small for word in form.words)

    def related(self, a: Identity, b: Identity) -> bool:
        """Whether one speaks for the other, has the other's name in its own ("Paraguay's senate"), or both govern."""
        return (
            self.speaks_for(a, b)
            or any((x.key < y.key and y.compound) or (y.key < x.key and x.compound) for x in a.forms for y in b.forms)
            or (any(map(_governs, a.forms)) and any(map(_governs, b.forms)))
        )

    def _forms(self, x: Form, y: Form) -> float:
        if x.links.isdisjoint(y.links):
            return 0.0
        known = self._known.get((x, y))
        if known is None:
            known = self._known[x, y] = self._known[y, x] = self._compare(x, y)
        return known

    def _compare(self, x: Form, y: Form) -> float:
        short, long = (x, y) if len(x.words) <= len(y.words) else (y, x)
        if short.words == (long.acronym,):
            return self._constants.name_acronym
        if len(short.words) < len(long.words):
            if not self._is_suffix(short, long):
                return 0.0
            titled = len(short.words) > 1 and not _TITLES.isdisjoint(long.words[: -len(short.words)])
            return 1.0 if titled else self._constants.name_surname
        differing = [(v, w) for v, w in zip(x.words, y.words, strict=True) if v != w]
        slip = len(differing) == 1 and _one_edit(*differing[0], least=self._constants.name_edit_letters)
        return self._constants.name_edit if slip else 0.0

    def _is_suffix(self, short: Form, long: Form) -> bool:
        """Whether `short` is how `long` ends, and in this article can mean nobody else."""
        size = len(short.words)
        if len(long.words) > _PERSONAL or long.words[-size:] != short.words:
            return False
        first = short.words[0]
        start = len(long.full) - 1 - long.full[::-1].index(first)
        if start and long.full[start - 1] in _LIGHT:
            return False  # "the governor of the Bank" is not the Bank
        owners = {w for w in self._before.get(first, ()) if w and w not in self._small}
        return first in self._before and len(owners) <= 1 and (size > 1 or first not in self._small)


def _one_edit(a: str, b: str, *, least: int) -> bool:
    """Whether one letter put in, left out, changed, or swapped with its neighbour turns `a` into `b`, both of `least` letters."""
    if len(a) > len(b):
        a, b = b, a
    if len(a) < least or len(b) - len(a) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    return a[start + 1 :] == b[start + 1 :] or (
        a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    )
