"""The list of actors: whoever stands in an item, and whoever the article keeps coming back to."""

from __future__ import annotations

from briefer.domain.brief import Actor
from briefer.rules.cast import Cast, Entity
from briefer.rules.lines import Lines
from briefer.rules.tokens import Sentence

MOST = 15


def actors(cast: Cast, lines: Lines, sentences: list[Sentence]) -> tuple[Actor[str], ...]:
    """The actors of the article: those in items first, then the most mentioned, in the order of their first mention."""
    keys = dict.fromkeys(key for f in lines.all for key in (*f.by, *f.to, *f.affected))
    rest = sorted((k for k in range(len(cast)) if k not in keys and _matters(cast[k])), key=lambda k: -cast[k].count)
    chosen = [*keys, *rest[: max(3, MOST - len(keys))]]
    roles = _roles(lines)
    first = _first(sentences)
    return tuple(_actor(cast[key], roles.get(key, ""), first.get(key)) for key in sorted(chosen))


def _matters(entity: Entity) -> bool:
    return (entity.count > 1 and entity.sure) or entity.kind == "person"


def _roles(lines: Lines) -> dict[int, str]:
    roles: dict[int, str] = {}
    for f in [*lines.kept["reactions"], *lines.kept["commitments"]]:
        for key in f.by:
            roles.setdefault(key, f.text if f.where == "reactions" else f.sentence.slice(f.start, f.end))
    return roles


def _first(sentences: list[Sentence]) -> dict[int, str]:
    """Where each entity is first mentioned: the mention with the words that introduce it."""
    first: dict[int, str] = {}
    for sentence in sentences:
        for m in sentence.mentions:
            if m.who not in first:
                first[m.who] = sentence.slice(max(0, m.start - 3), min(len(sentence.tokens), m.end + 5)).strip(
                    ' ,;:.“”"'
                )
    return first


def _actor(entity: Entity, role: str, evidence: str | None) -> Actor[str]:
    return Actor[str](
        evidence=(entity.introduction or evidence or entity.name,),
        name=entity.name,
        aliases=tuple(entity.aliases),
        kind=entity.kind,
        affiliation=entity.affiliation or None,
        role=(entity.role if entity.kind == "person" else role) or role or entity.role or None,
    )
