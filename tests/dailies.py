"""What tests of the daily brief are made of: articles as sources give them, and an archive that holds them."""

from __future__ import annotations

from dataclasses import replace

from briefer.daily.archive import Archive
from briefer.domain.article import Article
from briefer.domain.gathered import Gathered

NOON = "2026-03-09T12:00:00+00:00"


def gathered(
    name: str, published: str | None = "2026-03-09T08:00:00+00:00", *, text: str = "", **changes: object
) -> Gathered:
    """An article called `name`; `changes` are fields of `Gathered`."""
    article = Article(text or f"The port of {name} opened on Monday.", id=name, title=name.title(), published=published)
    base = Gathered(article, source="Gazette", identity=f"guid:{name}", stamp="1", fetched=NOON)
    return replace(base, **changes)  # type: ignore[arg-type]  # fields by name


def keep(archive: Archive, *articles: Gathered) -> None:
    """Put articles into the archive."""
    for article in articles:
        archive.articles.keep(article)
