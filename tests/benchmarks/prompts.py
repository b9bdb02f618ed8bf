"""Write the table of docs/prompts.md: what each recorded prompt scores on both halves of the corpus, and against the first.

python tests/benchmarks/prompts.py            # write it
python tests/benchmarks/prompts.py --print    # only show it
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from briefer.cli.matrix import Matrix, recorded
from briefer.config import load
from briefer.domain.evaluation import Scorecard, Split
from briefer.evaluating.comparison import compare

ROOT = Path(__file__).resolve().parents[2]
CONFIG, DOCUMENT = ROOT / "evals" / "briefer.toml", ROOT / "docs" / "prompts.md"
BEGIN, END = "<!-- scores: written by tests/benchmarks/prompts.py -->\n", "<!-- /scores -->"
HALVES: tuple[Split, ...] = ("develop", "test", "all")
HEAD = (
    "| backend | prompt | develop | test | all | of ceiling, test | grounding | contradictions "
    "| against the first: develop | test | all |"
)


def main(arguments: list[str]) -> None:
    """Print the table, and put it between its marks in the document."""
    text = "\n".join([HEAD, "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|", *rows()]) + "\n"
    print(text)
    if "--print" not in arguments:
        old = DOCUMENT.read_text(encoding="utf-8")
        before, after = old.split(BEGIN)[0], old.split(END)[1]
        DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def rows() -> Iterator[str]:
    """A line a backend and prompt, of the backends that replay recordings."""
    loaded = load(str(CONFIG))
    for backend in loaded.config.backends:
        prompts = recorded(backend, loaded)
        cards = {half: Matrix.of(None, half, backends=[backend], prompts=prompts, config=str(CONFIG)).run().card
                 for half in HALVES if prompts}  # fmt: skip
        for index, prompt in enumerate(prompts):
            yield f"| {backend} | `{prompt}` | {' | '.join(cells(cards, index))} |"


def cells(cards: dict[Split, Scorecard], index: int) -> Iterator[str]:
    """The figures of one prompt: F1 by half, share of the ceiling, grounding, contradictions, and the paired differences."""
    systems = {half: card.systems[index] for half, card in cards.items()}
    whole = systems["all"]
    for half in HALVES:
        yield f"{systems[half].f1:.3f}"
    yield f"{systems['test'].share_of_ceiling:.3f}"
    yield f"{whole.grounding:.3f}"
    yield str(whole.contradictions)
    for half in HALVES:
        card = cards[half]
        found = compare(card, card, card.systems[0], systems[half]).f1
        low, high = found.interval or (0.0, 0.0)
        yield f"{found.mean:+.3f} [{low:+.3f}, {high:+.3f}]" if index else ""


if __name__ == "__main__":
    main(sys.argv[1:])
