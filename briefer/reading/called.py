"""The names of an answer as the article has them: without roles that a model put before them, and one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefer.domain.article import Article
from briefer.domain.brief import Actor, AnyItem, Piece
from briefer.domain.quote import Quote
from briefer.reading.fold import fold
from briefer.reading.locate import locate
from briefer.reading.names import bare_name
from briefer.reading.source import Source

_VOICES = ("by", "to", "assessed_by")
_JOINED = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*;\s*")
_APART = re.compile(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)")
_ACRONYM = re.compile(r"[A-Z]{3,}")
_FEWEST = 2
"""Words that the end of a name has at least, to be one: "Paraguayan River Police" is not "Police"."""


def called(piece: Piece, article: Article) -> Piece:
    """`piece` with each name that the article does not have replaced by the end of it that it does have, if that is a name.

    "Finance Minister Estela Rolón" becomes "Estela Rolón"; "the barge operators CABAPAR" becomes "CABAPAR"; "U. S. Senate" is spelt
    as the article spells it; several names written as one become several, where the article has each. A name of which it has
    nothing stays, and so does one that it has as it is.
    """
    book = _Names(article)
    return piece.model_copy(
        update={
            "actors": _distinct([book.actor(actor) for actor in piece.actors]),
            **{
                name: tuple(book.item(item) for item in getattr(piece, name))
                for name in ("commitments", "risks", "reactions")
            },
        }
    )


class _Names:
    """What an article calls those whom answers name."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._source = Source(article)
        self._spans = article.sentences

    def actor(self, actor: Actor[str]) -> Actor[str]:
        """The actor by the name that the article has, and with the first sentence that has it; one that cites a sentence stays."""
        found = self._ending(actor.name)
        if found is None or actor.evidence != (actor.name,) or self._has(actor.name):
            return actor
        at = found.spans[0][0]
        said = tuple(self._article.text[a:b] for a, b in self._spans if a <= at < b)
        return actor.model_copy(update={"name": found.text, "evidence": said or (found.text,)})

    def item(self, item: AnyItem[str]) -> AnyItem[str]:
        """The item with the names of its voices as the article has them."""
        fields = [field for field in _VOICES if getattr(item, field, ())]
        return item.model_copy(update={field: self._all(getattr(item, field)) for field in fields})

    def _all(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for name in names for one in self._each(name)))

    def _each(self, name: str) -> tuple[str, ...]:
        if self._has(name):
            return (name,)
        parts = [part for part in _JOINED.split(name) if part]
        if len(parts) > 1 and all(self._has(part) and part[:1].isupper() for part in parts):
            return tuple(parts)
        found = self._ending(name)
        return (found.text if found else name,)

    def _has(self, words: str) -> bool:
        return isinstance(locate(words, self._source, fewest=1), Quote)

    def _ending(self, name: str) -> Quote | None:
        """The longest end of `name` that the article has and that is a name by itself."""
        words = _APART.sub("", name).split()
        for first in range(len(words)):
            rest = words[first:]
            if not all(word[:1].isupper() for word in (rest[0], rest[-1])):
                continue
            if len(rest) < _FEWEST and first and not _ACRONYM.fullmatch(rest[0]):
                break
            found = locate(" ".join(rest), self._source, fewest=1)
            if isinstance(found, Quote) and len(found.spans) == 1 and found.text[:1].isupper():
                return found
        return None


def _distinct(actors: Sequence[Actor[str]]) -> tuple[Actor[str], ...]:
    """The actors without those that have come to be called as one before them."""
    kept: dict[str, Actor[str]] = {}
    for actor in actors:
        kept.setdefault(bare_name(actor.name) or fold(actor.name).text, actor)
    return tuple(kept.values())
