"""The stories of an archive: its pages linked, with ids that last from day to day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefer.daily.archive import Archive
from briefer.daily.articles import Kept, instant
from briefer.daily.stories.account import Account, Join, Linked
from briefer.daily.stories.link import link
from briefer.daily.stories.naming import fresh
from briefer.daily.stories.rulings import rulings
from briefer.daily.stories.shelf import FIRST, Placed
from briefer.domain.gathered import Gathered, Tier

WINDOW_DAYS = 45


@dataclass(frozen=True, slots=True)
class Member:
    """One page in its story. `row` finds it in the archive (`archive.articles.row`), `at` is its time in UTC, ISO 8601.

    `joined` says why it is in the story, `copy_of` is the key of the page that it copies.
    """

    key: str
    row: int
    at: str
    family: str
    tier: Tier
    joined: str
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Assigned:
    """The stories of the window: id to pages, the oldest page first, the oldest story first. `joins` are what ties them."""

    stories: Mapping[str, tuple[Member, ...]]
    joins: tuple[Join, ...]

    def where(self) -> dict[str, str]:
        """The id of the story of each page, by key."""
        return {page.key: story for story, pages in self.stories.items() for page in pages}


def assign(archive: Archive, until: str, at: str, days: int = WINDOW_DAYS) -> Assigned:
    """Link the pages of the last days, keep which story each is in, and return the stories.

    The window are the pages that are of a time, or were fetched, in the `days` before `until` (ISO 8601); the newest version
    of each counts. `at` is noted as the time at which new stories were made. A page that is in a story stays there, unless a
    person splits it off; two known stories may become one, which keeps the older id. All is kept in one transaction: done
    again, or after having been killed, it gives the same. The caller holds `archive.alone()`.
    """
    window = Window(archive, until, days)
    about = window.about()
    known = {page.key: page.story for page in archive.stories.all() if page.key in about}
    linked = link(window, rulings(archive), known)
    with archive.together():
        named = _named(archive, linked, known, at)
        placed = dict(_placed(archive, linked, named, at))
        archive.stories.place(placed.values())
    stories: dict[str, list[Member]] = {}
    for key in (key for story in linked.stories for key in story):
        one, (row, when, family, tier) = placed[key], about[key]
        stories.setdefault(one.story, []).append(Member(key, row, when, family, tier, one.joined, one.copy_of))
    return Assigned({story: tuple(pages) for story, pages in stories.items()}, linked.joins)


def members(archive: Archive, story: str) -> tuple[Member, ...]:
    """The pages of a story as they were last kept, of whatever time, the oldest first."""
    found = []
    for placed in archive.stories.pages(story):
        for kept in archive.articles.item(placed.key)[-1:]:
            one = kept.gathered
            found.append(Member(placed.key, kept.row, when(one), family(one), one.tier, placed.joined, placed.copy_of))
    return tuple(sorted(found, key=lambda page: (page.at, page.key)))


class Window:
    """The pages of some days, read from the archive each time they are gone through: none is held in memory."""

    def __init__(self, archive: Archive, until: str, days: int) -> None:
        self._archive = archive
        self._until = instant(until)
        self._since = (datetime.fromisoformat(self._until) - timedelta(days=days)).isoformat(timespec="seconds")

    def __iter__(self) -> Iterator[Account]:
        return (account(kept) for kept in self._kept())

    def about(self) -> dict[str, tuple[int, str, str, Tier]]:
        """Of each page by its key: row, time, publisher, tier."""
        return {
            kept.gathered.key: (kept.row, when(kept.gathered), family(kept.gathered), kept.gathered.tier)
            for kept in self._kept()
        }

    def _kept(self) -> Iterator[Kept]:
        articles, seen = self._archive.articles, set()
        for found in (articles.published(self._since, self._until), articles.fetched(self._since, self._until)):
            for kept in found:
                if kept.row not in seen:
                    seen.add(kept.row)
                    yield kept


def account(kept: Kept) -> Account:
    """A page of the archive as the linker sees it."""
    gathered = kept.gathered
    article = gathered.article
    at = datetime.fromisoformat(when(gathered))
    return Account(gathered.key, article.text, at, article.title or "", article.url, family(gathered), gathered.tier)


def family(gathered: Gathered) -> str:
    """The publisher of a page: who owns it, else its outlet, else its source."""
    return gathered.owner or gathered.article.outlet or gathered.source


def when(gathered: Gathered) -> str:
    """The instant that a page is of, in UTC: when it was published, else fetched."""
    return instant(gathered.article.published or gathered.fetched)


def _named(archive: Archive, linked: Linked, known: Mapping[str, str], at: str) -> dict[str, str]:
    """The id of each page's story: the oldest that one of its pages has, else a new one. Ids that became another lead there."""
    ages = archive.stories.ages()
    named: dict[str, str] = {}
    for pages in linked.stories:
        ids = sorted({known[key] for key in pages if key in known}, key=ages.__getitem__)
        if not ids:
            ids = [fresh(pages[0], ages)]
            ages[ids[0]] = len(ages) + 1
            archive.stories.add(ids[0], at)
        for younger in ids[1:]:
            archive.stories.become(younger, ids[0])
        named.update(dict.fromkeys(pages, ids[0]))
    return named


def _placed(archive: Archive, linked: Linked, named: Mapping[str, str], at: str) -> Iterator[tuple[str, Placed]]:
    """Each page in its story: what was kept of it stays, but that its original may be found, or a page before the first."""
    reasons = reasons_of(linked)
    for key, story in named.items():
        before = archive.stories.of(key)
        original = linked.copies.get(key)
        if before and original is None and before.copy_of and before.copy_of not in named:
            original = before.copy_of  # it is older than the window
        reason = before.joined if before and before.joined != FIRST else reasons.get(key, FIRST)
        yield key, Placed(key, story, reason, original, before.made if before else at)


def reasons_of(linked: Linked) -> dict[str, str]:
    """Why each page but the first is in its story: its firmest tie to an earlier page, else to a later one."""
    reasons: dict[str, str] = {}
    for join in linked.joins:  # the firmest first
        reasons.setdefault(join.a, join.reason)
    for join in linked.joins:
        reasons.setdefault(join.b, join.backwards)
    for pages in linked.stories:
        reasons.pop(pages[0], None)
    return reasons
