"""The articles of an edition to their briefs, each kept in the archive as soon as it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from briefer.daily.archive import Archive
from briefer.daily.window import Stub
from briefer.domain.article import Article
from briefer.domain.brief import Brief, Tokens
from briefer.errors import ArchiveError, BadAnswer, BrieferError, RequestRejected, SourceError, Stopped
from briefer.pool import ordered
from briefer.stopping import Attempts, Stop

_STOOD_IN = "+stood-in"
"""Added to the recipe of a brief that another backend stood in for: it is good for its edition, and made anew with the next."""
LASTING = (SourceError, BadAnswer, RequestRejected)
"""Errors that another attempt at the same text does not cure: no article, no use of the answer (which is kept), no answer ever."""
Step = Callable[[float | None], None]
"""Told after each article: what it has cost, in US dollars; None where that is unknown."""


class Pipeline(Protocol):
    """What makes the brief of one article."""

    def brief(self, article: Article) -> Brief:
        """The brief. Raises `BrieferError` where there can be none."""


@dataclass
class Tally:
    """What briefing the articles of one edition came to. `costs` has None where a price is unknown; `models` by use."""

    briefed: int = 0
    kept: int = 0
    costs: list[float | None] = field(default_factory=list)
    tokens: list[Tokens] = field(default_factory=list)
    models: dict[str, int] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    hopeless: BrieferError | None = None
    failed: dict[int, BrieferError] = field(default_factory=dict)

    @property
    def cost_usd(self) -> float | Literal["unknown"]:
        """What all of it has cost, this time and in runs before."""
        return "unknown" if None in self.costs else round(sum(c for c in self.costs if c is not None), 6)

    @property
    def used(self) -> Tokens:
        """All tokens; None where no server has said."""
        return Tokens(**{name: _total(getattr(t, name) for t in self.tokens) for name in Tokens.model_fields})

    @property
    def passing(self) -> frozenset[int]:
        """The articles that failed for now."""
        return frozenset(row for row, error in self.failed.items() if not isinstance(error, LASTING))

    def add(self, brief: Brief, *, kept: bool) -> float | None:
        """Count one brief; its cost."""
        origin = brief.provenance
        cost = None if origin.cost_usd == "unknown" else origin.cost_usd
        self.briefed += 1
        self.kept += kept
        self.costs.append(cost)
        if origin.tokens != Tokens():
            self.tokens.append(origin.tokens)
        if model := origin.model_answered or origin.model_asked:
            self.models[model] = self.models.get(model, 0) + 1
        self.notes |= dict.fromkeys(origin.notes)
        self.notes |= {f"{skipped.backend} gave no answer: {skipped.reason}": None for skipped in origin.skipped}
        return cost


@dataclass(frozen=True)
class Briefing:
    """Briefs articles with a pipeline; `recipe` names all that decides a brief besides its article.

    Once `stop` is on, no article is begun.
    """

    archive: Archive
    pipeline: Pipeline
    recipe: str
    workers: int
    stop: Stop = field(default_factory=Stop)

    def run(self, stubs: Iterable[Stub], step: Step) -> Tally:
        """Brief what has no brief by this recipe yet. What goes wrong is in the tally, never raised.

        After an error that leaves no other article a chance none is begun, and all that remain fail with it. A run that was
        asked to end is the exception: it raises `Stopped`, which says how many articles have their brief.
        """
        asked, tally, attempts = list(stubs), Tally(), Attempts(self.stop)
        try:
            for stub, outcome, kept in ordered(lambda stub: self._one(stub, attempts), asked, self.workers):
                if isinstance(outcome, BrieferError):
                    tally.failed[stub.row] = outcome
                    step(0.0)
                else:
                    cost = tally.add(outcome, kept=kept)
                    step(0.0 if kept else cost)
        except KeyboardInterrupt:  # what is on its way was waited for as long as it may be
            if not self.stop.on:
                raise
            raise self._stopped(asked) from None
        if self.stop.on:
            raise self._stopped(asked)
        tally.hopeless = attempts.hopeless
        return tally

    def _stopped(self, stubs: Sequence[Stub]) -> Stopped:
        done = sum(self.brief(stub.row) is not None for stub in stubs)
        return Stopped(f"interrupted: {done} of {len(stubs)} articles are briefed and kept", hint="run again to go on")

    def brief(self, row: int) -> Brief | None:
        """The brief of an article, where it was made."""
        return self.archive.briefs.get(row, self.recipe) or self.archive.briefs.get(row, self.recipe + _STOOD_IN)

    def _one(self, stub: Stub, attempts: Attempts) -> tuple[Stub, Brief | BrieferError, bool]:
        if found := self.archive.briefs.get(stub.row, self.recipe):
            return stub, found, True
        kept = self.archive.articles.row(stub.row)
        if kept is None:
            return stub, ArchiveError(f"{stub.key}: its article is gone from the archive", hint="run again"), False
        article = kept.gathered.article
        brief = attempts(lambda: self.pipeline.brief(article))
        if isinstance(brief, BrieferError):
            return stub, brief, False
        recipe = self.recipe + (_STOOD_IN if brief.provenance.skipped else "")
        self.archive.briefs.keep(stub.row, recipe, brief, brief.provenance.created)
        return stub, brief, False


def _total(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
