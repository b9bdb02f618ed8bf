"""What harms: hazard verbs in their forms, hazard nouns, and the domain that a risk belongs to."""

from __future__ import annotations

import re
from functools import cache

from briefer.domain.brief import Domain
from briefer.rules.clauses import clause_end
from briefer.rules.inflection import gerund, past, present
from briefer.rules.lexicon import phrase_tree, table, words
from briefer.rules.tokens import Sentence

_IRREGULAR = frozenset(
    {"lost", "broken", "cut", "hit", "shut", "sunk", "split", "stolen", "driven", "left", "struck", "torn", "hurt"}
)
_WORD = re.compile(r"[^\W\d_]+")


@cache
def participles() -> frozenset[str]:
    """The hazard verbs as participles: "halved", "delayed", "slipping"."""
    regular = {form(verb) for verb in words("cues", "hazard.verbs") for form in (past, gerund, present)}
    return frozenset(regular | _IRREGULAR)


@cache
def undergone() -> frozenset[str]:
    """The participles of what is a harm to whoever undergoes it: "blocked", "jailed"."""
    return frozenset(past(verb) for verb in words("cues", "hazard.undergone"))


def harmful(sentence: Sentence, verb: int) -> bool:
    """Whether the predicate at token `verb` says a harm: a hazard verb, or a neutral one with a hazard in its object."""
    tokens = sentence.tokens
    if tokens[verb].low in words("cues", "hazard.verbs") or _phrasal(sentence, verb):
        return True
    if tokens[verb].low not in words("cues", "neutral.verbs"):
        return False
    end = clause_end(sentence, verb, limit=10)
    if tokens[verb].low == "be" and verb + 1 < len(tokens) and tokens[verb + 1].low in participles() | undergone():
        return True
    return tokens[verb].low != "have" and any(t.low in words("cues", "hazard.nouns") for t in tokens[verb + 1 : end])


def _phrasal(sentence: Sentence, verb: int) -> bool:
    """Whether a verb harms by its particle: "run short", "bring down"."""
    tokens = sentence.tokens
    particles = [parts[1:] for parts, _ in phrase_tree("cues", "hazard.phrasal").get(tokens[verb].low, ())]
    return any(tuple(t.low for t in tokens[verb + 1 : verb + 1 + len(p)]) == p for p in particles)


def hazardous(text: str) -> bool:
    """Whether a noun phrase names a harm.

    >>> hazardous("a misjudgement at night")
    True
    >>> hazardous("a second helping")
    False
    """
    low = {word.lower() for word in _WORD.findall(text)}
    return bool(low & words("cues", "hazard.nouns") or low & participles() or low & words("cues", "hazard.verbs"))


def domain(event: str, driver: str, sentence: str) -> Domain:
    """The domain whose words the event has most of; the driver, then the sentence, decide where it has none."""
    for text in (event, driver, sentence):
        low = [word.lower() for word in _WORD.findall(text)]
        counts = {
            name: sum(word in words("cues", f"domains.{name}") for word in low) for name in table("cues")["domains"]
        }
        best = max(counts, key=lambda name: counts[name])
        if counts[best]:
            return best  # type: ignore[no-any-return]  # the lexicon's groups are domains
    return "other"
