"""Risks: possible future harm, by modal and hazard cues, and who says so."""

from __future__ import annotations

from briefer.rules.causes import Cause, Frame, cause, driver, frame
from briefer.rules.clauses import Range, clause_end, phrase
from briefer.rules.fears import raised, raising
from briefer.rules.foresight import BOUND, HEDGES, HOLLOW, dreaded, foreseen, governed, untoward, warned
from briefer.rules.hazards import domain, harmful, mends, suffers, undergoes, worsens
from briefer.rules.inflection import adverbial
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.subjects import head
from briefer.rules.tokens import Sentence
from briefer.rules.trimming import tidy

_LASTS = frozenset({"survive", "last", "cope", "recover"})
_POSSIBLE = frozenset({"could", "might", "may"})
_MODALS = frozenset({*_POSSIBLE, "will", "would", "can", *BOUND})


def risks(passage: Passage) -> list[Found]:
    """The risks in a sentence."""
    found: list[Found] = []
    cues = raising()
    for i, low in enumerate(passage.sentence.lows):
        if low in _MODALS and not (i and passage.sentence.tokens[i].capital):  # "May" is a month
            item = _by_modal(passage, i, found[-1] if found else None)
            item = item or (raised(passage, i) if low in BOUND else None)
            found += [item, *_second(passage, item)] if item else []
        elif low in cues:
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
    verb, hedged = governed(sentence, i)
    if verb is None or (tokens[verb].low == "have" and not harmful(sentence, verb)):
        return None
    of = cause(sentence, i)
    if of is None or _whoever(sentence, of.span):
        return None
    led = frame(passage, of.span[0])
    if any(t.low in {"not", "never"} for t in tokens[i:verb]):
        return _shortfall(passage, i, verb, of, led)
    if low in BOUND and not (
        tokens[i - 1].low in words("words", "be") and tokens[min(i + 1, len(tokens) - 1)].low == "to"
    ):
        return None
    plain = low in {"will", "would", "can"} and not hedged
    if plain and led is None and not foreseen(passage, i, verb, of):
        return None
    goes_on = before is not None and before.end == i - 1 and tokens[i - 1].low == "and"  # what goes on harms too
    if not goes_on and not _harms(passage, i, verb, of, led):
        return None
    likelihood = sentence.slice(i, hedged or i + 1)
    if plain:
        likelihood = led.likelihood if led else ""
    elif low in BOUND:
        likelihood = sentence.slice(i - 1, i + 2)
    return _risk(passage, (i, verb), of, led, likelihood)


def _whoever(sentence: Sentence, span: Range) -> bool:
    """Whether the subject is whoever does something: "those that refuse could" threatens them."""
    tokens = sentence.tokens
    near = {t.low for t in tokens[max(0, span[0] - 4) : span[0] + 2]}
    return bool(near & {"whoever", "anyone", "anybody"}) or (bool(near & {"those"}) and bool(near & {"that", "who"}))


def _harms(passage: Passage, i: int, verb: int, of: Cause, led: Frame | None) -> bool:
    """Whether what the modal at token `i` foretells is a harm: by its verb, by its object, or because somebody dreads it."""
    sentence = passage.sentence
    subject = {t.low for t in sentence.tokens[of.span[0] : of.span[1]]}
    if mends(sentence, verb, subject):
        return False
    if harmful(sentence, verb) or worsens(sentence, verb, subject) or (led is not None and led.dreads):
        return True
    if dreaded(passage, i):
        return True
    possible = sentence.tokens[i].low in _POSSIBLE
    warning = warned(passage, i)
    if warning and possible and not of.antecedent:  # nobody warns of what is good
        return True
    return (possible or warning) and not of.antecedent and untoward(passage, i, verb, of.span)


def _shortfall(passage: Passage, i: int, verb: int, of: Cause, led: Frame | None) -> Found | None:
    """As in "some orchards might not survive": the harm is that something fails to be."""
    low, what = passage.sentence.tokens[i].low, passage.sentence.tokens[verb].low
    lasting = low == "may" and what in {"have", "survive", "recover", "last"}
    feared = led is not None and (led.dreads or low in _POSSIBLE)
    ending = what in _LASTS and low in {"will", "would"} and bool(passage.speakers(i))
    if not feared and not (low == "might" or lasting or ending):
        return None
    if of.antecedent or what not in words("cues", "harmless.lacked"):
        return None
    likelihood = passage.sentence.tokens[i].text if low in _POSSIBLE else ""
    return _risk(passage, (i, verb), of, led, likelihood, whole=True)


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
    own = bool(set(_named(passage, of.span)) & set(speakers))
    if of.antecedent and set(passage.discourse.resolve(sentence, of.span)) & set(speakers):
        return None  # "the ministry said that it is weak and could fail": who speaks is not what fails
    if own and not (
        undergoes(sentence, verb) and tokens[of.span[0]].low == "it"
    ):  # what somebody may do itself is an offer or a threat
        return None
    subject = tidy(sentence.slice(*of.span))
    hollow = subject.lower() in HOLLOW and not own
    there = subject.lower() == "there"
    acting = bool(_named(passage, of.span)) and not harmful(sentence, verb)  # "Norland could use the pause to rearm"
    people = tokens[head(sentence, of.span)].low in words("roles", "groups")  # "customers might put off orders"
    suffering = there or people or suffers(sentence, verb, end) or dreaded(passage, i) or acting
    alone = whole or (not of.antecedent and (suffering or led is not None))
    if not subject or (alone and hollow and not there) or tokens[of.span[1] - 1].low == "what":
        return None
    start = of.span[0]
    text = tidy(sentence.slice(start, end)) if alone and not own else phrase(sentence, verb, end)
    if len(text.split()) < 2:
        return None
    blamed = "" if alone or hollow or own else subject
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
    hedge = tokens[verb - 1].text if tokens[verb - 1].low in HEDGES else first.likelihood
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
