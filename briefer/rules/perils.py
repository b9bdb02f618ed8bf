"""Perils: harms told without a modal, as what poses a danger, threatens, puts at risk, or may be lost."""

from __future__ import annotations

from collections.abc import Callable

from briefer.rules.causes import cause, driver
from briefer.rules.clauses import Range, after_noun, clause_end, phrase
from briefer.rules.hazards import domain, harmful, hazardous, mends, worsens
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.subjects import head
from briefer.rules.trimming import tidy

Rule = Callable[[Passage, int], Found | None]
_POSES = frozenset({"pose", "poses", "posing", "presents", "represents", "carries"})
_DANGERS = frozenset({"risk", "risks", "threat", "threats", "danger", "dangers", "hazard", "hazards"})
_PUTS = frozenset({"puts", "put", "putting", "places", "placing", "leaves", "leaving"})
_AT_RISK = frozenset(
    {
        ("at", "risk"),
        ("at", "greater"),
        ("in", "danger"),
        ("in", "jeopardy"),
        ("under", "threat"),
        ("in", "doubt"),
        ("in", "peril"),
    }
)
_ENDING = frozenset({("running", "out"), ("running", "low"), ("running", "short")})
_FACES = frozenset({"face", "faces"})
_EXPECTS = frozenset({"expect", "expects", "expected", "predicts", "predicted", "forecasts"})
_THREATENS = frozenset({"threatens", "threaten"})
_RISKS = frozenset({"risk", "risks", "risking"})
_WARNS = frozenset({"warned", "warns", "warning", "cautioned", "cautions"})
_IS = frozenset({"is", "are", "was", "were", "remain", "remains"})
PERILS = _POSES | _PUTS | _THREATENS | _RISKS | _WARNS | _IS | _FACES | _EXPECTS
"""The words at which these rules look."""


def peril(passage: Passage, i: int) -> Found | None:
    """The harm that the word at token `i` raises without a modal, if it raises one."""
    tokens = passage.sentence.tokens
    if i == 0 or i + 2 >= len(tokens) or tokens[i].low not in _RULES or _denied(passage, i):
        return None
    return _RULES[tokens[i].low](passage, i)


def _denied(passage: Passage, i: int) -> bool:
    before = passage.sentence.lows[max(0, i - 3) : i]
    return before[-1] == "to" or "longer" in before or not words("words", "negations").isdisjoint(before)


def _poses(passage: Passage, i: int) -> Found | None:
    """As in "the dam poses a serious threat to two villages"."""
    tokens = passage.sentence.tokens
    danger = next((k for k in range(i + 1, min(i + 7, len(tokens) - 1)) if tokens[k].low in _DANGERS), None)
    if danger is None or any(not t.word for t in tokens[i:danger]) or tokens[i + 1].low in {"no", "little", "any"}:
        return None
    linked = tokens[danger + 1].low in {"to", "of", "for", "that"} or danger > i + 2
    return _from_thing(passage, i) if linked else None


def _puts(passage: Passage, i: int) -> Found | None:
    """As in "the cut puts 300 jobs at risk"."""
    tokens = passage.sentence.tokens
    end = clause_end(passage.sentence, i)
    pairs = {(tokens[k].low, tokens[k + 1].low) for k in range(i + 1, min(end, len(tokens) - 1))}
    helpless = tokens[i].low[:5] == "leave" and {t.low for t in tokens[i:end]} & {"vulnerable", "exposed", "homeless"}
    return _from_thing(passage, i) if pairs & _AT_RISK or helpless else None


def _threatens(passage: Passage, i: int) -> Found | None:
    """As in "the drought threatens the harvest", "the row threatens to derail the talks"; what somebody threatens to do is none."""
    tokens = passage.sentence.tokens
    to = tokens[i + 1].low == "to"
    verb = tokens[i + 2].low if to else ""
    if to and verb not in words("cues", "hazard.verbs") - words("cues", "harm.steps"):
        return None
    return _from_thing(passage, i, people=to, start=i + 2 if to else i)


def _risks(passage: Passage, i: int) -> Found | None:
    """As in "the firm risks losing its licence", "the delay risks stranding crews"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if not tokens[i + 1].low.endswith("ing") or tokens[i - 1].low in words("words", "determiners", "prepositions"):
        return None
    span = of.span if (of := cause(sentence, i)) is not None else None
    if span is None:
        return None
    who = passage.discourse.resolve(sentence, span)
    end = clause_end(sentence, i + 1)
    if not who:
        return _from_thing(passage, i, start=i + 1)
    if set(who) & set(passage.speakers(i)) or tokens[span[0]].low in words("words", "pronouns"):
        return None
    return _found(passage, i, (span[0], end), tidy(sentence.slice(span[0], end)), "")


def _warns_that(passage: Passage, i: int) -> Found | None:
    """As in "warned that time is running out": what is warned of in the present, where its words harm."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    that = next((k for k in range(i + 1, min(i + 6, len(tokens) - 3)) if tokens[k].low == "that"), None)
    if that is None or tokens[i].quoted or any(not t.word for t in tokens[i + 1 : that]):
        return None
    end = clause_end(sentence, that + 1)
    inside = tokens[that + 1 : end]
    past = any(t.low in {"had", "was", "were", "been", "must", "should", "not"} for t in inside)
    if past or any(t.low in words("words", "modals") for t in inside) or inside[0].low in words("words", "pronouns"):
        return None
    if not any(t.low in words("cues", "hazard.nouns", "hazard.states") for t in inside):
        return None
    by = passage.subject(i, acts=True)
    text = phrase(sentence, that + 1, end)
    return _found(passage, i, (i, end), text, "", by) if by and len(text.split()) > 2 else None


