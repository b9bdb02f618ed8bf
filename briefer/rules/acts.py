"""The act that a commitment is about: whom it binds, and how it reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefer.rules.clauses import phrase
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.terms import condition, deadline
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy

_ALONE = frozenset(
    {
        "comply",
        "resign",
        "sue",
        "retaliate",
        "respond",
        "appeal",
        "withdraw",
        "cooperate",
        "abstain",
        "participate",
        "strike",
        "mediate",
        "intervene",
        "negotiate",
        "surrender",
        "disarm",
        "testify",
        "fight",
    }
)
"""Verbs that say an act without an object."""


_NEXT_SUBJECT = re.compile(r" (?:it|he|she|they|we)$")
"""What a condition that opens its sentence may run into: "Unless he is freed within a week they"."""
_HELPING = frozenset({"will", "would", "shall", "not", "never", "won’t", "won't"})
"""What stands before the verb of what will not be done."""
_CONDITIONAL = frozenset({"if", "unless", "should", "once", "provided"})


@dataclass(frozen=True)
class Act:
    """What a rule has seen: its cue at token `at`, the act from `start` to `end`, and towards whom."""

    kind: str
    status: str
    at: int
    start: int
    end: int
    to: list[int] = field(default_factory=list)


def commitment(passage: Passage, by: list[int], act: Act, *, speaks: bool = True) -> Found | None:
    """The commitment of `by` to `act`; an official who `speaks` binds the body or state behind it."""
    sentence = passage.sentence
    opened = act.start > 0 and sentence.tokens[act.start - 1].text in {"“", '"'} and sentence.tokens[act.start].quoted
    whole = act.start < act.at  # what will be done to something: its subject too, already cut
    text = tidy(sentence.slice(act.start, act.end)) if whole else phrase(sentence, act.start - opened, act.end)
    spare = text.endswith(
        (" you", " us", " him", " her", " me", " he", " she", " they", " we")
    )  # "find you" says nothing
    near = condition(sentence.slice(act.at, _reach(sentence, act)))
    rest = sentence.slice(act.at, len(sentence.tokens)) if near else ""
    fronted = sentence.slice(0, act.at) if _fronted(sentence, act.at) else ""
    terms = condition(rest) or _NEXT_SUBJECT.sub("", condition(fronted))
    if terms and text.endswith(terms) and text.removesuffix(terms).strip(" ,") in _ALONE:  # "sue if it becomes law"
        text = text.removesuffix(terms).strip(" ,")
    if len(text.split()) < 2 + spare and text not in _ALONE | words("cues", "harm.means"):
        return None
    due = deadline(sentence.slice(act.start, act.end)) or _after(sentence.slice(act.end, len(sentence.tokens)))
    return Found(
        "commitments",
        principal(passage, by) if speaks and not _in_person(passage, act) else by,
        sentence,
        act.start if whole else passage.from_subject(act.at),
        act.end,
        text=text,
        kind=act.kind,
        status=act.status,
        to=act.to,
        condition=terms,
        deadline=due if due not in terms else "",
    )


def _reach(sentence: Sentence, act: Act) -> int:
    """How far from an act its condition may begin: up to the next modal or "but if", behind which is another act."""
    modals, tokens = words("words", "modals"), sentence.tokens
    for k in range(max(act.start, act.at) + 1, len(tokens)):
        if tokens[k].low in modals:
            return k + 1
        if tokens[k].low in _CONDITIONAL and tokens[k - 1].low in {"but", "and"}:
            return k
    return len(tokens)


def _in_person(passage: Passage, act: Act) -> bool:
    """Whether somebody will do it himself or herself: "he will meet them", not "we will meet them"."""
    tokens = passage.sentence.tokens
    together = any(t.low == "we" for t in tokens[max(0, act.at - 3) : act.at])
    verb = next((k for k in range(act.start, min(act.start + 3, act.end)) if tokens[k].low not in _HELPING), act.start)
    return not together and tokens[verb].low in words("cues", "personal.verbs")


def _fronted(sentence: Sentence, at: int) -> bool:
    """Whether a condition opens the sentence or the clause before token `at`: "said that, should ships cross, it would ..."."""
    tokens = sentence.tokens
    opening = next((k for k in range(at - 1, -1, -1) if tokens[k].low in _CONDITIONAL), None)
    if opening is None:
        return False
    begins = opening == 0 or not tokens[opening - 1].word or tokens[opening - 1].low in {"that", "and", "but"}
    joined = tokens[opening - 1].low in {"and", "but"}  # "..., but if tolls rise they will stop"
    return opening == 0 or joined or (begins and any(t.text == "," for t in tokens[opening:at]))


def _after(rest: str) -> str:
    """The deadline with which the words after an act begin, if they do."""
    rest = rest.lstrip(" ,")
    when = deadline(rest[:60])
    return when if when and rest.startswith(when) else ""


def principal(passage: Passage, who: list[int]) -> list[int]:
    """Whom somebody binds: an official speaks for the body or state behind it."""
    found = [_government(passage, body) if (body := passage.discourse.body_of(key)) is not None else key for key in who]
    return list(dict.fromkeys(found))


def _government(passage: Passage, body: int) -> int:
    """The government, where the article has called it so and its state did nothing so far; else `body`."""
    cast, acts = passage.discourse.cast, passage.discourse.acts
    if cast[body].kind != "state" or acts[body]:
        return body
    found = cast.find("government")
    own = found is not None and acts[found] > 0 and cast[found].affiliation in {"", cast[body].name}
    return found if found is not None and own else body
