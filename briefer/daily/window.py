"""Which articles belong to an edition: those that appeared in its window, and those that came late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from briefer.daily.archive import Archive
from briefer.daily.articles import Kept, instant
from briefer.daily.printed import Print, Printed
from briefer.domain.gathered import Gathered
from briefer.errors import ConfigError

LATE = timedelta(days=7)
"""How long before the window an article may have appeared that was not seen until now."""
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_FIRST_YEAR = 1990
_BARE = len("YYYY-MM-DD")


@dataclass(frozen=True)
class Window:
    """The instants, ISO 8601 in UTC, between which articles appeared that belong to the edition of `date`."""

    date: str
    since: str
    until: str


@dataclass(frozen=True)
class Stub:
    """One version of an article of an edition, without its text: `row` in the archive, `key` of the item, hash of the text."""

    row: int
    key: str
    sha256: str
    source: str
    dated: bool = True


def window(day: str | None, since: str | None, printed: Printed, now: datetime) -> Window:
    """The window of the edition of `day`, a date of the zone of `now`; today's where it is None.

    It ends with the day, or with this second where the day is not over. It begins at `since` (a date, or an instant), else where that of
    the last edition that did not fail ended, else 24 hours before its end. Raises `ConfigError` for what is no date.
    """
    today = now.date()
    chosen = today if day is None else _date(day, "--date")
    if chosen > today:
        raise ConfigError(f"--date {chosen}: that day is yet to come", hint="the latest is today")
    end = min(now + _SECOND, datetime.combine(chosen + _DAY, time(), now.tzinfo))
    start = end - _DAY
    if since is not None:
        start = _moment(since, now)
    elif last := printed.last(chosen.isoformat()):
        start = datetime.fromisoformat(last.until)
    if start >= end:
        raise ConfigError(f"the window from {start.isoformat()} to {end.isoformat()} is empty", hint="check --since")
    return Window(chosen.isoformat(), instant(start.isoformat()), instant(end.isoformat()))


@dataclass(frozen=True)
class Selection:
    """Which articles the edition of the window `when` takes: those of its window and late ones that no earlier one printed.

    An article whose source states a date alone is of any time on that day, in the zone of `now`. Late is what was first
    fetched after the last edition was made, what that one could not read, and what it printed in an older version; each at
    most `LATE` older than the window.
    """

    when: Window
    printed: Printed
    now: datetime

    def of(self, archive: Archive) -> Iterator[Kept]:
        """The articles of an archive that it takes, oldest first."""
        earliest = datetime.fromisoformat(self.when.since) - LATE
        latest = datetime.fromisoformat(self.when.until) + _DAY
        for kept in archive.articles.published(earliest.isoformat(), latest.isoformat()):
            if self.takes(kept.gathered, kept.first):
                yield kept

    def takes(self, gathered: Gathered, first: str) -> bool:
        """Whether it takes an article whose first version was fetched at `first`."""
        begins, ends = span(gathered.article.published or gathered.fetched, self.now)
        since = datetime.fromisoformat(self.when.since)
        if begins >= datetime.fromisoformat(self.when.until) or ends <= since - LATE:
            return False
        if self._seen.get(gathered.key) == gathered.article.sha256:
            return False
        if ends > since:
            return True
        last = self._last
        known = gathered.key in self._seen
        return last is not None and (first > last.made or gathered.key in last.unread or known)

    @cached_property
    def _last(self) -> Print | None:
        return self.printed.last(self.when.date)

    @cached_property
    def _seen(self) -> dict[str, str]:
        return self.printed.seen(self.when.date)


def span(stated: str, now: datetime) -> tuple[datetime, datetime]:
    """The first and the last moment that a stated time can mean: of a bare date, those of its day in the zone of `now`."""
    if len(stated) == _BARE:
        start = datetime.combine(date.fromisoformat(stated), time(), now.tzinfo)
        return start, start + _DAY
    exact = datetime.fromisoformat(instant(stated))
    return exact, exact + _SECOND


def _date(text: str, option: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"{option} {text}: no date", hint="write it as YYYY-MM-DD") from error
    if found.year < _FIRST_YEAR:
        raise ConfigError(f"{option} {text}: before there was any news online", hint=f"the first year is {_FIRST_YEAR}")
    return found


def _moment(text: str, now: datetime) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            f"--since {text}: no date or time",
            hint="write YYYY-MM-DD or YYYY-MM-DDTHH:MM, with a zone if it is not yours",
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=now.tzinfo)
