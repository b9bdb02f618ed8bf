"""Denials and answers that point back: "denials from Moscow", "the company denies it"."""

from __future__ import annotations

from briefer.rules.clauses import clause_end
from briefer.rules.items import Found
from briefer.rules.passage import Passage
from briefer.rules.trimming import tidy

_BACK = frozenset({"it", "this", "that", "them", "so", ""})
MAX_TARGET = 24


def denials(passage: Passage, i: int) -> Found | None:
    """As in "Despite denials from Moscow and Pyongyang"."""
    sentence, tokens = passage.sentence, passage.sentence.tokens
    if tokens[i].low not in {"denials", "denial"} or i + 2 >= len(tokens) or tokens[i + 1].low not in {"from", "by"}:
        return None
    by: list[int] = []
    reach = i + 3
    for m in sentence.mentions:
        if i < m.start <= reach:
            by.append(m.who)
            reach = m.end + 2
    if not by:
        return None
    end = clause_end(sentence, i)
    return Found("reactions", by, sentence, max(0, i - 1), end, stance="denies", text=tidy(sentence.slice(i, end)))


def reply(passage: Passage, item: Found) -> Found:
    """`item` with what it answers, where its object is only "it" or "that": what the sentence before says."""
    if item.target.lower() not in _BACK:
        return item
    item.target = ""
    before = passage.before
    if before is None or not item.stance in {"denies", "rejects"} or before.sentence.paragraph < passage.sentence.paragraph - 1:
        return item
    speech = next((s for s in before.speeches if not set(s.who) & set(item.by)), None)
    start = speech.verb + 1 if speech and speech.start == speech.verb + 1 else 0
    text = tidy(before.sentence.slice(start, clause_end(before.sentence, start, limit=MAX_TARGET)))
    item.target = text if len(text.split()) > 3 else ""
    return item
