"""The articles of one edition, by key, and those that its limit leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefer.daily.archive import Archive
from briefer.daily.articles import Kept
from briefer.daily.printed import Printed
from briefer.daily.window import Selection, Stub, Window
from briefer.domain.edition import Unread
from briefer.domain.gathered import Gathered
from briefer.intake.settings import SourceSettings


@dataclass(frozen=True)
class Day:
    """`stubs` are the articles of the edition by key; `over` are those over its limit, by key, with what to say of them.

    `later` counts the articles without a date that were first read after the window.
    """

    stubs: dict[str, Stub]
    over: dict[str, Unread]
    later: int = 0

    def by_source(self) -> Counter[str]:
        """How many articles each source gave."""
        return Counter(stub.source for stub in self.stubs.values())


@dataclass(frozen=True)
class Choice:
    """Which of the articles of a window are taken: those of `sources`, at most `limit` of them, the newest.

    `others` are the names of sources that are configured and not asked for. An article that was read under a name that is
    no longer configured belongs to the source that reads the same host or folder today.
    """

    sources: Sequence[SourceSettings]
    others: Collection[str] = ()
    limit: int | None = None

    def day(self, archive: Archive, when: Window, printed: Printed, now: datetime) -> Day:
        """The articles of the window `when` that are taken."""
        stubs = {
            stub.key: stub
            for kept in Selection(when, printed, now).of(archive)
            if (name := self._source(kept.gathered)) and (stub := _stub(kept, name))
        }
        over: dict[str, Unread] = {}
        if self.limit is not None:
            for key in list(stubs)[: max(0, len(stubs) - self.limit)]:
                stub = stubs.pop(key)
                over[key] = unread(archive.articles.row(stub.row), stub, f"over the limit of {self.limit} articles")
        later = archive.articles.undated(when.until, [source.name for source in self.sources])
        return Day(stubs, over, later)

    def _source(self, gathered: Gathered) -> str | None:
        """The name of the source among `sources` that an article belongs to."""
        if any(source.name == gathered.source for source in self.sources):
            return gathered.source
        if gathered.source in self.others:
            return None
        return next((s.name for s in self.sources if gathered.identity.startswith(f"{s.scope} ")), None)


def _stub(kept: Kept, source: str) -> Stub:
    article = kept.gathered.article
    return Stub(kept.row, kept.gathered.key, article.sha256, source, dated=article.published is not None)


def unread(kept: Kept | None, stub: Stub, reason: str) -> Unread:
    """What an edition says of an article that it could not read."""
    article = kept.gathered.article if kept else None
    what = (article.title or article.id) if article else stub.key
    return Unread(what=what, source=stub.source, url=article.url if article else None, reason=reason)
