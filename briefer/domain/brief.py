"""What a brief says: drafts, whose evidence is text, and briefs, whose evidence has been located in the article.

The meaning of every field is the annotation guide (docs/guide.md). `E` is what evidence is: `str` in a draft, `Quote` in
the proven lists of a brief, `Quote | Missing` in its unproven ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from briefer.domain.quote import Evidence, Quote

E = TypeVar("E")
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Names = tuple[Text, ...]
Voices = Annotated[Names, Field(min_length=1)]

ActorKind = Literal[
    "person",
    "state",
    "government_body",
    "international_organization",
    "company",
    "armed_group",
    "civil_society",
    "population",
    "other",
]
CommitmentKind = Literal["obligation", "pledge", "offer", "threat"]
Status = Literal["proposed", "announced", "agreed", "in_force", "fulfilled", "broken", "withdrawn"]
Domain = Literal[
    "military",
    "nuclear",
    "diplomatic",
    "legal",
    "economic",
    "political",
    "humanitarian",
    "health",
    "environmental",
    "technological",
    "other",
]
Stance = Literal["acts", "denies", "rejects", "demands", "accuses", "condemns", "concerned", "endorses", "neutral"]
ListName = Literal["actors", "commitments", "risks", "reactions"]
LISTS: tuple[ListName, ...] = ("actors", "commitments", "risks", "reactions")


class Value(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Item(Value, Generic[E]):
    """What all four kinds of item have: the quotes that prove it. They come first, so that a model quotes before it asserts."""

    evidence: tuple[E, ...] = ()


class Actor(Item[E], Generic[E]):
    """Who matters in the story."""

    name: Text
    aliases: Names = ()
    kind: ActorKind
    affiliation: Text | None = None
    role: Text | None = None


class Commitment(Item[E], Generic[E]):
    """What somebody has bound itself, offered or threatened to do or not to do."""

    by: Voices
    to: Names = ()
    kind: CommitmentKind
    action: Text
    condition: Text | None = None
    deadline: Text | None = None
    status: Status


class Risk(Item[E], Generic[E]):
    """A possible future harm that the article, or somebody in it, raises."""

    event: Text
    driver: Text | None = None
    affected: Names = ()
    domain: Domain
    likelihood: Text | None = None
    assessed_by: Names = ()


class Reaction(Item[E], Generic[E]):
    """How an actor evaluates or answers what another has done or said."""

    by: Voices
    target: Text | None = None
    stance: Stance
    statement: Text


AnyItem = Actor[E] | Commitment[E] | Risk[E] | Reaction[E]


class Lists(Value, Generic[E]):
    """The four lists."""

    actors: tuple[Actor[E], ...] = ()
    commitments: tuple[Commitment[E], ...] = ()
    risks: tuple[Risk[E], ...] = ()
    reactions: tuple[Reaction[E], ...] = ()

    def items(self) -> Iterator[tuple[str, AnyItem[E]]]:
        """Every item with its path, such as `commitments[0]`, in the order of the document."""
        for name in LISTS:
            for index, item in enumerate(getattr(self, name)):
                yield f"{name}[{index}]", item


class Piece(Lists[str]):
    """What answers one of several requests for one draft: the properties that were asked for; the others are empty."""

    bottom_line: Text | None = None


class Draft(Piece):
    """What a model, a rule or an editor wrote: nothing in it has been proven."""

    bottom_line: Text


class ArticleCard(Value):
    """Which article a brief is of; `words` counts its words, `sha256` is of its text in UTF-8."""

    id: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    sha256: str
    words: int


class Check(Value):
    """One finding of the deterministic checks: which rule, on which item (`path`), and what a reader should know."""

    rule: str
    path: str
    message: str


class Tokens(Value):
    """Tokens used; None where the server did not say. `cached` is part of `prompt`, `reasoning` part of `completion`."""

    prompt: int | None = None
    cached: int | None = None
    completion: int | None = None
    reasoning: int | None = None


class Skipped(Value):
    """A backend that was asked first and gave no answer, and why."""

    backend: str
    reason: str


class Provenance(Value):
    """How a brief came to be.

    `fingerprints` has one entry an answered request (a long article is briefed in `parts`); `repairs` and `requotes`
    count the requests that followed an answer; `answered` says where the
    answers came from; `cost_usd` is in US dollars, or "unknown" where a price is. `captured` tells of a recording how, when
    and by which model it was made.
    """

    article_sha256: str
    prompt: str
    prompt_sha256: str
    schema_version: str
    backend: str
    backend_kind: str
    model_asked: str | None = None
    model_answered: str | None = None
    answered: Literal["computed", "live", "cache", "recording"]
    captured: str | None = None
    fingerprints: tuple[str, ...] = ()
    parts: int = 1
    attempts: int = 1
    repairs: int = 0
    requotes: int = 0
    skipped: tuple[Skipped, ...] = ()
    tokens: Tokens = Tokens()
    cost_usd: float | Literal["unknown"] = "unknown"
    notes: tuple[str, ...] = ()
    briefer: str
    created: str


class Brief(Value):
    """A brief as it is published: every item of the four lists rests on located words; the rest stands under `unproven`.

    This is the public document `briefer.brief/1`, in the order of its fields.
    """

    format: Literal["briefer.brief/1"] = "briefer.brief/1"
    article: ArticleCard
    bottom_line: str
    actors: tuple[Actor[Quote], ...] = ()
    commitments: tuple[Commitment[Quote], ...] = ()
    risks: tuple[Risk[Quote], ...] = ()
    reactions: tuple[Reaction[Quote], ...] = ()
    unproven: Lists[Evidence] = Lists[Evidence]()
    checks: tuple[Check, ...] = ()
    provenance: Provenance

    @property
    def proven(self) -> Lists[Quote]:
        """The four lists of what has been proven."""
        return Lists[Quote](
            actors=self.actors, commitments=self.commitments, risks=self.risks, reactions=self.reactions
        )
