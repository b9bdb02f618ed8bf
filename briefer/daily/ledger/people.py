"""Whether the promiser in one article is the promiser in another: over aliases, surnames, acronyms, seats of government."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from briefer.daily.ledger.statement import Party
from briefer.domain.brief import Actor
from briefer.rules.lexicon import known
from briefer.scoring.cast import Cast
from briefer.scoring.constants import constants
from briefer.scoring.names import Form, Key, Names, form, identity

_SURNAME = 0.9
_BODY = 0.8
_COLLEAGUES = 0.6
"""Two that speak for one body: two ministries of one state."""
_PART = 0.7
"""One that has the other's name in its own: "Paraguay's senate"."""
_UNNAMED = 0.7
"""Two of one description, "the ministry", that nothing tells apart."""
_PERSONAL = 5
_MINISTER = re.compile(r"(?:the )?(?P<of>\w+(?: and \w+)?) minister\b", re.IGNORECASE)
_GOVERNMENT = re.compile(
    r"(?P<of>.+?)(?P<own>['’]s?)? (?:government|administration|authorities|cabinet)|government of (?:the )?(?P<of2>.+)",
    re.IGNORECASE,
)
_AND = re.compile(r", and |, | and | & ")


@dataclass(frozen=True, slots=True, eq=False)
class Who:
    """A party made ready for comparison.

    Two are worth comparing where one `seeks` a link of the other: a whole name, or the one word that is the beginning, the
    end or the acronym of a longer one.
    """

    forms: tuple[Form, ...]
    keys: frozenset[Key]
    proper: frozenset[Key]
    surnames: frozenset[str]
    bodies: frozenset[Key]
    links: frozenset[str]
    seeks: frozenset[str]


def parties(names: Iterable[str], actors: Iterable[Actor[Any]]) -> tuple[Party, ...]:
    """Those whom `names` mean among the actors of their article; "Chad, Mali and Niger" are three."""
    listed = tuple(actors)
    cast = Cast(listed)
    return tuple(dict.fromkeys(_party(name, cast, listed) for text in names for name in _each(text, cast)))


def _each(text: str, cast: Cast) -> list[str]:
    parts = [part.strip() for part in _AND.split(text)]
    together = len(parts) > 1 and cast.actor(text) is None
    return parts if together and all(part[:1].isupper() and _single(part, cast) for part in parts) else [text]


def _single(name: str, cast: Cast) -> bool:
    entry = known().get(name)
    return cast.actor(name) is not None or (entry is not None and entry.kind == "state")


def _party(name: str, cast: Cast, actors: tuple[Actor[Any], ...]) -> Party:
    who = cast.actor(name)
    if who is None:
        return Party(name=name)
    mine = [actor for actor in actors if form(actor.name).key in who.keys]
    names = dict.fromkeys(text for actor in mine for text in (actor.name, *actor.aliases) if form(text).key in who.keys)
    bodies = dict.fromkeys(actor.affiliation for actor in mine if actor.affiliation)
    return Party(name=name, names=tuple(n for n in names if n != name), bodies=tuple(bodies))


@lru_cache(maxsize=1 << 14)
def who(party: Party) -> Who:
    """`party` made ready for comparison."""
    texts = _meant((party.name, *party.names))
    forms = tuple(f for f in map(form, texts) if f.words)
    named = [f for f, text in zip(map(form, texts), texts, strict=True) if f.words and _proper(text)]
    bodies = frozenset(f.key for f in map(form, _meant((*party.bodies, *_ministries(texts)))) if f.words)
    keys = {" ".join(sorted(key)) for key in (*bodies, *(f.key for f in forms))}
    words = {word for f in named if len(f.words) > 1 for word in (f.words[0], f.words[-1], f.acronym)}
    words |= {word for f in forms if f.compound for word in f.words}
    ends = {" ".join(sorted(f.words[-size:])) for f in named for size in range(2, len(f.words))}
    alone = {f.words[0] for f in forms if len(f.words) == 1}
    return Who(
        forms=forms,
        keys=frozenset(f.key for f in forms),
        proper=frozenset(f.key for f in named),
        surnames=frozenset(f.words[-1] for f in named if 1 < len(f.words) <= _PERSONAL and not f.compound),
        bodies=bodies,
        links=frozenset(keys | {f"~{word}" for word in words | ends}),
        seeks=frozenset(keys | words | ends | {f"~{name}" for name in keys | alone}),
    )


