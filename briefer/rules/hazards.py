"""What harms: hazard verbs in their forms, hazard nouns, and the domain that a risk belongs to."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from briefer.domain.brief import Domain
from briefer.rules.clauses import clause_end
from briefer.rules.inflection import adverbial, gerund, past, present
from briefer.rules.lexicon import phrase_tree, table, words
from briefer.rules.tokens import Sentence

_IRREGULAR = frozenset(
    {"lost", "broken", "cut", "hit", "shut", "sunk", "split", "stolen", "driven", "left", "struck", "torn", "hurt"}
)
_WORD = re.compile(r"[^\W\d_]+")
_NOUN_ENDS = re.compile(r"\b(?:that|which|who|if|when|to|after|before|because|and|from|by|with|for|at|over)\b|,")
"""What ends the head of a noun phrase; "of", "in" and "on" do not: "a rise in deaths"."""
_SELVES = ("self", "selves")
_ABATES = frozenset({"weaken", "subside", "ease", "end", "fade", "stop", "cease", "pass", "slow", "shrink", "lessen"})
_TURNS = frozenset({"leave", "become", "turn", "make", "set"})
_MORE = frozenset({"higher", "rising", "soaring", "longer", "heavier", "steeper"})
_OUTCOMES = frozenset({"consequences", "repercussions", "impact", "effect", "effects"})
_OUSTS = frozenset({"drive", "push", "squeeze", "force", "crowd"})
_GRAVE = frozenset(
    {"serious", "grave", "severe", "dire", "devastating", "negative", "adverse", "catastrophic", "damaging", "chilling"}
)
_SUFFERS = frozenset({"lose", "suffer", "face", "miss", "lack", "go", "run", "see", "find"})
"""Verbs whose subject is harmed, though they have an object."""


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
    """Whether the predicate at token `verb` says a harm: a hazard verb, a hazard in its object, or the state that something is in."""
    tokens = sentence.tokens
    low = tokens[verb].low
    after = tokens[verb + 1].low if verb + 1 < len(tokens) else ""
    if after in {"no", "little"}:
        return False
    if low in words("cues", "hazard.verbs") or _phrasal(sentence, verb) or (low == "find" and after.endswith(_SELVES)):
        return True
    if low not in words("cues", "neutral.verbs"):
        return False
    end = clause_end(sentence, verb, limit=10)
    return (low == "be" and after != "" and _undergone(sentence, verb, end)) or _brings(sentence, verb, end)


def _undergone(sentence: Sentence, verb: int, end: int) -> bool:
    """Whether what follows "be" is a harm undergone or a state that harms: "be halved", "be fatal", "be forced to close"."""
    tokens, k = sentence.tokens, verb + 1
    while k < end - 1 and adverbial(tokens[k].low):
        k += 1
    if tokens[k].low in participles() | undergone() | words("cues", "hazard.states"):
        return True
    forced = tokens[k].low in {"forced", "obliged"} and k + 2 < len(tokens) and tokens[k + 1].low == "to"
    return forced and (harmful(sentence, k + 2) or tokens[k + 2].low in words("cues", "harm.steps", "hazard.undergone"))


def _brings(sentence: Sentence, verb: int, end: int) -> bool:
    """Whether a verb without a colour of its own has a harm as its object: "lead to blackouts", "drive shops out"."""
    low = sentence.tokens[verb].low
    object_ = {t.low for t in sentence.tokens[verb + 1 : end]}
    if low == "have":
        return bool(object_ & _OUTCOMES and object_ & _GRAVE)
    if low in _TURNS and object_ & words("cues", "hazard.states"):
        return True
    if "fewer" in object_ or (object_ & _MORE and object_ & words("cues", "hazard.burdens")):
        return True
    return bool(low in _OUSTS and object_ & {"out", "off", "away"}) or bool(object_ & words("cues", "hazard.nouns"))


def mends(sentence: Sentence, verb: int, subject: set[str]) -> bool:
    """Whether a rise, fall or end is none that harms: "sales might rise", "could stop inmates from reoffending"."""
    low, tokens = sentence.tokens[verb].low, sentence.tokens
    burdens = words("cues", "hazard.burdens") | words("cues", "hazard.nouns")
    rises, falls = low in words("cues", "hazard.rising"), low in words("cues", "hazard.falling")
    if rises or falls:
        return falls if subject & burdens else rises
    if low in _ABATES and subject & words("cues", "hazard.nouns"):
        after = tokens[verb + 1 : verb + 2]
        return not after or not after[0].word or _links(after[0].low)
    if low not in words("cues", "hazard.ending"):
        return False
    object_ = [t.low for t in tokens[verb + 1 : clause_end(sentence, verb, limit=10)]]
    return "from" in object_ or bool(burdens & set(object_[:4]))


def worsens(sentence: Sentence, verb: int, subject: set[str]) -> bool:
    """Whether a hazard that is the subject grows or comes about: "attacks are likely to increase", "an outbreak could occur"."""
    low = sentence.tokens[verb].low
    if low in words("cues", "hazard.rising"):
        return bool(subject & (words("cues", "hazard.burdens") | words("cues", "hazard.nouns")))
    return low in words("cues", "hazard.coming") and bool(subject & words("cues", "hazard.nouns"))


def suffers(sentence: Sentence, verb: int, end: int) -> bool:
    """Whether the subject of a verb is what suffers or comes about, rather than what would bring a harm about."""
    low = sentence.tokens[verb].low
    if (
        low == "be"
        or low in _SUFFERS
        or low in words("cues", "hazard.intransitive", "hazard.coming")
        or end <= verb + 1
    ):
        return True
    after = sentence.tokens[verb + 1].low
    phrasal = next((p for p, _ in phrase_tree("cues", "hazard.phrasal").get(low, ()) if p[1] == after), None)
    if phrasal:
        return verb + len(phrasal) >= end or _links(sentence.tokens[verb + len(phrasal)].low)
    return _links(after)


def undergoes(sentence: Sentence, verb: int) -> bool:
    """Whether somebody suffers what the verb says rather than does it: "could be forced to close", "may run short"."""
    low = sentence.tokens[verb].low
    return low == "be" or low in _SUFFERS - {"go", "see", "find"} or _phrasal(sentence, verb)


def _links(word: str) -> bool:
    """Whether a verb before `word` has no object: "weaken further", "fail in spring"."""
    return (
        adverbial(word)
        or word in {"this", "next", "today", "tomorrow"}
        or word in words("words", "prepositions", "softeners", "adverbs", "subordinators")
    )


def _phrasal(sentence: Sentence, verb: int) -> bool:
    """Whether a verb harms by its particle: "run short", "bring down"."""
    particles = [parts[1:] for parts, _ in phrase_tree("cues", "hazard.phrasal").get(sentence.lows[verb], ())]
    return any(sentence.lows[verb + 1 : verb + 1 + len(p)] == p for p in particles)


def hazardous(text: str) -> bool:
    """Whether a noun phrase names a harm.

    >>> hazardous("a misjudgement at night")
    True
    >>> hazardous("a second helping")
    False
    >>> hazardous("a pause after the attacks")
    False
    """
    end = _NOUN_ENDS.search(text, 1)
    low = {word.lower() for word in _WORD.findall(text[: end.start()] if end else text)}
    return bool(low & words("cues", "hazard.nouns") or low & participles() or low & words("cues", "hazard.verbs"))


def domain(event: str, driver: str, sentence: str) -> Domain:
    """The domain whose words the event has most of; the driver, then the sentence, decide where it has none."""
    known = _domains()
    for text in (event, driver, sentence):
        low = _WORD.findall(text.lower())
        counts = Counter(name for word in low for name in known.get(word) or known.get(word.removesuffix("s"), ()))
        if counts:
            most = max(counts.values())
            return next(name for name in _order() if counts[name] == most)
    return "other"


@cache
def _order() -> tuple[Domain, ...]:
    return tuple(table("cues")["domains"])


@cache
def _domains() -> dict[str, tuple[str, ...]]:
    """The domains of each word of their lists."""
    found: dict[str, tuple[str, ...]] = {}
    for name, line in table("cues")["domains"].items():
        for word in line.split():
            found[word] = (*found.get(word, ()), name)
    return found
