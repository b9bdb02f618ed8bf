"""Reactions: who evaluates or answers what another did, by the verb and its complement."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from briefer.domain.brief import Stance
from briefer.rules.charges import alleged, answered_charge, charged, wrong_words
from briefer.rules.clauses import after_noun, clause_end, phrase
from briefer.rules.feelings import FEELING, felt, says_own
from briefer.rules.inflection import forms
from briefer.rules.items import Found
from briefer.rules.judgements import IDIOMS, JUDGING, idiom
from briefer.rules.lexicon import phrase_tree, table, words
from briefer.rules.passage import Passage
from briefer.rules.replies import ANSWERING, answered, answered_claim, denials, disowned, explain, reply
from briefer.rules.stances import by_verb
from briefer.rules.steps import stepped, steps
from briefer.rules.tokens import Sentence, Token
from briefer.rules.trimming import tidy
from briefer.rules.wishes import ASKS, MOST_OF_TARGET, asked, over_connective, regarded, voiced
from briefer.rules.wordclasses import begins_noun

Rule = Callable[[Passage, int], Found | None]
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
_PARTICIPLE_AFTER = frozenset({",", "statement", "letter", "resolution", "declaration", "motion", "petition", "and"})
_EMPTY_OBJECTS = frozenset({"it", "them", "him", "her", "us", "me", "you"})
_MANNERS = frozenset({"terms", "statement", "letter", "interview", "speech", "language"})


def reactions(passage: Passage, bound: Sequence[Found] = ()) -> list[Found]:
    """The reactions in a sentence, in which somebody was found `bound`: what is laid down as a duty is not asked for as well."""
    found, duties = passage.found, [act for act in bound if act.kind == "obligation"]
    rules_at = _rules()
    for i, low in enumerate(passage.sentence.lows):
        rules = rules_at.get(low)
        if not rules:
            continue
        item = next((item for rule in rules if (item := rule(passage, i)) is not None), None)
        if item is not None and item.stance == "demands" and any(act.text in item.text for act in duties):
            continue
        if item is not None and item.text and item.end > i and not _written(passage, item):
            found.append(reply(passage, item))
    if passage.before is not None:
        explain(passage)
        answered_charge(passage)
    return found


def _written(passage: Passage, item: Found) -> bool:
    """Whether a text reacts: "the Mitchell Plan calls for" is nobody's word."""
    unknown = [entity for entity in map(passage.discourse.cast.__getitem__, item.by) if entity.kind == "other"]
    last = {entity.name.lower().split()[-1] for entity in unknown}
    return bool(last & (words("heads", "mute") | words("cues", "commit.texts")) - {"deal"})


@cache
def _rules() -> dict[str, list[Rule]]:
    """The rules that may find something at a word, in their order: at all other words none is asked."""
    found: dict[str, list[Rule]] = {}
    for triggers, *rules in (
        (frozenset(_verbs()), _by_verb),
        (frozenset(phrase_tree("verbs", *_PHRASES)), _by_phrase),
        (words("verbs", "voiced.verbs"), voiced),
        (frozenset(steps()), stepped),
        (ASKS, asked),
        (frozenset({"with"}), regarded),
        *JUDGING,
        (FEELING, felt),
        (ANSWERING, denials, answered_claim, disowned, answered),
        (wrong_words(), charged),
        (words("verbs", "allege"), alleged),
        (frozenset(phrase_tree("verbs", *IDIOMS)), idiom),
    ):
        for word in triggers:
            found.setdefault(word, []).extend(rules)
    return found


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
    if tokens[i].low not in _verbs() or i + 1 >= len(tokens) or passage.unreal(i) or _noun(passage, i):
        return None
    base, stance, shape = _verbs()[tokens[i].low]
    if i and tokens[i - 1].low in words("words", "be") and not tokens[i].low.endswith("ing"):
        return _passive(passage, i, stance)
    end = clause_end(sentence, i)
    k = _over_manner(tokens, i + 1)
    if k >= end or not _answers(passage, i, base) or not _complemented(passage, i, k, shape, end):
        return None
    by = passage.subject(i, acts=True)
    if not by or passage.background(i) or (stance == "acts" and _PAST_YEAR.search(sentence.slice(i, end))):
        return None
    if stance == "rejects" and words("verbs", "charges.nouns") & {t.low for t in tokens[i + 1 : i + 7]}:
        stance = "denies"  # who rejects a charge denies it
    return by_verb(passage, i, by, stance, _target(passage, k, shape, end))


