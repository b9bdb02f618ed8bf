"""Risks: possible future harm, by modal and hazard cues, and who says so."""

from __future__ import annotations

from briefer.rules.causes import Cause, Frame, cause, driver, frame
from briefer.rules.clauses import Range, clause_end, phrase
from briefer.rules.fears import raised, raising
from briefer.rules.hazards import domain, harmful, mends, participles, suffers, worsens
from briefer.rules.inflection import adverbial
from briefer.rules.items import Found
from briefer.rules.lexicon import kinds, words
from briefer.rules.passage import Passage
from briefer.rules.subjects import head
from briefer.rules.terms import condition
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy

_POSSIBLE = frozenset({"could", "might", "may"})
_BOUND = frozenset(
    {"likely", "expected", "forecast", "predicted", "projected", "bound", "certain", "poised", "liable", "set"}
)
"""Words between "is" and "to" that foretell."""
_MODALS = frozenset({*_POSSIBLE, "will", "would", "can", *_BOUND})
_BY_DAMAGE = frozenset({"cause", "lead", "result", "trigger"})
_HEDGES = frozenset({"well", "potentially", "possibly", "likely", "probably"})
_HOLLOW = frozenset(
    {"this", "that", "it", "they", "he", "she", "we", "i", "these", "those", "which", "who", "there", "you", "what"}
)
_SUPPOSED = frozenset({"a", "an", "any", "another", "such"})


def risks(passage: Passage) -> list[Found]:
    """The risks in a sentence."""
    found: list[Found] = []
    cues = raising()
    for i, token in enumerate(passage.sentence.tokens):
        if token.low in _MODALS and not (token.capital and i):  # "May" is a month
            item = _by_modal(passage, i, found[-1] if found else None)
            item = item or (raised(passage, i) if token.low in _BOUND else None)
            found += [item, *_second(passage, item)] if item else []
        elif token.low in cues:
            item = raised(passage, i)
            found += [item] if item else []
    return found


def settle(found: list[Found], text: str) -> None:
    """Gives the risks whose own words have no domain that of the whole article."""
    open_ = [item for item in found if item.where == "risks" and item.domain == "other"]
    theme = domain(text, "", "") if open_ else "other"
    for item in open_:
        item.domain = theme


def _by_modal(passage: Passage, i: int, before: Found | None) -> Found | None:
    """As in "cholera could reach Bambari", "a cut would likely hasten the collapse", "is likely to spread", "will be halved if"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    low = tokens[i].low
    verb, hedged = _governed(sentence, i)
    if verb is None or tokens[verb].low == "have":
        return None
    of = cause(sentence, i)
    if of is None or _whoever(sentence, of.span):
        return None
    led = frame(passage, of.span[0])
    if any(t.low in {"not", "never"} for t in tokens[i:verb]):
        return _shortfall(passage, i, verb, of, led)
    if low in _BOUND and not (
        tokens[i - 1].low in words("words", "be") and tokens[min(i + 1, len(tokens) - 1)].low == "to"
    ):
        return None
    plain = low in {"will", "would", "can"} and not hedged
    if plain and led is None and not _foreseen(passage, i, verb, of):
        return None
    goes_on = before is not None and before.end == i - 1 and tokens[i - 1].low == "and"  # what goes on harms too
    if not goes_on and not _harms(passage, i, verb, of, led):
        return None
    likelihood = sentence.slice(i, hedged or i + 1)
    if plain:
        likelihood = led.likelihood if led else ""
    elif low in _BOUND:
        likelihood = sentence.slice(i - 1, i + 2)
    return _risk(passage, (i, verb), of, led, likelihood)


def _whoever(sentence: Sentence, span: Range) -> bool:
    """Whether the subject is whoever does something: "those that refuse could" threatens them."""
    tokens = sentence.tokens
    near = {t.low for t in tokens[max(0, span[0] - 4) : span[0] + 1]}
    return bool(near & {"whoever", "anyone", "anybody"}) or (bool(near & {"those"}) and bool(near & {"that", "who"}))


def _harms(passage: Passage, i: int, verb: int, of: Cause, led: Frame | None) -> bool:
    """Whether what the modal at token `i` foretells is a harm: by its verb, by its object, or because somebody dreads it."""
    sentence = passage.sentence
    subject = {t.low for t in sentence.tokens[of.span[0] : of.span[1]]}
    if mends(sentence, verb, subject):
        return False
    if harmful(sentence, verb) or worsens(sentence, verb, subject) or (led is not None and led.dreads):
        return True
    if _dreaded(passage, i):
        return True
    possible = sentence.tokens[i].low in _POSSIBLE or _warned(passage, i)
    return possible and not of.antecedent and _untoward(passage, i, verb, of.span)


def _shortfall(passage: Passage, i: int, verb: int, of: Cause, led: Frame | None) -> Found | None:
    """As in "some orchards might not survive": the harm is that something fails to be."""
    low, what = passage.sentence.tokens[i].low, passage.sentence.tokens[verb].low
    lasting = low == "may" and what in {"have", "survive", "recover", "last"}
    feared = led is not None and (led.dreads or low in _POSSIBLE)
    if not feared and not (low == "might" or lasting):
        return None
    if of.antecedent or what not in words("cues", "harmless.lacked"):
        return None
    likelihood = passage.sentence.tokens[i].text if low in _POSSIBLE else ""
    return _risk(passage, (i, verb), of, led, likelihood, whole=True)


def _untoward(passage: Passage, i: int, verb: int, span: Range) -> bool:
    """Whether what could happen by itself is raised by somebody as a possibility: "the migration could take longer"."""
    sentence = passage.sentence
    if sentence.tokens[verb].low in words("cues", "harmless.verbs"):
        return False
    noun = sentence.tokens[head(sentence, span)].low
    if noun in words("words", "pronouns") or noun in _HOLLOW or sentence.tokens[span[0]].low in {"anything", "no"}:
        return False
    cast = passage.discourse.cast
    who = passage.discourse.resolve(sentence, span)
    people = noun in words("roles", "groups", "persons") or noun == "sides" or noun in kinds()
    if people or any(cast[key].kind == "population" for key in who):  # what people may do is their own act
        return _warned(passage, i)
    return all(cast[key].kind == "other" for key in who)


def _governed(sentence: Sentence, i: int) -> tuple[int | None, int]:
    """The verb that a modal governs, and where its words of likelihood end ("could potentially", "might well"), else 0."""
    tokens, k, hedged = sentence.tokens, i + 1, 0
    if tokens[i].low in _BOUND:
        k += 1
    while k < len(tokens) and (tokens[k].low in words("words", "softeners") or adverbial(tokens[k].low)):
        if tokens[k].low in _HEDGES:
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


def _foreseen(passage: Passage, i: int, verb: int, of: Cause) -> bool:
    """Whether a plain "will" or "would" is a risk: warned of, or on a condition ("plants will run short if nothing comes")."""
    tokens = passage.sentence.tokens
    if _warned(passage, i):
        return True
    if tokens[i].low == "can":
        return tokens[verb].low in _BY_DAMAGE and harmful(passage.sentence, verb)
    if _damages(passage, i, verb, of.span):
        return True
    supposed = tokens[i].low == "would" and tokens[of.span[0]].low in _SUPPOSED
    passive = tokens[verb].low == "be" and verb + 1 < len(tokens) and tokens[verb + 1].low in participles()
    lacking = any(t.low in {"unless", "without"} for t in tokens)
    raised = passive or lacking or (bool(passage.speakers(i)) and tokens[verb].low != "cost")
    return raised and harmful(passage.sentence, verb) and (supposed or _conditional(passage, i))


def _damages(passage: Passage, i: int, verb: int, span: Range) -> bool:
    """Whether somebody says of a thing that it will do damage: "the tax will hurt small shops", "a strike would be a disaster"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    low = tokens[verb].low
    moving = words("cues", "hazard.rising", "hazard.falling")
    damage = low in words("cues", "hazard.verbs") - moving or (low in _BY_DAMAGE | {"mean", "be"} and low != "have")
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


