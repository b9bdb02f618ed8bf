"""Fears: risks that nouns, verbs of fear and words of odds raise."""

from __future__ import annotations

import re
from functools import cache

from briefer.rules.causes import cause
from briefer.rules.clauses import clause_end, phrase
from briefer.rules.hazards import domain, hazardous
from briefer.rules.inflection import adverbial
from briefer.rules.items import Found
from briefer.rules.lexicon import phrase_tree, words
from briefer.rules.passage import Passage
from briefer.rules.perils import PERILS, Rule, peril
from briefer.rules.subjects import subject
from briefer.rules.terms import condition
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy

_FEARS = frozenset({"fear", "fears", "feared"})
_ODDS = frozenset({"likely", "unlikely", "probable", "improbable", "certain", "possible"})
_DEGREES = frozenset({"very", "highly", "almost", "nearly", "most", "quite", "more", "less", "increasingly"})
_CHANCES = frozenset({"chance", "chances", "possibility", "probability", "likelihood", "odds", "prospect"})
_NUMBER = re.compile(r"(.*?) at ((?:(?:about|around|roughly|nearly|less than|more than) )?(?:one in |\d).*)")
"""A harm, and its odds in numbers: "a slide at about one in three"."""
_OPINIONS = frozenset(
    {
        "thinks",
        "think",
        "thought",
        "considers",
        "considered",
        "called",
        "calls",
        "deemed",
        "sees",
        "believes",
        "finds",
        "saw",
        "see",
        "found",
        "identified",
        "put",
        "puts",
    }
)


@cache
def raising() -> dict[str, list[Rule]]:
    """The rules that may find something at a word, in their order: at all other words none is asked."""
    found: dict[str, list[Rule]] = {}
    for triggers, rule in (
        (_ODDS, _by_odds),
        (frozenset(phrase_tree("cues", "hazard.cues")), _by_cue),
        (frozenset({"warned", "warns", "warning"}), _warned_of),
        (_FEARS, _feared),
        (frozenset({"rule", "exclude"}), _not_ruled_out),
        (frozenset({"ruled", "excluded"}), _cannot_be),
        (PERILS, peril),
    ):
        for word in triggers:
            found.setdefault(word, []).append(rule)
    return found


def raised(passage: Passage, i: int) -> Found | None:
    """The risk that the word at token `i` raises, if it raises one."""
    rules = raising().get(passage.sentence.tokens[i].low, ())
    return next((item for rule in rules if (item := rule(passage, i)) is not None), None)


def _by_odds(passage: Passage, i: int) -> Found | None:
    """As in "thinks a deliberate clash very unlikely" and "A downgrade was unlikely this year"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in _ODDS:
        return None
    k = i
    while k > 0 and tokens[k - 1].low in _DEGREES:
        k -= 1
    be = k - 2 if k > 1 and tokens[k - 1].text in {"“", '"'} else k - 1
    if be > 0 and tokens[be].low in words("words", "be"):
        return _odds_of(passage, (be, k, i))
    verb = next((j for j in range(k - 1, max(-1, k - 9), -1) if tokens[j].low in _OPINIONS), None)
    if verb is None or k - verb < 2:
        return None
    text = tidy(sentence.slice(verb + 1, k))
    by = passage.subject(verb)
    if not by or not hazardous(text) or any(t.low == "that" for t in tokens[verb:k]):
        return None
    found = Found("risks", by, sentence, verb, i + 1, text=text, domain=domain(text, "", sentence.text))
    found.likelihood = sentence.slice(k, i + 1)
    return found


def _odds_of(passage: Passage, at: tuple[int, int, int]) -> Found | None:
    """The odds of a harm that the subject names; `at` are its verb, and the first and last of its words of odds."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    be, start, odds = at
    span = subject(sentence, be)
    if span is None or (odds + 1 < len(tokens) and tokens[odds + 1].low == "to"):
        return None
    before = span[0] - 1
    while before >= 0 and tokens[before].word and tokens[before].low not in words("verbs", "say") | {"that"}:
        if tokens[before].low in words("words", "prepositions", "subordinators"):  # "without it sanctions are likely"
            return None
        before -= 1
    text = tidy(sentence.slice(*span))
    if len(text.split()) < 2 or not hazardous(text):
        return None
    found = Found("risks", passage.speakers(odds), sentence, span[0], odds + 1, text=text)
    found.domain, found.likelihood = domain(text, "", sentence.text), sentence.slice(start, odds + 1)
    return found


