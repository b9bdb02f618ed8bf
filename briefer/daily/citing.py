"""The items of one brief as an edition prints them: each quote with the article that it stands in."""

from __future__ import annotations

from typing import TypeVar

from briefer.domain.brief import Actor, Brief, Commitment, Item, Reaction, Risk
from briefer.domain.edition import Cited
from briefer.domain.quote import Quote

I = TypeVar("I", bound=Item[Cited])  # noqa: E741  # one kind of item


class Items:
    """The proven items of one brief, cited by the name that the edition gives to its article."""

    def __init__(self, brief: Brief, article: str) -> None:
        self.article = article
        self.actors = tuple(self._cited(Actor[Cited], item) for item in brief.actors)
        self.commitments = tuple(self._cited(Commitment[Cited], item) for item in brief.commitments)
        self.risks = tuple(self._cited(Risk[Cited], item) for item in brief.risks)
        self.reactions = tuple(self._cited(Reaction[Cited], item) for item in brief.reactions)

    def _cited(self, kind: type[I], item: Item[Quote]) -> I:
        quotes = tuple(
            Cited(article=self.article, text=quote.text, spans=quote.spans, fit=quote.fit) for quote in item.evidence
        )
        return kind(**{**vars(item), "evidence": quotes})
