"""What intake makes of one file, page or mail: the article, and what only a collector of many needs to know."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.domain.article import Article


@dataclass(frozen=True)
class Found:
    """An article; `guid` names it for good where its publisher gave it such a name; `updated` is when it was last changed."""

    article: Article
    guid: str | None = None
    updated: str | None = None
