"""Where the group of a verb begins: its auxiliaries, its adverbs, and the days and asides between them."""

from __future__ import annotations

from briefer.rules.inflection import adverbial
from briefer.rules.lexicon import words
from briefer.rules.tokens import Sentence, Token

_ASIDES = frozenset(
    {("in", "addition"), ("in", "turn"), ("in", "response"), ("in", "effect"), ("at", "least"), ("for", "now")}
)


def verb_group(sentence: Sentence, i: int) -> int:
    """The first token of the verb group that token `i` belongs to: its auxiliaries and adverbs."""
    tokens, j = sentence.tokens, i
    while j > 0 and (
        tokens[j - 1].low in words("words", "adverbs", "auxiliaries", "modals", "be")
        or (adverbial(tokens[j - 1].low) and not tokens[j - 1].capital)
        or _floats(tokens, j - 1)
    ):
        j -= 1
    if j > 2 and (tokens[j - 2].low, tokens[j - 1].low) in _ASIDES:  # "has in addition pledged"
        return verb_group(sentence, j - 2)
    if j > 2 and tokens[j - 1].low in {"week", "month", "year"} and tokens[j - 2].low in {"last", "this"}:
        j -= 2
    return j


def _floats(tokens: list[Token], j: int) -> bool:
    """Whether "all" or "both" at token `j` stands in a verb group: "have all called on"."""
    return j > 0 and tokens[j].low in {"all", "both", "each"} and tokens[j - 1].low in words("words", "auxiliaries")


def over_adverbs(tokens: list[Token], j: int) -> int:
    """The last token at or before `j` that is no adverb, auxiliary or day between a subject and its verb; -1 where none is."""
    adverbs = words("words", "adverbs", "auxiliaries", "be")
    while j >= 0:
        low = tokens[j].low
        if low in adverbs or (adverbial(low) and not tokens[j].capital) or _floats(tokens, j):
            j -= 1
        elif tokens[j].text in words("words", "weekdays") or low in {"today", "yesterday", "tonight"}:
            j -= 1
            if j >= 0 and tokens[j].low in {"on", "last"}:
                j -= 1
        elif low in {"week", "month", "year"} and j > 0 and tokens[j - 1].low in {"last", "this"}:
            j -= 2
        else:
            break
    return j
