"""What an actor says that it will, would or may do: pledges, threats and offers without a verb that binds."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from briefer.rules.acts import Act, commitment, principal
from briefer.rules.arranged import DETAILED, FORETELLS, NOBODY, arranged
from briefer.rules.clauses import Range, clause_end
from briefer.rules.inflection import adverbial
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.terms import condition
from briefer.rules.tokens import Sentence

_WILL = frozenset({"will", "would", "won’t", "won't", "shall", "’ll", "'ll"})
_MAY = frozenset({"may", "might", "could"})
MODALS = _WILL | _MAY
_ANSWERS = frozenset({"consequences", "price", "response", "retaliation", "reprisals", "answer"})
_FORECASTS = frozenset(
    {"unfortunately", "inevitably", "probably", "likely", "hopefully", "presumably", "sadly", "necessarily", "surely"}
)
"""Adverbs of what comes about: nobody promises what will "inevitably" be done."""
DRAFTS = frozenset({"draft", "bill", "plan", "proposal"})
"""Texts that bind nobody yet."""
_WHEN = frozenset(
    {"if", "unless", "whether", "how", "what", "when", "because", "until", "since", "than", "why", "where", "whose"}
)


def by_future(passage: Passage, i: int) -> Found | None:
    """The commitment that the modal at token `i` makes, if it makes one."""
    sentence = passage.sentence
    if sentence.tokens[i].low not in MODALS or sentence.tokens[i].capital:
        return None
    verb, negated = _verb(sentence, i)
    if verb is None or _in_condition(sentence, i) or passage.doubted(i):
        return None
    if sentence.tokens[i].quoted and not passage.speakers(i):
        return None
    return (
        _answer(passage, i, verb)
        or _own(passage, i, verb, negated=negated)
        or arranged(passage, i, verb, negated=negated)
    )


def _own(passage: Passage, i: int, verb: int, *, negated: bool) -> Found | None:
    """As in "The ministry will publish a list", "it would respond", "it may suspend two studies"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if _foretold(sentence, verb, negated=negated) or any(t.low in _FORECASTS for t in tokens[i + 1 : verb]):
        return None
    span = passage.subject_span(i)
    if span is not None and tokens[span[0]].low in {"a", "an", "another", *NOBODY}:
        return None
    speakers = passage.speakers(i)
    by = _members(passage, _with_others(sentence, span) or _subject(passage, i, speakers), speakers)
    if not by or not all(_acts(passage, who, tokens[verb].low) or who in speakers for who in by):
        return None
    if not _speaks_for(passage, by, speakers, tokens[i].low):
        return None
    end = clause_end(sentence, verb)
    harm = _harms(sentence, verb)
    if tokens[i].low in _MAY:
        return None if negated else _possible(passage, i, verb, by, harm=harm)
    threat = hostile(sentence, verb) or (harm and (_warned(passage, i) or condition(sentence.text)))
    if tokens[verb].low == "consider" and not condition(sentence.text):  # "will consider further action"
        return None
    act = Act("threat" if threat and not negated else "pledge", "announced", i, i if negated else verb, end)
    text = set() if speakers else _by_terms(sentence, i)
    if text and act.kind == "pledge":  # "Under the draft, Norway would pay ..."
        return commitment(
            passage, by, replace(act, kind="obligation", status="proposed" if text & DRAFTS else "agreed")
        )
    if (
        tokens[verb].low == "consider" and not negated and condition(sentence.text)
    ):  # "will consider delisting it if ..."
        act = replace(act, kind="offer", status="proposed", start=verb + 1)
        return commitment(passage, by, act)
    found = commitment(passage, by, act)
    return (
        found
        if found is None or _firm(passage, found, speakers) or threat or (negated and _known(passage, by))
        else None
    )


def _known(passage: Passage, by: list[int]) -> bool:
    """Whether they are sure to be somebody: "the hill will not wait"."""
    cast = passage.discourse.cast
    return all(cast[who].kind != "other" or cast[who].sure for who in by)


def _subject(passage: Passage, i: int, speakers: list[int]) -> list[int]:
    """Who is to act: its own men, where a state or army says what they will do; anybody, where a text says so."""
    span = passage.subject_span(i)
    tokens = passage.sentence.tokens
    own = span is not None and tokens[span[0]].low in words("words", "possessives")
    if span is not None and own and speakers and tokens[span[1] - 1].low in words("heads", "own"):
        return speakers
    return passage.subject(i, acts=not speakers and bool(_by_terms(passage.sentence, i)))


