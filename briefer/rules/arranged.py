"""What an actor says that will be done, without saying by whom: "no ground troops will be committed", "the tickets would be refunded"."""

from __future__ import annotations

from functools import cache

from briefer.rules.acts import Act, commitment, principal
from briefer.rules.clauses import MAX_WORDS, Range, clause_end
from briefer.rules.hazards import participles
from briefer.rules.inflection import adverbial, past
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.subjects import head, opens_clause, subject
from briefer.rules.terms import condition, deadline
from briefer.rules.tokens import Sentence

FORETELLS = frozenset({"analyst", "economist", "expert", "professor", "broker", "strategist", "critic", "researcher"})
NOBODY = frozenset({"no", "nobody", "none", "neither"})
_STARTS = frozenset(
    {
        "open",
        "start",
        "begin",
        "resume",
        "close",
        "end",
        "continue",
        "go",
        "stay",
        "remain",
        "reach",
        "arrive",
        "leave",
        "come",
        "take",
        "enter",
        "apply",
        "receive",
    }
)
_ENDINGS = ("ed", "en", "ut", "ade", "wn")
DETAILED = 8
"""A plan in so many words says what is planned."""


def arranged(passage: Passage, i: int, verb: int, *, negated: bool) -> Found | None:
    """As in "A second centre would open by March 20, she said": the speaker's body binds itself to what will be done."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    span = _coordinated(sentence, passage.subject_span(i))
    by = _doers(passage, i)
    if span is None or not by or tokens[i].low in {"may", "might", "could"}:
        return None
    passive = _passive(sentence, verb)
    if not (passive or tokens[verb].low in _STARTS or _in_place(sentence, verb)) or not opens_clause(sentence, span):
        return None
    if not _is_thing(passage, span, by, passive=passive):
        return None
    end = clause_end(sentence, verb, limit=MAX_WORDS - (verb - span[0]))
    nobody = tokens[span[0]].low in NOBODY
    terms = condition(sentence.text)
    due = deadline(sentence.slice(span[0], end)) or any(t.low == "until" for t in tokens[verb:end])
    refrains = nobody or (negated and passive)
    detailed = passive and end - span[0] >= DETAILED
    owned = bool(terms) and tokens[span[0]].low in words("words", "possessives")
    if not (due or refrains or (terms and passive) or detailed):
        return None
    done = tokens[verb + 1].low if passive else tokens[verb].low
    harm = done in _harmed()
    if refrains and done in _hushed():  # "the names will not be revealed"
        return None
    if not refrains and (done in _suffered() or (terms and done in participles() and not harm)):
        return None  # "will be halved if nothing comes" is a harm, not a plan
    kind = "threat" if harm and owned and not refrains else "pledge"
    themselves = any(  # "NATO and two navies will open"
        m.who in principal(passage, by) and m.start == span[0] and tokens[m.end].low == "and" for m in sentence.mentions
    )
    return commitment(passage, by, Act(kind, "announced", i, verb if themselves else span[0], end))


def _doers(passage: Passage, i: int) -> list[int]:
    """Who sees to what is announced at token `i`: the officials who say so, or whoever writes the statement."""
    speakers = passage.speakers(i)
    voice = passage.discourse.voice
    if not speakers and voice is not None and not passage.sentence.tokens[i].quoted:
        return [voice]
    return speakers if speakers and all(official(passage, who) for who in speakers) else []


def _coordinated(sentence: Sentence, span: Range | None) -> Range | None:
    """The subject with what "and" joins to it: "two judges and a professor would be asked"."""
    if span is None or span[0] < 1 or sentence.tokens[span[0] - 1].low != "and":
        return span
    first = subject(sentence, span[0] - 1)
    whole = (first[0], span[1]) if first is not None and first[1] == span[0] - 1 else span
    return whole if opens_clause(sentence, whole) else span


def _is_thing(passage: Passage, span: Range, by: list[int], *, passive: bool) -> bool:
    """Whether the subject does nothing itself: a thing, or somebody to whom something is done."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    noun = tokens[head(sentence, span)].low
    if noun in NOBODY or tokens[span[0]].low in {"a", "an", "another", *NOBODY}:
        return True
    if noun in words("words", "pronouns"):
        return passive and noun in {"they", "it"} and not set(passage.discourse.resolve(sentence, span)) & set(by)
    who = passage.discourse.resolve(sentence, span)
    return not who or (passive and not set(who) & set(by))


def _passive(sentence: Sentence, verb: int) -> bool:
    tokens = sentence.tokens
    if tokens[verb].low != "be" or verb + 1 >= len(tokens):
        return False
    done = tokens[verb + 1].low
    return done.endswith(_ENDINGS) or done in words("words", "pasts")


def _in_place(sentence: Sentence, verb: int) -> bool:
    """As in "would be fully operational", "will be on all flights"."""
    tokens = sentence.tokens
    if tokens[verb].low != "be" or verb + 2 >= len(tokens):
        return False
    k = verb + 1 + adverbial(tokens[verb + 1].low)
    return tokens[k].low in words("cues", "commit.in_place")


@cache
def _harmed() -> frozenset[str]:
    return frozenset(past(step) for step in words("cues", "harm.steps"))


@cache
def _hushed() -> frozenset[str]:
    return frozenset(past(verb) for verb in words("words", "mute"))


@cache
def _suffered() -> frozenset[str]:
    """What happens to things without anybody's decision: "will be felt", "will be needed"."""
    return frozenset(past(verb) for verb in words("cues", "harm.forecast")) | words("cues", "harm.suffered")


def official(passage: Passage, who: int) -> bool:
    """Whether somebody can arrange for things to be done: a body, or whoever speaks for one."""
    entity = passage.discourse.cast[who]
    if entity.tags & FORETELLS or not entity.sure:
        return False
    return entity.kind in {"state", "government_body", "company", "international_organization", "armed_group"} or bool(
        entity.kind == "person" and (entity.affiliation or entity.tags & words("roles", "offices"))
    )
