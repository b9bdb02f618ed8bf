"""How well a brief agrees with a reference: what is scored, against what, and every number that comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import fsum
from typing import Literal, NamedTuple

from briefer.domain.brief import LISTS, ListName, Lists
from briefer.domain.quote import Evidence, Quote

Importance = Literal["vital", "okay"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """The items that are scored, proven and unproven, as `reading.ground` sorts them.

    Whoever scores a finished brief lets `ground` locate its quotes again, from what they say and not from their offsets:
    a verbatim quote with wrong offsets is right, and right offsets do not save a quote that the article does not have.
    """

    proven: Lists[Quote] = field(default_factory=Lists[Quote])
    unproven: Lists[Evidence] = field(default_factory=Lists[Evidence])


@dataclass(frozen=True, slots=True)
class Reference:
    """What a person says that a brief of the article should hold, its evidence located like a candidate's.

    `okay` has the paths (such as `risks[2]`) of the items that cost nothing to miss and nothing to have; all others are
    vital. `annotator` is `a`, `b` or `adjudicated`.
    """

    lists: Lists[Evidence]
    okay: frozenset[str] = frozenset()
    annotator: str = "adjudicated"

    def importance(self, path: str) -> Importance:
        """How much the item at `path` matters."""
        return "okay" if path in self.okay else "vital"


class FieldLikeness(NamedTuple):
    """How alike one field of two items is, from 0 to 1, and what share of the item it makes up."""

    field: str
    likeness: float
    weight: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """An item of the brief and the item of the reference that it was compared with; one of them may be None.

    `predicted` and `expected` are paths: `reactions[1]`, `unproven.reactions[0]`. `align` decided that they were compared,
    `credit` is what the pair is worth, and `refused` says why that is less than the likeness of its fields. A
    contradiction is a pair that would have earned credit, had it not said the opposite.
    """

    list: ListName
    predicted: str | None
    expected: str | None
    importance: Importance | None = None
    align: float = 0.0
    credit: float = 0.0
    fields: tuple[FieldLikeness, ...] = ()
    evidence: float = 0.0
    refused: tuple[str, ...] = ()
    contradiction: bool = False


@dataclass(frozen=True, slots=True)
class ListScore:
    """One list of a brief against the same list of a reference.

    `credit` is the sum of the credits of the pairs with vital items; `predicted` counts the items of the brief without those
    that were matched with an okay item, `expected` the vital items, `hits` those of them that earned any credit.
    """

    credit: float = 0.0
    predicted: int = 0
    expected: int = 0
    hits: int = 0

    @property
    def applicable(self) -> bool:
        """False where neither side has anything to say: such a list is left out of every mean."""
        return self.predicted > 0 or self.expected > 0

    @property
    def precision(self) -> float | None:
        """Credit earned per item of the brief; None where there is no item."""
        return self.credit / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Credit earned per vital item of the reference; None where there is none."""
        return self.credit / self.expected if self.expected else None

    @property
    def vital_recall(self) -> float | None:
        """The share of the vital items that were found at all, however well; None where there is none."""
        return self.hits / self.expected if self.expected else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where the list is not applicable."""
        return 2 * self.credit / (self.predicted + self.expected) if self.applicable else None

    def __add__(self, other: ListScore) -> ListScore:
        """Pooled counts."""
        return ListScore(
            fsum((self.credit, other.credit)),
            self.predicted + other.predicted,
            self.expected + other.expected,
            self.hits + other.hits,
        )


def _no_lists() -> Mapping[ListName, ListScore]:
    return {name: ListScore() for name in LISTS}


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """The score of one brief of one article.

    `items` counts the items of the brief, `proven` those whose evidence is in the article. A brief that is invalid, refused
    or missing has `valid` False, earns nothing, and stays in every count of articles. `scorer` is the hash of the scorer.
    """

    article: str
    valid: bool = True
    lists: Mapping[ListName, ListScore] = field(default_factory=_no_lists)
    pairings: tuple[Pairing, ...] = ()
    items: int = 0
    proven: int = 0
    scorer: str = ""

    @property
    def f1(self) -> float | None:
        """The mean of F1 over the lists that apply; None where none does. An invalid brief has 0."""
        if not self.valid:
            return 0.0
        values = [score.f1 for score in self.lists.values() if score.f1 is not None]
        return fsum(values) / len(values) if values else None

    @property
    def pooled(self) -> ListScore:
        """All four lists as one."""
        return sum(self.lists.values(), ListScore())

    @property
    def grounding(self) -> float | None:
        """The share of the items whose evidence was found in the article; None where there is no item."""
        return self.proven / self.items if self.items else None

    @property
    def contradictions(self) -> int:
        """How many items say the opposite of the reference."""
        return sum(pairing.contradiction for pairing in self.pairings)
