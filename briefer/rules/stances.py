"""One reaction: who answers, by which verb, with which stance, to what."""

from __future__ import annotations

from briefer.rules.clauses import clause_end, phrase
from briefer.rules.items import Found
from briefer.rules.passage import Passage
from briefer.rules.targets import answered_thing


def by_verb(passage: Passage, i: int, by: list[int], stance: str, target: str = "") -> Found:
    """The reaction of `by` by the verb at token `i`: from its subject to the end of its clause."""
    sentence = passage.sentence
    end = clause_end(sentence, i)
    text = phrase(sentence, i)
    return Found(
        "reactions",
        by,
        sentence,
        passage.from_subject(i),
        end,
        stance=stance,
        target=answered_thing(target),
        text=text
        if " " in text
        else sentence.slice(i, max(end, i + 2)).strip(" ,;."),  # "rejected that" keeps its object
    )


def by_clause(passage: Passage, start: int, by: list[int], stance: str, target: str = "") -> Found:
    """The reaction of `by` in the clause that begins at token `start`, which says it in their own words."""
    sentence = passage.sentence
    end = clause_end(sentence, start)
    return Found("reactions", by, sentence, start, end, stance=stance, target=target, text=phrase(sentence, start, end))
