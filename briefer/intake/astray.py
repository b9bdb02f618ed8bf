"""Whether a page is that of the item whose address led to it: many sites say “back soon”, or ask for a login, with status 200."""

from __future__ import annotations

import re

from briefer.domain.article import Article

ENOUGH = 4
"""Words of a title that are needed to judge by."""
LONG = 150
"""Words from which on a text is taken for an article, whatever it has of the title."""
LEAST = 0.25
"""The part of a title's words that its article has at least; measured: half in the articles of the corpus, a fifth in notices."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
"""Letters by which words are compared: their endings vary."""


def astray(title: str | None, page: Article) -> bool:
    """Whether `page`, which should have the article called `title`, is short and has hardly a word of that title."""
    wanted = _words(title or "")
    if len(wanted) < ENOUGH or page.words >= LONG:
        return False
    return len(wanted & _words(f"{page.title or ''} {page.text}")) < LEAST * len(wanted)


def _words(text: str) -> set[str]:
    return {word.casefold()[:_STEM] for word in _WORD.findall(text)}
