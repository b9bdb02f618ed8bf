"""Article in, draft out, from the article's words alone."""

from __future__ import annotations

from briefer.domain.article import Article
from briefer.domain.brief import Draft


def draft(article: Article) -> Draft:
    """The draft of `article` by rules."""
    start, end = article.sentences[0]
    return Draft(bottom_line=article.text[start:end])
