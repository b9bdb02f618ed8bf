"""Denials and answers that point back: "denials from Moscow", "the company denies it"."""

from __future__ import annotations

from briefer.rules.clauses import clause_end
from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.passage import Passage
from briefer.rules.trimming import tidy

_DENIES = frozenset({"denied", "denies", "rejected", "rejects", "disputed", "disputes", "dismissed"})
_CLAIMS = frozenset({"claim", "charge", "accusation", "allegation", "report", "suggestion"})
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
BARE = 4
"""A denial of so few words says nothing by itself."""


ANSWERING = frozenset({"denials", "denial", "not", "never", *_DENIES})
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
        (k for k in range(i - 1, max(0, i - 9), -1) if tokens[k].low in _CLAIMS and tokens[k - 1].low in {"a", "an"}),
        None,
    )
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
    if span[0] and tokens[span[0] - 1].low in words("words", "subordinators"):  # "if they do not act"
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
    was = item.target
    item.target, item.bare = "", True
    before = passage.before
    if (
        before is None
        or item.stance not in {"denies", "rejects"}
        or before.sentence.paragraph < passage.sentence.paragraph - 1
    ):
        return item
    charge = next(
        (f for f in reversed(before.found) if f.stance in {"accuses", "demands", "condemns"} and f.by != item.by), None
    )
    if charge is not None:
        item.target = charge.text
        return item
    speech = next((s for s in before.speeches if not set(s.who) & set(item.by)), None)
    start = speech.verb + 1 if speech and speech.start == speech.verb + 1 else 0
    text = tidy(before.sentence.slice(start, clause_end(before.sentence, start, limit=MAX_TARGET)))
    item.target = text if len(text.split()) > 3 and speech is not None else was if " " in was else ""
    return item


def explain(passage: Passage) -> None:
    """Gives a denial that says no more than "denied it" the words that follow: what its speaker says instead."""
    before = passage.before
    if before is None or passage.found or before.sentence.paragraph != passage.sentence.paragraph:
        return
    for item in before.found:
        said = passage.speeches[0].who if passage.speeches else item.by
        if (
            item.stance not in {"denies", "rejects"}
            or not item.bare
            or len(item.text.split()) > BARE
            or not set(said) & set(item.by)
            or item.also
        ):
            continue
        end = clause_end(passage.sentence, 0)
        text = tidy(passage.sentence.slice(0, end))
        if len(text.split()) > BARE:
            item.text = text
            item.also.append(Found("reactions", item.by, passage.sentence, 0, end))
