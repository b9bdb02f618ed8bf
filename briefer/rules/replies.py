"""Denials and answers that point back: "denials from Moscow", "the company denies it"."""

from __future__ import annotations

from briefer.rules.clauses import CLAIMS, clause_end
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.tokens import Token
from briefer.rules.trimming import tidy

_DENIES = frozenset({"denied", "denies", "rejected", "rejects", "disputed", "disputes", "dismissed"})
_BACK = frozenset(
    {
        "it",
        "this",
        "that",
        "them",
        "so",
        "",
        "the charge",
        "the charges",
        "the accusation",
        "the accusations",
        "the allegation",
    }
    | {"the allegations", "the claim", "the claims", "the report", "any wrongdoing", "wrongdoing"}
)
MAX_TARGET = 24
MAX_STATEMENT = 24
_ARGUED = frozenset({"denies", "rejects"})
"""Stances whose speaker goes on to say why."""
_ANSWERED = {"denies": {"accuses", "condemns"}, "rejects": {"accuses", "condemns", "demands"}}
"""What is denied is a charge, never a demand."""
FEW = 2
BARE = 4
"""A denial of so few words says nothing by itself."""


_IN_ANSWER = frozenset({"response", "retaliation", "reprisal", "protest", "reply", "revenge"})
ANSWERING = frozenset({"denials", "denial", "not", "never", *_DENIES, *_IN_ANSWER})
"""The words at which these rules look."""


def answered_claim(passage: Passage, i: int) -> Found | None:
    """As in "fired live rounds, a claim the police denied": who denies what the clause before says."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if (
        tokens[i].low not in {"denied", "denies", "rejected", "rejects", "disputed", "disputes", "dismissed"}
        or tokens[i].quoted
    ):
        return None
    noun = next(
        (k for k in range(i - 1, max(0, i - 9), -1) if tokens[k].low in CLAIMS and tokens[k - 1].low in {"a", "an"}),
        None,
    )
    if noun is None:
        return _which_denied(passage, i)
    if noun is None or noun < 5 or tokens[noun - 2].text != ",":
        return None
    span = (noun + 1 + (tokens[noun + 1].low in {"that", "which"}), i)
    by = passage.discourse.resolve(sentence, span) if span[0] < i else []
    if not by:
        return None
    speech = next((s for s in passage.speeches if s.covers(noun - 3)), None)
    start = speech.verb + 1 if speech and speech.verb < noun else 0
    target = tidy(sentence.slice(start, min(noun - 2, clause_end(sentence, start, limit=MAX_TARGET))))
    stance = "denies" if tokens[i].low[0] == "d" and tokens[i].low != "dismissed" else "rejects"
    return Found(
        "reactions",
        by,
        sentence,
        noun - 1,
        i + 1,
        stance=stance,
        target=target,
        text=tidy(sentence.slice(noun - 1, i + 1)),
    )


def _which_denied(passage: Passage, i: int) -> Found | None:
    """As in "counted votes twice, which the commission denied"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    which = next((k for k in range(i - 1, max(0, i - 8), -1) if tokens[k].low == "which"), None)
    if which is None or which < 2 or tokens[which - 1].text != "," or which + 1 == i:
        return None
    if i + 1 < len(tokens) and tokens[i + 1].word:
        return None
    by = passage.discourse.resolve(sentence, (which + 1, i), acts=True)
    if not by:
        return None
    charge = passage.found[-1] if passage.found and not set(passage.found[-1].by) & set(by) else None
    stance = "denies" if tokens[i].low.startswith("den") or tokens[i].low.startswith("disp") else "rejects"
    text = tidy(sentence.slice(which, i + 1))
    return Found(
        "reactions", by, sentence, which, i + 1, stance=stance, target=charge.text if charge else "", text=text
    )


def disowned(passage: Passage, i: int) -> Found | None:
    """As in "said it had not supplied the shells", "“We have never paid them,” he said": a denial of one's own deed."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if (
        tokens[i].low not in {"not", "never"}
        or i < 2
        or tokens[i - 1].low not in {"had", "has", "have", "did", "do"}
        or i + 2 >= len(tokens)
    ):
        return None
    by = passage.speakers(i)
    span = passage.subject_span(i)
    if (
        not by
        or span is None
        or tokens[i + 1].low in words("words", "idle")
        or tokens[i + 1].low in words("words", "adverbs", "be")
    ):
        return None
    if span[0] and tokens[span[0] - 1].low in words("words", "subordinators", "relatives"):  # "if they do not act"
        return None
    before = passage.before.found if passage.before else []
    charged = any(item.stance in {"accuses", "condemns"} and not set(item.by) & set(by) for item in before)
    if not charged and tokens[i].low != "never":  # without a charge it is mere news
        return None
    voices = passage.discourse.voices(by)
    if any(item.stance in {"denies", "rejects"} and voices & set(item.by) for item in before):  # it says why
        return None
    if tokens[span[0]].low not in {"it", "he", "she", "they", "we", "i"} and not set(
        passage.discourse.resolve(sentence, span)
    ) & set(by):
        return None
    who = passage.discourse.resolve(sentence, span)
    if who and not set(who) & set(by):
        return None
    end = clause_end(sentence, span[0])
    return Found(
        "reactions", by, sentence, span[0], end, stance="denies", target="it", text=tidy(sentence.slice(span[0], end))
    )


def answered(passage: Passage, i: int) -> Found | None:
    """As in "In retaliation for the tariffs, Norway closed its ports": a step that the article calls an answer."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in _IN_ANSWER or i == 0 or tokens[i - 1].low != "in" or i + 3 >= len(tokens):
        return None
    comma = next((k for k in range(i + 2, len(tokens)) if tokens[k].text == ","), None) if i <= 1 else None
    start = comma + 1 if comma is not None else 0
    stop = len(tokens) if comma is not None else i - 1
    verb = next((k for k in range(start + 1, stop) if _past(tokens[k])), None)
    if verb is None or any(t.low in words("words", "modals") | words("verbs", "say") for t in tokens[start : verb + 1]):
        return None
    by = passage.subject(verb)
    if not by:
        return None
    end = comma if comma is not None else clause_end(sentence, i + 2)
    target = tidy(sentence.slice(i + 2, end)) if tokens[i + 1].low in {"to", "for", "at", "over", "against"} else ""
    span = passage.from_subject(verb)
    stop = min(stop, clause_end(sentence, verb))
    return Found(
        "reactions", by, sentence, span, stop, stance="acts", target=target, text=tidy(sentence.slice(verb, stop))
    )


