"""What the rules find: one item before it becomes a line of the draft, and the sentence in which rules look."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefer.domain.brief import ListName
from briefer.rules.clauses import Range, subject
from briefer.rules.discourse import Discourse
from briefer.rules.speech import Speech, speakers_at
from briefer.rules.tokens import Sentence


@dataclass
class Found:
    """One item: who, where (tokens `start` to `end` of `sentence` are its evidence), and its fields."""

    where: ListName
    by: list[int]
    sentence: Sentence
    start: int
    end: int
    text: str = ""
    kind: str = ""
    stance: str = ""
    status: str = ""
    target: str = ""
    to: list[int] = field(default_factory=list)
    condition: str = ""
    deadline: str = ""
    driver: str = ""
    affected: list[int] = field(default_factory=list)
    domain: str = ""
    likelihood: str = ""


@dataclass
class Passage:
    """One sentence as the rules see it: who says what in it, and the memory of what was read before."""

    sentence: Sentence
    speeches: list[Speech]
    discourse: Discourse
    mentioned: list[int] = field(default_factory=list)

    def subject_span(self, i: int) -> Range | None:
        """The noun phrase before the verb group at token `i`."""
        return subject(self.sentence, i)

    def subject(self, i: int) -> list[int]:
        """Who does what the verb at token `i` says; after "and" or a relative pronoun, the subject or antecedent before it."""
        from briefer.rules.subjects import doers

        return doers(self, i)

    def speakers(self, i: int) -> list[int]:
        """Who says token `i`."""
        return speakers_at(self.speeches, i)
