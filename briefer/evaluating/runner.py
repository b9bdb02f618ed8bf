"""Systems over articles: every brief is made and scored, every failure is a score of 0 that says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from briefer.domain.article import Article
from briefer.domain.brief import Brief
from briefer.domain.evaluation import Problem
from briefer.domain.scorecard import ArticleScore, Candidate
from briefer.errors import (
    BadAnswer,
    BrieferError,
    BudgetExceeded,
    MendSetup,
    RecordingError,
    RecordingStale,
    Stopped,
)
from briefer.evaluating.corpus import Case
from briefer.evaluating.judging import candidate, judge
from briefer.pool import ordered
from briefer.scoring.score import Prepared
from briefer.stopping import Stop


@dataclass(frozen=True)
class System:
    """One backend with one prompt; `brief` is its pipeline."""

    backend: str
    prompt: str
    brief: Callable[[Article], Brief]

    @property
    def name(self) -> str:
        """Backend and prompt, as in `local/brief@1`."""
        return f"{self.backend}/{self.prompt}"


@dataclass(frozen=True)
class Outcome:
    """What one system made of one article: a candidate, or the error that stands for it, and its score either way."""

    case: Case
    score: ArticleScore
    candidate: Candidate | None = field(default=None, repr=False)
    error: BrieferError | None = None

    @property
    def problem(self) -> Problem | None:
        """Which kind of failure this is."""
        match self.error:
            case None:
                return None
            case RecordingStale():
                return "stale"
            case RecordingError():
                return "missing"
            case BadAnswer():
                return "invalid"
            case _:
                return "unanswered"


@dataclass
class Judges:
    """References made ready to score, each once however many systems there are."""

    _ready: dict[str, Prepared] = field(default_factory=dict)

    def of(self, case: Case) -> Prepared:
        """The scorer of one case."""
        if case.id not in self._ready:
            self._ready[case.id] = judge(case.reference, case.article)
        return self._ready[case.id]


Progress = Callable[[System, Outcome], None]


def run(
    systems: Sequence[System],
    cases: Sequence[Case],
    *,
    workers: int = 4,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> dict[System, list[Outcome]]:
    """The outcomes of each system, in the order of `cases`, whatever order they came in.

    Raises what no other article would cure: `MendSetup`, and `BudgetExceeded`; and once `stop` is on `Stopped`, after what
    was begun has come to its end. Briefs are asked for by a pool of threads and scored by one, so that a run is as
    deterministic as its answers.
    """
    stop = stop or Stop()
    judges = Judges()
    outcomes: dict[System, list[Outcome]] = {system: [] for system in systems}
    work = [(system, case) for system in systems for case in cases]
    for (system, case), made in zip(work, ordered(lambda pair: _attempt(*pair, stop), work, workers), strict=True):
        if isinstance(made, Stopped):
            continue
        outcome = _outcome(case, made, judges)
        outcomes[system].append(outcome)
        if progress is not None:
            progress(system, outcome)
    stop.check()
    return outcomes


def _attempt(system: System, case: Case, stop: Stop) -> Brief | BrieferError:
    try:
        stop.check()
        return system.brief(case.article)
    except (MendSetup, BudgetExceeded):
        raise
    except BrieferError as error:
        return error


def _outcome(case: Case, made: Brief | BrieferError, judges: Judges) -> Outcome:
    if isinstance(made, BrieferError):
        return Outcome(case, judges.of(case).score(None), error=made)
    scored = candidate(made)
    return Outcome(case, judges.of(case).score(scored), scored)