def _over_manner(tokens: list[Token], k: int) -> int:
    """The token after what says how or when: "condemned in the strongest terms the raid", "rejected on Monday a plan"."""
    if tokens[k].low in {"in", "on"}:
        for j in range(k + 1, min(k + 7, len(tokens) - 1)):
            if tokens[j].low in _MANNERS or tokens[j].text in words("words", "weekdays"):
                return j + 1
    return k


def _answers(passage: Passage, i: int, base: str) -> bool:
    """Whether the verb at token `i` is finite, or a participle that tells what its subject does, and has an object that says something."""
    tokens = passage.sentence.tokens
    nxt = tokens[i + 1]
    if tokens[i].low.endswith("ing") and not (
        i and (tokens[i - 1].low in words("words", "be") or tokens[i - 1].text in _PARTICIPLE_AFTER)
    ):
        return False  # "fighters supporting the president": background
    if nxt.low in {"to", "up", "down"} or (tokens[i].low == base and not _plural(passage, i)):
        return False
    if base == "defend" and nxt.low in words("words", "possessives") | {"himself", "itself"}:
        return False  # the doer's own justification
    return nxt.low not in {"nobody", "no", "you"} and not (
        base in {"thank", "congratulate"} and nxt.low in _EMPTY_OBJECTS
    )


def _complemented(passage: Passage, i: int, k: int, shape: str, end: int) -> bool:
    """Whether the complement at token `k` of the verb at token `i` has the `shape` that its meaning asks for."""
    sentence, nxt = passage.sentence, passage.sentence.tokens[k]
    if not nxt.word and nxt.text not in {"“", '"'}:
        return False
    if nxt.low in words("words", "prepositions") and shape in {"np", "to", "of"}:
        return False
    after = {t.low for t in sentence.tokens[i + 1 : end]}
    if shape == "to":
        return bool({"to", "for", "against", "not"} & after)
    if shape == "with":
        return "with" in after
    if shape == "of":
        return bool({"of", "for"} & after)
    cause = sentence.tokens[i].low.startswith("blam") and not {"for", "on"} & after  # nobody is charged
    return not cause or bool(passage.discourse.resolve(sentence, after_noun(sentence, i + 1)))


def _noun(passage: Passage, i: int) -> bool:
    """Whether a form that may be a noun is one: "the bloc’s cyber sanctions regime"; not after whoever acts."""
    tokens = passage.sentence.tokens
    if tokens[i].low not in words("verbs", "nouns") or i == 0:
        return False
    before = tokens[i - 1]
    acting = words("words", "pronouns", "adverbs") | words("roles", "groups", "persons") | words("heads", "voices")
    return not (before.capital or before.low in acting or not before.word)


_PAST_YEAR = re.compile(r"\b(?:in|since) (?:19|20)\d\d\b|\blast year\b|\byears ago\b")


def _plural(passage: Passage, i: int) -> bool:
    """Whether the bare form of a verb can be finite here: after "we", "they", a plural, two names or a helping verb."""
    tokens = passage.sentence.tokens
    if i == 0:
        return False
    before = tokens[i - 1].low
    if before in {"we", "i", "they", "also", "strongly", "do", "and"}:
        return before != "and" or passage.speakers(i) != []
    plural = (
        before.endswith("s")
        and not before.endswith("ss")
        and i + 1 < len(tokens)
        and (begins_noun(tokens[i + 1]) or tokens[i + 1].low in _EMPTY_OBJECTS)
    )
    return before in words("roles", "groups") or (plural and not tokens[i - 1].capital)