def _past(token: Token) -> bool:
    return not token.capital and (token.low.endswith("ed") or token.low in words("words", "pasts"))


def denials(passage: Passage, i: int) -> Found | None:
    """As in "Despite denials from Moscow and Pyongyang"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in {"denials", "denial"} or i + 2 >= len(tokens) or tokens[i + 1].low not in {"from", "by"}:
        return None
    by: list[int] = []
    end = i + 2
    for m in sentence.mentions:
        if m.start == end or (by and m.start == end + 1 and tokens[end].low == "and"):
            by.append(m.who)
            end = m.end
    if not by:
        return None
    found = Found("reactions", by, sentence, max(0, i - 1), end, stance="denies", text=tidy(sentence.slice(i, end)))
    if (
        i and tokens[i - 1].low == "despite" and end + 1 < len(tokens)
    ):  # what they deny is what the sentence goes on to say
        found.target = tidy(sentence.slice(end + 1, clause_end(sentence, end + 1)))
    return found


def reply(passage: Passage, item: Found) -> Found:
    """`item` with what it answers, where its object is only "it" or "that": what the sentence before says."""
    if item.target.lower() not in _BACK or item.text.lower().startswith("denial"):
        return item
    if item.stance == "rejects" and not item.target and len(item.text.split()) > FEW:  # "dismissed as “fiction”"
        return item
    was = item.target
    item.target, item.bare = "", True
    _after_colon(passage, item)
    before = passage.before
    if (
        before is None
        or item.stance not in {"denies", "rejects"}
        or before.sentence.paragraph < passage.sentence.paragraph - 1
    ):
        return item
    charge = next((f for f in reversed(before.found) if f.stance in _ANSWERED[item.stance] and f.by != item.by), None)
    if charge is not None:
        item.target = charge.text
        if charge.stance == "accuses":  # who rejects a charge denies it
            item.stance = "denies"
        return item
    voices = passage.discourse.voices(item.by)
    speech = next((s for s in before.speeches if not set(s.who) & voices), None)
    start = speech.verb + 1 if speech and speech.start == speech.verb + 1 else 0
    text = tidy(before.sentence.slice(start, clause_end(before.sentence, start, limit=MAX_TARGET)))
    item.target = text if len(text.split()) > 3 and speech is not None else was if " " in was else ""
    return item


def _after_colon(passage: Passage, item: Found) -> None:
    """Adds what follows the colon after a bare answer: "disputes this: both were acted on"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if item.stance == "denies" and item.end + 1 < len(tokens) and tokens[item.end].text == ":":
        start, item.end = item.end + 1, clause_end(sentence, item.end + 1)
        item.text, item.bare = tidy(sentence.slice(start, item.end)), False


def explain(passage: Passage) -> None:
    """Adds to an answer of the sentence before what its speaker goes on to say: "rejected the finding: “We have never ...”"."""
    before = passage.before
    if before is None or passage.found or passage.told or before.sentence.paragraph != passage.sentence.paragraph:
        return
    answers = [item for item in before.found if item.stance in _ARGUED and not item.also]
    item = answers[-1] if answers else None
    said = passage.speeches[0].who if passage.speeches else []
    if item is None or not (
        passage.discourse.voices(said) & set(item.by)
        or (item.bare and item.stance == "denies" and (not said or _negates(passage)))
    ):
        return
    start = said_from(passage)
    end = clause_end(passage.sentence, start)
    text = tidy(passage.sentence.slice(start, end))
    if len(text.split()) <= BARE or passage.sentence.tokens[start].low in words("words", "prepositions"):
        return
    bare = item.bare and item.stance == "denies" and len(item.text.split()) <= BARE
    whole = text if bare else f"{item.text}: {text}"
    if len(whole.split()) > MAX_STATEMENT and item.target and item.stance == "denies":
        whole = text  # the target says what is denied
    if len(whole.split()) <= MAX_STATEMENT:
        item.text = whole
        item.also.append(Found("reactions", item.by, passage.sentence, start, end))


def said_from(passage: Passage) -> int:
    """Where what is said begins: after "he said that"."""
    speech = passage.speeches[0] if passage.speeches else None
    if speech is None or speech.start == 0:
        return 0
    tokens = passage.sentence.tokens
    start = speech.start
    told = next((k for k in range(start, min(start + 6, len(tokens) - 1)) if tokens[k].low == "that"), None)
    if told is not None and speech.verb < start and tokens[speech.verb].low in {"told", "tells"}:
        start = told
    while start < len(tokens) - 1 and tokens[start].low in {"that", "out", ",", ":"}:
        start += 1
    return start


def _negates(passage: Passage) -> bool:
    """Whether a sentence denies something: the body that a state's denial comes from may say it for the state."""
    return any(t.low in words("words", "negations") for t in passage.sentence.tokens)
