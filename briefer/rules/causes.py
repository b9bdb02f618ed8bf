"""What would bring a harm about, and how it is raised: the subject of a modal, what it depends on, and what leads its clause in."""

from __future__ import annotations

from typing import NamedTuple

from briefer.rules.clauses import Range
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.subjects import carried, subject
from briefer.rules.terms import condition
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy

_RELATIVE = frozenset({"that", "which", "who"})
_ODDS = frozenset({"likely", "unlikely", "probable", "possible", "improbable", "conceivable"})
_DEGREES = frozenset({"very", "highly", "quite", "more", "less", "most", "increasingly", "extremely", "entirely"})
_CHANCES = frozenset({"probability", "possibility", "chance", "likelihood", "prospect"})
_TO_DO = frozenset(
    {"failure", "refusal", "inability", "unwillingness", "attempt", "attempts", "decision", "plan", "plans"}
)
"""Nouns before "to" and a verb: "failure to comply"."""
_OPINIONS = frozenset(
    {"consider", "considers", "considered", "think", "thinks", "believe", "believes", "finds", "deems"}
)
_LACKS = (("without",), ("absent",), ("in", "the", "absence", "of"), ("for", "lack", "of"), ("failing",))
"""What leads in a harm's driver by saying that something is missing."""
MOST_OF_RELATIVE = 14
"""So many tokens a relative clause within a subject has at most."""


class Frame(NamedTuple):
    """What leads a clause in: words of odds ("it is likely that"), or of fear ("there are concerns that"), and whose they are."""

    likelihood: str
    dreads: bool
    by: list[int]


class Cause(NamedTuple):
    """The subject of a modal: its tokens, and whether it is only what a relative pronoun before the modal stands for."""

    span: Range
    antecedent: bool


def cause(sentence: Sentence, i: int) -> Cause | None:
    """What the modal at token `i` says something of: its subject with the relative clause in it, or the noun before "which"."""
    tokens = sentence.tokens
    k = i - 1
    while k > 0 and tokens[k].low in words("words", "adverbs"):
        k -= 1
    if k > 0 and tokens[k].low in _RELATIVE and not _complements(sentence, k):
        comma = tokens[k - 1].text == ","
        span = subject(sentence, k - comma) if k > 1 else None
        noun = _last_noun(sentence, span) if span is not None else None
        if noun is None or (noun[0] == 0 and not comma):  # its own verb follows, nobody knows where
            return None
        return Cause(noun, True)
    if k > 0 and tokens[k].low == "there":
        return Cause((k, k + 1), False)
    span = subject(sentence, i)
    if span is None:
        shared = carried(sentence, i - 1) if tokens[i - 1].low in {"and", "but"} else None
        return Cause(shared, True) if shared is not None else None
    return Cause(_coordinated(sentence, _measured(sentence, _with_relative(sentence, span))), False)


def _measured(sentence: Sentence, span: Range) -> Range:
    """The subject with what it begins with: "up to 400 jobs", "as many as two million people", "failure to comply with it"."""
    low, a = [t.low for t in sentence.tokens[: span[0]]], span[0]
    if low[-2:] == ["up", "to"]:
        return a - 2, span[1]
    if low[-3:] in (["as", "many", "as"], ["as", "much", "as"]):
        return a - 3, span[1]
    for k in range(1, min(4, len(low))):
        if low[-k] == "to" and low[-k - 1] in _TO_DO:  # the infinitive, and a verb before its object
            first = a - k - 1
            return first - (first > 0 and low[first - 1] in words("words", "determiners", "possessives")), span[1]
    return span


def _last_noun(sentence: Sentence, span: Range) -> Range:
    """The last noun phrase of a stretch: "getting ready for a spring tide" is "a spring tide"."""
    starts = [k for k in range(*span) if sentence.tokens[k].low in words("words", "determiners", "possessives")]
    return (starts[-1], span[1]) if starts else span


def _coordinated(sentence: Sentence, span: Range) -> Range:
    """The whole of a subject in two parts, "a strong earthquake or a mudflow", where it opens its clause."""
    tokens, a = sentence.tokens, span[0]
    left = subject(sentence, a - 1) if a > 1 and tokens[a - 1].low in {"or", "and"} else None
    opens = left is not None and (left[0] == 0 or not tokens[left[0] - 1].word or tokens[left[0] - 1].low == "that")
    return (left[0], span[1]) if left is not None and left[1] == a - 1 and opens else span


