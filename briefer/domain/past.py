"""A past edition as lists of editions show it: a few lines of it, cheap to read from its JSON and to keep by the thousand."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from briefer.domain.edition import Counts, Edition, EditionStatus


class _Part(BaseModel):
    """A part of an edition's JSON: what it does not know of is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True, from_attributes=True)


class PastSource(_Part):
    """Of a source, how it went."""

    status: Literal["ok", "empty", "failed"]


class PastStory(_Part):
    """Of a story, what it is called, and its bottom line."""

    title: str
    status: Literal["new", "update", "repeated"]
    bottom_line: str | None = None


class PastMaking(_Part):
    """Of the making, when and for how much."""

    created: str
    cost_usd: float | Literal["unknown"] = "unknown"


class Past(_Part):
    """An edition without its evidence, in the fields that `briefer.edition/1` has for it.

    `Past.model_validate_json` reads the JSON of a whole edition, or that of a `Past`.
    """

    title: str
    date: str
    profile: str = "default"
    slot: str = "daily"
    status: EditionStatus
    counts: Counts
    making: PastMaking
    sources: tuple[PastSource, ...] = ()
    stories: tuple[PastStory, ...] = ()

    @classmethod
    def of(cls, edition: Edition) -> Past:
        """What lists show of `edition`."""
        return cls.model_validate(edition)
