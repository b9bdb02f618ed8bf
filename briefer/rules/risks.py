"""Risks: possible future harm, by modal and hazard cues, and who says so."""

from __future__ import annotations

from functools import cache

from briefer.rules.clauses import carried, clause_end, head, phrase, subject
from briefer.rules.hazards import domain, harmful, hazardous, participles
from briefer.rules.items import Found
from briefer.rules.lexicon import phrase_tree, phrases, words
from briefer.rules.passage import Passage
from briefer.rules.terms import condition
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy

_POSSIBLE = frozenset({"could", "might", "may"})
_MODALS = frozenset({"could", "might", "may", "will", "would", "likely"})
_FEARS = frozenset({"fear", "fears", "feared", "risks", "risked", "threatens", "threatened"})
_ODDS = frozenset({"likely", "unlikely", "probable", "improbable", "certain", "possible"})
_DEGREES = frozenset({"very", "highly", "almost", "nearly", "most", "quite", "more", "less", "increasingly"})
_OPINIONS = frozenset(
    {"thinks", "think", "thought", "considers", "considered", "called", "calls", "deemed", "sees", "believes", "finds"}
)
_HOLLOW = frozenset(
    {"this", "that", "it", "they", "he", "she", "we", "i", "these", "those", "which", "who", "there", "you"}
)


def risks(passage: Passage) -> list[Found]:
    """The risks in a sentence."""
    found: list[Found] = []
    for i, token in enumerate(passage.sentence.tokens):
        if token.low in _MODALS:
            item = _by_modal(passage, i)
            found += [item, *_second(passage, item)] if item else []
        elif token.low in _ODDS:
            item = _by_odds(passage, i)
            found += [item] if item else []
        elif token.low in _triggers():
            item = _by_cue(passage, i) or _warned_of(passage, i) or _feared(passage, i) or _not_ruled_out(passage, i)
            found += [item] if item else []
    return found


@cache
def _triggers() -> frozenset[str]:
    """The words at which a noun or verb may raise a risk."""
    return frozenset(phrase_tree("cues", "hazard.cues")) | _FEARS | {"warned", "warns", "warning", "rule", "exclude"}


def _by_modal(passage: Passage, i: int) -> Found | None:
    """As in "cholera could reach Bambari", "a cut would likely hasten the collapse", "is likely to spread", "will be halved if"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    low = tokens[i].low
    verb, hedged = _governed(sentence, i)
    if verb is None or tokens[verb].low == "have":
        return None
    if any(t.low in {"not", "never"} for t in tokens[i:verb]):
        return _shortfall(passage, i, verb) if low in {"might", "may"} else None
    if low == "likely" and not (
        i + 2 < len(tokens) and tokens[i + 1].low == "to" and tokens[i - 1].low in words("words", "be")
    ):
        return None
    plain = low in {"will", "would"} and not hedged
    if plain and not _conditional(passage, i):
        return None
    if plain and not (
        (tokens[verb].low == "be" and tokens[min(verb + 1, len(tokens) - 1)].low in participles())
        or _warned(passage, i)
    ):
        return None
    if not harmful(sentence, verb) and not (low in _POSSIBLE and _untoward(passage, i, verb)):
        return None
    likelihood = "" if plain else "likely" if low == "likely" else tidy(sentence.slice(i, hedged or i + 1))
    return _risk(passage, i, verb, likelihood)


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
    if span is None or not passage.speakers(i) or sentence.tokens[verb].low in words("cues", "harmless.verbs"):
        return False
    noun = sentence.tokens[head(sentence, span)].low
    if (
        noun in words("words", "pronouns")
        or noun in _HOLLOW
        or sentence.tokens[span[0]].low in {"anything", "no", "nobody"}
    ):
        return False
    cast = passage.discourse.cast
    return all(cast[who].kind in {"population", "other"} for who in passage.discourse.resolve(sentence, span))


def _governed(sentence: Sentence, i: int) -> tuple[int | None, int]:
    """The verb that a modal governs, and where its words of likelihood end ("could potentially", "might well"), else 0."""
    tokens, k, hedged = sentence.tokens, i + 1, 0
    if tokens[i].low == "likely":
        k += 1
    while k < len(tokens) and (tokens[k].low in words("words", "softeners") or tokens[k].low.endswith("ly")):
        if tokens[k].low in {"well", "potentially", "possibly", "likely", "probably"}:
            hedged = k + 1
        k += 1
    if k >= len(tokens) or not tokens[k].word or tokens[k].capital:
        return None, 0
    return k, hedged


def _conditional(passage: Passage, i: int) -> bool:
    text = passage.sentence.slice(i, len(passage.sentence.tokens))
    return bool(condition(text)) or passage.sentence.tokens[0].low in {"if", "unless", "without"}


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
    if span is not None and set(_named(passage, span)) & set(
        speakers
    ):  # what somebody may do itself is an offer or a threat
        return None
    cause = tidy(sentence.slice(*(span or shared))) if span or shared else ""
    passive = tokens[verb].low == "be"
    alone = tokens[verb].low in words("cues", "hazard.intransitive") or passive or end <= verb + 1
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
    while k < len(tokens) and (tokens[k].low.endswith("ly") or tokens[k].low in {"even", "then", "also"}):
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


def _by_odds(passage: Passage, i: int) -> Found | None:
    """As in "thinks a deliberate clash very unlikely"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    k = i
    while k > 0 and tokens[k - 1].low in _DEGREES:
        k -= 1
    if k > 1 and (
        tokens[k - 1].low in words("words", "be")
        or (tokens[k - 1].text in {"“", '"'} and tokens[k - 2].low in words("words", "be"))
    ):
        return _odds_of(passage, k, i)
    verb = next((j for j in range(k - 1, max(-1, k - 9), -1) if tokens[j].low in _OPINIONS), None)
    if verb is None or k - verb < 2:
        return None
    text = tidy(sentence.slice(verb + 1, k))
    by = passage.subject(verb)
    if not by or not hazardous(text) or any(t.low == "that" for t in tokens[verb:k]):
        return None
    likelihood = sentence.slice(k, i + 1)
    return Found(
        "risks", by, sentence, verb, i + 1, text=text, likelihood=likelihood, domain=domain(text, "", sentence.text)
    )


