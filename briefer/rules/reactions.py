"""Reactions: who evaluates or answers what another did, by the verb and its complement."""

from __future__ import annotations

from functools import cache

from briefer.domain.brief import Stance
from briefer.rules.clauses import after_noun, clause_end, phrase
from briefer.rules.inflection import forms
from briefer.rules.items import Found
from briefer.rules.judgements import JUDGING, called, demanded, felt, judged
from briefer.rules.lexicon import phrase_tree, table, words
from briefer.rules.passage import Passage
from briefer.rules.replies import ANSWERING, answered_claim, denials, disowned, explain, reply
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy

_STANCES: tuple[Stance, ...] = ("demands", "concerned", "endorses", "condemns", "rejects", "denies", "acts")
_PHRASES = tuple(f"phrases.{stance}" for stance in _STANCES)
_MUTE = frozenset(
    {
        "comment",
        "say",
        "confirm",
        "give",
        "answer",
        "identify",
        "name",
        "elaborate",
        "discuss",
        "speak",
        "be",
        "provide",
    }
)
MOST_OF_TARGET = 20
"""Words of a target."""
_ASKS = frozenset({"wants", "wanted", "want", "told", "asked", "asks", "ask", "tells", "warned", "advised"})
_CHARGES = frozenset(
    {
        "accusation",
        "accusations",
        "allegation",
        "allegations",
        "charge",
        "charges",
        "claims",
        "suggestion",
        "suggestions",
    }
)
_CONNECTIVES = frozenset(
    {"about", "over", "at", "regarding", "with", "that", "particularly", "on", "by", ",", "for", "to", "in", "of", "as"}
)


def reactions(passage: Passage) -> list[Found]:
    """The reactions in a sentence."""
    found = passage.found
    for i, token in enumerate(passage.sentence.tokens):
        if token.low not in _triggers():
            continue
        item = next((item for rule in _RULES if (item := rule(passage, i)) is not None), None)
        if item is not None and item.text:
            found.append(reply(passage, item))
    if passage.before is not None:
        explain(passage)
    return found


@cache
def _triggers() -> frozenset[str]:
    """The words at which a rule of reactions may find something: at all others none is asked."""
    firsts = frozenset(phrase_tree("verbs", *_PHRASES))
    return firsts | frozenset(_verbs()) | words("verbs", "voiced.verbs") | _ASKS | JUDGING | ANSWERING


@cache
def _verbs() -> dict[str, tuple[str, Stance, str]]:
    """Every form of the verbs of stance: its base form, its stance, and the shape of its complement."""
    found: dict[str, tuple[str, Stance, str]] = {}
    for group, line in table("verbs")["stance"].items():
        stance, _, shape = group.partition("_")
        for verb in line.split():
            found |= dict.fromkeys(forms(verb), (verb, stance, shape))
    return found


def _by_verb(passage: Passage, i: int) -> Found | None:
    """As in "accused X of Y", "condemned the attack", "urged X to act", "demanded that X act"; passives by their agent."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in _verbs() or i + 1 >= len(tokens) or unreal(passage, i):
        return None
    base, stance, shape = _verbs()[tokens[i].low]
    if i and tokens[i - 1].low in words("words", "be"):
        return _passive(passage, i, stance)
    nxt = tokens[i + 1]
    bare = tokens[i].low == base
    if (not nxt.word and nxt.text not in {"“", '"'}) or (
        nxt.low in words("words", "prepositions") and shape in {"np", "to", "of"}
    ):
        return None
    if nxt.low in {"to", "up", "down"} or (bare and not _plural(passage, i)):
        return None
    end = clause_end(sentence, i)
    after = [t.low for t in tokens[i + 1 : end]]
    if (shape == "to" and not {"to", "for", "against", "not"} & set(after)) or (
        shape == "of" and not {"of", "for"} & set(after)
    ):
        return None
    by = passage.subject(i)
    if not by:
        return None
    if stance == "rejects" and _CHARGES & {t.low for t in tokens[i + 1 : i + 7]}:
        stance = "denies"  # who rejects a charge denies it
    target = _target(passage, i + 1, shape, end)
    text = phrase(sentence, i) if end > i + 2 else sentence.slice(i, end)  # "rejected that" keeps its object
    return Found("reactions", by, sentence, passage.from_subject(i), end, stance=stance, target=target, text=text)


def _plural(passage: Passage, i: int) -> bool:
    """Whether the bare form of a verb can be finite here: after "we", "they", a plural, two names or a helping verb."""
    tokens = passage.sentence.tokens
    if i == 0:
        return False
    before = tokens[i - 1].low
    if before in {"we", "i", "they", "also", "strongly", "do", "and"}:
        return before != "and" or passage.speakers(i) != []
    return before in words("roles", "groups")


def unreal(passage: Passage, i: int) -> bool:
    """Whether the verb at token `i` is denied, wished, conditional or only quoted."""
    tokens = passage.sentence.tokens
    if any(t.low in words("words", "unreal") for t in tokens[max(0, i - 2) : i]) and (
        i == 0 or tokens[i - 1].low != "and"
    ):
        return True
    if not tokens[i].quoted:
        return False
    return not any(t.low in {"we", "i"} for t in tokens[max(0, i - 3) : i])


def _target(passage: Passage, k: int, shape: str, end: int) -> str:
    """What is answered: the object of the verb, or the actor that it names."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[k].low in {"it", "this", "them"} or (tokens[k].low == "that" and shape == "np"):
        return tokens[k].text
    if tokens[k].low == "that":
        k += 1
    if shape in {"np", "that"}:
        return phrase(sentence, k, end, limit=MOST_OF_TARGET)
    stop = next(
        (j for j in range(k + 1, end) if tokens[j].low in {"of", "to", "for", "not"} and not _inside(sentence, j)), end
    )
    who = passage.discourse.resolve(sentence, (k, stop))
    passage.mentioned += who
    return passage.discourse.cast[who[0]].name if len(who) == 1 else tidy(sentence.slice(k, stop))


