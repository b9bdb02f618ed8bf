"""A scorecard, a score's pairings, a comparison and a verdict for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.domain.baseline import Verdict
from briefer.domain.brief import LISTS
from briefer.domain.comparison import Comparison, Difference
from briefer.domain.evaluation import Interval, Score, Scorecard, SystemCard
from briefer.rendering.untrusted import one_line

COLUMNS = (
    *("F1", "95 %", "of ceiling", *LISTS, "grounding", "contradictions"),
    *("n", "invalid", "valid 95 %", "grounding 95 %", "vital", "develop", "test"),
)
FIRST = COLUMNS.index("n") + 1
"""In a terminal the table is broken before this cell."""


def scorecard_text(card: Scorecard) -> str:
    """The table of systems, with the ceiling above them and their failures below."""
    rows = [("system", *COLUMNS), *table(card)]
    more = [(row[0], *row[FIRST:]) for row in rows if row[0] != "ceiling"]
    n = max((system.n for system in card.systems), default=0)
    head = f"{n} articles, corpus {card.corpus[:12]}, scorer {card.scorer[:12]}"
    parts = [head, "", *_aligned([row[:FIRST] for row in rows]), "", *_aligned(more)]
    if card.ceiling is not None:
        parts += ["", f"ceiling: annotator b against annotator a; {card.ceiling.caveat}"]
    problems = list(failures(card))
    if problems:
        parts += ["", "without a valid brief (each counts as 0):", *(f"  {line}" for line in problems)]
    if absent := list(unrecorded(card)):
        parts += ["", "without figures:", *(f"  {line}" for line in absent)]
    return "\n".join(parts) + "\n"


def table(card: Scorecard) -> Iterator[tuple[str, ...]]:
    """The cells of the table, a row a system; the first is the ceiling's."""
    if (top := card.ceiling) is not None:
        lists = [figure(top.lists[name].f1) for name in LISTS]
        cells = [figure(top.f1), interval(top.interval), "", *lists, "", str(top.contradictions), str(top.n)]
        yield ("ceiling", *cells, *[""] * (len(COLUMNS) - len(cells)))
    for system in card.systems:
        yield (one_line(system.name), *_cells(system))


def failures(card: Scorecard) -> Iterator[str]:
    """One line an article without a valid brief, which counts as 0; none for systems that are `unrecorded`."""
    for system in card.systems:
        for name, article in system.articles.items():
            if not (article.valid or _unrecorded(system)):
                yield one_line(f"{system.name} {name}: {article.problem}: {article.error}")


def unrecorded(card: Scorecard) -> Iterator[str]:
    """One line a system of which nothing is recorded: it has no figures, not even a 0."""
    for system in card.systems:
        if _unrecorded(system):
            yield f"{one_line(system.name)}: nothing is recorded"


def _unrecorded(system: SystemCard) -> bool:
    return system.absent and all(article.problem == "missing" for article in system.articles.values())


def figure(value: float | None) -> str:
    """A figure between 0 and 1 with three decimals, a dash for none."""
    return "-" if value is None else f"{value:.3f}"


def interval(value: Interval | None) -> str:
    """An interval, a dash for none."""
    return "-" if value is None else f"{value[0]:.3f}-{value[1]:.3f}"


def percent(value: float | None) -> str:
    """A share as a whole percentage, a dash for none."""
    return "-" if value is None else f"{100 * value:.0f} %"


def score_text(score: Score) -> str:
    """The score of one brief."""
    rows: list[tuple[str, ...]] = [("list", "precision", "recall", "F1", "vital recall")]
    for name in LISTS:
        one = score.lists[name]
        rows.append((name, figure(one.precision), figure(one.recall), figure(one.f1), figure(one.vital_recall)))
    rows.append(("all", "", "", figure(score.f1), ""))
    end = f"contradictions {score.contradictions}, grounding {figure(score.grounding)}, scorer {score.scorer[:12]}"
    valid = "" if score.valid else "no valid brief\n"
    return valid + "\n".join([*_aligned(rows), "", end]) + "\n"


def verdict_text(verdict: Verdict) -> str:
    """What the gate says, the reasons first."""
    end = "gate: passed" if verdict.passed else "gate: FAILED"
    return "".join(f"{one_line(str(reason))}\n" for reason in verdict.reasons) + f"{end}\n"


def comparison_text(comparison: Comparison) -> str:
    """The paired differences of two systems."""
    c = comparison
    parts = [
        f"{one_line(c.b)} against {one_line(c.a)}, {c.f1.n} articles; differences are the first minus the second",
        "",
    ]
    rows: list[tuple[str, ...]] = [("", "difference", "95 %", "wins", "ties", "losses", "could have seen")]
    rows.append(_difference("F1", c.f1))
    rows += [_difference(name, c.lists[name]) for name in LISTS]
    pooled = "-" if c.pooled is None else f"{c.pooled:+.3f}"
    rows.append(("pooled F1", pooled, _signed(c.pooled_interval), "", "", "", ""))
    parts += _aligned(rows)
    parts += ["", f"contradictions {c.contradictions[0]} -> {c.contradictions[1]}"]
    parts += [f"invalid        {c.invalid[0]} -> {c.invalid[1]}"]
    parts += [f"grounding      {figure(c.grounding[0])} -> {figure(c.grounding[1])}"]
    if c.worst:
        parts += ["", "lost most:"]
        parts += [f"  {one_line(p.article)}: {p.before:.3f} -> {p.after:.3f}" for p in c.worst]
    parts += ["", f"verdict: {c.f1.verdict}"]
    return "\n".join(parts) + "\n"


def _cells(system: SystemCard) -> tuple[str, ...]:
    if system.absent:
        return ("missing", *[""] * (len(COLUMNS) - 1))
    vital = [m.vital_recall for m in system.lists.values() if m.vital_recall is not None]
    return (
        figure(system.f1),
        interval(system.interval),
        percent(system.share_of_ceiling),
        *(figure(system.lists[name].f1) for name in LISTS),
        figure(system.grounding),
        str(system.contradictions),
        str(system.n),
        str(system.invalid) + (f" ({system.missing} missing)" if system.missing else ""),
        interval(system.valid_interval),
        interval(system.grounding_interval),
        figure(sum(vital) / len(vital) if vital else None),
        figure(system.mean("develop")),
        figure(system.mean("test")),
    )


def _difference(name: str, d: Difference) -> tuple[str, ...]:
    mean = "-" if d.mean is None else f"{d.mean:+.3f}"
    return (name, mean, _signed(d.interval), str(d.wins), str(d.ties), str(d.losses), figure(d.detectable))


def _signed(value: Interval | None) -> str:
    return "-" if value is None else f"{value[0]:+.3f} to {value[1]:+.3f}"


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Columns as wide as their widest cell; the first to the left, the others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]).rstrip()
        for row in rows
    ]