def _complements(sentence: Sentence, k: int) -> bool:
    """Whether "that" at token `k` leads in what is said or feared rather than a relative clause."""
    tokens = sentence.tokens
    if tokens[k].low != "that":
        return False
    before = tokens[k - 1].low
    return (
        before in words("verbs", "say")
        or before in words("cues", "hazard.fears")
        or before in _ODDS
        or not tokens[k - 1].word
    )


def _with_relative(sentence: Sentence, span: Range) -> Range:
    """The subject with the noun that the relative clause before it belongs to: "firms that take part in it" and not "it"."""
    tokens = sentence.tokens
    near = span[0] - 1
    if (
        tokens[near].low == "that"
        and not _complements(sentence, near)
        and tokens[near - 1].low not in words("heads", "mute")
    ):
        noun = subject(sentence, near)
        if noun is not None and noun[0] == 0:  # "Persons that deal with it may ..."
            return 0, span[1]
    if tokens[near].low not in {"which", "who"}:  # what "that" leads in directly is mostly what is said
        near -= 1
    for k in range(near, max(0, span[0] - MOST_OF_RELATIVE), -1):
        token = tokens[k]
        if not token.word or token.low in words("words", "modals") or token.low in words("verbs", "say"):
            break
        if token.low not in _RELATIVE:
            continue
        if tokens[k - 1].low in words("words", "prepositions"):  # "after that date"
            continue
        if _complements(sentence, k) or not tokens[k - 1].word:
            break
        noun = subject(sentence, k)
        return (noun[0], span[1]) if noun is not None else span
    return span


def frame(passage: Passage, start: int) -> Frame | None:
    """What leads in the clause that begins at token `start`, if words of odds or of fear do."""
    tokens = passage.sentence.tokens
    k = start - 1
    if k > 0 and tokens[k].low == "that":
        k -= 1
    if k < 1 or any(
        t.low in words("words", "negations") or t.low in {"longer", "little"} for t in tokens[max(0, k - 4) : k]
    ):
        return None
    if tokens[k].low in _ODDS:
        a = k
        while a > 1 and tokens[a - 1].low in _DEGREES:
            a -= 1
        verb = a - 2 if tokens[a - 1].low == "it" else -1
        opinion = verb > 0 and tokens[verb].low in _OPINIONS
        if not opinion and not (
            tokens[a - 1].low in words("words", "be") and tokens[a - 2].low in {"it", "is", "more"}
        ):
            return None
        return Frame(passage.sentence.slice(a, k + 1), False, passage.subject(verb) if opinion else [])
    if tokens[k].low in _CHANCES:
        first = next((a for a in range(k - 1, max(0, k - 6), -1) if tokens[a].low in {"a", "an", "the"}), k)
        return Frame(passage.sentence.slice(first, k + 1), False, [])
    if tokens[k].low in words("cues", "hazard.fears"):
        return Frame("", True, fearer(passage, k))
    return None


def fearer(passage: Passage, k: int) -> list[int]:
    """Who has the fear that the word at token `k` names: "residents are worried", "has expressed concern", "growers fear"."""
    tokens = passage.sentence.tokens
    if tokens[k].low in words("verbs", "dread") and not (
        k and tokens[k - 1].low in words("words", "determiners", "be") | words("verbs", "voiced.verbs")
    ):
        return passage.subject(k, acts=True)
    for verb in range(k - 1, max(-1, k - 4), -1):
        if tokens[verb].low == "there":
            break
        if tokens[verb].low in words("words", "be") | words("verbs", "voiced.verbs") | {"has", "have"}:
            return passage.subject(verb)
    return []


def driver(sentence: Sentence, a: int, b: int) -> str:
    """What the harm told from token `a` to `b` depends on: a clause of condition or a lack, outside of those words."""
    before, after = sentence.slice(0, a), sentence.slice(b, len(sentence.tokens))
    found = condition(after) or condition(before)
    if found:
        return found
    low = [token.low for token in sentence.tokens]
    for parts in _LACKS:
        for k in range(len(low)):
            if tuple(low[k : k + len(parts)]) != parts or a <= k < b:
                continue
            if k and sentence.tokens[k - 1].word and low[k - 1] not in {"that", "and", "but"}:
                continue
            stop = next((j for j in range(k + 1, len(low)) if sentence.tokens[j].text in {",", ";", "."}), len(low))
            return tidy(sentence.slice(k, min(stop, a) if k < a else stop))
    return ""
