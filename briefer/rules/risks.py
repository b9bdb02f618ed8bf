"""Risks: possible future harm, by modal and hazard cues, and who says so."""

from __future__ import annotations

from briefer.rules.clauses import clause_end, phrase
from briefer.rules.fears import raised, raising
from briefer.rules.hazards import domain, harmful, participles
from briefer.rules.inflection import adverbial
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.subjects import carried, head, subject
from briefer.rules.terms import condition
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy

_POSSIBLE = frozenset({"could", "might", "may"})
_SUFFERS = frozenset({"lose", "suffer", "face", "miss", "lack", "go", "run", "see"})
"""Verbs whose subject is harmed, though they have an object."""
_MODALS = frozenset({"could", "might", "may", "will", "would", "likely"})
_HOLLOW = frozenset(
    {"this", "that", "it", "they", "he", "she", "we", "i", "these", "those", "which", "who", "there", "you"}
)


def risks(passage: Passage) -> list[Found]:
    """The risks in a sentence."""
    found: list[Found] = []
    cues = raising()
    for i, token in enumerate(passage.sentence.tokens):
        if token.low in _MODALS and not (token.capital and i):  # "May" is a month
            item = _by_modal(passage, i) or (raised(passage, i) if token.low == "likely" else None)
            found += [item, *_second(passage, item)] if item else []
        elif token.low in cues:
            item = raised(passage, i)
            found += [item] if item else []
    return found


def _by_modal(passage: Passage, i: int) -> Found | None:
    """As in "cholera could reach Bambari", "a cut would likely hasten the collapse", "is likely to spread", "will be halved if"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    low = tokens[i].low
    verb, hedged = _governed(sentence, i)
    if verb is None or tokens[verb].low == "have" or _those_who(sentence, i):
        return None
    if any(t.low in {"not", "never"} for t in tokens[i:verb]):
        return _shortfall(passage, i, verb) if low in {"might", "may"} else None
    if low == "likely" and not (
        i + 2 < len(tokens) and tokens[i + 1].low == "to" and tokens[i - 1].low in words("words", "be")
    ):
        return None
    plain = low in {"will", "would"} and not hedged
    if plain and not _foreseen(passage, i, verb):
        return None
    if _mends(passage, i, verb):
        return None
    possible = low in _POSSIBLE or _warned(passage, i)
    if not harmful(sentence, verb) and not _dreaded(passage, i) and not (possible and _untoward(passage, i, verb)):
        return None
    likelihood = "" if plain else "likely" if low == "likely" else sentence.slice(i, hedged or i + 1)
    return _risk(passage, i, verb, likelihood)


def _those_who(sentence: Sentence, i: int) -> bool:
    """Whether the subject of a modal ends with a relative clause whose verb would be taken for it: "those that refuse could"."""
    if any(t.low in {"whoever", "anyone"} for t in sentence.tokens[:3]):
        return True
    span = subject(sentence, i)
    before = sentence.tokens[max(0, span[0] - 2) : span[0]] if span is not None else []
    return len(before) > 1 and before[1].low in {"that", "who"} and before[0].low in {"those", "anyone", "anybody"}


def _shortfall(passage: Passage, i: int, verb: int) -> Found | None:
    """As in "some orchards might not survive": the harm is that something fails to be."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    span = (i - 1, i) if tokens[i - 1].low == "there" else subject(sentence, i)
    may = tokens[i].low == "may" and tokens[verb].low not in {"have", "survive", "recover", "last"}
    if span is None or may or tokens[verb].low not in words("cues", "harmless.lacked"):
        return None
    end = clause_end(sentence, verb)
    text = tidy(sentence.slice(span[0], end))
    return Found(
        "risks",
        passage.speakers(i),
        sentence,
        span[0],
        end,
        text=text,
        likelihood=tokens[i].text,
        domain=domain(text, "", sentence.text),
    )


