"""One configured source to its articles: feeds with the full text behind them, pages, folders, mail."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from briefer.domain.article import Article
from briefer.domain.gathered import Gathered
from briefer.errors import FetchError, SourceError
from briefer.intake.feed import Entry, is_feed, read_feed
from briefer.intake.fetch import Page
from briefer.intake.files import EmptyFolder, articles_in, find_file
from briefer.intake.found import Found
from briefer.intake.naming import path_slug, shown, slug
from briefer.intake.polite import Polite
from briefer.intake.settings import SourceSettings
from briefer.intake.times import moment, plausible
from briefer.intake.web import page_article

Keep = Callable[[Gathered], object]
Known = Callable[[str], str | None]
"""An identity to the stamp under which that item is already kept, or None."""
FEED_LIMIT = 200


@dataclass(frozen=True)
class State:
    """What one run leaves for the next about one address: the validators of HTTP caching (RFC 9110, 8.8)."""

    etag: str | None = None
    modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The conditional headers that ask only for what has changed."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in pairs.items() if value}


@dataclass
class Outcome:
    """How it went: `found` items were new or changed and handed on, `known` were kept before, `thin` have no full text.

    `status`: ok; empty where the source answered and has no item at all; failed where it gave nothing. `reason` says why,
    and what was left out of a source that is ok; `lost` has a line for each thing that could not be read. `state` is what to
    send the next time; remember it only once all that was handed on is safely kept.
    """

    source: str
    status: Literal["ok", "empty", "failed"] = "ok"
    reason: str = ""
    found: int = 0
    known: int = 0
    thin: int = 0
    state: State = field(default_factory=State)
    lost: list[str] = field(default_factory=list)


@dataclass
class Gatherer:
    """Gathers sources: `web` fetches, `keep` takes each article as it comes, `known` knows those that were kept before.

    One Gatherer serves many threads, if `keep` and `known` do. `now` gives the time in UTC, in ISO 8601.
    """

    web: Polite
    keep: Keep
    known: Known = lambda _: None
    now: Callable[[], str] = lambda: datetime.now(UTC).isoformat(timespec="seconds")
    limit: int | None = None

    def gather(self, source: SourceSettings, state: State | None = None) -> Outcome:
        """Hand on all new articles of `source`. What goes wrong with it is in the outcome, never raised."""
        outcome = Outcome(source.name, state=state or State())
        try:
            if source.path is not None:
                self._folder(source, Path(source.path), outcome)
            else:
                self._address(source, source.url or "", outcome)
        except EmptyFolder as error:
            outcome.status, outcome.reason = "empty", str(error)
        except SourceError as error:
            outcome.status, outcome.reason = "failed", error.line
        else:
            if not outcome.found and not outcome.known and outcome.status == "ok" and not outcome.reason:
                outcome.status, outcome.reason = "empty", "it has no items"
        return outcome

    def _address(self, source: SourceSettings, url: str, outcome: Outcome) -> None:
        page = self.web.fetch(url, outcome.state.headers)
        if page.unchanged:
            outcome.reason = "unchanged since the last run"
            return
        complete = (
            self._feed(source, page, outcome) if is_feed(page.kind, page.body) else self._page(source, page, outcome)
        )
        if complete:
            outcome.state = State(page.headers.get("etag"), page.headers.get("last-modified"))

    def _page(self, source: SourceSettings, page: Page, outcome: Outcome) -> bool:
        found = page_article(page)
        identity = f"link:{found.article.url or page.url}"
        self._offer(source, self._gathered(source, found, identity, found.article.sha256[:16]), outcome)
        return True

    def _folder(self, source: SourceSettings, path: Path, outcome: Outcome) -> None:
        problems: list[SourceError] = []
        for file in articles_in(path) if path.is_dir() else [path]:
            if self.limit is not None and outcome.found >= self.limit:
                outcome.reason = f"only the first {self.limit} were taken"
                break
            try:
                if isinstance(file, SourceError):
                    raise file
                self._file(source, file, outcome)
            except SourceError as error:
                problems.append(error)
        if problems and not outcome.found and not outcome.known:
            raise problems[0]
        if problems:
            outcome.reason = f"{_count(len(problems), 'file')} not read, the first: {problems[0].line}"
            outcome.lost = [problem.line for problem in problems]

    def _file(self, source: SourceSettings, file: Path, outcome: Outcome) -> None:
        found = find_file(file)
        article = found.article
        text = hashlib.sha256(f"{article.title}\0{article.text}".encode("utf-8", "surrogatepass")).hexdigest()
        identity = f"guid:{found.guid}" if found.guid else f"link:{article.url}" if article.url else f"text:{text}"
        self._offer(source, self._gathered(source, found, identity, text[:16]), outcome)

    def _feed(self, source: SourceSettings, page: Page, outcome: Outcome) -> bool:
        """Hand on the entries of a feed; whether all that it has was dealt with for good."""
        feed = read_feed(page.body, page.url, shown(page.asked), page.charset)
        if not feed.entries:
            if feed.problem:
                raise SourceError(f"{shown(page.asked)}: malformed ({feed.problem[:120]})", hint="tell its publisher")
            outcome.status, outcome.reason = "empty", "the feed has no items"
            return True
        limit = min(FEED_LIMIT if self.limit is None else self.limit, source.limit or FEED_LIMIT)
        reasons = [f"malformed: {feed.problem}"] if feed.problem else []
        later, looked = False, 0
        for number, entry in enumerate(feed.entries):
            if looked >= limit:
                rest = len(feed.entries) - number
                outcome.lost.append(f"{_count(rest, 'item')} of the feed after the first {limit} that are new")
                reasons.insert(0, f"the first {limit} new items of {len(feed.entries)} were taken")
                later = True
                break
            known = outcome.known
            again, reason = self._entry(source, entry, outcome)
            looked += outcome.known == known
            later = later or again
            reasons += [reason] if reason else []
        if feed.problem and not outcome.found and not outcome.known:
            raise SourceError(f"{shown(page.asked)}: malformed ({feed.problem[:120]})", hint="tell its publisher")
        outcome.reason = f"{reasons[0]} (and {len(reasons) - 1} more)" if len(reasons) > 1 else "".join(reasons)
        return not later

    def _entry(self, source: SourceSettings, entry: Entry, outcome: Outcome) -> tuple[bool, str]:
        """Hand on one entry; whether it is worth another attempt in the next run, and why it is not whole."""
        identity = self._scoped(source, entry.identity)
        if not source.selects(entry.title or "", entry.link or "", entry.text):
            return False, ""
        if self.known(identity) == entry.stamp:
            outcome.known += 1
            return False, ""
        found, note, again = self._full_text(source, entry)
        if not found.article.text.strip():
            outcome.thin += 1
            return again, note or "an item without text"
        outcome.thin += bool(note)
        stamp = f"{entry.stamp}-again" if again else entry.stamp
        self._offer(
            source, replace(self._gathered(source, found, entry.identity, stamp), whole=not note, note=note), outcome
        )
        return again, note

    def _full_text(self, source: SourceSettings, entry: Entry) -> tuple[Found, str, bool]:
        """The entry with the text of its page where the feed has a teaser; why it has not; whether that may change."""
        own = Article(
            entry.text,
            title=entry.title,
            published=entry.published,
            url=entry.link,
            language=entry.language,
            outlet=source.name,
        )
        if entry.whole or not source.full_text:
            return Found(own, updated=entry.updated), "", False
        if entry.link is None:
            return Found(own, updated=entry.updated), "a teaser without an address", False
        try:
            page = page_article(self.web.fetch(entry.link))
        except SourceError as error:
            return Found(own, updated=entry.updated), error.line, isinstance(error, FetchError) and error.passing
        if page.article.words < own.words:
            return (
                Found(own, updated=entry.updated),
                f"{shown(entry.link)}: its page has less text than the feed",
                False,
            )
        stated = {name: getattr(own, name) for name in ("title", "published", "language") if getattr(own, name)}
        return Found(replace(page.article, **stated), updated=entry.updated or page.updated), "", False

    def _gathered(self, source: SourceSettings, found: Found, identity: str, stamp: str) -> Gathered:
        now, article = self.now(), found.article
        published, updated = plausible(moment(article.published), now), plausible(moment(found.updated), now)
        gathered = Gathered(
            article=replace(
                article,
                published=published,
                outlet=article.outlet or source.name,
                language=article.language or source.language,
            ),
            source=source.name,
            identity=self._scoped(source, identity),
            stamp=stamp,
            fetched=now,
            owner=source.owner,
            tier=source.tier,
            updated=updated,
        )
        return replace(gathered, article=replace(gathered.article, id=_named(gathered, found.guid)))

    def _offer(self, source: SourceSettings, gathered: Gathered, outcome: Outcome) -> None:
        article = gathered.article
        if not source.selects(article.title or "", article.url or "", article.text):
            return
        if self.known(gathered.identity) == gathered.stamp:
            outcome.known += 1
            return
        self.keep(gathered)
        outcome.found += 1

    @staticmethod
    def _scoped(source: SourceSettings, identity: str) -> str:
        """Names are good within the host or folder that gives them: no feed can pass an item off as another site's."""
        return f"{source.scope} {identity}"


def _named(gathered: Gathered, guid: str | None) -> str:
    """A readable id that is the item's alone: its own where it states one, else made of its address or title, and its key."""
    article = gathered.article
    if guid and article.id == guid:
        return guid
    readable = path_slug(article.url or "") or slug(article.title or "")
    return f"{readable[:60]}-{gathered.key[:6]}" if readable else gathered.key


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
