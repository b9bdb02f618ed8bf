"""Steps taken in answer to a deed: an inquiry opened, an envoy recalled, sanctions imposed."""

from __future__ import annotations

from functools import cache

from briefer.rules.clauses import clause_end, phrase
from briefer.rules.items import Found
from briefer.rules.lexicon import table
from briefer.rules.passage import Passage
from briefer.rules.stances import by_verb
from briefer.rules.wishes import MOST_OF_TARGET, over_connective

FAR = 5
"""So many tokens at most after its verb stands the noun of a step: "opened a formal criminal investigation"."""


@cache
def steps() -> dict[str, frozenset[str]]:
    """The nouns with which each verb is a step."""
    found: dict[str, frozenset[str]] = {}
    for line in table("verbs")["steps"].values():
        verbs, _, nouns = line.partition(":")
        for verb in verbs.split():
            found[verb] = found.get(verb, frozenset()) | frozenset(nouns.split())
    return found


def stepped(passage: Passage, i: int) -> Found | None:
    """As in "opened a criminal investigation into the fire", "recalled its ambassador", "imposed new sanctions on the bank"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if passage.unreal(i) or (i and tokens[i - 1].low in {"is", "are", "was", "were", "be", "been", "being"}):
        return None
    end = clause_end(sentence, i)
    nouns = steps()[tokens[i].low]
    noun = next((k for k in range(i + 1, min(i + FAR, end)) if not tokens[k].word or tokens[k].low in nouns), None)
    if noun is None or not tokens[noun].word or any(t.low in {"no", "not", "in", "to", "of"} for t in tokens[i:noun]):
        return None
    by = passage.subject(i, acts=True)
    if not by or passage.background(i):
        return None
    target = phrase(sentence, over_connective(sentence, noun + 1), end, limit=MOST_OF_TARGET) if noun + 2 < end else ""
    return by_verb(passage, i, by, "acts", target)
