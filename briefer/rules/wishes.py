"""Wishes: what somebody asks for, wants, or voices concern, support or regret about."""

from __future__ import annotations

from briefer.rules.clauses import after_noun, clause_end, phrase
from briefer.rules.items import Found
from briefer.rules.lexicon import table, words
from briefer.rules.passage import Passage
from briefer.rules.stances import by_verb
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy

ASKS = frozenset({"wants", "wanted", "want", "told", "asked", "asks", "ask", "tells", "warned", "advised"})
"""Verbs by which somebody asks something of somebody."""
MOST_OF_TARGET = 20
"""Words of a target."""
_CONNECTIVES = frozenset(
    {
        "about",
        "over",
        "into",
        "against",
        "at",
        "regarding",
        "with",
        "that",
        "particularly",
        "on",
        "by",
        ",",
        "for",
        "to",
        "in",
        "of",
        "as",
        "protesting",
        "demonstrating",
    }
)


def over_connective(sentence: Sentence, k: int) -> int:
    """The token after the prepositions and days that lead in what somebody is concerned about."""
    tokens = sentence.tokens
    while k < len(tokens) and (tokens[k].low in _CONNECTIVES or tokens[k].text in words("words", "weekdays")):
        k += 1
    return k


def voiced(passage: Passage, i: int) -> Found | None:
    """As in "expressed deep concern over the arrests", "reiterated their call for X to act"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in words("verbs", "voiced.verbs") or passage.unreal(i):
        return None
    for k in range(i + 1, min(i + 5, len(tokens))):
        if not tokens[k].word or tokens[k].low in words("words", "prepositions", "auxiliaries", "be"):
            return None
        stance = next(
            (s for s in table("verbs")["voiced"] if s != "verbs" and tokens[k].low in words("verbs", f"voiced.{s}")),
            None,
        )
        if stance is None:
            continue
        end = clause_end(sentence, i)
        by = passage.subject(i, acts=True)
        if not by or (stance == "demands" and end <= k + 2):
            return None
        target = phrase(sentence, over_connective(sentence, k + 1), end, limit=MOST_OF_TARGET) if end > k + 2 else ""
        return by_verb(passage, i, by, stance, target)
    return None


def regarded(passage: Passage, i: int) -> Found | None:
    """As in "noted with regret the decision", "takes note with concern of the law"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    verb = i - 2 if i > 1 and tokens[i - 1].low == "note" else i - 1
    if verb < 1 or tokens[verb].low not in words("verbs", "regarded") or passage.unreal(verb):
        return None
    noun = next((k for k in range(i + 1, min(i + 4, len(tokens) - 1)) if _feeling(tokens[k].low)), None)
    by = passage.subject(verb, acts=True) if noun is not None else []
    end = clause_end(sentence, verb)
    if noun is None or not by or end <= noun + 2:
        return None
    target = phrase(sentence, over_connective(sentence, noun + 1), end, limit=MOST_OF_TARGET)
    return by_verb(passage, verb, by, _feeling(tokens[noun].low), target)


def _feeling(word: str) -> str:
    """The stance of a noun of feeling: "regret" condemns."""
    stances = ("condemns", "concerned", "endorses")
    return next((stance for stance in stances if word in words("verbs", f"voiced.{stance}")), "")


def asked(passage: Passage, i: int) -> Found | None:
    """As in "wants X to act", "told the ministry to hand over", "asked the company for a siren", "wants the records by Monday"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if (
        tokens[i].low not in ASKS
        or passage.unreal(i)
        or i + 2 >= len(tokens)
        or (i and tokens[i - 1].low in words("words", "be"))
    ):
        return None
    if (
        tokens[i + 1].low in {"to", "that", "if", "whether", "about", "of", "reporters", "me", "us", "you"}
        or not tokens[i + 1].word
    ):
        return None
    end = clause_end(sentence, i)
    span = after_noun(sentence, i + 1)
    link = tokens[span[1]].low if span[1] < end else ""
    asks = tokens[i].low.startswith("ask")
    wants = tokens[i].low.startswith("want") and _thing(tokens[i + 1].text)
    if link != "to" and not (link == "for" and asks) and not wants:
        return None
    by = passage.subject(i, acts=True)
    who = passage.discourse.resolve(sentence, span, acts=True)
    if not by or set(who) & set(by) or not (who or wants or (asks and _thing(tokens[i + 1].text))):
        return None
    passage.mentioned += who
    target = passage.discourse.cast[who[0]].name if who else tidy(sentence.slice(*span)) if link == "to" else ""
    return by_verb(passage, i, by, "demands", target)


def _thing(word: str) -> bool:
    """Whether a noun phrase begins with `word`: what is wanted is a thing or a sum."""
    return word.lower() in words("words", "determiners", "possessives") or any(c.isdigit() for c in word)
