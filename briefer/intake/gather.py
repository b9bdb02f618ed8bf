"""One configured source to its articles: feeds with the full text behind them, pages, folders, mail."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from briefer.domain.article import Article
from briefer.domain.gathered import Gathered
from briefer.errors import FetchError, SourceError
from briefer.intake.astray import astray
from briefer.intake.decode import is_html
from briefer.intake.feed import Entry, is_feed, read_feed
from briefer.intake.fetch import Page
from briefer.intake.files import EmptyFolder, articles_in, find_file
from briefer.intake.found import Found
from briefer.intake.naming import path_slug, shown, slug
from briefer.intake.outcome import Forgetful, Form, Lost, Memory, Outcome, State
from briefer.intake.polite import Polite
from briefer.intake.settings import SourceSettings
from briefer.intake.times import moment, plausible
from briefer.intake.web import page_article

Keep = Callable[[Gathered], object]
Known = Callable[[str], str | None]
"""An identity to the stamp under which that item is already kept, or None."""
FEED_LIMIT = 200
_HEAD = 16_384
_TITLE = re.compile(r"<title[^>]{0,80}>([^<]{1,300})", re.IGNORECASE)


@dataclass
class Gatherer:
    """Gathers sources: `web` fetches, `keep` takes each article as it comes, `known` knows those that were kept before.

    `memory` knows the items of feeds that cannot be read. One Gatherer serves many threads, if these three do. `now` gives
    the time in UTC, in ISO 8601.
    """

    web: Polite
    keep: Keep
    known: Known = lambda _: None
    now: Callable[[], str] = lambda: datetime.now(UTC).isoformat(timespec="seconds")
    limit: int | None = None
    memory: Memory = field(default_factory=Forgetful)

    def gather(self, source: SourceSettings, state: State | None = None) -> Outcome:
        """Hand on all new articles of `source`. What goes wrong with it is in the outcome, never raised."""
        outcome = Outcome(source.name, state=state or State())
        try:
            if source.path is not None:
                self._folder(source, Path(source.path), outcome)
            else:
                self._address(source, source.url or "", outcome)
        except EmptyFolder as error:
            outcome.status, outcome.reasons = "empty", [str(error)]
        except SourceError as error:
            outcome.status, outcome.reasons = "failed", [error.line]
        else:
            if not outcome.found and not outcome.known and outcome.status == "ok" and not outcome.reasons:
                outcome.status, outcome.reasons = "empty", ["it has no items"]
        return outcome

    def _address(self, source: SourceSettings, url: str, outcome: Outcome) -> None:
        page = self.web.fetch(url, outcome.state.headers)
        if page.unchanged:
            outcome.reasons = ["unchanged since the last run"]
            return
        feed = is_feed(page.kind, page.body)
        if not feed and source.gives_a_feed(outcome.state.form):
            raise SourceError(
                f"{shown(page.asked)}: {_instead(page)} where a feed should be",
                hint='open it in a browser; if it is meant to be a page, set kind = "page"',
            )
        complete = self._feed(source, page, outcome) if feed else self._page(source, page, outcome)
        form: Form = "feed" if feed else "page"
        if complete:
            outcome.state = State(page.headers.get("etag"), page.headers.get("last-modified"), form)
        else:
            outcome.state = replace(outcome.state, form=form)

    def _page(self, source: SourceSettings, page: Page, outcome: Outcome) -> bool:
        found = page_article(page)
        identity = f"link:{found.article.url or page.url}"
        self._offer(source, self._gathered(source, found, identity, found.article.sha256[:16]), outcome)
        return True

    def _folder(self, source: SourceSettings, path: Path, outcome: Outcome) -> None:
        problems: list[SourceError] = []
        lost: list[Lost] = []
        for file in articles_in(path) if path.is_dir() else [path]:
            if self.limit is not None and outcome.found >= self.limit:
                outcome.reasons = [f"only the first {self.limit} were taken"]
                break
            try:
                if isinstance(file, SourceError):
                    raise file
                self._file(source, file, outcome)
            except SourceError as error:
                problems.append(error)
                lost.append(self._lost(source, file, error))
        if problems and not outcome.found and not outcome.known:
            raise problems[0]
        if problems:
            outcome.reasons += [problem.line for problem in problems]
            outcome.lost += lost

    def _lost(self, source: SourceSettings, file: Path | SourceError, error: SourceError) -> Lost:
        """What is said of a file; one that is mended, or fails for another reason, is another thing that was lost."""
        what = shown(file.name) if isinstance(file, Path) else f"part of {source.name}"
        return Lost(what, error.line, self._scoped(source, f"file:{error.line}"))

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
            outcome.status, outcome.reasons = "empty", ["the feed has no items"]
            return True
        limit = min(FEED_LIMIT if self.limit is None else self.limit, source.limit or FEED_LIMIT)
        outcome.reasons += [f"malformed: {feed.problem}"] if feed.problem else []
        later, looked = False, 0
        for number, entry in enumerate(feed.entries):
            if looked >= limit:
                rest = len(feed.entries) - number
                reason = f"{_count(rest, 'item')} of the feed after the first {limit} that are new"
                outcome.lost.append(Lost(f"part of {source.name}", reason, self._scoped(source, "rest"), lasting=False))
                outcome.reasons.insert(0, f"the first {limit} new items of {len(feed.entries)} were taken")
                later = True
                break
            known = outcome.known
            again, reason = self._entry(source, entry, outcome)
            looked += outcome.known == known
            later = later or again
            outcome.reasons += [reason] if reason else []
        if feed.problem and not outcome.found and not outcome.known:
            raise SourceError(f"{shown(page.asked)}: malformed ({feed.problem[:120]})", hint="tell its publisher")
        return not later

    def _entry(self, source: SourceSettings, entry: Entry, outcome: Outcome) -> tuple[bool, str]:
        """Hand on one entry; whether it is worth another attempt in the next run, and why it is not whole."""
        identity = self._scoped(source, entry.identity)
        if not source.selects(entry.title or "", entry.link or "", entry.text):
            return False, ""
        if self.known(identity) == entry.stamp:
            outcome.known += 1
            return False, ""
        lost = Lost(entry.title or entry.link or "an item", "", identity, entry.link, self._published(entry))
        if why := self.memory.reason(identity, entry.stamp, self.now()):
            outcome.known += 1
            outcome.lost.append(replace(lost, reason=why))
            return False, ""
        found, note, again = self._full_text(source, entry)
        if not found.article.text.strip():
            outcome.thin += 1
            why = note or "an item without text"
            outcome.lost.append(replace(lost, reason=why, lasting=not again))
            if not again:
                self.memory.remember(identity, entry.stamp, why, self.now())
            return again, why
        outcome.thin += bool(note)
        stamp = f"{entry.stamp}-again" if again else entry.stamp
        self._offer(
            source, replace(self._gathered(source, found, entry.identity, stamp), whole=not note, note=note), outcome
        )
        return again, note

    def _published(self, entry: Entry) -> str | None:
        return plausible(moment(entry.published), self.now())

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
        if astray(own.title, page.article):
            return Found(own, updated=entry.updated), _elsewhere(entry.link, page.article.title), True
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


def _instead(page: Page) -> str:
    """What an address gave that should give a feed: its title tells a maintenance page from a wrong address."""
    if not page.body.strip():
        return "an empty answer"
    text = page.body[:_HEAD].decode("utf-8", "replace")
    if not (page.kind.startswith(("text/html", "application/xhtml")) or is_html(text)):
        return page.kind or "something else"
    title = _TITLE.search(text)
    return "a page" + (f" (“{' '.join(unescape(title[1]).split())[:80]}”)" if title else "")


def _elsewhere(link: str, title: str | None) -> str:
    """What is said of a page that is not that of its item, such as one that tells of maintenance."""
    said = f" (“{title[:80]}”)" if title else ""
    hint = "open it in a browser; the next run tries again"
    return SourceError(f"{shown(link)}: its page{said} has hardly a word of the item's title", hint=hint).line


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
