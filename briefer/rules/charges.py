"""Charges: what somebody says that another has done wrong."""

from __future__ import annotations

from functools import cache

from briefer.rules.clauses import clause_end
from briefer.rules.inflection import adverbial, forms
from briefer.rules.items import Found
from briefer.rules.lexicon import phrase_tree, words
from briefer.rules.passage import Passage
from briefer.rules.replies import said_from
from briefer.rules.stances import by_clause, by_verb
from briefer.rules.subjects import opens_clause
from briefer.rules.tokens import Sentence, Token
from briefer.rules.wordclasses import begins_noun

MOST_BEFORE = 4
"""So many adverbs and auxiliaries at most stand between a subject and its verb."""

LEAST = 5
"""An answer to a charge has so many words at least."""


@cache
def wrongs() -> frozenset[str]:
    """The forms of the verbs of wrongdoing."""
    regular = {form for verb in words("verbs", "wrongs.verbs") for form in forms(verb)} - words("verbs", "wrongs.verbs")
    return frozenset(regular | words("verbs", "wrongs.forms"))


@cache
def wrong_words() -> frozenset[str]:
    """The words at which a charge may stand."""
    return wrongs() | frozenset(phrase_tree("verbs", "wrongs.phrases"))


def charged(passage: Passage, i: int) -> Found | None:
    """As in "the fleet said the patrol ship had violated its waters", "says the minister failed to act": a wrong of another."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if i < 2 or i + 1 >= len(tokens) or not (_does_wrong(tokens, i) or _wrong_phrase(sentence, i)):
        return None
    by = passage.speakers(i)
    span = passage.subject_span(i)
    if not by or span is None or span[1] < i - MOST_BEFORE or not opens_clause(sentence, span):
        return None
    if any(t.low in words("words", "unreal") | words("words", "subordinators") for t in tokens[max(0, i - 3) : i]):
        return None
    who = passage.discourse.resolve(sentence, span)
    cast = passage.discourse.cast
    if set(who) & set(by) or {cast[key].name for key in who} & {cast[key].affiliation for key in by}:
        return None
    text = tokens[span[1] - 1].low in words("cues", "commit.texts")  # "the plan hid a tax" charges whoever made it
    if not (who or text) or tokens[span[0]].low in words("words", "possessives"):  # "their forces had killed 11 men"
        return None
    passage.mentioned += who
    return by_clause(passage, span[0], by, "accuses", cast[who[0]].name if who else sentence.slice(*span))


def _does_wrong(tokens: list[Token], i: int) -> bool:
    """Whether the verb at token `i` is finite, and one of wrongdoing with an object: no "attacks of May", no "murdered hero"."""
    if tokens[i].low not in wrongs() or tokens[i].capital:
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if tokens[i].low.endswith("ing"):
        return before.low in words("words", "be")
    if before.low in words("words", "be", "determiners", "prepositions"):
        return False
    if tokens[i].low.endswith("s"):
        return begins_noun(after) and not (before.capital or before.text[0].isdigit())
    if before.low in {"had", "has", "have", "’ve", "'ve"} or adverbial(before.low):
        return True
    return begins_noun(after) or (after.low.endswith("s") and after.low not in words("words", "be"))


def _wrong_phrase(sentence: Sentence, i: int) -> bool:
    entries = phrase_tree("verbs", "wrongs.phrases").get(sentence.lows[i], ())
    return any(sentence.lows[i : i + len(parts)] == parts for parts, _ in entries)


def answered_charge(passage: Passage) -> None:
    """Adds the answer of whoever the sentence before accuses: what the accused go on to say denies the charge."""
    before = passage.before
    if before is None or passage.found or not passage.speeches:
        return
    speech, tokens = passage.speeches[0], passage.sentence.tokens
    cast = passage.discourse.cast
    charge = next((f for f in before.found if f.stance == "accuses" and not set(f.by) & set(speech.who)), None)
    voices = {name for who in speech.who for name in (cast[who].name, cast[who].affiliation)}
    if charge is None or charge.target not in voices or tokens[speech.verb].low in words("verbs", "concede"):
        return
    if before.sentence.paragraph < passage.sentence.paragraph - 1:
        return
    answer = by_clause(passage, said_from(passage), speech.who, "denies", charge.text)
    if len(answer.text.split()) >= LEAST:
        passage.found.append(answer)


def alleged(passage: Passage, i: int) -> Found | None:
    """As in "Norway alleges that the firm hid the leak": what is alleged of somebody else is a charge."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in words("verbs", "allege") or tokens[i].quoted or passage.unreal(i) or i + 3 >= len(tokens):
        return None
    by = passage.subject(i, acts=True)
    start = i + 1 + (tokens[i + 1].low == "that")
    named = [m.who for m in sentence.mentions if start <= m.start <= start + 2]
    if not by or not named or set(named) & set(by):
        return None
    stretch = range(start + 1, clause_end(sentence, start) - 1)
    if tokens[i].low.startswith("claim") and not any(
        _does_wrong(tokens, k) or _wrong_phrase(sentence, k) for k in stretch
    ):
        return None
    return by_verb(passage, i, by, "accuses", passage.discourse.cast[named[0]].name)