def _dreaded(passage: Passage, i: int) -> bool:
    """Whether somebody fears what the modal at token `i` foretells: then it is a harm, whatever its verb."""
    tokens = passage.sentence.tokens
    return any(s.covers(i) and tokens[s.verb].low in words("verbs", "dread") for s in passage.speeches)


def _warned(passage: Passage, i: int) -> bool:
    tokens = passage.sentence.tokens
    return any(s.covers(i) and tokens[s.verb].low in words("verbs", "warn") for s in passage.speeches)


def _risk(
    passage: Passage, at: Range, of: Cause, led: Frame | None, likelihood: str, *, whole: bool = False
) -> Found | None:
    """The harm that a modal and its verb (`at`) foretell: the `whole` clause where its subject is what suffers, else the predicate."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    i, verb = at
    end = clause_end(sentence, verb)
    for k in range(verb + 1, end):  # two harms, each with its own verb: two risks
        if tokens[k].low == "and" and _second_verb(sentence, k + 1) is not None:
            end = k
            break
    speakers = (led.by if led else []) or passage.speakers(i)
    if set(_named(passage, of.span)) & set(speakers):  # what somebody may do itself is an offer or a threat
        return None
    subject = tidy(sentence.slice(*of.span))
    hollow = subject.lower() in _HOLLOW
    there = subject.lower() == "there"
    suffering = there or suffers(sentence, verb, end) or _dreaded(passage, i)
    alone = whole or (not of.antecedent and (suffering or led is not None))
    if not subject or (alone and hollow and not there) or tokens[of.span[1] - 1].low == "what":
        return None
    start = of.span[0]
    text = tidy(sentence.slice(start, end)) if alone else phrase(sentence, verb, end)
    if len(text.split()) < 2:
        return None
    blamed = "" if alone or hollow else subject
    return Found(
        "risks",
        speakers,
        sentence,
        start,
        end,
        text=text,
        driver=blamed or driver(sentence, start, end),
        affected=_affected(passage, verb, end) or (_harmed(passage, of.span) if alone else []),
        likelihood=likelihood,
        domain=domain(text, blamed, sentence.text),
    )


def _harmed(passage: Passage, span: Range) -> list[int]:
    """Who is harmed where the subject is what suffers: the state, company or people that it names."""
    cast = passage.discourse.cast
    return [who for who in _named(passage, span) if cast[who].kind in {"state", "population", "company"}]


def _named(passage: Passage, span: Range) -> list[int]:
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
    hedge = tokens[verb - 1].text if tokens[verb - 1].low in _HEDGES else first.likelihood
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
