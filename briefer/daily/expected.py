"""What the stories of an edition let a reader expect on the days to come, beside the deadlines of promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefer.daily.archive import Archive
from briefer.daily.ledger.ahead import horizon
from briefer.daily.ledger.scheduled import scheduled
from briefer.daily.shelves import EditionKey
from briefer.domain.brief import Reaction, Risk
from briefer.domain.edition import Cited, Dated, Page, Story


def expected(stories: Iterable[Story], date: str) -> Iterator[Dated]:
    """The days, from `date` on, that the risks and reactions of stories name, each with what is said of it and the quotes."""
    until = horizon(date)
    for story in stories:
        pages = {page.id: page for page in story.articles}
        for what, texts, evidence in _said(story):
            told = _date(pages.get(evidence[0].article)) or date
            days = {on for text in texts for on in scheduled(text, told)}
            yield from (Dated(on=on, what=what, evidence=evidence) for on in sorted(days) if date <= on <= until)


def still_expected(archive: Archive, key: EditionKey) -> Iterator[Dated]:
    """What the stories of earlier editions let expect, and what has not come by the date of this one."""
    for value in archive.editions.ahead_before(key):
        dated = Dated.model_validate(value)
        if dated.entry is None and dated.on >= key.date:
            yield dated


def _said(story: Story) -> Iterator[tuple[str, tuple[str, ...], tuple[Cited, ...]]]:
    """What each line says, the texts in which it may name a day, and its quotes."""
    for item in (*story.risks, *story.reactions):
        quotes = tuple(cited.text for cited in item.evidence)
        match item:
            case Risk():
                yield f"risk: {item.event}", (item.event, item.driver or "", *quotes), item.evidence
            case Reaction():
                yield (
                    f"{', '.join(item.by)}: {item.statement}",
                    (item.statement, item.target or "", *quotes),
                    item.evidence,
                )


def _date(page: Page | None) -> str:
    return (page.published or page.fetched)[:10] if page else ""
