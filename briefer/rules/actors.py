"""The list of actors: whoever stands in an item, and whoever the article keeps coming back to."""

from __future__ import annotations

import re

from briefer.domain.brief import Actor
from briefer.rules.cast import Cast, Entity
from briefer.rules.clauses import clause_end
from briefer.rules.discourse import Discourse
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.lines import Lines
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy
from briefer.rules.wordclasses import verbal

MOST_WORDS = 24
"""A role is shorter than 25 words (guide, rule 5)."""
PASSING = 2
"""States that are not named more often, and do nothing, are mentioned in passing; of bodies a little more is asked."""
LEAST_OF_DEED = 3
"""Words without which a deed says nothing: "was delighted"."""
_DENIALS = frozenset({"denials", "denial"})
_HELPING = re.compile(r"^(?:has|have|had) (?=\w+ed )")
_OWNED = re.compile(r"^(?:(?:its|their) |who (?=\w+s )|by )")
"""How a role may begin that was cut out of its sentence: "its spokeswoman", "who chairs the committee"."""
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
        deed = _deed(f)
        for key in f.by if deed else []:
            roles.setdefault(key, deed)
    return roles


def _deed(f: Found) -> str:
    """What whoever stands in a finding does, from the verb on, without a name in front; nothing where another does it."""
    tokens = f.sentence.tokens
    first = f.sentence.slice(f.start, f.end) if f.where == "commitments" else f.text
    noun = words("words", "determiners", "possessives", "pronouns", "negations")
    if f.where == "reactions":
        opens = f.text.split()[0]
        theirs = opens.lower() in noun or opens.lower() in _DENIALS or not opens[0].islower()
        return "" if theirs or len(f.text.split()) < LEAST_OF_DEED else f.text
    verbs = verbal()
    if first.startswith(f.text) and tokens[f.start].low not in verbs:  # what happens to a thing: no deed of theirs
        return ""
    for k in (k for k in range(f.start, f.end) if tokens[k].low in verbs):
        told = tidy(f.sentence.slice(k, f.end))
        before, found, _ = told.partition(f.text)
        if found and "," not in before and len(told.split()) <= MOST_WORDS:
            return _HELPING.sub("", told)
    return f.text


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


def _worded(role: str) -> str:
    """A role that can be read alone: "its spokeswoman" is "spokeswoman"."""
    return tidy(_OWNED.sub("", role))


def _actor(entity: Entity, role: str, mention: str | None) -> Actor[str]:
    described = entity.kind == "person" and len(entity.role.split()) > 1
    return Actor[str](
        evidence=(entity.introduction or mention or entity.name,),
        name=entity.name,
        aliases=tuple(entity.aliases),
        kind=entity.kind,
        affiliation=entity.affiliation or None,
        role=_worded((entity.role if described else role) or _no_courtesy(entity.role)) or None,
    )
