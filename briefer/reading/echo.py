"""Echoes of a prompt: items that a small model copies from the worked example instead of the article."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefer.domain.article import Article
from briefer.domain.brief import LISTS, Actor, AnyItem, Piece
from briefer.domain.quote import Quote
from briefer.reading.fold import fold
from briefer.reading.items import told
from briefer.reading.locate import locate
from briefer.reading.source import Source

_WORD = re.compile(r"\w+")
_FEWEST = 3
"""Words that a text has at least, to be a copy rather than a coincidence."""


class Heard(NamedTuple):
    """A piece without its echoes, and how many there were, by list."""

    piece: Piece
    left_out: dict[str, int]


def without_echoes(piece: Piece, prompt: str, article: Article) -> Heard:
    """`piece` without the items that stand word for word in `prompt`, and not in the article that it is about.

    That is the name of an actor, or what another item says. They are of no use to a reader, not even as unproven.
    """
    shown, source = _words(prompt), Source(article)

    def echoes(item: AnyItem[str]) -> bool:
        text = item.name if isinstance(item, Actor) else told(item)
        words = _words(text)
        if not words.strip() or (not isinstance(item, Actor) and len(words.split()) < _FEWEST):
            return False
        return words in shown and not isinstance(locate(text, source, fewest=1), Quote)

    kept: dict[str, tuple[AnyItem[str], ...]] = {
        name: tuple(item for item in getattr(piece, name) if not echoes(item)) for name in LISTS
    }
    left = {name: len(getattr(piece, name)) - len(items) for name, items in kept.items()}
    return Heard(piece.model_copy(update=kept), {name: count for name, count in left.items() if count})


def _words(text: str) -> str:
    """The words of a text, folded, each between spaces."""
    return f" {' '.join(_WORD.findall(fold(text).text))} "
