"""The tables of the configuration that intake reads: `[fetch]` and `[[sources]]`."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from briefer.domain.gathered import Tier
from briefer.intake.naming import parts

_TIERS: dict[object, str] = {1: "primary", 2: "secondary", 3: "tertiary"}
_FEED_ADDRESS = re.compile(r"(?:\.(?:xml|rss|atom|rdf)|/(?:feed|rss|atom)(?:\.json)?/?)\Z", re.IGNORECASE)
Phrases = Annotated[tuple[str, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]


class FetchSettings(BaseModel):
    """How addresses are fetched. `allow_hosts` are names or addresses exempt from the guard, written as in the address."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    allow_hosts: tuple[str, ...] = Field((), description="hosts that may be private or on this machine")
    timeout: float = Field(30.0, gt=0, le=600, description="seconds for one address in all, redirects included")
    max_bytes: int = Field(20_000_000, gt=0, description="bytes of one answer, decompressed")
    redirects: int = Field(5, ge=0, le=20, description="redirects followed for one address")
    contact: str | None = Field(
        None, description="address or mail put into the User-Agent, so that a site can reach you"
    )
    ca_file: str | None = Field(None, description="certificates to trust instead of the system's")


class SourceSettings(BaseModel):
    """One `[[sources]]` table: a feed, a page, a folder, a file.

    `include` and `exclude` are words or phrases, looked for in title, address and text without regard to case: an item is
    taken where one of `include` is found (or there is none) and none of `exclude` is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str = Field(min_length=1, description="what the source is called")
    url: str | None = Field(None, description="address of a feed (RSS, Atom, JSON) or a page")
    path: str | None = Field(None, description="a folder or file; relative to the file that names it")
    kind: Literal["feed", "page"] | None = Field(
        None, description="feed or page; default: a feed where it was one, or its address ends as that of one does"
    )
    owner: str | None = Field(None, description="the family of publishers that it belongs to: counted as one voice")
    language: str | None = Field(
        None, pattern="^[a-z]{2,3}$", description="ISO 639-1, where the source does not state it"
    )
    tier: Annotated[Tier, BeforeValidator(lambda value: _TIERS.get(value, value))] = Field(
        "secondary",
        description="primary, secondary or tertiary, or 1 to 3: how near the source stands to what it tells",
    )
    include: Phrases = Field((), description="words or phrases of which an item has one, or it is not taken")
    exclude: Phrases = Field((), description="words or phrases of which an item has none, or it is not taken")
    full_text: bool = Field(True, description="fetch the page behind an item whose feed has only a teaser")
    limit: int | None = Field(None, gt=0, description="items of a feed that are looked at, from its top; default 200")

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.url is None) == (self.path is None):
            raise ValueError(f"source '{self.name}' needs either url or path")
        if self.url is not None and not self.url.startswith(("http://", "https://")):
            raise ValueError(f"source '{self.name}': url starts with http:// or https://; a folder is named by path")
        if self.url is not None and not parts(self.url).hostname:
            raise ValueError(f"source '{self.name}': url is no address (its host)")
        return self

    def gives_a_feed(self, before: str) -> bool:
        """Whether its address should give a feed: as configured, else as it did `before`, else as its address ends."""
        if self.kind:
            return self.kind == "feed"
        return before == "feed" or _FEED_ADDRESS.search(parts(self.url or "").path) is not None

    @property
    def scope(self) -> str:
        """Within what the names that it gives to its items are good: its host, or its folder."""
        return (parts(self.url).hostname or "") if self.url else str(self.path)

    def selects(self, *texts: str) -> bool:
        """Whether an item with these texts is wanted."""
        whole = "\n".join(texts).casefold()
        wanted = not self.include or any(phrase.casefold() in whole for phrase in self.include)
        return wanted and not any(phrase.casefold() in whole for phrase in self.exclude)
