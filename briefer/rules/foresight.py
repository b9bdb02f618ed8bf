"""Whether a modal foretells something: the verb that it governs, and whether a plain "will" or "would" is a warning."""

from __future__ import annotations

from briefer.rules.causes import Cause
from briefer.rules.clauses import Range, clause_end
from briefer.rules.hazards import harmful, participles, suffers
from briefer.rules.inflection import adverbial
from briefer.rules.lexicon import kinds, words
from briefer.rules.passage import Passage
from briefer.rules.subjects import head
from briefer.rules.terms import condition
from briefer.rules.tokens import Sentence

HEDGES = frozenset({"well", "potentially", "possibly", "likely", "probably"})
_SUPPOSED = frozenset({"a", "an", "any", "another", "such"})
BOUND = frozenset(
    {"likely", "expected", "forecast", "predicted", "projected", "bound", "certain", "poised", "liable", "set"}
)
"""Words between "is" and "to" that foretell."""
_SELVES = frozenset({"itself", "himself", "herself", "themselves", "ourselves"})
_BY_DAMAGE = frozenset({"cause", "lead", "result", "trigger"})
_BRINGS = frozenset({"mean", "be", "leave", "create", "bring", "drive", "make", "put", "open", "have"})
HOLLOW = frozenset(
    {"this", "that", "it", "they", "he", "she", "we", "i", "these", "those", "which", "who", "there", "you", "what"}
)


def governed(sentence: Sentence, i: int) -> tuple[int | None, int]:
    """The verb that a modal governs, and where its words of likelihood end ("could potentially", "might well"), else 0."""
    tokens, k, hedged = sentence.tokens, i + 1, 0
    if tokens[i].low in BOUND:
        k += 1
    while k < len(tokens) and (
        tokens[k].low in words("words", "softeners") or adverbial(tokens[k].low) or tokens[k].low in _SELVES
    ):
        if tokens[k].low in HEDGES:
            hedged = k + 1
        k += 1
    if (
        k >= len(tokens)
        or not tokens[k].word
        or tokens[k].capital
        or tokens[k].low in words("words", "pronouns", "determiners", "prepositions")
    ):
        return None, 0
    return k, hedged


def foreseen(passage: Passage, i: int, verb: int, of: Cause) -> bool:
    """Whether a plain "will" or "would" is a risk: warned of, or on a condition ("plants will run short if nothing comes")."""
    tokens = passage.sentence.tokens
    if warned(passage, i):
        return True
    if tokens[i].low == "can":
        return tokens[verb].low in _BY_DAMAGE and harmful(passage.sentence, verb)
    if _damages(passage, i, verb, of.span):
        return True
    supposed = tokens[i].low == "would" and tokens[of.span[0]].low in _SUPPOSED
    passive = tokens[verb].low == "be" and verb + 1 < len(tokens) and tokens[verb + 1].low in participles()
    lacking = any(t.low in {"unless", "without"} for t in tokens)
    spoken = passage.discourse.voice is not None  # a statement speaks for itself
    raised = passive or lacking or spoken or (bool(passage.speakers(i)) and tokens[verb].low != "cost")
    return raised and harmful(passage.sentence, verb) and (supposed or _conditional(passage, i))


def _damages(passage: Passage, i: int, verb: int, span: Range) -> bool:
    """Whether somebody says of a thing that it will do damage: "the tax will hurt small shops", "a strike would be a disaster"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    low = tokens[verb].low
    moving = words("cues", "hazard.rising", "hazard.falling")
    damage = low in words("cues", "hazard.verbs") - moving or low in _BY_DAMAGE | _BRINGS
    if (
        not passage.speakers(i)
        or not damage
        or not harmful(sentence, verb)
        or suffers(sentence, verb, clause_end(sentence, verb))
    ):
        return False
    return not passage.discourse.resolve(sentence, span)


def _conditional(passage: Passage, i: int) -> bool:
    text = passage.sentence.slice(i, len(passage.sentence.tokens))
    return bool(condition(text)) or passage.sentence.tokens[0].low in {"if", "unless", "without"}


def dreaded(passage: Passage, i: int) -> bool:
    """Whether somebody fears what the modal at token `i` foretells: then it is a harm, whatever its verb."""
    tokens = passage.sentence.tokens
    return any(s.covers(i) and tokens[s.verb].low in words("verbs", "dread") for s in passage.speeches)


def warned(passage: Passage, i: int) -> bool:
    """Whether somebody warns of what the modal at token `i` foretells."""
    tokens = passage.sentence.tokens
    return any(s.covers(i) and tokens[s.verb].low in words("verbs", "warn") for s in passage.speeches)


def untoward(passage: Passage, i: int, verb: int, span: Range) -> bool:
    """Whether what could happen by itself is raised by somebody as a possibility: "the migration could take longer"."""
    sentence = passage.sentence
    if sentence.tokens[verb].low in words("cues", "harmless.verbs"):
        return False
    noun = sentence.tokens[head(sentence, span)].low
    if noun in words("words", "pronouns") or noun in HOLLOW or sentence.tokens[span[0]].low in {"anything", "no"}:
        return False
    cast = passage.discourse.cast
    who = passage.discourse.resolve(sentence, span)
    people = noun in words("roles", "groups", "persons") or noun == "sides" or noun in kinds()
    if people or any(cast[key].kind == "population" for key in who):  # what people may do is their own act
        return warned(passage, i)
    return all(cast[key].kind == "other" for key in who)
