"""A page to an article: its text without menus and advertisements, and what the page states about it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from briefer.domain.article import Article
from briefer.errors import SourceError
from briefer.intake.found import Found
from briefer.intake.naming import parts

FEWEST_WORDS = 20
LARGEST = 4_000_000
"""Characters of a page: extracting one of a million elements takes 5 s, and a page of news has a few hundred thousand."""
_SCRIPT_LIMIT = 200_000
_DATED = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")
_ARTICLES = {
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BlogPosting",
    "OpinionNewsArticle",
}

_DATES = {"extensive_search": False, "original_date": True}
"""Only dates that the page marks as such: one in its text or its copyright line is not when it was published."""


def extract(markup: str, where: str, url: str | None = None) -> Found:
    """The article on a page, extracted by trafilatura: a paragraph a block, the headline apart as title.

    `url` is where the page was fetched from; the canonical address that the page states is taken over it only where it is of
    the same host. Raises `SourceError` where no article is found.
    """
    if len(markup) > LARGEST:
        size = f"{len(markup) / 1e6:.0f} MB"
        raise SourceError(f"{where}: a page of {size} is no article", hint="save the article's text and give that file")
    import trafilatura  # late: it costs 250 ms, and only pages need it
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it logs is said by our SourceError
    try:
        tree = trafilatura.load_html(markup) if markup.strip() else None
        found = (
            None
            if tree is None
            else trafilatura.bare_extraction(
                tree, url=url, include_comments=False, with_metadata=True, date_extraction_params=_DATES
            )
        )
    except Exception as error:  # markup of strangers: whatever the extractor trips over, this page alone fails
        raise _no_article(where) from error
    if tree is None or not isinstance(found, Document):
        raise _no_article(where)
    title = _line(found.title)
    blocks = [block for line in (found.text or "").splitlines() if (block := _line(line))]
    if blocks and title and blocks[0].casefold() == title.casefold():
        del blocks[0]
    article = Article("\n\n".join(blocks))
    if article.words < FEWEST_WORDS:
        raise _no_article(where)
    meta = _Meta(tree)
    article = Article(
        article.text,
        title=title,
        outlet=_line(found.sitename),
        published=meta.published or _line(found.date),
        url=_own(found.url, url),
        language=meta.language,
    )
    return Found(article, updated=meta.updated)


def _no_article(where: str) -> SourceError:
    hint = "it may be a list of links, need a login or be built by scripts: save the article's text and give that file"
    return SourceError(f"{where}: no article found on the page", hint=hint)


class _Meta:
    """What the head of a page states: when the article was published and changed, and in which language it is."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        linked = next(self._linked_data(), {})
        self.published = _date(self._of("article:published_time", "datePublished", "date", "dc.date.issued"))
        self.published = _date(linked.get("datePublished")) or self.published
        self.updated = _date(linked.get("dateModified")) or _date(self._of("article:modified_time", "dateModified"))
        language = (tree.get("lang") or "").split("-")[0].lower()
        self.language = language if re.fullmatch("[a-z]{2,3}", language) else None

    def _of(self, *names: str) -> str | None:
        for name in names:
            query = "//meta[@property=$name or @name=$name or @itemprop=$name]/@content"
            if values := self._tree.xpath(query, name=name):
                return str(values[0])
        return None

    def _linked_data(self) -> Iterator[dict[str, Any]]:
        """The page's JSON-LD about its article: https://schema.org/NewsArticle."""
        for text in self._tree.xpath("//script[@type='application/ld+json']/text()"):
            try:
                data = json.loads(text) if len(text) < _SCRIPT_LIMIT else None
            except (ValueError, RecursionError):
                continue
            graph = data.get("@graph", data) if isinstance(data, dict) else data
            for thing in graph if isinstance(graph, list) else [graph]:
                kinds = thing.get("@type") if isinstance(thing, dict) else None
                if isinstance(thing, dict) and not _ARTICLES.isdisjoint(
                    kinds if isinstance(kinds, list) else [str(kinds)]
                ):
                    yield thing


def _date(value: object) -> str | None:
    found = _DATED.match(value.strip()) if isinstance(value, str) else None
    return found[0].replace(" ", "T", 1).replace(" ", "") if found else None


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _own(stated: str | None, fetched: str | None) -> str | None:
    """The canonical address that a page states, unless it points to another host than the one that was asked."""
    if fetched is None or stated is None:
        chosen = fetched or stated
        return chosen if chosen and chosen.startswith(("http://", "https://")) else None
    same = parts(stated).hostname == parts(fetched).hostname and stated.startswith(("http://", "https://"))
    return stated if same else fetched