def _not_ruled_out(passage: Passage, i: int) -> Found | None:
    """As in "could not rule out brief power cuts"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in {"rule", "exclude"} or i < 2:
        return None
    modal = i - 1 if tokens[i - 1].low == "cannot" else i - 2
    denied = tokens[modal].low == "cannot" or tokens[i - 1].low == "not"
    start = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].low == "out")
    if not denied or tokens[modal].low not in {"could", "can", "cannot"} or start >= len(tokens):
        return None
    end = clause_end(sentence, start)
    text = phrase(sentence, start, end)
    by = passage.subject(modal)
    if not by or len(text.split()) < 2 or not hazardous(text):
        return None
    found = Found("risks", by, sentence, modal, end, text=text, driver=condition(sentence.text))
    found.domain, found.likelihood = domain(text, "", sentence.text), sentence.slice(modal, start)
    return found


def _cannot_be(passage: Passage, i: int) -> Found | None:
    """As in "A further outage cannot be ruled out"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    low = [t.low for t in tokens[max(0, i - 3) : i]]
    if tokens[i].low not in {"ruled", "excluded"} or low[-1:] != ["be"] or not {"cannot", "not"} & set(low):
        return None
    modal = i - 2 if low[-2] == "cannot" else i - 3
    of = cause(sentence, modal)
    if of is None or not hazardous(sentence.slice(*of.span)):
        return None
    span, text = of.span, tidy(sentence.slice(*of.span))
    found = Found("risks", passage.speakers(i), sentence, span[0], i + 1, text=text)
    found.domain, found.likelihood = (
        domain(text, "", sentence.text),
        sentence.slice(modal, i + 1 + (tokens[i].low == "ruled")),
    )
    return found


def _by_cue(passage: Passage, i: int) -> Found | None:
    """As in "a risk that works would slip", "fears of a recession", "a realistic possibility of a misjudgement"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    for parts, _ in phrase_tree("cues", "hazard.cues").get(tokens[i].low, ()):
        if parts[-1] not in sentence.lows[i : i + len(parts) + 2]:
            continue
        seen = [k for k in range(i, min(i + len(parts) + 2, len(tokens))) if tokens[k].text not in {"“", "”", '"'}][
            : len(parts)
        ]
        if tuple(tokens[k].low for k in seen) != parts or seen[-1] + 1 >= len(tokens):
            continue
        width = seen[-1] + 1 - i
        if any(t.low in {"no", "without", "little", "reduce", "reducing", "avoid"} for t in tokens[max(0, i - 3) : i]):
            return None
        start = i + width + (tokens[i + width].text in {"”", '"'})
        end = clause_end(sentence, start)
        text = phrase(sentence, start, end)
        if parts[-1] != "that" and _told_of(sentence, start, end):
            return None
        near = _near(passage, i, parts)
        if near is not None:
            text = tidy(sentence.slice(near, end))
        elif parts[0] == "close":
            return None
        fear = (
            near is not None
            or parts[0] in {"fear", "fears"}
            or parts[-2:]
            in {
                ("risk", "that"),
                ("danger", "that"),
                ("is", "that"),
                ("danger", "of"),
                ("risk", "of"),
            }
        )
        if len(text.split()) < 2 or not (fear or hazardous(text)):
            return None
        begin = i if near is None else near
        found = Found("risks", _seen_by(passage, i) or passage.speakers(i), sentence, begin, end, text=text)
        found.domain, found.likelihood = domain(text, "", sentence.text), _hedge_before(sentence, i)
        if (odds := _NUMBER.match(text)) is not None and tokens[i].low in _CHANCES:
            found.text, found.likelihood = odds[1], odds[2]
        return found
    return None


def _told_of(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the fear or risk named before token `start` is what the sentence tells of: "fears of a recession have eased"."""
    verbs = words("words", "be", "modals") | {"has", "have", "had"}
    relative = next((k for k in range(start, end) if sentence.tokens[k].low in {"that", "which", "who"}), end)
    return any(t.low in verbs for t in sentence.tokens[start:relative])


