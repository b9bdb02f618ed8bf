"""The matrix that an evaluation runs over: backends of a configuration, prompts, the articles of a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefer import wiring
from briefer.backends.budgeted import Budget
from briefer.backends.recordings import Slots
from briefer.cli.interrupts import stoppable
from briefer.cli.progress import Progress
from briefer.cli.spending import Estimate, estimate
from briefer.cli.systems import CONFIG, System
from briefer.config import Loaded, load
from briefer.domain.detail import Detail
from briefer.domain.evaluation import Scorecard, Split
from briefer.errors import BrieferError, NoAnswer, RecordingError, RecordingStale
from briefer.evaluating import blessing, judging, runner
from briefer.evaluating import corpus as corpora
from briefer.evaluating.corpus import Case, Corpus
from briefer.evaluating.runner import Outcome
from briefer.evaluating.summary import scorecard

CORPUS = Path("evals/corpus")


@dataclass(frozen=True)
class Matrix:
    """Every backend with every prompt, over one split of a corpus; what is run under `loaded` ends when that is stopped."""

    loaded: Loaded
    corpus: Corpus
    split: Split
    systems: tuple[System, ...]
    max_cost: float | None = None

    @classmethod
    def of(
        cls,
        corpus: Path | None = None,
        split: Split = "all",
        *,
        backends: Sequence[str] = (),
        prompts: Sequence[str] | None = (),
        config: str | None = None,
        max_cost: float | None = None,
    ) -> Matrix:
        """The matrix of the named backends and prompts, which together spend at most `max_cost` US dollars.

        Without a name: every backend of the configuration file that can call no one, or the one in force where there is none;
        the prompt in force, and of what replays recordings every released prompt that has some; None for the one in force alone.
        The configuration is `CONFIG` where it exists and no other is named; the corpus lies beside it unless named.
        """
        path = config or (str(CONFIG) if CONFIG.is_file() else None)
        loaded = load(path)
        beside = loaded.folder / "corpus"
        articles = corpora.read(corpus or (beside if beside.is_dir() else CORPUS))
        names = backends or offline(loaded)
        return cls(
            loaded,
            articles,
            split,
            tuple(
                System.of(name, config=path, prompt=prompt)
                for name in dict.fromkeys(names)
                for prompt in dict.fromkeys(
                    prompts
                    or (*(recorded(name, loaded) if prompts is not None else ()), wiring.prompt_of(name, loaded))
                )
            ),
            max_cost,
        )

    def estimates(self) -> list[Estimate]:
        """What a run would cost, by system."""
        articles = [case.article for case in self.corpus.part(self.split)]
        return [estimate(articles, system.loaded) for system in self.systems]

    def _runnable(self) -> list[runner.System]:
        """The systems with their pipelines. Several prompts share one backend, so that its limits hold for all of them."""
        budgets = () if self.max_cost is None else (Budget(self.max_cost),)
        backends = {
            s.name: wiring.backend(s.name, replace(s.loaded, stop=self.loaded.stop), budgets) for s in self.systems
        }
        return [
            runner.System(s.name, s.pipeline.template.id, replace(s.pipeline, backend=backends[s.name]).brief)
            for s in self.systems
        ]

    def explained(self, article: str, brief: tuple[bytes, str] | None) -> list[Detail]:
        """One article in full: as each system briefs it, or as `brief` has it, which is the bytes of a file and its name."""
        case = self.corpus.get(article)
        judge = judging.judge(case.reference, case.article)
        if brief is not None:
            made = judging.drafted(judging.read_draft(*brief), case.article)
            return [detail(brief[1], Outcome(case, judge.score(made), made))]
        return [detail(s.name, found[0]) for s, found in self._outcomes([case]).items()]

    def run(self) -> Ran:
        """Brief and score every article with every system; progress goes to the terminal, where there is one.

        Raises `Stopped` where Ctrl-C or SIGTERM ends it; what was answered is kept.
        """
        outcomes = self._outcomes(self.corpus.part(self.split))
        return Ran(self, scorecard(self.corpus, self.split, outcomes), outcomes)

    def _outcomes(self, cases: Sequence[Case]) -> dict[runner.System, list[Outcome]]:
        systems = self._runnable()
        workers = max((s.loaded.config.concurrency for s in self.systems), default=1)
        progress = Progress(len(systems) * len(cases))

        def told(system: runner.System, outcome: Outcome) -> None:
            progress.say(f"{system.name} {outcome.case.id}")

        with stoppable(self.loaded, lambda: f"{progress.begun} of {progress.total} briefs made"):
            try:
                return runner.run(systems, cases, workers=workers, progress=told, stop=self.loaded.stop)
            finally:
                progress.clear()


@dataclass(frozen=True)
class Ran:
    """What a matrix came to."""

    matrix: Matrix
    card: Scorecard
    outcomes: dict[runner.System, list[Outcome]]

    @property
    def details(self) -> list[Detail]:
        """Every article of every system in full."""
        return [detail(system.name, outcome) for system, found in self.outcomes.items() for outcome in found]

    @property
    def errors(self) -> list[tuple[str, BrieferError]]:
        """Every error with the name of its system."""
        return [(s.name, o.error) for s, found in self.outcomes.items() for o in found if o.error is not None]

    @property
    def exit_code(self) -> int:
        """5 where a recording is missing or stale, 3 where a backend gave no answer, else 0: a useless answer is a result."""
        if any(isinstance(error, RecordingError) for _, error in self.errors):
            return RecordingError.exit_code
        return 3 if any(isinstance(error, NoAnswer) for _, error in self.errors) else 0

    def digests(self) -> dict[str, str | None]:
        """The digest of the recordings of each system; None for one that is computed."""
        return {name: blessing.digest(system.prompt_folder) for name, system in self._replayed.items()} | {
            system.name: None for system in self.outcomes if system.name not in self._replayed
        }

    def orphans(self) -> dict[str, list[str]]:
        """The files of each system's recordings that nothing asks for; those beside a split that was not run are not looked at."""
        articles = [case.article for case in self.matrix.corpus.cases]
        return {
            name: [str(f.path.name) for f in system.compared(articles) if f.what == "orphan"]
            for name, system in self._replayed.items()
            if system.prompt_folder.is_dir()
        }

    @property
    def _replayed(self) -> dict[str, System]:
        return {
            ran.name: s for ran, s in zip(self.outcomes, self.matrix.systems, strict=True) if s.table.kind == "replay"
        }

    def complaints(self) -> list[str]:
        """Lines about missing and stale recordings, each difference between prompts once."""
        lines: list[str] = []
        shown: set[str] = set()
        for name in dict.fromkeys(name for name, _ in self.errors):
            errors = [error for system, error in self.errors if system == name and isinstance(error, RecordingError)]
            stale = [error for error in errors if isinstance(error, RecordingStale)]
            other = [error for error in errors if not isinstance(error, RecordingStale)]
            if other:
                lines.append(f"{name}: {len(other)} recordings cannot be used; the first: {other[0].line}")
            if stale:
                changed = ", ".join(dict.fromkeys(part for error in stale for part in error.changed))
                lines.append(f"{name}: {len(stale)} recordings are stale; changed since: {changed}")
                diffs = dict.fromkeys(_body(error.diff) for error in stale if error.diff)
                lines += [diff for diff in diffs if diff not in shown]
                shown |= diffs.keys()
        return lines


