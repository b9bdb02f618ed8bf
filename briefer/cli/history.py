"""The history of one commitment as lines of text: each day with what it changed, old and new words side by side."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefer.daily.ledger.standing import Step
    from briefer.daily.ledger.statement import Record
    from briefer.domain.edition import Cited

_COLUMN = 46
_GAP = "  |  "


def history(record: Record) -> Iterator[str]:
    """The lines, ready to print."""
    from briefer.daily.ledger.entries import entry
    from briefer.daily.ledger.standing import steps

    now = entry(record)
    yield f"{record.id}  {_clean(', '.join(now.by))}: {_clean(now.action)}"
    for name, value in (
        ("also", ", ".join(record.also)),
        ("to", ", ".join(now.to)),
        ("kind", now.kind),
        ("status", now.status),
        ("condition", now.condition or ""),
        ("deadline", f"{now.deadline or ''}{f' ({now.due})' if now.due else ''}"),
        ("stories", ", ".join(now.stories)),
        ("perhaps", ", ".join(now.possible)),
    ):
        if value:
            yield f"  {name:<9}  {_clean(value)}"
    before: Step | None = None
    for step in steps(record):
        yield ""
        yield from _step(before, step)
        before = step
    for reminder in record.reminders:
        yield ""
        yield f"{reminder.seen}  overdue: due on {reminder.due}, and nothing heard"


def _step(before: Step | None, step: Step) -> Iterator[str]:
    terms = "; ".join(f"{term.term}: {term.old or 'none'} -> {term.new or 'none'}" for term in step.terms)
    yield f"{step.standing.seen}  {step.change}" + (f"  {_clean(terms)}" if terms else "")
    if before is None or step.change == "repeated":
        for cited in step.standing.evidence:
            yield from _wrapped(cited)
        return
    old, new = _column(before.standing.evidence), _column(step.standing.evidence)
    yield f"    {f'before ({before.standing.seen})':<{_COLUMN}}{_GAP}now"
    for index in range(max(len(old), len(new))):
        left = old[index] if index < len(old) else ""
        right = new[index] if index < len(new) else ""
        yield f"    {left:<{_COLUMN}}{_GAP}{right}".rstrip()


def _column(evidence: Iterable[Cited]) -> list[str]:
    return [line for cited in evidence for line in textwrap.wrap(_quoted(cited), _COLUMN)]


def _wrapped(cited: Cited) -> list[str]:
    return textwrap.wrap(_quoted(cited), 2 * _COLUMN, initial_indent="    ", subsequent_indent="    ")


def _quoted(cited: Cited) -> str:
    return f"“{_clean(cited.text)}” [{cited.article}]"


def _clean(text: str) -> str:
    from briefer.intake.naming import shown

    return shown(" ".join(text.split()))
