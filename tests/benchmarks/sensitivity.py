"""How far harmful and harmless edits move the score: writes the table in docs/evals.md (`make records`)."""

from __future__ import annotations

import sys
from math import fsum
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus_of_scoring import DEVELOP, article, candidate, raw, reference
from scoring_edits import CONTRADICTING, HARMFUL, HARMLESS, Edit, changed

from briefer.domain.article import Article
from briefer.scoring.fingerprint import scorer_hash
from briefer.scoring.score import Prepared, prepare

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "evals.md"
BEGIN, END = "<!-- sensitivity: written by make records -->", "<!-- /sensitivity -->"


def section() -> str:
    """The section between its marks."""
    scorers = {name: prepare(reference(raw(name), article(name)), article(name)) for name in DEVELOP}
    lines = [
        BEGIN,
        "",
        f"Each edit is made to every item that it fits in the adjudicated references of the develop half ({len(DEVELOP)}",
        f"articles), and the result is scored against the reference as it was, by scorer `{scorer_hash()}`. The unedited",
        "reference has F1 1. *worst* is the article on which the scorer did worst: forgave most of a harmful edit, least of a",
        "harmless one. *told* is how many of the items turned into their opposites were called contradictions.",
        "",
        "| harmful edit | articles | F1 | worst | contradictions | told |",
        "|---|--:|--:|--:|--:|--:|",
        *(_row(name, text, edit, scorers) for name, (text, edit) in HARMFUL.items()),
        "",
        "| harmless edit | articles | F1 | worst | contradictions |",
        "|---|--:|--:|--:|--:|",
        *(_row(name, text, edit, scorers, harmless=True) for name, (text, edit) in HARMLESS.items()),
        "",
        END,
    ]
    return "\n".join(lines)


def _row(name: str, text: str, edit: Edit, scorers: dict[str, Prepared], *, harmless: bool = False) -> str:
    scores, contradictions, asked, told = [], 0, 0, 0
    for folder, scorer in scorers.items():
        of: Article = article(folder)
        new = edit(raw(folder), of)
        if new is None:
            continue
        found = scorer.score(candidate(new, of))
        scores.append(found.f1 or 0.0)
        contradictions += found.contradictions
        if name in CONTRADICTING:
            paths = changed(raw(folder), new)
            asked += len(paths)
            told += len(paths & {p.expected for p in found.pairings if p.contradiction})
    worst = min(scores) if harmless else max(scores)
    cells = [
        f"{name}: {text}",
        str(len(scores)),
        f"{fsum(scores) / len(scores):.3f}",
        f"{worst:.3f}",
        str(contradictions),
    ]
    if not harmless:
        cells.append(f"{told} of {asked}" if asked else "")
    return f"| {' | '.join(cells)} |"


def renewed(document: str) -> str:
    """`document` with the section as it is now."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + section() + after


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {DOCUMENT.name} for scorer {scorer_hash()}")  # a script talks