def offline(loaded: Loaded) -> list[str]:
    """The backends of the configuration file that can call no one, else the one in force: whoever wants to pay says so by name."""
    named = [
        key.split(".")[1]
        for key, source in loaded.sources.items()
        if key.startswith("backends.") and source != "default"
    ]
    found = [name for name in dict.fromkeys(named) if loaded.config.backends[name].kind in ("rules", "replay")]
    return found or [wiring.chosen(loaded)]


def recorded(name: str, loaded: Loaded) -> list[str]:
    """The released prompts to which the backend called `name` replays answers; none where it is of another kind."""
    table = loaded.config.backends.get(name)
    if table is None or table.kind != "replay" or table.recordings is None:
        return []
    slots = Slots(loaded.folder / table.recordings / (table.system or name))
    return [prompt for prompt in wiring.shelf(loaded).names() if slots.at(prompt, "").parent.is_dir()]


def detail(system: str, outcome: Outcome) -> Detail:
    """One outcome in full."""
    return Detail(
        system=system,
        article=outcome.case.article,
        reference=judging.expected(outcome.case.reference, outcome.case.article),
        score=outcome.score,
        candidate=outcome.candidate,
        error=outcome.error.line if outcome.error else "",
    )


def _body(diff: str) -> str:
    """A diff without the names of its files: one change of a prompt shows once, however many articles it makes stale."""
    return "\n".join(line for line in diff.splitlines() if not line.startswith(("--- ", "+++ ")))
