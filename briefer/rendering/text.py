"""A brief as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click

from briefer.domain.brief import Brief
from briefer.domain.quote import Evidence, Missing
from briefer.rendering import masthead
from briefer.rendering.layout import Paint, Run, flow, plain
from briefer.rendering.lines import WARNING, Line, Sheet, sheet, where
from briefer.rendering.untrusted import one_line

NARROWEST, WIDEST = 40, 100
LONGEST_QUOTE = 400
FINDINGS_SHOWN = 6
_HEAD, _WHO, _LABEL, _DIM, _QUOTE, _WARN = "head", "who", "label", "dim", "quote", "warn"


def brief_text(brief: Brief, *, width: int, colour: bool) -> str:
    """`brief` laid out in at most `width` cells (taken as 40 where it is less); with ANSI colours only where `colour`.

    Lines are kept to 100 cells, however wide the terminal is: longer ones are hard to read.
    """
    page = _Page(min(max(width, NARROWEST), WIDEST), _coloured if colour else plain)
    lines = sheet(brief)
    _masthead(page, brief)
    for section in lines.sections:
        page.heading(section.heading, len(section.lines))
        for line in section.lines:
            _line(page, line)
        if not section.lines:
            page.add([("None found.", _DIM)], indent=2)
    _unproven(page, lines)
    _checks(page, lines)
    return "\n".join(page.lines) + "\n"


class _Page:
    """Lines in the making."""

    def __init__(self, width: int, paint: Paint) -> None:
        self.width, self.paint = width, paint
        self.lines: list[str] = []

    def add(self, runs: Iterable[Run], *, first: Run = ("", ""), indent: int = 0) -> None:
        rest = (" " * indent, "")
        first = first if first[0] else rest
        self.lines += flow(list(runs), width=self.width, first=first, rest=rest, paint=self.paint)

    def quote(self, runs: Iterable[Run], bar: str, *, indent: int) -> None:
        head = (" " * indent + bar, _DIM)
        self.lines += flow(list(runs), width=self.width, first=head, rest=head, paint=self.paint)

    def gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def heading(self, text: str, count: int, style: str = _HEAD) -> None:
        self.gap()
        self.add([(text.upper(), style), (f" ({count})", _DIM)])
        self.gap()


def _masthead(page: _Page, brief: Brief) -> None:
    page.add([(masthead.title(brief.article), _HEAD)])
    page.add([(" · ".join(masthead.dateline(brief.article)), _DIM)])
    made = masthead.made_by(brief.provenance)
    page.add([(made[0], _LABEL), ("".join(f" · {part}" for part in made[1:]), _DIM)])
    for remark in masthead.remarks(brief.provenance):
        page.add([(remark, _WARN)])
    page.gap()
    page.add([(one_line(brief.bottom_line), _WHO)], indent=2)


def _line(page: _Page, line: Line) -> None:
    number = f"{line.number}. "
    indent = max(len(number), 4)
    runs: list[Run] = [(f"{', '.join(line.labels).capitalize()}. ", _LABEL)] if line.list != "actors" else []
    runs.append((line.who, _WHO))
    runs.append((f" ({line.labels[0]})" if line.list == "actors" else "", _DIM))
    runs.append((f", towards {line.towards}" if line.towards else "", ""))
    runs.append(((": " if line.who and line.says else "") + line.says, ""))
    page.add(runs, first=(number.rjust(indent), _DIM), indent=indent)
    facts: list[Run] = []
    for name, value in line.facts:
        facts += [(f"{name}: ", _DIM), (f"{_stopped(value)} ", "")]
    if facts:
        page.add(facts, indent=indent)
    for evidence, verdict in zip(line.evidence, line.verdicts, strict=True):
        page.quote(_evidence(evidence, verdict), "┆ " if verdict else "│ ", indent=indent)
    for reason in line.reasons:
        page.add([("Why: ", _WARN), (reason, "")], indent=indent)
    if line.list != "actors" or not line.proven:
        page.gap()


def _evidence(evidence: Evidence, verdict: str) -> list[Run]:
    if isinstance(evidence, Missing):
        return [(shortened(evidence.quoted), _QUOTE), (f" [{verdict}]", _WARN)]
    runs: list[Run] = [(shortened(evidence.text), _QUOTE)]
    if evidence.fit == "near" and evidence.quoted:
        runs.append((f" [quoted as: {shortened(evidence.quoted)}]", _DIM))
    return runs


def _unproven(page: _Page, lines: Sheet) -> None:
    if not lines.unproven:
        return
    page.heading("Not proven", len(lines.unproven), _WARN)
    page.add([(WARNING, _WARN)])
    page.gap()
    for line in lines.unproven:
        _line(page, line)


def _checks(page: _Page, lines: Sheet) -> None:
    page.heading("Checks", len(lines.findings))
    if not lines.findings:
        nothing = "Nothing more found than is said above." if lines.unproven else "Nothing found."
        page.add([(nothing, _DIM)], indent=2)
    told: Counter[str] = Counter()
    for check, line in lines.findings:
        told[check.rule] += 1
        if told[check.rule] <= FINDINGS_SHOWN:
            about = f" ({where(check, line)})" if where(check, line) else ""
            page.add([(one_line(check.message), ""), (about, _DIM)], first=("  - ", _DIM), indent=4)
    for rule, count in told.items():
        if count > FINDINGS_SHOWN:
            more = f"{count - FINDINGS_SHOWN} more of {one_line(rule)}: html, markdown and json have them all"
            page.add([(more, _DIM)], first=("  - ", _DIM), indent=4)


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def shortened(quote: str) -> str:
    """`quote` on one line; one of more than 400 characters has its middle taken out, and ` […] ` says so."""
    shown = one_line(quote)
    if len(shown) <= LONGEST_QUOTE:
        return shown
    half = LONGEST_QUOTE // 2
    return f"{shown[:half].rpartition(' ')[0] or shown[:half]} […] {shown[-half:].partition(' ')[2] or shown[-half:]}"


def _coloured(text: str, style: str) -> str:
    match style:
        case "head":
            return click.style(text, bold=True)
        case "who":
            return click.style(text, bold=True)
        case "label":
            return click.style(text, fg="cyan")
        case "quote":
            return click.style(text, fg="green")
        case "warn":
            return click.style(text, fg="yellow")
        case _:
            return click.style(text, dim=True)