def _untoward(passage: Passage, i: int, verb: int) -> bool:
    """Whether what could happen by itself is raised by somebody as a possibility: "the migration could take longer"."""
    sentence = passage.sentence
    span = subject(sentence, i)
    if span is None or sentence.tokens[verb].low in words("cues", "harmless.verbs"):
        return False
    noun = sentence.tokens[head(sentence, span)].low
    if (
        noun in words("words", "pronouns")
        or noun in _HOLLOW
        or sentence.tokens[span[0]].low in {"anything", "no", "nobody"}
    ):
        return False
    cast = passage.discourse.cast
    who = passage.discourse.resolve(sentence, span)
    people = noun in words("roles", "groups", "persons") or noun == "sides"
    if people or any(cast[key].kind == "population" for key in who):  # what people may do is their own act
        return _warned(passage, i)
    return all(cast[key].kind == "other" for key in who)


def _mends(passage: Passage, i: int, verb: int) -> bool:
    """Whether a rise or fall is none that harms: "sales might rise", "unemployment could fall"."""
    sentence = passage.sentence
    low = sentence.tokens[verb].low
    rises, falls = low in words("cues", "hazard.rising"), low in words("cues", "hazard.falling")
    span = subject(sentence, i) if rises or falls else None
    if span is None:
        return False
    nouns = {t.low for t in sentence.tokens[span[0] : span[1]]}
    burden = bool(nouns & (words("cues", "hazard.burdens") | words("cues", "hazard.nouns")))
    return falls if burden else rises


def _governed(sentence: Sentence, i: int) -> tuple[int | None, int]:
    """The verb that a modal governs, and where its words of likelihood end ("could potentially", "might well"), else 0."""
    tokens, k, hedged = sentence.tokens, i + 1, 0
    if tokens[i].low == "likely":
        k += 1
    while k < len(tokens) and (tokens[k].low in words("words", "softeners") or adverbial(tokens[k].low)):
        if tokens[k].low in {"well", "potentially", "possibly", "likely", "probably"}:
            hedged = k + 1
        k += 1
    if (
        k >= len(tokens)
        or not tokens[k].word
        or tokens[k].capital
        or tokens[k].low in words("words", "pronouns", "determiners")
    ):
        return None, 0
    return k, hedged


def _foreseen(passage: Passage, i: int, verb: int) -> bool:
    """Whether a plain "will" or "would" is a risk: warned of, or on a condition ("plants will run short if nothing comes")."""
    tokens = passage.sentence.tokens
    if _warned(passage, i):
        return True
    span = subject(passage.sentence, i)
    supposed = (
        tokens[i].low == "would" and span is not None and tokens[span[0]].low in {"a", "an", "any", "another", "such"}
    )
    passive = tokens[verb].low == "be" and verb + 1 < len(tokens) and tokens[verb + 1].low in participles()
    raised = passive or (bool(passage.speakers(i)) and tokens[verb].low != "cost")
    return raised and harmful(passage.sentence, verb) and (supposed or _conditional(passage, i))


def _conditional(passage: Passage, i: int) -> bool:
    text = passage.sentence.slice(i, len(passage.sentence.tokens))
    return bool(condition(text)) or passage.sentence.tokens[0].low in {"if", "unless", "without"}


def _dreaded(passage: Passage, i: int) -> bool:
    """Whether somebody fears what the modal at token `i` foretells: then it is a harm, whatever its verb."""
    tokens = passage.sentence.tokens
    return any(s.covers(i) and tokens[s.verb].low in words("verbs", "dread") for s in passage.speeches)


def _warned(passage: Passage, i: int) -> bool:
    tokens = passage.sentence.tokens
    return any(s.covers(i) and tokens[s.verb].low in words("verbs", "warn") for s in passage.speeches)


