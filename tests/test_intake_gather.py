"""Configured sources become articles: feeds with their pages, folders, mail; each failure stays within its source."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from loopback_web import Site, answer, news_page, site
from test_intake_feeds import LONG, rss

from briefer.domain.gathered import Gathered
from briefer.errors import FetchError
from briefer.intake.fetch import Fetcher
from briefer.intake.gather import Gatherer
from briefer.intake.outcome import Outcome, State
from briefer.intake.polite import Polite
from briefer.intake.settings import FetchSettings, SourceSettings

NOW = "2026-03-09T12:00:00+00:00"
ATOM = "application/atom+xml"


class Shelf:
    """What an archive does for a gatherer, in memory."""

    def __init__(self, web: Polite | None = None, limit: int | None = None) -> None:
        self.kept: list[Gathered] = []
        self.naps: list[float] = []
        self.stamps: dict[str, str] = {}
        fetcher = Fetcher(FetchSettings(allow_hosts=("127.0.0.1", "localhost"), timeout=60))
        self.web = web or Polite(fetcher, sleep=self.naps.append)
        self._gatherer = Gatherer(self.web, self.keep, self.stamps.get, lambda: NOW, limit)

    def keep(self, gathered: Gathered) -> None:
        self.kept.append(gathered)
        self.stamps[gathered.identity] = gathered.stamp

    def gather(self, state: State | None = None, **source: Any) -> Outcome:
        return self._gatherer.gather(SourceSettings.model_validate({"name": "Gazette", **source}), state)


@pytest.fixture(name="web")
def _web() -> Iterator[Site]:
    with site() as served:
        yield served


def _teaser(web: Site, path: str = "/a") -> str:
    return (
        f"<title>Port strike</title><link>{web.url(path)}</link><description>Dockers walked out …</description>"
        "<pubDate>Mon, 09 Mar 2026 08:15:00 +0100</pubDate>"
    )


def test_a_teaser_is_replaced_by_the_text_of_its_page(web: Site) -> None:
    feed = web.put("/feed", rss(_teaser(web)), ATOM)
    web.put("/a", news_page())
    shelf = Shelf()
    outcome = shelf.gather(url=feed, owner="Gazette Group", tier=1)
    (kept,) = shelf.kept
    assert (outcome.status, outcome.found, outcome.thin, outcome.reason) == ("ok", 1, 0, "")
    assert kept.article.text.startswith("Dock workers at three more ports")
    assert (kept.article.title, kept.article.published) == ("Port strike", "2026-03-09T08:15:00+01:00")
    assert (kept.updated, kept.fetched) == ("2026-03-09T10:00:00+01:00", NOW)
    assert (kept.owner, kept.tier, kept.whole, kept.source) == ("Gazette Group", "primary", True, "Gazette")
    assert kept.article.id == f"Port-strike-{kept.key[:6]}"


def test_a_feed_with_the_full_text_costs_no_page(web: Site) -> None:
    feed = web.put("/feed", rss(f"<title>T</title><link>{web.url('/a')}</link><description>{LONG}</description>"))
    shelf = Shelf()
    shelf.gather(url=feed)
    assert shelf.kept[0].article.text == LONG.strip()
    assert [path for path, _ in web.seen] == ["/robots.txt", "/feed"]


@pytest.mark.parametrize(
    ("page", "said"), [(answer("no", status=403), "403"), (answer("<html></html>"), "no article found")]
)
def test_the_feeds_text_is_kept_where_a_page_refuses_and_the_reason_with_it(web: Site, page: Any, said: str) -> None:
    feed = web.put("/feed", rss(_teaser(web)), ATOM)
    web.pages["/a"] = page
    shelf = Shelf()
    outcome = shelf.gather(url=feed)
    (kept,) = shelf.kept
    assert (kept.article.text, kept.whole) == ("Dockers walked out …", False)
    assert said in kept.note
    assert (outcome.status, outcome.found, outcome.thin) == ("ok", 1, 1)
    assert said in outcome.reason


def test_the_longer_text_wins_where_a_page_has_less_than_the_feed(web: Site) -> None:
    feed = web.put("/feed", rss(f"<title>T</title><link>{web.url('/a')}</link><description>{LONG} …</description>"))
    web.put("/a", news_page())
    shelf = Shelf()
    shelf.gather(url=feed)
    assert shelf.kept[0].article.text.startswith("The operator said")
    assert "less text than the feed" in shelf.kept[0].note


def test_an_item_that_is_kept_is_not_fetched_again_unless_its_entry_changed(web: Site) -> None:
    feed = web.put("/feed", rss(_teaser(web)), ATOM)
    web.put("/a", news_page())
    shelf = Shelf()
    shelf.gather(url=feed)
    web.seen.clear()
    assert (shelf.gather(url=feed).known, len(shelf.kept)) == (1, 1)
    assert [path for path, _ in web.seen] == ["/feed"]
    web.put("/feed", rss(_teaser(web).replace("Port strike", "Port strike ends")), ATOM)
    shelf.gather(url=feed)
    first, second = shelf.kept
    assert first.identity == second.identity
    assert first.key == second.key
    assert second.article.title == "Port strike ends"


def test_a_page_that_failed_for_now_is_tried_again_and_one_that_refuses_is_not(web: Site) -> None:
    feed = web.put("/feed", rss(_teaser(web), _teaser(web, "/b")), ATOM, ETag='"1"')
    web.pages["/a"] = answer("later", status=500)
    web.pages["/b"] = answer("never", status=403)
    shelf = Shelf()
    outcome = shelf.gather(url=feed)
    assert outcome.state == State(form="feed"), "validators are withheld, or the next run would get no second attempt"
    web.put("/a", news_page())
    web.seen.clear()
    outcome = shelf.gather(url=feed)
    assert [path for path, _ in web.seen] == ["/feed", "/a"]
    assert shelf.kept[-1].whole
    assert outcome.state == State(etag='"1"', form="feed")


def test_only_changes_are_asked_for_with_what_the_last_run_left(web: Site) -> None:
    feed = web.put(
        "/feed",
        rss(f"<guid>g</guid><description>{LONG}</description>"),
        ATOM,
        ETag='"1"',
        Last_Modified="Mon, 09 Mar 2026 08:15:00 GMT",
    )
    shelf = Shelf()
    state = shelf.gather(url=feed).state
    web.pages["/feed"] = answer("", status=304)
    outcome = shelf.gather(state, url=feed)
    headers = web.seen[-1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"1"', "Mon, 09 Mar 2026 08:15:00 GMT")
    assert (outcome.status, outcome.reason, outcome.state) == ("ok", "unchanged since the last run", state)


def test_robots_txt_is_obeyed_for_feeds_and_pages(web: Site) -> None:
    feed = web.put("/feed", rss(_teaser(web, "/private/a?x=1")), ATOM)
    web.put("/robots.txt", "User-agent: *\nDisallow: /private/*?x=\n", "text/plain")
    web.put("/private/a?x=1", news_page())
    shelf = Shelf()
    shelf.gather(url=feed)
    assert "robots.txt forbids it" in shelf.kept[0].note
    assert [path for path, _ in web.seen] == ["/robots.txt", "/feed"]
    web.put("/robots.txt", "User-agent: briefer\nDisallow: /\n", "text/plain")
    outcome = Shelf().gather(url=feed)
    assert outcome.status == "failed"
    assert "robots.txt forbids it" in outcome.reason


def test_a_site_whose_robots_txt_fails_is_left_alone(web: Site) -> None:
    feed = web.put("/feed", rss(), ATOM)
    web.pages["/robots.txt"] = answer("x", status=500)
    outcome = Shelf().gather(url=feed)
    assert "robots.txt cannot be read" in outcome.reason
    assert [path for path, _ in web.seen] == ["/robots.txt"]


def test_a_crawl_delay_is_kept(web: Site) -> None:
    feed = web.put("/feed", rss(_teaser(web)), ATOM)
    web.put("/a", news_page())
    web.put("/robots.txt", "User-agent: *\nCrawl-delay: 2\n", "text/plain")
    shelf = Shelf()
    shelf.gather(url=feed)
    assert [round(nap) for nap in shelf.naps] == [2]


def test_a_short_retry_after_is_waited_for_once(web: Site) -> None:
    def busy_once(handler: Any) -> None:
        served = [path for path, _ in web.seen].count("/feed")
        (answer("busy", status=503, Retry_After="7") if served == 1 else answer(rss(_teaser(web)), ATOM))(handler)

    web.pages["/feed"] = busy_once
    web.put("/a", news_page())
    shelf = Shelf()
    assert shelf.gather(url=web.url("/feed")).status == "ok"
    assert shelf.naps == [7.0]


def test_a_server_that_asks_for_an_hour_is_not_asked_again_in_this_run(web: Site) -> None:
    web.pages["/feed"] = answer("busy", status=429, Retry_After="3600")
    shelf = Shelf()
    assert "the server answered 429" in shelf.gather(url=web.url("/feed")).reason
    with pytest.raises(FetchError, match=r"left alone for 3[56]\d\d s"):
        shelf.web.fetch(web.url("/other"))
    assert [path for path, _ in web.seen] == ["/robots.txt", "/feed"]


def test_sources_of_one_host_are_read_one_after_the_other(web: Site) -> None:
    for number in range(4):
        web.put(f"/{number}", rss(f"<guid>{number}</guid><description>{LONG}</description>"), ATOM)
    shelf = Shelf()
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda number: shelf.gather(url=web.url(f"/{number}")), range(4)))
    assert [outcome.found for outcome in outcomes] == [1] * 4
    assert web.most_at_once == 1
    assert [path for path, _ in web.seen].count("/robots.txt") == 1
    assert threading.active_count() < 50


@pytest.mark.parametrize(
    ("body", "kind", "status", "said"),
    [
        (rss(), ATOM, "empty", "no items"),
        (b"<rss><chan", ATOM, "failed", "malformed"),
        (b"<html><body>Hi</body></html>", "text/html", "failed", "a page where a feed should be"),
        (b"", "text/xml", "failed", "an empty answer where a feed should be"),
    ],
)
def test_a_source_without_items_says_how(web: Site, body: bytes, kind: str, status: str, said: str) -> None:
    outcome = Shelf().gather(url=web.put("/feed", body, kind))
    assert outcome.status == status
    assert said in outcome.reason


def test_a_dead_source_fails_with_its_reason_and_raises_nothing() -> None:
    outcome = Shelf().gather(url="http://no-such-host.invalid/feed")
    assert outcome.status == "failed"
    assert "is not known" in outcome.reason


def test_a_feed_of_a_private_host_is_guarded_and_so_are_its_pages(web: Site) -> None:
    with site() as inner:
        inner.put("/secret", news_page())
        feed = web.put("/feed", rss(_teaser(web).replace(web.url("/a"), inner.url("/secret", "localhost"))), ATOM)
        web_only = Polite(Fetcher(FetchSettings(allow_hosts=("127.0.0.1",), timeout=60)), sleep=lambda _: None)
        shelf = Shelf(web_only)
        shelf.gather(url=feed)
        assert "not on the public internet" in shelf.kept[0].note
        assert inner.seen == []


def test_one_site_cannot_pass_an_item_off_as_another_sites(web: Site) -> None:
    item = f"<guid isPermaLink='false'>g</guid><description>{LONG}</description>"
    web.put("/feed", rss(item), ATOM)
    shelf = Shelf()
    shelf.gather(url=web.url("/feed", "localhost"), name="one")
    shelf.gather(url=web.url("/feed"), name="two")
    assert len({gathered.identity for gathered in shelf.kept}) == 2


def test_a_page_is_a_source(web: Site) -> None:
    shelf = Shelf()
    outcome = shelf.gather(url=web.put("/statement", news_page(), ETag='"9"'))
    assert (outcome.status, outcome.found, outcome.state.etag) == ("ok", 1, '"9"')
    assert shelf.kept[0].article.outlet == "The Gazette"
    assert shelf.gather(url=web.url("/statement")).known == 1


def test_include_and_exclude_choose_by_title_address_and_text(web: Site) -> None:
    items = [
        f"<guid>{i}</guid><title>{title}</title><description>{LONG}</description>"
        for i, title in enumerate(("Port strike", "Port football", "Budget"))
    ]
    feed = web.put("/feed", rss(*items), ATOM)
    shelf = Shelf()
    shelf.gather(url=feed, include="PORT", exclude=["football"])
    assert [gathered.article.title for gathered in shelf.kept] == ["Port strike"]


def test_a_date_in_the_future_is_not_believed(web: Site) -> None:
    feed = web.put(
        "/feed", rss(f"<guid>1</guid><description>{LONG}</description><pubDate>Mon, 09 Mar 2099 08:15:00 GMT</pubDate>")
    )
    shelf = Shelf()
    shelf.gather(url=feed)
    assert (shelf.kept[0].article.published, shelf.kept[0].fetched) == (None, NOW)


DOWN = "<!DOCTYPE html><html><head><title>Down for maintenance</title></head><body>" + news_page() + "</body></html>"


def test_a_page_where_a_feed_was_is_an_error_that_names_it(web: Site) -> None:
    address = web.put("/news", rss(f"<guid>1</guid><description>{LONG}</description>"), ATOM)
    shelf = Shelf()
    before = shelf.gather(url=address).state
    web.put("/news", DOWN)
    outcome = shelf.gather(before, url=address)
    assert (outcome.status, outcome.found, outcome.state) == ("failed", 0, before)
    assert outcome.reason.startswith(f"{address}: a page (“Down for maintenance”) where a feed should be: ")
    assert len(shelf.kept) == 1


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/rss.xml", None, "failed"),
        ("/blog/feed/", None, "failed"),
        ("/news", "feed", "failed"),
        ("/news", None, "ok"),
        ("/rss.xml", "page", "ok"),
    ],
)
def test_a_page_is_an_article_unless_its_address_is_known_as_that_of_a_feed(
    web: Site, path: str, kind: str | None, status: str
) -> None:
    assert Shelf().gather(url=web.put(path, news_page()), kind=kind).status == status


def test_a_huge_feed_is_read_from_its_top_up_to_the_limit(web: Site) -> None:
    feed = web.put(
        "/feed", rss(*(f"<guid>{i}</guid><description>{LONG}</description>" for i in range(300))), ATOM, ETag='"1"'
    )
    shelf = Shelf()
    outcome = shelf.gather(url=feed)
    assert (outcome.found, outcome.state) == (200, State(form="feed"))
    assert outcome.reason == "the first 200 new items of 300 were taken"
    assert [lost.reason for lost in outcome.lost] == ["100 items of the feed after the first 200 that are new"]
    rest = shelf.gather(url=feed)
    assert (rest.known, rest.found, rest.lost) == (200, 100, []), "the next run takes those that were left"
    assert Shelf(limit=3).gather(url=feed, limit=10).found == 3


def test_the_corpus_is_a_source(root: Path) -> None:
    shelf = Shelf()
    outcome = shelf.gather(path=str(root / "evals" / "corpus"))
    assert (outcome.status, outcome.found) == ("ok", len(list((root / "evals" / "corpus").glob("*/article.txt"))))
    wire = next(gathered for gathered in shelf.kept if gathered.article.id == "w-001")
    assert (wire.article.outlet, wire.article.published) == ("Meridian Wire", "2026-03-09") or wire.article.outlet
    assert len({gathered.identity for gathered in shelf.kept}) == outcome.found
    assert shelf.gather(path=str(root / "evals" / "corpus")).known == outcome.found


def test_a_folder_of_mail_pages_and_text_is_a_source_and_what_is_broken_in_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The port opened on Monday.", encoding="utf-8")
    (tmp_path / "b.eml").write_text(
        "From: x@y.example\nMessage-ID: <1@y>\nDate: Mon, 09 Mar 2026 08:15:00 +0100\n\nIt shut again.",
        encoding="utf-8",
    )
    (tmp_path / "c.html").write_text(news_page(), encoding="utf-8")
    (tmp_path / "d.txt").write_bytes(b"\0")
    shelf = Shelf()
    outcome = shelf.gather(path=str(tmp_path))
    assert (outcome.status, outcome.found) == ("ok", 3)
    assert [(lost.what, lost.reason) for lost in outcome.lost] == [("d.txt", outcome.reason)]
    mail = next(gathered for gathered in shelf.kept if "shut again" in gathered.article.text)
    assert mail.identity.endswith("guid:<1@y>")
    assert mail.article.published == "2026-03-09T08:15:00+01:00"


def test_a_folder_of_broken_files_alone_has_failed(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_bytes(b"\0")
    assert Shelf().gather(path=str(tmp_path)).status == "failed"
    assert Shelf().gather(path=str(tmp_path / "none")).status == "failed"


def test_two_items_that_share_a_guid_and_not_a_link_are_two(web: Site) -> None:
    items = (f"<guid>same</guid><link>{web.url(f'/{n}')}</link><description>{n} {LONG}</description>" for n in range(2))
    assert Shelf().gather(url=web.put("/feed", rss(*items), ATOM)).found == 2
