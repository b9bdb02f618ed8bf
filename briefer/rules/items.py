"""What the rules find: one item before it becomes a line of the draft."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefer.domain.brief import ListName
from briefer.rules.tokens import Sentence


@dataclass
class Found:
    """One item: who (keys of the cast), where (tokens `start` to `end` of `sentence` are its evidence), and its fields.

    `bare` is an answer that only points back ("denied it"); `also` are findings that say the same of the same: their
    stretches are further evidence.
    """

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
    bare: bool = False
    also: list[Found] = field(default_factory=list)
