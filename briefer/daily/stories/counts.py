"""How many pages, copies, voices, publishers and parties to the news a story has: each counted apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from briefer.domain.gathered import Tier


class Counted(Protocol):
    """What is counted of a page; a `Member` of a story has it, and so may anything else."""

    @property
    def key(self) -> str:
        """Names the page."""

    @property
    def family(self) -> str:
        """Its publisher: owner, else outlet, else source."""

    @property
    def tier(self) -> Tier:
        """Whether its source is itself a party to the news."""

    @property
    def copy_of(self) -> str | None:
        """The key of the page of which it is a copy."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a story rests on.

    `pages` of it; `copies` among them; `families`: publishers that do not belong together; `primary`: those of them that are
    a party to the news; `voices`: publishers that speak for themselves, where a copy speaks with its original's voice.
    """

    pages: int
    copies: int
    families: int
    primary: int
    voices: int


def counts(pages: Iterable[Counted], others: Mapping[str, str] | None = None) -> Counts:
    """Count the pages of one story, or those of them that are new today.

    Papers of one owner are one family, however they are called. All copies of one wire are one voice: that of the
    publisher of the original, which is looked for among `pages`, then in `others` (key to family; for originals of earlier days).
    """
    all_pages = list(pages)
    family = {**(others or {}), **{page.key: _folded(page.family) for page in all_pages}}
    voices = {_folded(family.get(page.copy_of or page.key) or f"copy of {page.copy_of}") for page in all_pages}
    return Counts(
        pages=len(all_pages),
        copies=sum(page.copy_of is not None for page in all_pages),
        families=len({family[page.key] for page in all_pages}),
        primary=len({family[page.key] for page in all_pages if page.tier == "primary"}),
        voices=len(voices),
    )


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
