"""The commitments of one article on their way into the ledger: with its date, its story, its voice and its actors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefer.daily.ledger.deadline import opening, window
from briefer.daily.ledger.people import parties
from briefer.daily.ledger.statement import Statement
from briefer.daily.ledger.sums import sums
from briefer.domain.brief import Actor, Brief, Commitment
from briefer.domain.edition import Cited
from briefer.domain.quote import Quote


@dataclass(frozen=True)
class Heard:
    """One commitment as one article tells it.

    `published` is the ISO 8601 date or instant of the article; where it is anything else, deadlines are told from the date
    of the edition. `voice` is the same for articles that copy one another: what one voice says in the same words
    counts once. `actors` are those of the article: they tell who is who among its names.
    """

    commitment: Commitment[Cited]
    article: str
    published: str = ""
    story: str = ""
    voice: str = ""
    actors: tuple[Actor[Any], ...] = ()

    def statement(self, seen: str) -> Statement:
        """What the ledger keeps of it, heard by the edition of the date `seen`."""
        told = self.commitment
        published = self.published if _is_date(self.published) else seen
        return Statement(
            seen=seen,
            published=published,
            article=self.article,
            story=self.story,
            voice=self.voice or self.article,
            by=parties(told.by, self.actors),
            to=parties(told.to, self.actors),
            kind=told.kind,
            action=told.action,
            condition=told.condition,
            deadline=told.deadline,
            window=window(told.deadline, published),
            begins=opening(told.deadline, published),
            status=told.status,
            sums=sums(told.action, told.deadline),
            evidence=told.evidence,
        )


def _is_date(published: str) -> bool:
    try:
        return bool(datetime.fromisoformat(published))
    except ValueError:
        return False


def hear(brief: Brief, *, article: str = "", story: str = "", voice: str = "") -> tuple[Heard, ...]:
    """The proven commitments of a brief; `article` is the id by which the edition cites it, else that of the brief."""
    cited = article or brief.article.id
    return tuple(
        Heard(
            commitment=item_of(item, cited),
            article=cited,
            published=brief.article.published or "",
            story=story,
            voice=voice,
            actors=brief.actors,
        )
        for item in brief.commitments
    )


def item_of(item: Commitment[Quote], article: str) -> Commitment[Cited]:
    """A commitment of a brief, with evidence that says in which article it stands."""
    fields = {name: getattr(item, name) for name in ("by", "to", "kind", "action", "condition", "deadline", "status")}
    return Commitment[Cited](evidence=_cited(item.evidence, article), **fields)


def _cited(quotes: Iterable[Quote], article: str) -> tuple[Cited, ...]:
    return tuple(Cited(article=article, text=q.text, spans=q.spans, fit=q.fit) for q in quotes)
