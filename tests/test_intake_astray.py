"""What stands at the address of an item and is not its article: a notice of maintenance, a login, a check of the browser."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from loopback_web import site
from test_intake_feeds import rss
from test_intake_gather import ATOM, Shelf

from briefer.domain.article import Article
from briefer.intake.astray import astray

TITLE = "Dockers walk out at three northern ports"
TEASER = "Talks broke down on Sunday night …"
NOTICES = {
    "We’ll be back soon!": "Sorry for the inconvenience but we are performing some maintenance at the moment. If you need to "
    "you can always contact us, otherwise we will be back online shortly. The team.",
    "The Gazette": "Our website is undergoing scheduled maintenance. Please check again in a few minutes, or follow our social "
    "channels for updates and the latest news about this work. Thank you for your patience.",
    "Log in": "To continue reading please log in. This article is open to subscribers alone. Already have an account? Sign in. "
    "New here? Subscribe today for unlimited access to all of our reporting.",
}
NOTICE = next(iter(NOTICES.items()))
SHORT = (
    "Dock workers at three more ports in the north walked out on Monday, their union said, after talks with the operator "
    "broke down in the night."
)


def paper(title: str, text: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )


@pytest.mark.parametrize("notice", NOTICES.items())
def test_a_notice_in_place_of_an_article_is_named_and_the_article_is_taken_when_it_is_back(
    notice: tuple[str, str],
) -> None:
    with site() as web:
        item = f"<title>{TITLE}</title><link>{web.url('/a')}</link><description>{TEASER}</description>"
        feed = web.put("/feed", rss(item), ATOM, ETag='"1"')
        web.put("/a", paper(*notice))
        shelf = Shelf()
        outcome = shelf.gather(url=feed)
        (kept,) = shelf.kept
        assert (outcome.status, outcome.thin, outcome.state.etag) == ("ok", 1, None)
        assert (kept.article.text, kept.whole) == (TEASER, False)
        assert kept.note == (
            f"{web.url('/a')}: its page (“{notice[0]}”) has hardly a word of the item's title: "
            "open it in a browser; the next run tries again"
        )
        web.put("/a", paper("Strike widens as dockers leave work", SHORT))
        again = shelf.gather(outcome.state, url=feed)
        assert (again.found, again.thin, again.reason) == (1, 0, "")
        assert (shelf.kept[-1].article.text, shelf.kept[-1].identity) == (SHORT, kept.identity)


def test_an_item_without_text_behind_a_notice_is_not_read_for_now() -> None:
    with site() as web:
        feed = web.put("/feed", rss(f"<title>{TITLE}</title><link>{web.url('/a')}</link>"), ATOM)
        web.put("/a", paper(*NOTICE))
        outcome = Shelf().gather(url=feed)
    assert (outcome.found, [(lost.what, lost.lasting) for lost in outcome.lost]) == (0, [(TITLE, False)])


def test_no_article_of_the_corpus_is_taken_for_a_notice_however_short_it_is_cut(root: Path) -> None:
    for folder in sorted((root / "evals" / "corpus").glob("*/")):
        title = tomllib.loads((folder / "article.toml").read_text(encoding="utf-8")).get("title")
        words = (folder / "article.txt").read_text(encoding="utf-8").split(" ")
        page = Article(" ".join(words[:140]), title=title if "transcript" in folder.name else None)  # it greets, first
        assert not astray(title, page), folder.name
        assert not title or astray(title, Article(NOTICE[1])), folder.name


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Port strike", NOTICE[1]),  # two words tell nothing
        (None, NOTICE[1]),
        (TITLE, "Work stopped. " * 80),  # long enough for an article
        (TITLE, "The DOCKERS of Lund stopped work; all of the NORTHERN quays stand idle."),
    ],
)
def test_what_cannot_be_told_is_taken(title: str | None, text: str) -> None:
    assert not astray(title, Article(text))
