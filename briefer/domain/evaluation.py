"""The documents of an evaluation: the score of one brief, and the scorecard of systems over a corpus.

Figures are rounded to 9 decimals, so that a last bit that two processors compute differently is no difference. None stands
for what does not apply: a list in which neither side has anything to say, a system without recordings.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import Literal

from briefer.domain.brief import ListName, Value

Split = Literal["develop", "test", "all"]
Problem = Literal["invalid", "unanswered", "missing", "stale"]
"""Why an article has no valid brief: the answer was of no use, none came, none was recorded, or for another request."""
Interval = tuple[float, float]

CAVEAT = "an upper estimate: both passes were written by one kind of annotator"
"""What must be said wherever the ceiling is printed (docs/evals.md)."""


class ListFigures(Value):
    """One list of one brief; `vital_recall` is the share of the vital items that were found at all."""

    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    vital_recall: float | None = None


class Score(Value):
    """The document `briefer.score/1`: one brief against one reference."""

    format: Literal["briefer.score/1"] = "briefer.score/1"
    valid: bool
    f1: float | None
    lists: Mapping[ListName, ListFigures]
    contradictions: int
    grounding: float | None
    scorer: str


class ArticleFigures(Value):
    """One article of one system, and the counts that pooled figures are made of.

    `proven` of `items` have evidence that is in the article; `credit` was earned by `predicted` items of the brief against
    `expected` vital ones of the reference. `error` says why there is no valid brief.
    """

    valid: bool
    f1: float | None
    lists: Mapping[ListName, ListFigures]
    contradictions: int
    grounding: float | None
    split: Split
    items: int
    proven: int
    credit: float
    predicted: int
    expected: int
    problem: Problem | None = None
    error: str | None = None


class MeanFigures(ListFigures):
    """One list over all articles: means over those to which it applies, and the 95 % interval of F1."""

    interval: Interval | None = None


class Ceiling(Value):
    """What annotator b scores against annotator a with the same scorer, on the articles that both have read."""

    n: int
    f1: float | None
    interval: Interval | None
    lists: Mapping[ListName, MeanFigures]
    contradictions: int
    caveat: str = CAVEAT


class SystemCard(Value):
    """One backend with one prompt.

    `n` articles, of which `invalid` have no valid brief: these score 0. `f1` is the mean over the articles of the mean over
    the lists that apply, `interval` its 95 % t interval; `grounding` is the share of all items whose evidence was found.
    `missing` counts the articles for which a recording is missing or stale; where that is all of them, there are no figures.
    The two rates have 95 % Wilson intervals: of the valid briefs among `n`, and of the proven items among all.
    """

    backend: str
    prompt: str
    split: Split
    n: int
    invalid: int
    f1: float | None
    interval: Interval | None
    share_of_ceiling: float | None
    lists: Mapping[ListName, MeanFigures]
    grounding: float | None
    contradictions: int
    articles: Mapping[str, ArticleFigures]
    missing: int = 0
    valid_interval: Interval | None = None
    grounding_interval: Interval | None = None

    @property
    def name(self) -> str:
        """Backend and prompt, as in `local/brief@1`."""
        return f"{self.backend}/{self.prompt}"

    @property
    def absent(self) -> bool:
        """Whether nothing of it is recorded."""
        return self.missing == self.n

    def mean(self, split: Split) -> float | None:
        """The mean F1 over the articles of one split."""
        values = [a.f1 for a in self.articles.values() if split in ("all", a.split) and a.f1 is not None]
        return None if self.absent or not values else round(fsum(values) / len(values), 9)


class Scorecard(Value):
    """The document `briefer.scorecard/1`: systems over one corpus; `scorer` and `corpus` are the hashes of the two."""

    format: Literal["briefer.scorecard/1"] = "briefer.scorecard/1"
    scorer: str
    corpus: str
    ceiling: Ceiling | None
    systems: tuple[SystemCard, ...]
