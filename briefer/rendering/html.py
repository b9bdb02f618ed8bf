"""A brief beside its article, as one self-contained page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefer.domain.article import Article
from briefer.domain.brief import Brief
from briefer.rendering import masthead
from briefer.rendering.lines import WARNING, sheet, where
from briefer.rendering.page import asset, page
from briefer.rendering.passages import Mark, marks, passages
from briefer.rendering.untrusted import neutral, one_line, web_address

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def brief_html(brief: Brief, article: Article) -> str:
    """The page: choosing a line shows its evidence in the article, choosing a passage the lines that rest on it."""
    lines = sheet(brief)
    quotes = marks(lines.lines)
    return page(
        "brief.html",
        style=asset("page.css") + asset("brief.css") + _targets(quotes),
        script=asset("brief.js"),
        title=masthead.title(brief.article),
        dateline=masthead.dateline(brief.article),
        address=web_address(brief.article.url),
        made_by=masthead.made_by(brief.provenance),
        remarks=masthead.remarks(brief.provenance),
        by_rules=brief.provenance.backend_kind == "rules",
        bottom_line=one_line(brief.bottom_line),
        sheet=lines,
        first_mark={mark.line.number: mark.name for mark in reversed(quotes)},
        paragraphs=passages(article, quotes),
        language=brief.article.language if _LANGUAGE.fullmatch(brief.article.language or "") else None,
        details=masthead.details(brief),
        neutral=neutral,
        where=where,
        warning=WARNING,
        one_line=one_line,
    )


def _targets(quotes: Sequence[Mark]) -> str:
    """Without scripts: the passages of the quote that the address names are lit, and so is its line."""
    return "".join(
        f"html:not(.js):has(#quote-{mark.name}:target) :is(.quote-{mark.name},#line-{mark.line.number})"
        "{background:var(--lit)}\n"
        for mark in quotes
    )