def _near(passage: Passage, i: int, parts: tuple[str, ...]) -> int | None:
    """Where the subject begins that is "on the brink of" or "at risk of" a harm, where the sentence says that it is."""
    tokens = passage.sentence.tokens
    k = i - 1
    while k > 0 and (tokens[k].low in words("words", "adverbs") or adverbial(tokens[k].low)):
        k -= 1
    if parts[0] not in {"on", "at", "in", "vulnerable", "heading", "headed", "close"} or tokens[k].low not in words(
        "words", "be"
    ):
        return None
    span = subject(passage.sentence, k)
    return span[0] if span is not None and tokens[span[0]].low not in words("words", "pronouns") else None


def _seen_by(passage: Passage, i: int) -> list[int]:
    """Who sees the risk that token `i` names: "she saw a real possibility of", "the auditors found a risk that"."""
    tokens = passage.sentence.tokens
    verb = next((k for k in range(i - 1, max(0, i - 7), -1) if tokens[k].low in _OPINIONS), None)
    return passage.subject(verb) if verb is not None else []


def _warned_of(passage: Passage, i: int) -> Found | None:
    """As in "warned of a famine", "warned customers of delays"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in {"warned", "warns", "warning"} or tokens[i].quoted:
        return None
    stop = next(
        (k for k in range(i + 1, len(tokens)) if not tokens[k].word or tokens[k].low in {"that", "to"}), len(tokens)
    )
    links = [k for k in range(i + 1, min(i + 7, stop - 1)) if tokens[k].low in {"of", "about", "over", "against"}]
    to = [t.low for t in tokens[stop : stop + 3]]
    if to[:1] == ["to"] and to[1:2] in (["expect"], ["brace"], ["prepare"]):  # "warned passengers to expect delays"
        links = [stop + 1 + (to[2:3] == ["for"])]
        stop = clause_end(sentence, links[0] + 1)
    of = next((k for k in links if hazardous(sentence.slice(k + 1, min(stop, k + 6)))), None)
    if of is None:
        return None
    by = passage.subject(i)
    end = clause_end(sentence, of + 1)
    text = phrase(sentence, of + 1, end)
    if not by or not hazardous(text):
        return None
    return Found("risks", by, sentence, i, end, text=text, domain=domain(text, "", sentence.text))


def _feared(passage: Passage, i: int) -> Found | None:
    """As in "hotel owners fear a collapse in bookings"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in _FEARS or not 0 < i < len(tokens) - 2 or tokens[i].quoted:
        return None
    noun = tokens[i - 1].low in words("words", "determiners", "prepositions", "possessives", "adverbs", "be")
    if noun or tokens[i + 1].low in {"of", "that", "for", "by"}:
        return None
    span = subject(sentence, i)
    end = clause_end(sentence, i + 1)
    text = phrase(sentence, i + 1, end)
    who = passage.discourse.resolve(sentence, span) if span is not None and len(text.split()) > 1 else []
    if span is None or not who:
        return None
    return Found("risks", who, sentence, span[0], end, text=text, domain=domain(text, "", sentence.text))


def _hedge_before(sentence: Sentence, i: int) -> str:
    """The words of likelihood that end at the cue: "a realistic possibility", "a one in thirty chance"."""
    tokens = sentence.tokens
    if tokens[i].low not in _CHANCES:
        return ""
    first = next((k for k in range(i - 1, max(-1, i - 7), -1) if tokens[k].low in {"a", "an", "the"}), i)
    return sentence.slice(first, i + 1) if i - first > 1 else ""
