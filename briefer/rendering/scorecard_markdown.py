"""A scorecard as Markdown, for a pull request or the summary of a CI step."""

from __future__ import annotations

from briefer.domain.baseline import Verdict
from briefer.domain.evaluation import Scorecard
from briefer.rendering.markdown import escaped
from briefer.rendering.scorecard_text import COLUMNS, failures, table, unrecorded


def scorecard_markdown(card: Scorecard, verdict: Verdict | None = None) -> str:
    """The gate's verdict where there is one, the table of systems, and the failures folded away."""
    n = max((system.n for system in card.systems), default=0)
    blocks = [f"## Evals: {n} articles"]
    if verdict is not None:
        blocks.append("**Gate: passed**" if verdict.passed else "**Gate: failed**")
        if verdict.reasons:
            blocks.append("\n".join(f"- {escaped(str(reason))}" for reason in verdict.reasons))
    systems = [(escaped(name), *figures) for name, *figures in table(card)]
    rows = [("system", *COLUMNS), ("---", *["--:"] * len(COLUMNS)), *systems]
    blocks.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
    if card.ceiling is not None:
        blocks.append(f"Ceiling: annotator b against annotator a; {escaped(card.ceiling.caveat)}.")
    if broken := list(failures(card)):
        lines = "\n".join(f"- {escaped(line)}" for line in broken)
        summary = f"<summary>{len(broken)} without a valid brief; each counts as 0</summary>"
        blocks.append(f"<details>{summary}\n\n{lines}\n\n</details>")
    if absent := list(unrecorded(card)):
        blocks.append("Without figures:\n\n" + "\n".join(f"- {escaped(line)}" for line in absent))
    blocks.append(f"Corpus `{card.corpus[:12]}`, scorer `{card.scorer[:12]}`.")
    return "\n\n".join(blocks) + "\n"
