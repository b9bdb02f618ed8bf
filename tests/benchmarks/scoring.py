"""How many briefs the scorer scores a second on one core, beside a yardstick of pure Python on the same machine."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus_of_scoring import FOLDERS, article, candidate, raw, reference  # after the path is set

from briefer.scoring.score import prepare  # likewise

REPEATS = 5
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
    """Measure and print one line."""
    references = {name: reference(raw(name), article(name)) for name in FOLDERS}
    preparing = fastest(lambda: [prepare(references[name], article(name)) for name in FOLDERS]) / len(FOLDERS)
    scorers = {name: prepare(references[name], article(name)) for name in FOLDERS}
    briefs = [
        (name, candidate(raw(name, who), article(name))) for name in FOLDERS for who in ("annotator-a", "annotator-b")
    ]
    items = sum(scorers[name].score(brief).items for name, brief in briefs) / len(briefs)
    scoring = fastest(lambda: [scorers[name].score(brief) for name, brief in briefs]) / len(briefs)
    yardstick = fastest(lambda: sum(range(0, LOOP * 3, 3)))
    print(  # a benchmark talks
        f"scoring: {1 / scoring:,.0f} briefs of {items:.0f} items a second and core ({scoring * 1000:.2f} ms each, "
        f"{scoring / yardstick:.3f} x adding {LOOP:,} numbers); preparing a reference {preparing * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
