"""How many briefs the scorer scores a second on one core, beside a yardstick of pure Python on the same machine."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus_of_scoring import FOLDERS, article, candidate, raw, reference

from briefer.domain.scorecard import Candidate
from briefer.reading.ground import ground
from briefer.rules.draft import draft
from briefer.scoring.score import Prepared, prepare

REPEATS = 9
LOOP = 2_000_000


def fastest(work: Callable[[], object]) -> float:
    """Seconds of CPU that `work` takes when least disturbed."""
    times = []
    for _ in range(REPEATS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    """Measure and print a line each for briefs of the rules backend and for passes by hand, which are longer."""
    references = {name: reference(raw(name), article(name)) for name in FOLDERS}
    preparing = fastest(lambda: [prepare(references[name], article(name)) for name in FOLDERS]) / len(FOLDERS)
    scorers = {name: prepare(references[name], article(name)) for name in FOLDERS}
    grounded = {name: ground(draft(article(name)), article(name)) for name in FOLDERS}
    kinds = {
        "rules": [(name, Candidate(found.proven, found.unproven)) for name, found in grounded.items()],
        "passes by hand": [
            (n, candidate(raw(n, who), article(n))) for n in FOLDERS for who in ("annotator-a", "annotator-b")
        ],
    }
    yardstick = fastest(lambda: sum(range(0, LOOP * 3, 3)))
    for kind, briefs in kinds.items():
        seconds = fastest(partial(_score, scorers, briefs)) / len(briefs)
        items = sum(scorers[name].score(brief).items for name, brief in briefs) / len(briefs)
        print(  # a benchmark talks
            f"scoring {kind}: {1 / seconds:,.0f} briefs of {items:.0f} items a second and core, "
            f"each {seconds / yardstick:.3f} x adding {LOOP:,} numbers"
        )
    print(f"preparing a reference: {preparing * 1000:.0f} ms")


def _score(scorers: dict[str, Prepared], briefs: list[tuple[str, Candidate]]) -> None:
    for name, brief in briefs:
        scorers[name].score(brief)


if __name__ == "__main__":
    main()
