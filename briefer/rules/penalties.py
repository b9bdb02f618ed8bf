"""Penalties: what awaits whoever breaks a rule, which threatens them in the name of those who made it."""

from __future__ import annotations

from briefer.rules.acts import Act, commitment
from briefer.rules.clauses import clause_end
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.tokens import Sentence

PENALTIES = frozenset(
    {
        "face",
        "faces",
        "risk",
        "fined",
        "jailed",
        "prosecuted",
        "lose",
        "penalised",
        "penalized",
        "punished",
        "liable",
        "met",
    }
)
_WHOEVER = frozenset({"anyone", "anybody", "those", "whoever", "any"})
_GOVERNING = frozenset({"state", "government_body", "international_organization", "armed_group"})
_FURTHEST = 25
"""So many tokens before its penalty an offence begins at most."""


def penalty(passage: Passage, i: int) -> Found | None:
    """As in "Firms that do so face fines of up to 9,000 euros", "Anyone taking part can be jailed for a year"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if not _punishes(sentence, i) or (tokens[i].quoted and not passage.speakers(i)):
        return None
    start = _offence(sentence, i)
    by = _lawgiver(passage, i) if start is not None else []
    if start is None or not by:
        return None
    return commitment(passage, by, Act("threat", "announced", i, start, clause_end(sentence, i, limit=14)))


def _punishes(sentence: Sentence, i: int) -> bool:
    """Whether the word at token `i` says a penalty: "face fines", "can be fined", "lose their licence"."""
    tokens = sentence.tokens
    before = {t.low for t in tokens[max(0, i - 3) : i]}
    after = {t.low for t in tokens[i + 1 : i + 9]}
    if tokens[i].low in {"face", "faces", "risk", "liable", "met"}:
        return bool(after & words("cues", "harm.penalties"))
    if tokens[i].low == "lose":
        return bool(before & words("words", "modals") and after & words("cues", "harm.forfeits"))
    return "be" in before and bool(before & words("words", "modals"))


def _offence(sentence: Sentence, i: int) -> int | None:
    """Where it is said who is punished for what: "Firms that", "anyone who", "those convicted"; None where nobody is in particular."""
    tokens = sentence.tokens
    for k in range(max(0, i - _FURTHEST), i):
        opens = k == 0 or not tokens[k - 1].word or tokens[k - 1].low in {"that", "and", *words("verbs", "say")}
        if not opens:
            continue
        if tokens[k].low in _WHOEVER:
            return k
        if any(t.low in {"that", "who", "which"} for t in tokens[k + 1 : k + 5]) and not any(
            m.start == k for m in sentence.mentions
        ):
            noun = next(t for t in tokens[k + 1 : k + 5] if t.low in {"that", "who", "which"})
            if tokens[tokens.index(noun) - 1].low.endswith("s"):
                return k
    return None


def _lawgiver(passage: Passage, i: int) -> list[int]:
    """Who threatens: whoever says so, or writes the statement, or the public body that acted last."""
    cast, speakers = passage.discourse.cast, passage.speakers(i)
    if speakers:
        return speakers
    if passage.discourse.voice is not None:
        return [passage.discourse.voice]
    last = next(
        (who for who in reversed(passage.discourse.subjects) if who >= 0 and cast[who].kind in _GOVERNING), None
    )
    return [last] if last is not None else []