def _risk(passage: Passage, i: int, verb: int, likelihood: str) -> Found | None:
    sentence, tokens = passage.sentence, passage.sentence.tokens
    end = clause_end(sentence, verb)
    for k in range(verb + 1, end):  # two harms, each with its own verb: two risks
        if tokens[k].low == "and" and _second_verb(sentence, k + 1) is not None:
            end = k
            break
    span = subject(sentence, i)
    shared = carried(sentence, i - 1) if span is None and tokens[i - 1].low in {"and", "but"} else None
    speakers = passage.speakers(i)
    own = span is not None and bool(set(_named(passage, span)) & set(speakers))
    if own:  # what somebody may do itself is an offer or a threat
        return None
    named = span or shared
    cause = tidy(sentence.slice(*named)) if named else ""
    passive = tokens[verb].low == "be"
    alone = (
        tokens[verb].low in words("cues", "hazard.intransitive")
        or passive
        or tokens[verb].low in _SUFFERS
        or _dreaded(passage, i)
        or end <= verb + 1
        or _objectless(tokens[verb + 1].low)
    )
    if not cause or (alone and (cause.lower() in _HOLLOW or span is None) and not shared):
        return None
    text = tidy(sentence.slice(span[0], end)) if alone and span else phrase(sentence, verb, end)
    driver = "" if (alone and span) or cause.lower() in _HOLLOW else cause
    return Found(
        "risks",
        speakers,
        sentence,
        span[0] if span else i,
        end,
        text=text,
        driver=driver or condition(sentence.text),
        affected=_affected(passage, verb, end),
        likelihood=likelihood,
        domain=domain(text, driver, sentence.text),
    )


def _objectless(after: str) -> bool:
    """Whether a verb has no object: an adverb or preposition follows it at once ("weaken further", "fail in spring")."""
    return adverbial(after) or after in words("words", "prepositions", "softeners", "adverbs", "subordinators")


def _named(passage: Passage, span: tuple[int, int]) -> list[int]:
    """Who a subject is, where it is a name or pronoun."""
    h = head(passage.sentence, span)
    name = any(m.end == h + 1 for m in passage.sentence.mentions)
    pronoun = passage.sentence.tokens[h].low in {"it", "he", "she"}
    return passage.discourse.resolve(passage.sentence, span) if name or pronoun else []


def _affected(passage: Passage, verb: int, end: int) -> list[int]:
    """Whom it would hurt: the names in its object, before any relative clause."""
    sentence = passage.sentence
    if sentence.tokens[verb].low in {"embolden", "lead", "deter", "add"}:
        return []
    stop = next((k for k in range(verb, end) if sentence.tokens[k].low in {"that", "which", "who"}), end)
    inside = [m.who for m in sentence.mentions if verb < m.start < stop]
    return [
        who for who in dict.fromkeys(inside) if passage.discourse.cast[who].kind in {"state", "population", "company"}
    ][:2]


def _second_verb(sentence: Sentence, k: int) -> int | None:
    tokens = sentence.tokens
    while k < len(tokens) and (adverbial(tokens[k].low) or tokens[k].low in {"even", "then", "also"}):
        k += 1
    verbs = words("cues", "hazard.verbs", "neutral.verbs")
    return k if k < len(tokens) and tokens[k].low in verbs and harmful(sentence, k) else None


def _second(passage: Passage, first: Found) -> list[Found]:
    """The second of two harms: "could destabilize the peninsula and potentially violate resolutions"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    k = first.end
    verb = _second_verb(sentence, k + 1) if k < len(tokens) and tokens[k].low == "and" else None
    if verb is None:
        return []
    hedge = (
        tokens[verb - 1].text
        if tokens[verb - 1].low in {"potentially", "possibly", "probably", "likely"}
        else first.likelihood
    )
    end = clause_end(sentence, verb)
    text = phrase(sentence, verb, end)
    return [
        Found(
            "risks",
            first.by,
            sentence,
            k + 1,
            end,
            text=text,
            driver=first.driver,
            affected=_affected(passage, verb, end),
            likelihood=hedge,
            domain=domain(text, first.driver, sentence.text),
        )
    ]
