"""An article as a source gave it: what it is called there, when it was published, changed and fetched, and how whole it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from briefer.domain.article import Article

Tier = Literal["primary", "secondary", "tertiary"]
"""primary: itself a party to the news (a ministry, a court, a company); secondary: reports it; tertiary: collects reports."""


@dataclass(frozen=True)
class Gathered:
    """An article with its origin.

    `source` is the configured name, `owner` the family of publishers that it belongs to. `identity` is the same for all
    versions of one item (its GUID, else its link, else its title and text; never a date, which publishers edit); `stamp`
    changes when the source's own entry does. `article.published`, `updated` and `fetched` are ISO 8601: the first two as
    stated (an instant without a zone is taken as UTC; a bare date stays one), the last in UTC. `whole` is False where
    only a feed's teaser could be had; `note` then says why.
    """

    article: Article
    source: str
    identity: str
    stamp: str
    fetched: str
    owner: str | None = None
    tier: Tier = "secondary"
    updated: str | None = None
    whole: bool = True
    note: str = ""

    @cached_property
    def key(self) -> str:
        """12 hex digits that name the item in files and tables: all versions of it have the same."""
        return hashlib.sha256(self.identity.encode("utf-8", "surrogatepass")).hexdigest()[:12]
