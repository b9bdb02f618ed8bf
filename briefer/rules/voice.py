"""The voice of a statement: whom "we" means where nobody is quoted."""

from __future__ import annotations

from collections import Counter

from briefer.rules.cast import Cast, Entity
from briefer.rules.tokens import Sentence
from briefer.rules.wordclasses import GENITIVE, finite_verbs

_WE = frozenset({"we", "our", "us", "i", "my", "me"})
_ISSUED = frozenset({"statement", "remarks", "speech", "address", "comment", "comments", "message", "communique"})
_MOUTHS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
"""Who makes a statement for somebody else."""
HEADING = 3
"""Among so many first sentences stands who makes a statement."""
REACH = 8
"""So many tokens at most stand between "by" and a name, with its titles."""
LEAST = 3
"""So often must "we" stand outside quotations for an article to be a statement."""


def voice(cast: Cast, sentences: list[Sentence], outlet: str = "") -> int | None:
    """Who speaks in a statement in the first person: whom its heading names, who publishes it, or what opens most of its sentences."""
    tokens = (token for sentence in sentences if not _WE.isdisjoint(sentence.lows) for token in sentence.tokens)
    spoken = sum(token.low in _WE and token.text != "US" and not token.quoted for token in tokens)
    if spoken < LEAST:
        return None
    if (named := _named(sentences)) is not None:
        return named
    if (issuer := _issuer(sentences[:HEADING])) is not None:
        owner = (
            cast.find(cast[issuer].affiliation) if cast[issuer].tags & _MOUTHS and cast[issuer].affiliation else None
        )
        return issuer if owner is None else owner
    if (published := _publisher(cast, outlet)) is not None:
        return published
    acts = _openings(sentences)
    bodies = [
        k for k in range(len(cast)) if cast[k].kind not in {"person", "population"} and (acts[k] or cast[k].count > 1)
    ]
    return max(bodies, key=lambda key: (acts[key], cast[key].count, -key), default=None)


def _publisher(cast: Cast, outlet: str) -> int | None:
    """The state or body that publishes a statement: the state that its outlet names ("Ministry of Justice of Chad"), or the outlet."""
    known = [k for k in range(len(cast)) if cast[k].kind not in {"person", "population"} and _within(cast[k], outlet)]
    states = [k for k in known if cast[k].kind == "state"]
    return max(states or known, key=lambda key: len(cast[key].name), default=None)


def _within(entity: Entity, outlet: str) -> bool:
    return any(f" {name} " in f" {outlet} " for name in (entity.name, *entity.aliases) if len(name) > 1)


def author(cast: Cast, sentences: list[Sentence]) -> int | None:
    """The person who writes "I": whom the heading names, or who signs the letter below; None where nobody does."""
    tokens = (token for sentence in sentences if "i" in sentence.lows for token in sentence.tokens)
    spoken = sum(token.text == "I" and not token.quoted for token in tokens)
    if spoken < LEAST:
        return None
    issuer = _issuer(sentences[:HEADING])
    if issuer is not None and cast[issuer].kind == "person":
        return issuer
    for sentence in reversed(sentences[-HEADING - 1 :]):
        signed = [m.who for m in sentence.mentions if m.start <= 1 and cast[m.who].kind == "person"]
        if signed and len(sentence.tokens) <= REACH and not any(t.low in finite_verbs() for t in sentence.tokens):
            return signed[0]
    return None


def _issuer(sentences: list[Sentence]) -> int | None:
    """Who makes a statement by its heading: "Statement by Foreign Secretary Jane Doe"."""
    for sentence in sentences:
        tokens = sentence.tokens
        for k in range(len(tokens) - 2):
            if tokens[k].low in _ISSUED and tokens[k + 1].low in {"by", "from"}:
                return next((m.who for m in sentence.mentions if k + 2 <= m.start <= k + REACH), None)
    return None


def _named(sentences: list[Sentence]) -> int | None:
    """Who "we" says that it is: "We at the Central Bank", "we in the Commission"."""
    for sentence in sentences:
        tokens = sentence.tokens
        for m in sentence.mentions:
            k = m.start - 1 - (m.start > 0 and tokens[m.start - 1].low == "the")
            if k > 0 and tokens[k].low in {"at", "in"} and tokens[k - 1].low == "we" and not tokens[k].quoted:
                return m.who
    return None


def _openings(sentences: list[Sentence]) -> Counter[int]:
    """How often each opens a sentence outside quotations, as its subject: whoever writes a statement speaks of itself so."""
    found: Counter[int] = Counter()
    for sentence in sentences:
        for m in sentence.mentions:
            first = m.start == 0 or (m.start == 1 and sentence.tokens[0].low == "the")
            genitive = m.end < len(sentence.tokens) and sentence.tokens[m.end].text in GENITIVE
            if first and not genitive and not sentence.tokens[m.start].quoted:
                found[m.who] += 1
    return found
