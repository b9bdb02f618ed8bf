"""One run of the daily brief: sources to archive, articles to briefs, briefs to one edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from briefer.daily.archive import Archive
from briefer.daily.articles import instant
from briefer.daily.assembly import Assembly
from briefer.daily.briefing import Briefing
from briefer.daily.composing import Backing, Composing, Series
from briefer.daily.day import Choice, Day
from briefer.daily.expected import still_expected
from briefer.daily.figures import figures
from briefer.daily.gathering import Gathering
from briefer.daily.ledger import keeping
from briefer.daily.ledger.ahead import ahead
from briefer.daily.missed import missed
from briefer.daily.printed import Printed
from briefer.daily.shelves import EditionKey
from briefer.daily.stories.account import COPYING
from briefer.daily.stories.assign import Member, assign
from briefer.daily.watch import Watch
from briefer.daily.window import Stub, window
from briefer.domain.edition import Edition
from briefer.errors import BrieferError, ConfigError
from briefer.intake.settings import SourceSettings
from briefer.printable import printable

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
ECHO = 0.9
"""A copy that shares so much of its text with its original, and has no other figure, is a page, and not briefed again."""


@dataclass(frozen=True)
class Order:
    """What is asked for: the edition of `date` (default: today), of a window from `since` (default: the last edition's end).

    `profile` and `slot` name the series that it belongs to, `limit` is the most articles that are briefed. `force` remakes
    an edition that was made before.
    """

    title: str = "Daily brief"
    date: str | None = None
    since: str | None = None
    profile: str = "default"
    slot: str = "daily"
    limit: int | None = None
    force: bool = False

    def __post_init__(self) -> None:
        """Raise `ConfigError` for a profile or slot that could not be part of a file name."""
        for name, value in (("profile", self.profile), ("slot", self.slot)):
            if not _NAME.fullmatch(value):
                hint = "take letters, digits, - and _, at most 40"
                raise ConfigError(f"--{name} {printable(value)[:60]}: no name", hint=hint)


@dataclass(frozen=True)
class Made:
    """An edition, whether this run made it, and the error that stopped its briefing, if one did."""

    edition: Edition
    fresh: bool
    stopped: BrieferError | None = None


@dataclass(frozen=True)
class Daily:
    """A daily brief ready to be made from `sources`, the configured ones but for the `others`.

    `now` gives the time in the zone whose days are meant.
    """

    archive: Archive
    sources: Sequence[SourceSettings]
    gathering: Gathering
    briefing: Briefing
    backing: Backing
    now: Callable[[], datetime]
    others: Collection[str] = ()

    def make(self, order: Order, watch: Watch) -> Made:
        """The edition that `order` asks for.

        One that was made before is returned as it was, unless it failed, was of fewer sources, or `order.force`. What goes
        wrong with a source or an article stands in the edition. Killed at any point and called again, it goes on where it stopped. Raises
        `ConfigError` for an order that cannot be, `ArchiveError`.
        """
        printed = Printed(self.archive.notes, order.profile, order.slot)
        when = window(order.date, order.since, printed, self.now())
        key = EditionKey(when.date, order.profile, order.slot)
        if not order.force and (kept := self.archive.editions.get(key)):
            edition = Edition.model_validate_json(kept)
            asked = {source.name for source in self.sources}
            if edition.status != "failed" and asked <= {source.name for source in edition.sources}:
                return Made(edition, fresh=False)
        reports, found = self.gathering.run(self.sources, watch)
        when = window(when.date, order.since, printed, self.now())  # what was just fetched is of before now
        lost = missed(found, when, printed, self.now())
        choice = Choice(self.sources, self.others, order.limit)
        day = choice.day(self.archive, when, printed, self.now())
        watch.stage("grouping stories", 1)
        assigned = assign(self.archive, when.until, self._at())
        groups = {story: pages for story, pages in assigned.stories.items() if any(p.key in day.stubs for p in pages)}
        watch.step()
        near = {join.a for join in assigned.joins if join.kind in COPYING and join.value >= ECHO}
        worth = [stub for pages in groups.values() for stub in self._worth(pages, day, near)]
        watch.stage("briefing", len(worth))
        tally = self.briefing.run(worth, watch.step)
        watch.stage("writing the edition", 1)
        assembly = Assembly(self.archive, self.briefing, day.stubs, groups)
        earlier = keeping.before(self.archive, key)
        decisions = self.archive.decisions.all("ledger.")
        ledger, entries = earlier.observe(when.date, assembly.heard(), decisions)
        series = Series(order.title, order.profile, order.slot, self.now().tzinfo or UTC)
        composing = Composing(series, when, day, printed, self.backing, self._at())
        to_come = (*ahead(ledger, when.date), *still_expected(self.archive, key))
        edition = composing.edition((reports, lost), tally, assembly, entries, to_come)
        with self.archive.together():
            keeping.keep(self.archive, key, ledger)
            printed.keep(key, composing.printed(edition, tally, lost))
            self.archive.editions.keep(key, edition.model_dump_json(), edition.making.created)
        watch.step()
        return Made(edition, fresh=True, stopped=tally.hopeless)

    def _worth(self, pages: Sequence[Member], day: Day, near: Collection[str]) -> list[Stub]:
        """The day's pages of a story that are briefed: all but near copies with no figure that an original or another copy has not."""
        todays = [page for page in pages if page.key in day.stubs]
        copies = [page for page in todays if page.copy_of and page.key in near]
        found = [day.stubs[page.key] for page in todays if page not in copies]
        known = [self._figures(original) for original in {page.copy_of for page in copies} if self._has(original, day)]
        for page in copies:
            own = self._figures(page.key)
            if not any(own <= other for other in known):
                found.append(day.stubs[page.key])
                known.append(own)
        return found

    def _has(self, key: str | None, day: Day) -> bool:
        """Whether the page is one of the day, or has a brief from an earlier one."""
        kept = self.archive.articles.newest(key) if key else None
        return kept is not None and (key in day.stubs or self.briefing.brief(kept.row) is not None)

    def _figures(self, key: str | None) -> frozenset[str]:
        kept = self.archive.articles.newest(key) if key else None
        return figures(kept.gathered.article.text) if kept else frozenset()

    def _at(self) -> str:
        return instant(self.now().isoformat())