def _target(passage: Passage, k: int, shape: str, end: int) -> str:
    """What is answered: the object of the verb, or the actor that it names."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if _points(sentence, k, end) and (tokens[k].low != "that" or shape == "np"):
        return tokens[k].text
    if tokens[k].low == "that":
        k += 1
        if (asked_of := _asked_of(sentence, k, end)) is not None:
            return tidy(sentence.slice(k, asked_of))
    if shape in {"np", "that"}:
        return phrase(sentence, k, end, limit=MOST_OF_TARGET)
    stop = next(
        (j for j in range(k + 1, end) if tokens[j].low in {"of", "to", "for", "not"} and not _inside(sentence, j)), end
    )
    who = passage.discourse.resolve(sentence, (k, stop))
    passage.mentioned += who
    return passage.discourse.cast[who[0]].name if len(who) == 1 else tidy(sentence.slice(k, stop))


def _points(sentence: Sentence, k: int, end: int) -> bool:
    """Whether the object at token `k` is a mere pronoun: "denied it", but not "denied it had paid", "denied that this was so"."""
    if sentence.tokens[k].low not in {"it", "this", "that", "them"}:
        return False
    return k + 1 >= end or sentence.tokens[k + 1].low in words("words", "prepositions", "conjunctions", "adverbs")


def _asked_of(sentence: Sentence, k: int, end: int) -> int | None:
    """Where the subject of a clause without a finite verb ends: "demanded that the ministries publish their model"."""
    tokens = sentence.tokens
    stops = words("words", "modals", "prepositions") | {"be", "not"}
    noun = words("words", "determiners", "possessives")
    stop = next((j for j in range(k + 1, end) if tokens[j].low in stops or not tokens[j].word), end)
    stop = next((j - 1 for j in range(k + 2, stop) if tokens[j].low in noun), stop)
    bare = stop < end and (tokens[stop].low in {"be", "not", "should"} or tokens[stop + 1].low in noun)
    return stop if bare and stop > k + (tokens[k].low in noun) else None


def _inside(sentence: Sentence, j: int) -> bool:
    return any(m.start < j < m.end for m in sentence.mentions)


def _passive(passage: Passage, i: int, stance: Stance) -> Found | None:
    """As in "China, which has been urged by the U.S. to curb ...": the agent reacts."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i - 1].low == "being" and tokens[max(0, i - 2)].low not in words("words", "be"):
        return None  # "chosen after being backed by"
    if stance == "denies" or i + 2 >= len(tokens) or tokens[i + 1].low != "by" or tokens[i + 2].low.endswith("ing"):
        return None
    by = passage.discourse.resolve(sentence, after_noun(sentence, i + 2), acts=True)
    patient = passage.subject(i)
    if not by:
        return None
    found = by_verb(passage, i, by, stance, passage.discourse.cast[patient[0]].name if len(patient) == 1 else "")
    span = passage.subject_span(i)
    if span is not None and span[0] == found.start and sentence.tokens[span[0]].low not in _EMPTY_OBJECTS:
        found.target = found.target or tidy(sentence.slice(*span))
        found.text = tidy(sentence.slice(span[0], found.end))
    return found


def _by_phrase(passage: Passage, i: int) -> Found | None:
    """As in "called on X to act", "turned down the claim", "was delighted"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    for parts, stance in phrase_tree("verbs", *_PHRASES).get(tokens[i].low, ()):
        width = len(parts)
        if sentence.lows[i : i + width] != parts or passage.unreal(i):
            continue
        if i and tokens[i - 1].low in words("words", "be") and parts[0].endswith("ed"):  # "was summoned"
            return None
        end = clause_end(sentence, i)
        if end <= i + width and parts[0] not in words("words", "be"):
            return None
        if parts[-1] == "to" and parts[0][:5] in {"refus", "decli"} and tokens[i + width].low in _MUTE:
            return None
        if parts[-1] == "to" and parts[0][:5] == "decli" and stance == "rejects" and passage.speakers(i):
            return None
        by = passage.subject(i, acts=True)
        unsure = end <= i + width and tokens[i - 1].low in words("words", "pronouns") and not says_own(passage, i, by)
        if not by or unsure or passage.background(i):  # "it was reassured": who?
            return None
        return by_verb(passage, i, by, stance, _phrase_target(passage, parts, i + width, end))
    return None


def _phrase_target(passage: Passage, parts: tuple[str, ...], k: int, end: int) -> str:
    if k >= end:
        return ""
    if parts[-1] in {"on", "upon", "to"} and parts[0][:4] in {"call", "appe"}:
        return _target(passage, k, "to", end)
    if parts[-1] == "to" and parts[0][:5] in {"refus", "decli"}:  # "refused to grant the firm a licence": not "grant"
        k = next((j for j in range(k + 1, min(k + 4, end)) if begins_noun(passage.sentence.tokens[j])), end)
        return phrase(passage.sentence, k, end, limit=MOST_OF_TARGET) if k < end else ""
    return phrase(passage.sentence, over_connective(passage.sentence, k), end, limit=MOST_OF_TARGET)