def _at_risk(passage: Passage, i: int) -> Found | None:
    """As in "said the town’s water supply is under threat", "a clash is a real danger", "the old dam was a threat to two villages"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    end = clause_end(sentence, i)
    is_danger = tokens[i + 1].low in {"a", "the"} and any(t.low in _DANGERS for t in tokens[i + 2 : min(end, i + 5)])
    if not is_danger and (tokens[i + 1].low, tokens[i + 2].low) not in _AT_RISK | _ENDING:
        return None
    of = cause(sentence, i)
    span = of.span if of is not None and not of.antecedent else None
    if span is None or tokens[head(sentence, span)].low in words("words", "pronouns", "determiners", "relatives"):
        return None
    if is_danger and not passage.speakers(i):
        return None
    return _found(passage, i, (span[0], end), tidy(sentence.slice(span[0], end)), "")


def _faces(passage: Passage, i: int) -> Found | None:
    """As in "passengers face long delays", "the plant faces closure within two years"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    of = cause(sentence, i)
    end = clause_end(sentence, i)
    if of is None or of.antecedent or not hazardous(sentence.slice(i + 1, min(end, i + 6))):
        return None
    if tokens[i - 1].low in words("words", "determiners", "prepositions", "possessives"):  # "in the face of unrest"
        return None
    if tokens[head(sentence, of.span)].low in words("words", "pronouns") or tokens[i - 1].low in words(
        "words", "modals"
    ):
        return None
    return _found(passage, i, (of.span[0], end), tidy(sentence.slice(of.span[0], end)), "")


def _expects(passage: Passage, i: int) -> Found | None:
    """As in "the bank expects unemployment to rise": a harm that somebody foresees of others."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    to = next((k for k in range(i + 2, min(i + 10, len(tokens) - 1)) if tokens[k].low == "to"), None)
    if to is None or tokens[i - 1].low in words("words", "be") or tokens[i + 1].low in words("words", "pronouns"):
        return None
    if tokens[to + 1].low == "cost":
        return None
    if after_noun(sentence, i + 1)[1] < to and not any(t.low in words("words", "prepositions") for t in tokens[i:to]):
        return None
    nouns = {t.low for t in tokens[i + 1 : to]}
    announced = tokens[to + 1].low in words("cues", "harm.steps")  # "expects the deal to close"
    if (
        announced
        or not (harmful(sentence, to + 1) or worsens(sentence, to + 1, nouns))
        or mends(sentence, to + 1, nouns)
    ):
        return None
    by = passage.subject(i, acts=True)
    end = clause_end(sentence, to)
    return _found(passage, i, (i, end), tidy(sentence.slice(i + 1, end)), "", by) if by else None


def _from_thing(passage: Passage, i: int, *, people: bool = False, start: int = 0) -> Found | None:
    """The harm that the verb at token `i` says of a thing, which is its driver; of `people` too where they may not mean it."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    of = cause(sentence, i)
    if of is None or (of.antecedent and tokens[i - 1].low != "which"):
        return None
    span = of.span
    pronoun = tokens[head(sentence, span)].low in words("words", "pronouns", "relatives", "determiners")
    cast = passage.discourse.cast
    if not people and any(cast[who].kind == "person" for who in passage.discourse.resolve(sentence, span)):
        return None
    end = clause_end(sentence, i)
    text = phrase(sentence, start or i, end)
    blamed = "" if pronoun else tidy(sentence.slice(*span))
    return _found(passage, i, (span[0], end), text, blamed) if len(text.split()) > 1 else None


def _found(passage: Passage, i: int, at: Range, text: str, blamed: str, by: list[int] | None = None) -> Found:
    sentence = passage.sentence
    return Found(
        "risks",
        passage.speakers(i) if by is None else by,
        sentence,
        *at,
        text=text,
        driver=blamed or driver(sentence, *at),
        domain=domain(text, blamed, sentence.text),
    )


_RULES: dict[str, Rule] = {
    word: rule
    for triggers, rule in (
        (_POSES, _poses),
        (_PUTS, _puts),
        (_THREATENS, _threatens),
        (_RISKS, _risks),
        (_WARNS, _warns_that),
        (_IS, _at_risk),
        (_FACES, _faces),
        (_EXPECTS, _expects),
    )
    for word in triggers
}
