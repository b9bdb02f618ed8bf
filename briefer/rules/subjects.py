"""Who does what a verb says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefer.rules.clauses import subject
from briefer.rules.lexicon import words

if TYPE_CHECKING:
    from briefer.rules.items import Passage


def doers(passage: Passage, i: int) -> list[int]:
    """The entities that are the subject of the verb group at token `i`; none where that is not sure."""
    sentence, discourse = passage.sentence, passage.discourse
    tokens = sentence.tokens
    j = _verb_group(passage, i)
    if j > 0 and tokens[j - 1].low in {"who", "which", "that"}:
        return _antecedent(passage, j - 1)
    span = subject(sentence, i)
    if span is not None:
        who = discourse.resolve(sentence, span)
        for key in who:
            discourse.spoke(key)
        return who
    if j > 0 and tokens[j - 1].low in {"and", "but", "or", ","}:
        return _carried(passage, j - 1)
    if tokens[i].low.endswith("ing"):
        return _carried(passage, i)
    return []


def _verb_group(passage: Passage, i: int) -> int:
    tokens, j = passage.sentence.tokens, i
    while j > 0 and (
        tokens[j - 1].low in words("words", "adverbs", "auxiliaries", "modals") or tokens[j - 1].low.endswith("ly")
    ):
        j -= 1
    return j


def _antecedent(passage: Passage, k: int) -> list[int]:
    """The name or noun that a relative pronoun at token `k` stands for."""
    sentence = passage.sentence
    end = k - 1 if sentence.tokens[k - 1].text == "," else k
    for m in sentence.mentions:
        if m.end == end:
            return [m.who]
    return []


def _carried(passage: Passage, k: int) -> list[int]:
    """The subject of the clause before a coordination: the last verb's before token `k`, which must stand in this sentence."""
    sentence, discourse = passage.sentence, passage.discourse
    tokens = sentence.tokens
    verbs = words("verbs", "say") | words("words", "modals") | _finite_verbs()
    for i in range(k - 1, 0, -1):
        if tokens[i].text in {";", "”", "“"}:
            return []
        if (tokens[i].low in verbs or (tokens[i].low in {"has", "have", "had", "is", "was", "are", "were"})) and tokens[
            i - 1
        ].low not in {"to", "who", "which", "that"}:
            span = subject(sentence, i)
            if span is not None:
                return discourse.resolve(sentence, span)
    return []


def _finite_verbs() -> frozenset[str]:
    if not _CACHE:
        from briefer.rules.lexicon import table

        lines = " ".join(table("verbs")["stance"].values())
        phrases = [p.split() for g in table("verbs")["phrases"].values() for p in g.split("|")]
        commit = [p.split() for g in table("cues")["commit"].values() for p in g.split("|")]
        _CACHE.append(
            frozenset(lines.split())
            | {
                p[0]
                for p in phrases + commit
                if p and p[0] not in {"is", "are", "was", "were", "has", "have", "does", "did", "do"}
            }
        )
    return _CACHE[0]


_CACHE: list[frozenset[str]] = []
