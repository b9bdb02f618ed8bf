"""An address to an article: the page is fetched by the guard, and its text extracted."""

from __future__ import annotations

from dataclasses import replace

from briefer.domain.article import Article
from briefer.errors import SourceError
from briefer.intake.decode import decode_markup, is_html
from briefer.intake.fetch import Fetcher, Page
from briefer.intake.found import Found
from briefer.intake.html import extract
from briefer.intake.naming import address_slug, shown


def web_article(fetcher: Fetcher, address: str) -> Article:
    """The article at `address`. Raises `SourceError`."""
    return page_article(fetcher.fetch(address)).article


def page_article(page: Page) -> Found:
    """The article that a fetched page holds: of HTML the extracted text, of plain text the text itself.

    Raises `SourceError` for a feed, for JSON and for what has no article in it.
    """
    where = shown(page.asked)
    text = decode_markup(page.body, where, page.charset)
    if page.kind.endswith("json"):
        raise SourceError(f"{where}: JSON, not an article", hint="give the address of the page")
    if page.kind.startswith(("text/html", "application/xhtml")) or is_html(text):
        extracted = extract(text, where, page.url)
        return replace(extracted, article=replace(extracted.article, id=address_slug(page.url)))
    if page.kind.endswith("xml") or text.lstrip()[:5] == "<?xml":
        raise SourceError(
            f"{where}: a feed or other XML, not an article", hint="name a feed under [[sources]] for briefer daily"
        )
    if not text.strip():
        raise SourceError(f"{where}: empty", hint="there is nothing to brief")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return Found(Article(plain, id=address_slug(page.url), url=page.url))
