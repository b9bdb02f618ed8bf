"""The list of actors: whoever stands in an item, and whoever the article keeps coming back to."""

from __future__ import annotations

from briefer.domain.brief import Actor
from briefer.rules.cast import Cast, Entity
from briefer.rules.clauses import clause_end
from briefer.rules.discourse import Discourse
from briefer.rules.lexicon import words
from briefer.rules.lines import Lines
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy

MOST_WORDS = 24
"""A role is shorter than 25 words (guide, rule 5)."""
PASSING = 2
"""States that are not named more often, and do nothing, are mentioned in passing; of bodies a little more is asked."""
LEAST = 5
"""So many actors beside those in items are listed, where there are more."""


def actors(cast: Cast, lines: Lines, sentences: list[Sentence], discourse: Discourse) -> tuple[Actor[str], ...]:
    """The actors of the article: those in items first, then who acts and is mentioned most; in the order of their entry."""
    acts = discourse.acts
    keys = dict.fromkeys(key for f in lines.all for key in (*f.by, *f.to, *f.affected))
    weight = {key: cast[key].count + 2 * acts[key] for key in range(len(cast))}
    rest = sorted(
        (k for k in weight if k not in keys and _matters(cast[k], acts[k], k in discourse.spoken)),
        key=lambda k: -weight[k],
    )
    chosen = [*keys, *rest[: max(LEAST, lines.most_actors - len(keys))]]
    roles = _roles(lines)
    first = _first(sentences, set(chosen))
    return tuple(_actor(cast[key], roles.get(key, ""), first.get(key)) for key in sorted(chosen))


def _matters(entity: Entity, acts: int, speaks: bool) -> bool:
    """Whether somebody who stands in no item is listed: who acts, speaks, has a role, or comes back."""
    named = entity.name[:1].isupper()
    if entity.asks or not (named or " " in entity.name):
        return False
    if not entity.sure:  # a name of which nothing is known: somebody, if he or it does something and is no place
        return named and acts > 0 and not entity.placed
    if entity.kind == "person":
        return acts > 0 or entity.count > 1 or bool(entity.role)
    if entity.kind == "population":
        return speaks or acts > 1
    return acts > 0 or entity.count > (PASSING if entity.kind == "state" or speaks else PASSING + 1)


def _roles(lines: Lines) -> dict[int, str]:
    roles: dict[int, str] = {}
    for f in [*lines.kept["reactions"], *lines.kept["commitments"]]:
        for key in f.by:
            whole = f.sentence.slice(f.start, f.end)
            roles.setdefault(key, f.text if f.where == "reactions" or len(whole.split()) > MOST_WORDS else whole)
    return roles


def _first(sentences: list[Sentence], keys: set[int]) -> dict[int, str]:
    """Where each of `keys` is first mentioned: from the mention on, a few words of its clause."""
    first: dict[int, str] = {}
    for sentence in sentences:
        for m in sentence.mentions:
            if m.who in keys and m.who not in first:
                end = min(clause_end(sentence, m.start), m.end + 6)
                first[m.who] = tidy(sentence.slice(m.start, end)) or sentence.slice(m.start, m.end)
    return first


def _no_courtesy(role: str) -> str:
    return "" if role in words("roles", "honorifics") else role


def _actor(entity: Entity, role: str, mention: str | None) -> Actor[str]:
    described = entity.kind == "person" and len(entity.role.split()) > 1
    return Actor[str](
        evidence=(entity.introduction or mention or entity.name,),
        name=entity.name,
        aliases=tuple(entity.aliases),
        kind=entity.kind,
        affiliation=entity.affiliation or None,
        role=(entity.role if described else role) or _no_courtesy(entity.role) or None,
    )