def _odds_of(passage: Passage, k: int, i: int) -> Found | None:
    """As in "A downgrade was unlikely this year": the odds of a harm that the subject names."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    be = k - 1 if tokens[k - 1].low in words("words", "be") else k - 2
    span = subject(sentence, be)
    if span is None or (i + 1 < len(tokens) and tokens[i + 1].low == "to"):
        return None
    text = tidy(sentence.slice(*span))
    if len(text.split()) < 2 or not hazardous(text):
        return None
    likelihood = sentence.slice(k, i + 1)
    return Found(
        "risks",
        passage.speakers(i),
        sentence,
        span[0],
        i + 1,
        text=text,
        likelihood=likelihood,
        domain=domain(text, "", sentence.text),
    )


def _not_ruled_out(passage: Passage, i: int) -> Found | None:
    """As in "could not rule out brief power cuts"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if (
        tokens[i].low not in {"rule", "exclude"}
        or i < 2
        or "not" not in {tokens[i - 1].low, "not" if tokens[i - 1].low == "cannot" else ""}
    ):
        return None
    start = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].low == "out")
    modal = i - 1 if tokens[i - 1].low == "cannot" else i - 2
    end = clause_end(sentence, start) if start < len(tokens) else start
    text = phrase(sentence, start, end) if start < end else ""
    by = passage.subject(modal)
    if not by or len(text.split()) < 2 or not hazardous(text) or tokens[modal].low not in {"could", "can", "cannot"}:
        return None
    likelihood = sentence.slice(modal, start)
    return Found(
        "risks",
        by,
        sentence,
        modal,
        end,
        text=text,
        driver=condition(sentence.text),
        likelihood=likelihood,
        domain=domain(text, "", sentence.text),
    )


def _by_cue(passage: Passage, i: int) -> Found | None:
    """As in "a risk that works would slip", "fears of a recession", "a realistic possibility of a misjudgement"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    for parts, _ in phrase_tree("cues", "hazard.cues").get(tokens[i].low, ()):
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
        fear = parts[0] in {"fear", "fears"} or parts[-2:] in {
            ("risk", "that"),
            ("danger", "that"),
            ("danger", "of"),
            ("risk", "of"),
        }
        if len(text.split()) < 2 or not (fear or hazardous(text)):
            return None
        hedge = _hedge_before(sentence, i)
        return Found(
            "risks",
            passage.speakers(i),
            sentence,
            i,
            end,
            text=text,
            likelihood=hedge,
            domain=domain(text, "", sentence.text),
        )
    return None


def _warned_of(passage: Passage, i: int) -> Found | None:
    """As in "warned of a famine"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if (
        tokens[i].low not in {"warned", "warns", "warning"}
        or i + 2 >= len(tokens)
        or tokens[i + 1].low not in {"of", "against"}
    ):
        return None
    by = passage.subject(i)
    end = clause_end(sentence, i + 2)
    text = phrase(sentence, i + 2, end)
    if not by or len(text.split()) < 2 or not hazardous(text):
        return None
    return Found("risks", by, sentence, i, end, text=text, domain=domain(text, "", sentence.text))


def _feared(passage: Passage, i: int) -> Found | None:
    """As in "hotel owners fear a collapse in bookings", "the delay risks stranding crews", "the row threatens to derail the talks"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    low = tokens[i].low
    if low not in _FEARS or not 0 < i < len(tokens) - 2 or tokens[i].quoted:
        return None
    noun = tokens[i - 1].low in words("words", "determiners", "prepositions", "possessives", "adverbs")
    if noun or tokens[i + 1].low in {"of", "that", "for", "by"}:
        return None
    span = subject(sentence, i)
    start = i + 1 + (tokens[i + 1].low == "to")
    end = clause_end(sentence, start)
    text = phrase(sentence, start, end)
    if (
        span is None
        or len(text.split()) < 2
        or not (hazardous(text) or (low[:4] == "risk" and tokens[start].low.endswith("ing")))
    ):
        return None
    who = passage.discourse.resolve(sentence, span)
    if low[:4] == "fear":
        return (
            Found("risks", who, sentence, span[0], end, text=text, domain=domain(text, "", sentence.text))
            if who
            else None
        )
    if who:  # who can act threatens, and may run a risk: neither is a harm that somebody foresees
        return None
    cause = tidy(sentence.slice(*span))
    return Found(
        "risks",
        passage.speakers(i),
        sentence,
        span[0],
        end,
        text=text,
        driver=cause,
        domain=domain(text, cause, sentence.text),
    )


def _hedge_before(sentence: Sentence, i: int) -> str:
    """The words of likelihood that end at the cue: "a realistic possibility"."""
    before = sentence.slice(max(0, i - 3), i + 1)
    for likely in phrases("cues", "hazard.likely"):
        at = before.lower().find(likely)
        if at >= 0:
            return before[at : at + len(likely)]
    return ""
