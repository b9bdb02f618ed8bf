"""Feelings: how somebody is said to feel about what another did."""

from __future__ import annotations

from briefer.domain.brief import Stance
from briefer.rules.clauses import clause_end, phrase
from briefer.rules.inflection import adverbial
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.stances import by_verb
from briefer.rules.verbs import verb_group

FEELING = frozenset({"is", "was", "are", "were", "remains", "remained", "feel", "feels", "felt"})
"""The words at which this rule looks."""


def felt(passage: Passage, i: int) -> Found | None:
    """As in "Farmers in the north were unhappy", "the union was delighted with the offer"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if i == 0 or tokens[i].quoted:
        return None
    k = i + 1
    while k < len(tokens) and (
        adverbial(tokens[k].low)
        or tokens[k].low in words("words", "adverbs")
        or tokens[k].low in {"very", "not", "less"}
    ):
        k += 1
    if k >= len(tokens) or any(t.low in {"not", "less", "never"} for t in tokens[i:k]) or passage.unreal(i):
        return None
    stance = _feeling(tokens[k].low)
    by = passage.subject(i, acts=True) if stance else []
    if stance is None or not by:
        return None
    end = clause_end(sentence, i)
    if k + 2 < end and tokens[k + 1].low == "and" and _feeling(tokens[k + 2].low):  # "satisfied and relieved"
        k += 2
    start = k + 1 + (k + 1 < end and tokens[k + 1].low in words("words", "prepositions"))
    named = says_own(passage, i, by) or tokens[verb_group(sentence, i) - 1].low not in words("words", "pronouns")
    if start >= end and (not named or any(t.low == "also" for t in tokens[i:k])):  # "was pleased": who, of what?
        return None
    lost = start >= end or tokens[k + 1].low == "to"  # "was disappointed to lose"
    return by_verb(passage, i, by, stance, "" if lost else phrase(sentence, start, end))


def says_own(passage: Passage, i: int, by: list[int]) -> bool:
    """Whether `by` say token `i` of themselves: "the union said it was shocked"."""
    return bool(passage.discourse.voices(passage.speakers(i)) & set(by))


def _feeling(word: str) -> Stance | None:
    """The stance of whoever is `word`: "delighted" endorses."""
    stances: tuple[Stance, ...] = ("condemns", "concerned", "endorses")
    return next((s for s in stances if word in words("verbs", f"feelings.{s}")), None)
