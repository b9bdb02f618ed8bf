"""A scorecard as one self-contained page: matrix, bars, heat map, and every brief beside its reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefer.domain.brief import LISTS, AnyItem
from briefer.domain.detail import Detail
from briefer.domain.evaluation import Interval, Scorecard
from briefer.domain.quote import Evidence, Quote
from briefer.domain.scorecard import Pairing
from briefer.rendering.lines import HEADINGS
from briefer.rendering.page import asset, page
from briefer.rendering.pairings_text import in_order, summary, zero
from briefer.rendering.scorecard_text import COLUMNS, failures, figure, interval, percent, table, unrecorded
from briefer.rendering.untrusted import one_line

STEPS = 10


class Bar(NamedTuple):
    """One system in one chart, in thousandths of its width."""

    label: str
    value: int | None
    low: int
    high: int
    text: str


class Side(NamedTuple):
    """One half of a pair: an item in one line, and its quotes."""

    path: str
    text: str
    quotes: tuple[str, ...]


class Row(NamedTuple):
    """A pair: what was expected, what was said, and what came of it."""

    kind: str
    expected: Side | None
    predicted: Side | None
    verdict: str
    reasons: tuple[str, ...]


class Sheet(NamedTuple):
    """One brief beside its reference."""

    anchor: str
    heading: str
    figures: str
    error: str
    lists: tuple[tuple[str, str, tuple[Row, ...]], ...]


def scorecard_html(card: Scorecard, details: Sequence[Detail]) -> str:
    """The page. It loads nothing and runs nothing: whatever an article or a model wrote stands in it as text."""
    shown = [detail for detail in details if not _missing(card, detail)]
    anchors = {(d.system, d.article.id): f"sheet-{n}" for n, d in enumerate(shown)}
    titles = {d.article.id: one_line(d.article.title or "") for d in details}
    return page(
        "scorecard.html",
        style=asset("page.css") + asset("scorecard.css"),
        card=card,
        n=max((system.n for system in card.systems), default=0),
        columns=COLUMNS,
        rows=list(table(card)),
        charts=[("F1", _bars(card, None)), *((HEADINGS[name], _bars(card, name)) for name in LISTS)],
        systems=[one_line(system.name) for system in card.systems],
        heat=list(_heat(card, anchors, titles)),
        failures=list(failures(card)),
        unrecorded=list(unrecorded(card)),
        sheets=[_sheet(detail, anchors[detail.system, detail.article.id]) for detail in shown],
    )


def _missing(card: Scorecard, detail: Detail) -> bool:
    """Whether there is no recording to show."""
    articles = next((s.articles for s in card.systems if s.name == detail.system), {})
    one = articles.get(detail.article.id)
    return one is not None and one.problem in ("missing", "stale")


def _bars(card: Scorecard, name: str | None) -> list[Bar]:
    """A bar a system, below that of the ceiling."""
    found = []
    for label, one in [("ceiling", card.ceiling), *((s.name, s) for s in card.systems)]:
        if one is not None:
            figures = one if name is None else one.lists[name]  # type: ignore[index]  # name is one of LISTS
            found.append(_bar(one_line(label), figures.f1, figures.interval))
    return found


def _bar(label: str, f1: float | None, span: Interval | None) -> Bar:
    value = None if f1 is None else round(1000 * f1)
    low, high = (round(1000 * min(1.0, max(0.0, end))) for end in span or (f1 or 0.0, f1 or 0.0))
    return Bar(label, value, low, high, f"{figure(f1)} ({interval(span)})" if f1 is not None else "no figures")


class Cell(NamedTuple):
    """One article of one system in the heat map; `step` goes from 0 to 10, None is missing or does not apply."""

    anchor: str
    text: str
    step: int | None
    invalid: bool
    contradictions: int


def _heat(
    card: Scorecard, anchors: dict[tuple[str, str], str], titles: dict[str, str]
) -> Iterator[tuple[str, str, str, list[Cell]]]:
    articles = {name: a.split for system in card.systems for name, a in system.articles.items()}
    for name, split in articles.items():
        cells = []
        for system in card.systems:
            one = system.articles[name]
            missing = one.problem in ("missing", "stale")
            step = None if missing or one.f1 is None else round(STEPS * one.f1)
            text = str(one.problem) if one.problem else figure(one.f1)
            cells.append(
                Cell(anchors.get((system.name, name), ""), text, step, not (one.valid or missing), one.contradictions)
            )
        yield one_line(name), titles.get(name, ""), split, cells


def _sheet(detail: Detail, anchor: str) -> Sheet:
    score = detail.score
    title = f": {one_line(detail.article.title)}" if detail.article.title else ""
    said = f"F1 {figure(score.f1)}, grounding {percent(score.grounding)}, contradictions {score.contradictions}"
    if score.valid and (why := zero(score)):
        said += f": {why}"
    lists = tuple(
        (
            HEADINGS[name],
            figure(score.lists[name].f1) + (f": {why}" if (why := zero(score, name)) else ""),
            tuple(_row(detail, pairing) for pairing in in_order(score, name)),
        )
        for name in LISTS
    )
    heading = f"{one_line(detail.system)} on {one_line(detail.article.id)}{title}"
    return Sheet(anchor, heading, said, one_line(detail.error), lists if score.valid else ())


def _row(detail: Detail, pairing: Pairing) -> Row:
    importance = f", {pairing.importance}" if pairing.importance else ""
    if pairing.contradiction:
        kind, verdict = "contradiction", f"contradiction{importance}"
    elif pairing.predicted is None:
        kind, verdict = "missed", f"missed{importance}"
    elif pairing.expected is None:
        kind, verdict = "surplus", "not in the reference"
    else:
        kind, verdict = "paired" if pairing.credit else "refused", f"credit {pairing.credit:.2f}{importance}"
    expected, predicted = detail.expected(pairing), detail.predicted(pairing)
    return Row(
        kind,
        _side(pairing.expected, expected),
        _side(pairing.predicted, predicted),
        verdict,
        tuple(one_line(reason) for reason in pairing.refused),
    )


def _side(path: str | None, item: AnyItem[Quote] | AnyItem[Evidence] | None) -> Side | None:
    if path is None or item is None:
        return None
    return Side(path, summary(item), tuple(_quote(quote) for quote in item.evidence))


def _quote(quote: Evidence) -> str:
    return one_line(quote.text) if isinstance(quote, Quote) else f"not in the article: {one_line(quote.quoted)}"
