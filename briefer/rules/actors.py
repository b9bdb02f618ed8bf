"""The list of actors: whoever stands in an item, and whoever the article keeps coming back to."""

from __future__ import annotations

from briefer.domain.brief import Actor
from briefer.rules.cast import Cast, Entity
from briefer.rules.clauses import clause_end
from briefer.rules.lines import Lines
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy

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
    """Where each entity is first mentioned: from the mention on, a few words of its clause."""
    first: dict[int, str] = {}
    for sentence in sentences:
        for m in sentence.mentions:
            if m.who not in first:
                end = min(clause_end(sentence, m.start), m.end + 6)
                first[m.who] = tidy(sentence.slice(m.start, end)) or sentence.slice(m.start, m.end)
    return first


def _actor(entity: Entity, role: str, mention: str | None) -> Actor[str]:
    described = entity.kind == "person" and len(entity.role.split()) > 1
    return Actor[str](
        evidence=(entity.introduction or mention or entity.name,),
        name=entity.name,
        aliases=tuple(entity.aliases),
        kind=entity.kind,
        affiliation=entity.affiliation or None,
        role=(entity.role if described else role) or entity.role or None,
    )
