"""A scorecard held against the baseline: exactly where the recordings are the same, statistically where they have changed.

Lane A is for every change of code: the answers are the same, so every figure must be, until a change is blessed on purpose.
Lane B is for new answers: "any drop fails" would cry wolf half of the time, so it asks whether the drop is more than chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from briefer.domain.baseline import Baseline, Reason, Verdict
from briefer.domain.evaluation import ArticleFigures, Scorecard, SystemCard
from briefer.evaluating.blessing import floor
from briefer.evaluating.comparison import compare

BLESS = "`briefer eval bless` accepts the change"
SHOWN = 8


def hold(
    baseline: Baseline, now: Scorecard, recordings: Mapping[str, str | None], orphans: Mapping[str, list[str]]
) -> Verdict:
    """What the gate says of the scorecard `now`, whose systems used `recordings` and left `orphans` unasked for."""
    then = baseline.scorecard
    refused = list(_refused(then, now))
    if refused:
        return Verdict(reasons=(*refused, *_recorded(now, then), *_orphaned(orphans)))
    reasons: list[Reason] = [*_recorded(now, then), *_orphaned(orphans), *_topped(then, now)]
    before = {system.name: system for system in then.systems}
    after = {system.name: system for system in now.systems}
    for name, old in before.items():
        new = after.get(name)
        if new is None:
            reasons.append(Reason(kind="fails", system=name, message="is in the baseline and was not run"))
        elif new.missing:
            continue  # said above
        elif recordings.get(name) == baseline.recordings.get(name):
            reasons += _exactly(old, new) if old != new else [_equal(baseline, new)]
        else:
            reasons += _statistically(baseline, now, old, new)
    for name, new in after.items():
        if not new.absent and name not in before:
            reasons.append(Reason(kind="fails", system=name, message=f"is not in the baseline; {BLESS}"))
    return Verdict(reasons=tuple(reasons))


def _refused(then: Scorecard, now: Scorecard) -> Iterator[Reason]:
    """Reasons not to compare at all."""
    if then.scorer != now.scorer:
        yield Reason(
            kind="refused",
            system="",
            message=f"the scorer is {now.scorer[:12]}, and the baseline was made by {then.scorer[:12]}: two scorers' figures "
            f"cannot be compared; {BLESS}",
        )
    if then.corpus != now.corpus:
        old, new = ({i for system in card.systems for i in system.articles} for card in (then, now))
        lost, added = ", ".join(sorted(old - new)), ", ".join(sorted(new - old))
        what = (
            "; ".join(part for part in (f"lost {lost}" if lost else "", f"added {added}" if added else "") if part)
            or "an article or a reference was edited"
        )
        yield Reason(
            kind="refused",
            system="",
            message=f"the corpus is {now.corpus[:12]}, and the baseline was made on {then.corpus[:12]} ({what}): their "
            f"figures cannot be compared; {BLESS}",
        )


def _recorded(now: Scorecard, then: Scorecard) -> Iterator[Reason]:
    """Missing and stale recordings; a system that never had any is only noted."""
    known = {system.name for system in then.systems}
    for system in now.systems:
        if system.absent and system.name not in known and not _stale(system):
            yield Reason(kind="note", system=system.name, message="is not recorded, nor in the baseline")
        elif system.missing:
            names = [
                f"{name} ({a.problem})" for name, a in system.articles.items() if a.problem in ("missing", "stale")
            ]
            message = f"{system.missing} of {system.n} recordings are missing or stale: {_some(names)}"
            yield Reason(kind="fails", system=system.name, message=message, recording=True)


def _stale(system: SystemCard) -> bool:
    return any(article.problem == "stale" for article in system.articles.values())


def _orphaned(orphans: Mapping[str, list[str]]) -> Iterator[Reason]:
    for name, files in orphans.items():
        if files:
            message = f"{len(files)} orphan recordings, that nothing asks for: {_some(files)}"
            yield Reason(kind="fails", system=name, message=message, recording=True)


def _topped(then: Scorecard, now: Scorecard) -> Iterator[Reason]:
    """Scorer and corpus are the same, so the ceiling must be."""
    if differ := _differences(then.ceiling, now.ceiling):
        message = f"the ceiling is not that of the baseline: {_some(differ)}; {BLESS}"
        yield Reason(kind="fails", system="", message=message)


def _equal(baseline: Baseline, new: SystemCard) -> Reason:
    """Lane A, every figure the same: a floor may stand higher than they make it, never lower."""
    stands = baseline.floors.get(new.name)
    if stands is None or any(getattr(stands, name) < least for name, least in floor(new, None)):
        message = f"its floor in the baseline is lower than its figures make it; {BLESS}"
        return Reason(kind="fails", system=new.name, message=message)
    return Reason(kind="note", system=new.name, message="every figure is that of the baseline")


def _exactly(old: SystemCard, new: SystemCard) -> Iterator[Reason]:
    """Lane A, something is not the same."""
    lost = [name for name in old.articles if name not in new.articles]
    if lost:
        yield Reason(kind="fails", system=new.name, message=f"lost articles: {_some(lost)}")
    added = [name for name in new.articles if name not in old.articles]
    if added:
        yield Reason(
            kind="fails", system=new.name, message=f"articles that the baseline has not: {_some(added)}; {BLESS}"
        )
    both = {name: (old.articles[name], figures) for name, figures in new.articles.items() if name in old.articles}
    invalid = [name for name, (x, y) in both.items() if x.valid and not y.valid]
    if invalid:
        yield Reason(kind="fails", system=new.name, message=f"newly invalid: {_some(invalid)}")
    against = [name for name, (x, y) in both.items() if y.contradictions > x.contradictions]
    if against:
        yield Reason(kind="fails", system=new.name, message=f"new contradictions: {_some(against)}")
    changed = [f"{name} ({_change(x, y)})" for name, (x, y) in both.items() if x != y]
    if changed:
        mean = f"mean F1 {_figure(old.f1)} -> {_figure(new.f1)}"
        message = f"{len(changed)} articles score otherwise than in the baseline, {mean}: {_some(changed)}; {BLESS}"
        yield Reason(kind="fails", system=new.name, message=message)
    elif differ := _differences(old, new):
        message = f"every article scores as in the baseline, and other figures do not: {_some(differ)}; {BLESS}"
        yield Reason(kind="fails", system=new.name, message=message)


def _statistically(baseline: Baseline, now: Scorecard, old: SystemCard, new: SystemCard) -> Iterator[Reason]:
    """Lane B."""
    if old.articles.keys() != new.articles.keys():
        yield Reason(kind="fails", system=new.name, message="has other articles than in the baseline")
        return
    f1 = compare(baseline.scorecard, now, old, new).f1
    low, high = f1.interval or (0.0, 0.0)
    change = f"its recordings changed, and F1 by {_signed(f1.mean)} [{_signed(low)}, {_signed(high)}]"
    if high < 0:
        yield Reason(kind="fails", system=new.name, message=f"{change}: worse by more than chance")
    elif f1.verdict == "inconclusive":
        seen = _figure(f1.detectable)
        yield Reason(kind="note", system=new.name, message=f"{change}: inconclusive, could only have seen {seen}")
    else:
        yield Reason(kind="note", system=new.name, message=f"{change}: {f1.verdict}")
    if (floor := baseline.floors.get(new.name)) is None:
        return
    rates = {"F1": (new.f1, floor.f1), "valid briefs": ((new.n - new.invalid) / new.n, floor.valid)}
    rates["grounding"] = (new.grounding, floor.grounding)
    for what, (value, least) in rates.items():
        if value is None or value < least:
            message = f"{what} {_figure(value)} is below the floor of {_figure(least)}"
            yield Reason(kind="fails", system=new.name, message=message)


def _differences(old: BaseModel | None, new: BaseModel | None) -> list[str]:
    """The figures outside of the articles that differ, each with its path, in all its digits."""
    before, after = (dict(_flat(side.model_dump(exclude={"articles"}) if side else {})) for side in (old, new))
    paths = dict.fromkeys([*before, *after])
    return [f"{p} {before.get(p)} -> {after.get(p)}" for p in paths if before.get(p) != after.get(p)]


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The leaves of nested mappings, by dotted path."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(inner, f"{path}.{name}" if path else str(name))
    else:
        yield path, value


def _change(old: ArticleFigures, new: ArticleFigures) -> str:
    if old.f1 != new.f1:
        return f"{_figure(old.f1)} -> {_figure(new.f1)}"
    return "same F1, other details"


def _some(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:.4f}"


def _signed(value: float | None) -> str:
    return "none" if value is None else f"{value:+.4f}"