def _inside(sentence: Sentence, j: int) -> bool:
    return any(m.start < j < m.end for m in sentence.mentions)


def _passive(passage: Passage, i: int, stance: Stance) -> Found | None:
    """As in "China, which has been urged by the U.S. to curb ...": the agent reacts."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if i + 2 >= len(tokens) or tokens[i + 1].low != "by":
        return None
    by = passage.discourse.resolve(sentence, after_noun(sentence, i + 2))
    patient = passage.subject(i)
    if not by:
        return None
    target = passage.discourse.cast[patient[0]].name if len(patient) == 1 and patient != by else ""
    return Found(
        "reactions",
        by,
        sentence,
        passage.from_subject(i),
        clause_end(sentence, i),
        stance=stance,
        target=target,
        text=phrase(sentence, i),
    )


def _by_phrase(passage: Passage, i: int) -> Found | None:
    """As in "called on X to act", "turned down the claim", "was delighted"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    for parts, stance in phrase_tree("verbs", *_PHRASES).get(tokens[i].low, ()):
        width = len(parts)
        if tuple(t.low for t in tokens[i : i + width]) != parts or unreal(passage, i):
            continue
        end = clause_end(sentence, i)
        if end <= i + width and parts[0] not in words("words", "be"):
            return None
        if parts[-1] == "to" and parts[0][:5] in {"refus", "decli"} and tokens[i + width].low in _MUTE:
            return None
        if parts[-1] == "to" and parts[0][:5] == "decli" and stance == "rejects" and passage.speakers(i):
            return None
        by = passage.subject(i)
        if not by:
            return None
        target = _phrase_target(passage, parts, i + width, end)
        return Found(
            "reactions",
            by,
            sentence,
            passage.from_subject(i),
            end,
            stance=stance,
            target=target,
            text=phrase(sentence, i),
        )
    return None


def _phrase_target(passage: Passage, parts: tuple[str, ...], k: int, end: int) -> str:
    if k >= end:
        return ""
    if parts[-1] in {"on", "upon", "to"} and parts[0][:4] in {"call", "appe"}:
        return _target(passage, k, "to", end)
    return phrase(passage.sentence, _over_connective(passage.sentence, k), end, limit=MOST_OF_TARGET)


def _over_connective(sentence: Sentence, k: int) -> int:
    tokens = sentence.tokens
    while k < len(tokens) and (tokens[k].low in _CONNECTIVES or tokens[k].text in words("words", "weekdays")):
        k += 1
    return k


def _voiced(passage: Passage, i: int) -> Found | None:
    """As in "expressed deep concern over the arrests", "reiterated their call for X to act"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in words("verbs", "voiced.verbs") or unreal(passage, i):
        return None
    for k in range(i + 1, min(i + 5, len(tokens))):
        if not tokens[k].word or tokens[k].low in words("words", "prepositions", "auxiliaries", "be"):
            return None
        stance = next(
            (s for s in _STANCES if s in table("verbs")["voiced"] and tokens[k].low in words("verbs", f"voiced.{s}")),
            None,
        )
        if stance is None:
            continue
        end = clause_end(sentence, i)
        by = passage.subject(i)
        if not by or (stance == "demands" and end <= k + 2):
            return None
        target = phrase(sentence, _over_connective(sentence, k + 1), end, limit=MOST_OF_TARGET) if end > k + 2 else ""
        return Found(
            "reactions",
            by,
            sentence,
            passage.from_subject(i),
            end,
            stance=stance,
            target=target,
            text=phrase(sentence, i),
        )
    return None


def _thing(word: str) -> bool:
    """Whether a noun phrase begins with `word`: what is wanted is a thing or a sum."""
    return word.lower() in words("words", "determiners", "possessives") or any(c.isdigit() for c in word)


def _asked(passage: Passage, i: int) -> Found | None:
    """As in "wants X to act", "told the ministry to hand over", "asked the company for a siren", "wants the records by Monday"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if (
        tokens[i].low not in _ASKS
        or unreal(passage, i)
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
    by = passage.subject(i)
    who = passage.discourse.resolve(sentence, span)
    if not by or set(who) & set(by) or (link != "to" and not wants and not who) or (not wants and not who):
        return None
    passage.mentioned += who
    target = passage.discourse.cast[who[0]].name if who else tidy(sentence.slice(*span)) if link == "to" else ""
    return Found(
        "reactions",
        by,
        sentence,
        passage.from_subject(i),
        end,
        stance="demands",
        target=target,
        text=phrase(sentence, i),
    )


_RULES = (_by_verb, _by_phrase, _voiced, called, _asked, judged, felt, demanded, denials, answered_claim, disowned)