def _ministries(texts: Iterable[str]) -> Iterator[str]:
    """The ministry that a minister speaks for: of "Health Minister Paula Greaves" the health ministry."""
    for text in texts:
        if match := _MINISTER.match(text):
            yield f"{match['of']} ministry"


def _meant(texts: Iterable[str]) -> tuple[str, ...]:
    """`texts`, with the state for its capital, its seat of government, its other names and its government."""
    found: dict[str, None] = {}
    for text in texts:
        found[text] = None
        bare = re.sub(r"^[Tt]he ", "", text)
        governing = _GOVERNMENT.fullmatch(bare)
        entry = known().get((governing["of"] or governing["of2"]) if governing else bare)
        if entry is not None and entry.kind == "state" and (governing or entry.how != "demonym"):
            found[entry.name] = None
        elif governing and (governing["of2"] or governing["own"]):
            found[governing["of2"] or governing["of"]] = None
        elif entry is not None and entry.how != "demonym":
            found[entry.name] = None
    return tuple(found)


def _proper(text: str) -> bool:
    return any(word[:1].isupper() for word in text.split() if word.lower() not in {"the", "a", "an"})


@cache
def _names() -> Names:
    return Names("", constants())


@cache
def _states() -> frozenset[Key]:
    return frozenset(form(name).key for name in known())


@lru_cache(maxsize=1 << 16)
def same(x: Who, y: Who) -> float:
    """How surely two parties of two articles are one, from 0 to 1."""
    if x.links.isdisjoint(y.seeks):
        return 0.0
    if x.bodies and y.bodies and not (x.proper and y.proper) and x.bodies.isdisjoint(y.bodies):
        return 0.0  # the health ministries of two countries
    return max(_by_name(x, y), _by_body(x, y))


def _by_name(x: Who, y: Who) -> float:
    shared = x.keys & y.keys
    if shared:
        if any(len(key) > 1 and key in x.proper for key in shared) or _no_namesakes(x, y, shared):
            named = shared & (x.proper | y.proper)
            return 1.0 if named or (x.bodies & y.bodies) else _UNNAMED
        return 0.0
    for one, other in ((x, y), (y, x)):
        alone = {f.words[0] for f in one.forms if len(f.words) == 1 and f.key in one.proper}
        if alone & other.surnames and not one.surnames:
            return _SURNAME
        if any(_ends(f, g) for f in one.forms for g in other.forms):
            return _SURNAME
        firsts = {f.words[0] for f in other.forms if len(f.words) > 1 and f.key in other.proper and not f.compound}
        if alone & firsts and not any(f.key in _states() for f in one.forms):
            return _BODY  # "Acme" for "Acme Motors"
    plain = identity(tuple(" ".join(f.full) for f in x.forms)), identity(tuple(" ".join(f.full) for f in y.forms))
    alike: float = _names().likeness(*plain)
    return alike


def _ends(short: Form, long: Form) -> bool:
    """Whether a name of several words is how a longer one ends: "Paula Greaves", "Health Minister Paula Greaves"."""
    size = len(short.words)
    return 1 < size < len(long.words) and long.words[-size:] == short.words and not long.compound


def _no_namesakes(x: Who, y: Who, shared: frozenset[Key]) -> bool:
    """Whether a name of one word that both go by is more than the surname of two people."""
    words = {word for key in shared for word in key if len(key) == 1}
    return not words or not all(word in x.surnames and word in y.surnames for word in words)


def _by_body(x: Who, y: Who) -> float:
    if not (x.bodies.isdisjoint(y.keys) and y.bodies.isdisjoint(x.keys)):
        return _BODY
    for one, other in ((x, y), (y, x)):
        if any(f.key < g.key and g.compound and f.key in one.proper for f in one.forms for g in other.forms):
            return _PART
    return _COLLEAGUES if x.bodies & y.bodies else 0.0


def together(ours: tuple[Who, ...], theirs: tuple[Who, ...]) -> float:
    """How surely two lists of parties are the same: how well each finds itself on the other side."""
    if len(ours) == len(theirs) == 1:
        return same(ours[0], theirs[0])
    table = [[same(a, b) for b in theirs] for a in ours]
    if not table or not table[0]:
        return 0.0
    rows, columns = [max(row) for row in table], [max(column) for column in zip(*table, strict=True)]
    return float(sum(sorted(rows)) + sum(sorted(columns))) / (len(rows) + len(columns))