def _with_others(sentence: Sentence, span: Range | None) -> list[int]:
    """Who acts together with others of its own: "Norway and its partners will respond"."""
    if span is None or span[0] < 2 or sentence.tokens[span[0]].low not in {"its", "their"}:
        return []
    joined = sentence.tokens[span[0] - 1].low == "and"
    return [m.who for m in sentence.mentions if joined and m.end == span[0] - 1]


def _by_terms(sentence: Sentence, i: int) -> set[str]:
    """The texts under which the modal at token `i` stands: "Under the draft, Norway would ..."."""
    tokens = sentence.tokens
    begins = (k for k in range(i) if tokens[k].low in {"under", "by", "per", "of"})
    return {t.low for k in begins for t in tokens[k + 1 : min(k + 8, i)]} & words("cues", "commit.texts")


def _foretold(sentence: Sentence, verb: int, *, negated: bool) -> bool:
    """Whether the verb at token `verb` tells what will come about, rather than what somebody will do."""
    tokens, first = sentence.tokens, sentence.tokens[verb].low
    if first in words("cues", "harm.forecast") or first == "have" or (negated and first in words("words", "mute")):
        return True
    if not negated and first in words("cues", "hazard.verbs") - words("cues", "harm.steps"):
        return True
    return first == "be" and not (verb + 1 < len(tokens) and tokens[verb + 1].low.endswith("ing"))


def _firm(passage: Passage, found: Found, speakers: list[int]) -> bool:
    """Whether a plan says enough to be one: its terms or its details, or whoever is sure to act says so.

    The article's own "will", and what private people or strange names will do, are as often mere news.
    """
    if found.text.split()[0].lower() in words("cues", "commit.vague"):
        return bool(found.deadline)
    if found.condition or found.deadline:
        return True
    cast = passage.discourse.cast
    kinds = {cast[who].kind for who in found.by} if not speakers and passage.discourse.voice is None else set()
    if any(c.isdigit() for c in found.text) and not kinds & {"person", "population"}:
        return True
    if len(found.text.split()) >= DETAILED and not kinds & {"person", "population", "other"}:
        return True
    own = set(found.by) <= set(speakers)
    bodies = all(cast[who].kind != "person" and (own or cast[who].sure) for who in found.by)
    pledged = any(t.low in {"we", "i"} for t in found.sentence.tokens[found.start : found.start + 2])
    return pledged or (bool(speakers) and bodies)


def _members(passage: Passage, by: list[int], speakers: list[int]) -> list[int]:
    """The body that speaks, where its members are to act: "its 2,400 members would stay out", "nurses will walk out, the union said"."""
    cast = passage.discourse.cast
    bodies = {cast[who].name for who in speakers}
    union = bool(speakers) and all(cast[who].kind == "civil_society" for who in speakers)
    own = all(cast[who].kind == "population" and (cast[who].affiliation in bodies or union) for who in by)
    return speakers if by and own else by


def _possible(passage: Passage, i: int, verb: int, by: list[int], *, harm: bool) -> Found | None:
    first = passage.sentence.tokens[verb].low
    official = harm and all(passage.discourse.cast[who].kind in {"government_body", "state"} for who in by)
    if not (passage.speakers(i) or official) or (first in words("cues", "hazard.verbs") and not harm):
        return None
    terms = official and bool(condition(passage.sentence.text))  # "If it leaks, the ministry could shut the plant"
    if (
        passage.sentence.tokens[i].low == "could"
        and not terms
        and not set(by) & set(principal(passage, passage.speakers(i)) + passage.speakers(i))
    ):
        return None
    end = clause_end(passage.sentence, verb)
    return commitment(passage, by, Act("threat" if harm else "offer", "proposed", i, verb, end))


