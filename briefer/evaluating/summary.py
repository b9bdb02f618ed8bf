"""Outcomes in, scorecard out: means over articles, their intervals, the ceiling, and each system's share of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from briefer.domain.brief import LISTS, ListName
from briefer.domain.evaluation import (
    ArticleFigures,
    Ceiling,
    Interval,
    ListFigures,
    MeanFigures,
    Scorecard,
    Split,
    SystemCard,
)
from briefer.domain.scorecard import ArticleScore
from briefer.evaluating.corpus import Case, Corpus
from briefer.evaluating.judging import DIGITS, drafted, figures, grounding, judge, rounded
from briefer.evaluating.runner import Outcome, System
from briefer.evaluating.statistics import mean, t_interval, wilson
from briefer.scoring.fingerprint import scorer_hash


def scorecard(corpus: Corpus, split: Split, outcomes: Mapping[System, Sequence[Outcome]]) -> Scorecard:
    """The scorecard of all systems over one split of a corpus."""
    top = ceiling(corpus.part(split))
    return Scorecard(
        scorer=scorer_hash(),
        corpus=corpus.digest,
        ceiling=top,
        systems=tuple(_system(system, split, found, top) for system, found in outcomes.items()),
    )


def ceiling(cases: Sequence[Case]) -> Ceiling | None:
    """What annotator b scores against annotator a; None where no article has both passes."""
    scores = [
        judge(case.passes["a"], case.article).score(drafted(case.passes["b"].draft, case.article))
        for case in cases
        if {"a", "b"} <= case.passes.keys()
    ]
    if not scores:
        return None
    values = [score.f1 for score in scores if score.f1 is not None]
    return Ceiling(
        n=len(scores),
        f1=rounded(mean(values)),
        interval=_rounded(t_interval(values)),
        lists=_means([figures(score) for score in scores]),
        contradictions=sum(score.contradictions for score in scores),
    )


def _system(system: System, split: Split, outcomes: Sequence[Outcome], top: Ceiling | None) -> SystemCard:
    articles = {outcome.case.id: _article(outcome) for outcome in outcomes}
    missing = sum(outcome.problem in ("missing", "stale") for outcome in outcomes)
    absent = missing == len(outcomes)
    values = [] if absent else [a.f1 for a in articles.values() if a.f1 is not None]
    f1 = rounded(mean(values))
    items, proven = (sum(getattr(a, name) for a in articles.values()) for name in ("items", "proven"))
    return SystemCard(
        backend=system.backend,
        prompt=system.prompt,
        split=split,
        n=len(outcomes),
        invalid=sum(not a.valid for a in articles.values()),
        f1=f1,
        interval=_rounded(t_interval(values)),
        share_of_ceiling=rounded(f1 / top.f1) if f1 is not None and top is not None and top.f1 else None,
        lists=_means([] if absent else [a.lists for a in articles.values()]),
        grounding=rounded(proven / items) if items else None,
        contradictions=sum(a.contradictions for a in articles.values()),
        articles=articles,
        missing=missing,
        valid_interval=None if absent else _rounded(wilson(sum(a.valid for a in articles.values()), len(outcomes))),
        grounding_interval=_rounded(wilson(proven, items)),
    )


def _article(outcome: Outcome) -> ArticleFigures:
    score: ArticleScore = outcome.score
    pooled = score.pooled
    return ArticleFigures(
        valid=score.valid,
        f1=rounded(score.f1),
        lists=figures(score),
        contradictions=score.contradictions,
        grounding=grounding(score),
        split=outcome.case.split,
        items=score.items,
        proven=score.proven,
        credit=round(pooled.credit, DIGITS),
        predicted=pooled.predicted,
        expected=pooled.expected,
        problem=outcome.problem,
        error=_portable(outcome.error.line) if outcome.error else None,
    )


def _portable(message: str) -> str:
    """`message` with the paths below the working directory relative to it: a scorecard may be committed."""
    return message.replace(f"{Path.cwd()}{os.sep}", "")


def _means(articles: Sequence[Mapping[ListName, ListFigures]]) -> dict[ListName, MeanFigures]:
    """The means of each list over the articles to which it applies."""

    def column(name: ListName, pick: Callable[[ListFigures], float | None]) -> list[float]:
        return [value for article in articles if (value := pick(article[name])) is not None]

    return {
        name: MeanFigures(
            precision=rounded(mean(column(name, lambda one: one.precision))),
            recall=rounded(mean(column(name, lambda one: one.recall))),
            f1=rounded(mean(column(name, lambda one: one.f1))),
            vital_recall=rounded(mean(column(name, lambda one: one.vital_recall))),
            interval=_rounded(t_interval(column(name, lambda one: one.f1))),
        )
        for name in LISTS
    }


def _rounded(interval: Interval | None) -> Interval | None:
    return None if interval is None else (round(interval[0], DIGITS), round(interval[1], DIGITS))
