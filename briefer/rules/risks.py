"""Risks: possible future harm, by modal and hazard cues, and who says so."""

from __future__ import annotations

from briefer.domain.brief import Domain
from briefer.rules.clauses import clause_end, head, phrase, subject, tidy
from briefer.rules.items import Found, Passage
from briefer.rules.lexicon import phrase_tree, phrases, table, words
from briefer.rules.terms import condition
from briefer.rules.tokens import Sentence

_MODALS = frozenset({"could", "might", "may"})


def risks(passage: Passage) -> list[Found]:
    """The risks in a sentence."""
    found: list[Found] = []
    sentence = passage.sentence
    for i, token in enumerate(sentence.tokens):
        if token.low in _MODALS and (item := _by_modal(passage, i)):
            found.append(item)
            found += _conjunct(passage, item)
        elif item := _by_cue(passage, i):
            found.append(item)
    return found


def _by_modal(passage: Passage, i: int) -> Found | None:
    """As in "Cholera could reach Bambari", "any transfer could destabilize the peninsula"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    verb, likelihood = _over_hedges(sentence, i)
    if verb is None or not _harmful(sentence, verb) or _past(sentence, verb):
        return None
    if verb + 1 < len(tokens) and any(t.low in {"not", "never"} for t in tokens[i + 1 : verb]):
        return None
    return _risk(passage, i, verb, likelihood)


def _over_hedges(sentence: Sentence, i: int) -> tuple[int | None, str]:
    """The verb that a modal governs, and the words of likelihood: "could potentially", "might well"."""
    tokens, k = sentence.tokens, i + 1
    while k < len(tokens) and (
        tokens[k].low in {"well", "also", "even", "then", "soon", "still", "ultimately", "eventually", "further", "not"}
        or tokens[k].low.endswith("ly")
    ):
        k += 1
    if k >= len(tokens) or not tokens[k].word or tokens[k].capital:
        return None, ""
    hedge = k if tokens[k - 1].low in {"well", "potentially", "possibly"} and k > i + 1 else i + 1
    return k, sentence.slice(i, hedge)


def _harmful(sentence: Sentence, verb: int) -> bool:
    tokens = sentence.tokens
    if tokens[verb].low in words("cues", "hazard.verbs"):
        return True
    end = clause_end(sentence, verb, limit=10)
    if tokens[verb].low in {
        "lead",
        "cause",
        "bring",
        "result",
        "mean",
        "create",
        "pose",
        "face",
        "see",
        "add",
        "prompt",
        "push",
        "draw",
        "force",
        "leave",
        "come",
        "put",
        "be",
        "become",
        "end",
    }:
        return any(t.low in words("cues", "hazard.nouns") for t in tokens[verb + 1 : end])
    return False


def _past(sentence: Sentence, verb: int) -> bool:
    return sentence.tokens[verb].low == "have"


def _risk(passage: Passage, i: int, verb: int, likelihood: str, *, driver: str | None = None) -> Found | None:
    sentence, tokens = passage.sentence, passage.sentence.tokens
    end = clause_end(sentence, verb)
    for k in range(verb + 1, end):  # two harms, each with its own verb: two risks
        if tokens[k].low == "and" and _second_verb(sentence, k + 1) is not None:
            end = k
            break
    span = subject(sentence, i)
    if span is None and driver is None:
        return None
    cause = driver if driver is not None else tidy(sentence.slice(*span)) if span else ""
    who = passage.discourse.resolve(sentence, span) if span and _named(passage, span) else []
    speakers = passage.speakers(i)
    if who and set(who) & set(speakers):  # what somebody may do itself is an offer or a threat
        return None
    transitive = tokens[verb].low not in words("cues", "hazard.intransitive") and end > verb + 1
    if transitive:
        text, _start = phrase(sentence, verb, end), verb
    elif span is not None:
        text, _start, cause = tidy(sentence.slice(span[0], end)), span[0], ""
    else:
        return None
    if cause.lower() in words("words", "pronouns", "determiners"):
        cause = ""
    cause = cause or condition(sentence.slice(i, len(tokens)))
    return Found(
        "risks",
        speakers,
        sentence,
        span[0] if span else i,
        end,
        text=text,
        driver=cause,
        affected=_affected(passage, verb, end),
        likelihood=likelihood,
        domain=domain(text, cause, sentence.text),
    )


def _affected(passage: Passage, verb: int, end: int) -> list[int]:
    """Whom it would hurt: the names in its object, before any relative clause."""
    sentence = passage.sentence
    if sentence.tokens[verb].low in {"embolden", "lead", "deter", "benefit"}:
        return []
    stop = next((k for k in range(verb, end) if sentence.tokens[k].low in {"that", "which", "who"}), end)
    inside = [m.who for m in sentence.mentions if verb < m.start < stop]
    return [who for who in inside if passage.discourse.cast[who].kind in {"state", "population", "company"}][:2]


def _named(passage: Passage, span: tuple[int, int]) -> bool:
    h = head(passage.sentence, span)
    return any(m.end == h + 1 for m in passage.sentence.mentions) or passage.sentence.tokens[h].low in {
        "it",
        "he",
        "she",
    }


def _second_verb(sentence: Sentence, k: int) -> int | None:
    tokens = sentence.tokens
    while k < len(tokens) and (
        tokens[k].low.endswith("ly") or tokens[k].low in {"could", "might", "may", "even", "then", "also"}
    ):
        k += 1
    return (
        k
        if k < len(tokens)
        and _harmful(sentence, k)
        and tokens[k].low in words("cues", "hazard.verbs") | {"lead", "cause"}
        else None
    )


def _conjunct(passage: Passage, first: Found) -> list[Found]:
    sentence, tokens = passage.sentence, passage.sentence.tokens
    k = first.end
    if k >= len(tokens) or tokens[k].low != "and":
        return []
    verb = _second_verb(sentence, k + 1)
    if verb is None or any(t.low in {"could", "might", "may"} for t in tokens[k + 1 : verb]):
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


def _by_cue(passage: Passage, i: int) -> Found | None:
    """As in "a risk that works would slip", "fears of a recession", "a realistic possibility of a misjudgement"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    for parts, _ in phrase_tree("cues", "hazard.cues").get(tokens[i].low, ()):
        width = len(parts)
        if tuple(t.low for t in tokens[i : i + width]) != parts or i + width >= len(tokens):
            continue
        end = clause_end(sentence, i + width)
        text = phrase(sentence, i + width, end)
        if len(text.split()) < 2 or not (
            parts[0] in {"risk", "danger", "threat", "a", "the", "fear", "fears"} or _hazardous(text)
        ):  # one word names no event
            return None
        hedge = ""
        for likely in phrases("cues", "hazard.likely"):
            if f" {likely} of" in f" {sentence.slice(max(0, i - 4), i + width)}".lower():
                hedge = sentence.slice(max(0, i - len(likely.split()) + 1), i + 1)
                break
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


def _hazardous(text: str) -> bool:
    low = set(text.lower().replace(",", " ").split())
    return bool(low & (words("cues", "hazard.nouns") | words("cues", "hazard.verbs"))) or any(
        w.endswith("ing") and w[:-3] in words("cues", "hazard.verbs") for w in low
    )


def domain(event: str, driver: str, sentence: str) -> Domain:
    """The domain whose words the event has most of; the driver, then the sentence, decide where it has none."""
    for text in (event, driver, sentence):
        low = (
            text.lower()
            .replace("’s", " ")
            .replace("-", " ")
            .replace(",", " ")
            .replace("“", " ")
            .replace("”", " ")
            .split()
        )
        best, most = None, 0
        for name in table("cues")["domains"]:
            count = sum(word in words("cues", f"domains.{name}") for word in low)
            if count > most:
                best, most = name, count
        if best:
            return best  # type: ignore[no-any-return]  # the lexicon's groups are domains
    return "other"
