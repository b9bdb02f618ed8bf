"""Promises as nouns and as plans under way: "its pledge to rebuild the port", "Japan is sending a field hospital"."""

from __future__ import annotations

from briefer.rules.acts import Act, commitment
from briefer.rules.clauses import clause_end
from briefer.rules.inflection import gerund
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.terms import deadline
from briefer.rules.tokens import Sentence

_KINDS = {"pledge": "announced", "offer": "proposed", "threat": "announced"}
_FURTHEST = 6
"""So many tokens before its noun a promise's owner stands at most."""


def by_noun(passage: Passage, i: int) -> Found | None:
    """As in "Norway’s promise to close the mine", "renewed its threat to walk out": whose promise it is, and how it fared."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    kind = next((k for k in _KINDS if tokens[i].low in words("cues", f"commit.nouns_{k}")), None)
    if kind is None or tokens[i].quoted or i + 2 >= len(tokens) or tokens[i + 1].low != "to":
        return None
    if tokens[i + 2].capital or tokens[i + 2].low in words("words", "determiners", "pronouns", "possessives"):
        return None  # "a threat to the peace"
    owner = passage.discourse.owner(sentence, _phrase_start(sentence, i), i)
    if owner is None:
        return None
    end = clause_end(sentence, i + 2)
    return commitment(passage, [owner], Act(kind, _fared(sentence, kind), i, i + 2, end))


def by_sum(passage: Passage, i: int) -> Found | None:
    """As in "has committed $35 million to road works": a sum that is set aside."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].quoted or i + 3 >= len(tokens) or passage.unreal(i):
        return None
    k = i + 1 + (tokens[i + 1].low in {"another", "about", "some", "nearly", "over"})
    if not any(c.isdigit() for c in tokens[k].text) or tokens[i - 1].low in words("words", "be"):
        return None
    by = passage.subject(i)
    return commitment(passage, by, Act("pledge", "announced", i, i, clause_end(sentence, i + 1))) if by else None


def _phrase_start(sentence: Sentence, i: int) -> int:
    """Where the noun phrase of token `i` begins: at its possessive, or at the name in the genitive."""
    tokens = sentence.tokens
    for k in range(i - 1, max(-1, i - _FURTHEST), -1):
        if tokens[k].low in words("words", "possessives"):
            return k
        if tokens[k].text in {"’s", "'s", "’", "'"}:
            return next((m.start for m in sentence.mentions if m.end == k), i)
        if not tokens[k].word or tokens[k].low in words("words", "prepositions", "modals", "be"):
            break
    return i


def _fared(sentence: Sentence, kind: str) -> str:
    """What the sentence says became of a promise."""
    seen = {token.low for token in sentence.tokens if not token.quoted}
    return next((s for s in ("withdrawn", "broken", "fulfilled") if seen & words("cues", f"fates.{s}")), _KINDS[kind])


def under_way(passage: Passage, i: int) -> Found | None:
    """As in "Japan is sending a field hospital", "the bank is closing 34 branches by March": a plan that is being carried out."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in {"is", "are", "’re", "'re"} or i + 2 >= len(tokens):
        return None
    if tokens[i].quoted and not passage.speakers(i):
        return None
    doing = tokens[i + 1].low
    if doing not in {gerund(verb) for verb in words("cues", "under_way.verbs")}:
        return None
    by = passage.subject(i)
    cast = passage.discourse.cast
    if not by or any(cast[who].kind in {"population", "other"} for who in by):
        return None
    end = clause_end(sentence, i + 1)
    due = bool(deadline(sentence.slice(i, end)))
    if not due and doing not in {"sending", "deploying"}:  # without a time it may be going on already
        return None
    return commitment(passage, by, Act("pledge", "announced", i, i + 1, end))
