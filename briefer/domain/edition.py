"""An edition: one day's brief as one frozen value. Every output is rendered from it alone, so that outputs cannot disagree."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from briefer.domain.brief import (
    Actor,
    Commitment,
    CommitmentKind,
    Names,
    Reaction,
    Risk,
    Status,
    Tokens,
    Value,
)
from briefer.domain.gathered import Tier
from briefer.domain.quote import Fit, Span

EditionStatus = Literal["ok", "partial", "quiet", "failed"]
"""ok: all was read; partial: some was not; quiet: all was read and nothing is new; failed: nothing could be read."""
Change = Literal["new", "repeated", "changed", "fulfilled", "broken", "withdrawn", "overdue"]
"""What a day did to a commitment in the ledger."""
TermName = Literal["deadline", "amount", "kind", "status", "condition"]


class Cited(Value):
    """Words located in one article of the edition: `Quote`, with the id of the article that they stand in."""

    article: str
    text: str = Field(min_length=1)
    spans: tuple[Span, ...] = Field(min_length=1)
    fit: Fit


class SourceReport(Value):
    """How one source went. `articles` were new to this edition; `reason` says what failed or was left out, else is ""."""

    name: str
    status: Literal["ok", "empty", "failed"]
    articles: int = 0
    reason: str = ""


class Page(Value):
    """One article of a story.

    `family` is the publisher that owns it (else its outlet), `copy_of` the id of the article of which it is a copy: both
    speak with one voice. `joined` is the reason why it belongs to this story. `new` tells the pages of this edition from
    those of earlier ones, which are listed for context. Times are ISO 8601 as the source states them.
    """

    id: str
    title: str | None = None
    outlet: str | None = None
    family: str
    source: str
    tier: Tier
    url: str | None = None
    language: str | None = None
    published: str | None = None
    updated: str | None = None
    fetched: str
    words: int
    copy_of: str | None = None
    joined: str = ""
    new: bool = True
    bottom_line: str | None = None
    whole: bool = True
    note: str = ""


class Update(Value):
    """The new fact that makes a known story an update: in words, and where it stands."""

    fact: str
    evidence: tuple[Cited, ...] = Field(min_length=1)


class Figure(Value):
    """What some articles say of a quantity, in the words of one of them."""

    value: str
    articles: tuple[str, ...] = Field(min_length=1)
    evidence: tuple[Cited, ...] = Field(min_length=1)


class Disagreement(Value):
    """One quantity of one story on which articles that do not copy each other differ."""

    story: str
    about: str
    figures: tuple[Figure, ...] = Field(min_length=2)


class Dispute(Value):
    """An accusation or claim beside what denies or rejects it."""

    story: str
    claim: Reaction[Cited]
    denial: Reaction[Cited]


class Story(Value):
    """What one or more articles tell of the same event.

    `pages`, `copies`, `families` and `primary` count the articles of this edition, those among them that are copies, the
    publishers that do not belong together, and the publishers that are themselves a party to the news; `voices` are the
    publishers that do not copy one another. `why` states the reasons of its rank. `bottom_line` is that of the article
    `told_by`. `update` is set where `status` is update.
    """

    id: str
    title: str
    status: Literal["new", "update", "repeated"]
    first_seen: str
    pages: int
    copies: int
    families: int
    primary: int
    voices: int = 1
    articles: tuple[Page, ...] = Field(min_length=1)
    why: str
    bottom_line: str | None = None
    told_by: str | None = None
    update: Update | None = None
    actors: tuple[Actor[Cited], ...] = ()
    commitments: tuple[Commitment[Cited], ...] = ()
    risks: tuple[Risk[Cited], ...] = ()
    reactions: tuple[Reaction[Cited], ...] = ()
    unproven: int = 0


class Term(Value):
    """One term of a commitment that is no longer what it was."""

    term: TermName
    old: str | None = None
    new: str | None = None


class Earlier(Value):
    """A commitment as it stood before this edition changed it: `terms` say what differs, `evidence` is the old quote."""

    seen: str
    terms: tuple[Term, ...] = ()
    kind: CommitmentKind
    action: str
    condition: str | None = None
    deadline: str | None = None
    status: Status
    evidence: tuple[Cited, ...] = ()


class Entry(Value):
    """One commitment in the ledger, as it stands at this edition.

    `due` is the last day that `deadline` leaves, YYYY-MM-DD, where that can be told. `first_seen` and `last_seen` are dates
    of editions. `was` is set where something changed. `possible` are ids of entries that may be the same promise: a person
    decides (`briefer ledger confirm`). `sources` describes the articles of evidence from earlier editions.
    """

    id: str
    by: Names
    to: Names = ()
    kind: CommitmentKind
    action: str
    condition: str | None = None
    deadline: str | None = None
    due: str | None = None
    status: Status
    change: Change
    first_seen: str
    last_seen: str
    was: Earlier | None = None
    possible: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    evidence: tuple[Cited, ...] = Field(min_length=1)


class Dated(Value):
    """Something that the articles expect on a day to come: `on` is YYYY-MM-DD, `entry` the ledger's where it is a deadline."""

    on: str
    what: str
    entry: str | None = None
    evidence: tuple[Cited, ...] = Field(min_length=1)


class Unread(Value):
    """An article, or a whole source, of which the edition says nothing, and why."""

    what: str
    source: str
    url: str | None = None
    reason: str


class Counts(Value):
    """`articles` of this edition; `copies` among them; `stories`; `briefed`, of which `kept` cost nothing again; `unread`.

    `undated` of the articles have no date: they count as of when they were first read. `undated_later` were first read after
    the window of an edition of the past, and are left out of it.
    """

    articles: int = 0
    copies: int = 0
    stories: int = 0
    briefed: int = 0
    kept: int = 0
    unread: int = 0
    undated: int = 0
    undated_later: int = 0


class Making(Value):
    """How an edition was made; `cost_usd` is in US dollars, or "unknown" where a price is."""

    backend: str
    backend_kind: str
    models: tuple[str, ...] = ()
    prompt: str
    prompt_sha256: str
    tokens: Tokens = Tokens()
    cost_usd: float | Literal["unknown"] = "unknown"
    notes: tuple[str, ...] = ()
    briefer: str
    created: str


class Edition(Value):
    """One day's brief, in the order in which it is read. This is the public document `briefer.edition/1`.

    `since` and `until` are the instants between which its articles appeared, ISO 8601 in the zone of the edition, whose name
    is `zone` ("" where it has none). `previous` is the date of the edition before it, which it says what has changed since;
    "" for the first of its series, None where that is not known. `cited` are the articles of
    earlier editions that evidence of the ledger stands in.
    """

    format: Literal["briefer.edition/1"] = "briefer.edition/1"
    title: str
    date: str
    profile: str = "default"
    slot: str = "daily"
    status: EditionStatus
    since: str
    until: str
    zone: str = ""
    previous: str | None = None
    counts: Counts
    making: Making
    sources: tuple[SourceReport, ...] = ()
    stories: tuple[Story, ...] = ()
    ledger: tuple[Entry, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    ahead: tuple[Dated, ...] = ()
    unread: tuple[Unread, ...] = ()
    cited: tuple[Page, ...] = ()

    def pages(self) -> dict[str, Page]:
        """Every article that evidence can stand in, by its id."""
        return {page.id: page for pages in (self.cited, *(story.articles for story in self.stories)) for page in pages}