def _answer(passage: Passage, i: int, verb: int) -> Found | None:
    """As in "warned that South Korea would face severe consequences if it armed Ukraine": the speaker threatens the subject."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    after = [t.low for t in tokens[verb : verb + 6]]
    if after[0] not in {"face", "pay", "bear", "suffer", "provoke", "meet", "draw", "regret"} or not _ANSWERS & set(
        after
    ):
        return None
    speakers = passage.speakers(i)
    span = passage.subject_span(i)
    if not speakers or not _warned(passage, i) or not condition(sentence.text) or span is None:
        return None
    return commitment(
        passage, speakers, Act("threat", "announced", i, span[0], clause_end(sentence, verb), passage.subject(i))
    )


def _warned(passage: Passage, i: int) -> bool:
    """Whether token `i` is part of a warning."""
    warns = words("verbs", "warn")
    return any(s.covers(i) and passage.sentence.tokens[s.verb].low in warns for s in passage.speeches)


def hostile(sentence: Sentence, verb: int) -> bool:
    """Whether a step is hostile without any condition: "retaliate", "respond to any attack"."""
    verb_text, lows = sentence.lows[verb], sentence.lows[verb : verb + 9]
    near, pairs = set(lows), set(pairwise(lows))
    if verb_text in words("cues", "harm.answers"):
        return ("in", "kind") in pairs or bool(near & words("cues", "harm.attacks"))
    if verb_text in {"use", "make", "take", "employ"}:  # "make use of the full range of measures"
        return bool(near & {"measures", "tool", "tools", "means"} and near & {"full", "every", "all", "further"})
    return ("by", "force") in pairs or verb_text in words("cues", "harm.always")  # "retake the valley by force"


def _harms(sentence: Sentence, verb: int) -> bool:
    """Whether a step harms whom it is aimed at: "suspend two studies", "file a claim", "impose sanctions"."""
    if sentence.tokens[verb].low in words("cues", "harm.steps"):
        return True
    after = {t.low for t in sentence.tokens[verb + 1 : verb + 9]}
    return sentence.tokens[verb].low in words("cues", "harm.takes") and bool(after & words("cues", "harm.means"))


def _verb(sentence: Sentence, i: int) -> tuple[int | None, bool]:
    """The verb that the modal at token `i` governs, and whether it is denied."""
    tokens, k, negated = sentence.tokens, i + 1, sentence.tokens[i].low.startswith("won")
    while k < len(tokens) and (tokens[k].low in words("words", "adverbs", "negations") or adverbial(tokens[k].low)):
        negated = negated or tokens[k].low in words("words", "negations")
        k += 1
    if k < len(tokens) and tokens[k].text in {"“", '"'}:
        k += 1
        negated = negated or (k < len(tokens) and tokens[k].low == "not")
        k += k < len(tokens) and tokens[k].low == "not"
    closed = words("words", "determiners", "pronouns", "prepositions")
    if k >= len(tokens) or not tokens[k].word or tokens[k].capital or tokens[k].low in closed:
        return None, negated
    return k, negated


def _in_condition(sentence: Sentence, i: int) -> bool:
    """Whether the modal stands in a clause of condition, question, reason or comparison, or in a relative clause."""
    if sentence.tokens[i - 1].low in {"who", "which", "that", "what"}:
        return True
    for k in range(i - 1, max(-1, i - 12), -1):
        token = sentence.tokens[k]
        if token.text in {",", ";", ".", "—"} or token.low in {"that", "and", "but"}:
            return False
        if token.low in _WHEN:
            return True
    return False


def _acts(passage: Passage, who: int, verb: str) -> bool:
    entity = passage.discourse.cast[who]
    if entity.kind == "population" and verb in words("cues", "harm.always"):  # "Pilots will strike"
        return True
    known = entity.sure or entity.count > 1 or who in passage.discourse.spoken
    return entity.kind != "population" and (known or bool(entity.tags & words("heads", "again")))


def _speaks_for(passage: Passage, by: list[int], speakers: list[int], modal: str) -> bool:
    """Whether it is the actor's own word: it speaks itself, or somebody does who speaks for it; "will" may be the article's."""
    cast = passage.discourse.cast
    if not speakers:
        return modal in _WILL or modal == "may"
    if set(by) & set(speakers):
        return True
    for speaker in speakers:
        entity = cast[speaker]
        if entity.tags & FORETELLS:
            continue
        for who in by:
            names = {cast[who].name, *cast[who].aliases}
            if entity.affiliation in names or cast[who].affiliation in {entity.name, *entity.aliases}:
                return True
        if entity.tags & words("roles", "offices"):
            return True
        if entity.kind == "government_body" and all(cast[who].kind in {"state", "government_body"} for who in by):
            return True
    return False
