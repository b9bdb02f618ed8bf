"""A scorecard becomes the baseline: never a lower one by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from briefer.domain.baseline import Baseline, Floor
from briefer.domain.evaluation import Scorecard, SystemCard
from briefer.errors import GateFailed
from briefer.evaluating.statistics import wilson

DIGITS = 9


def read(file: Path) -> Baseline:
    """The baseline in a file. Raises `GateFailed` where there is none, or it is none."""
    try:
        return Baseline.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        raise GateFailed(f"no baseline {file}", hint="`briefer eval bless` writes one") from None
    except OSError as error:
        raise GateFailed(f"cannot read the baseline {file}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise GateFailed(
            f"{file} is no baseline: {where}: {first['msg']}",
            hint="restore it, or write it anew with `briefer eval bless`",
        ) from None


def bless(now: Scorecard, recordings: Mapping[str, str | None], before: Baseline | None) -> Baseline:
    """The baseline that `now` makes, without the systems of which nothing is recorded.

    Floors stay where they are higher, as long as scorer and corpus are the same.
    """
    systems = tuple(system for system in now.systems if not system.absent)
    comparable = before is not None and (before.scorecard.scorer, before.scorecard.corpus) == (now.scorer, now.corpus)
    old = before.floors if before is not None and comparable else {}
    return Baseline(
        recordings={s.name: recordings.get(s.name) for s in systems},
        floors={s.name: floor(s, old.get(s.name)) for s in systems},
        scorecard=now.model_copy(update={"systems": systems}),
    )


def regressions(now: Scorecard, before: Baseline) -> Iterator[str]:
    """Where the baseline would become a lower one, a line each."""
    after = {system.name: system for system in now.systems}
    for old in before.scorecard.systems:
        new = after.get(old.name)
        if new is None or new.absent:
            yield f"{old.name} would be lost"
            continue
        if lost := sorted(old.articles.keys() - new.articles.keys()):
            yield f"{old.name}: articles would be lost: {', '.join(lost)}"
        for what, x, y in (("F1", old.f1, new.f1), ("grounding", old.grounding, new.grounding)):
            if x is not None and (y is None or y < x):
                yield f"{old.name}: {what} would fall from {x:.4f} to {'none' if y is None else f'{y:.4f}'}"
        for what, m, n in (
            ("invalid briefs", old.invalid, new.invalid),
            ("contradictions", old.contradictions, new.contradictions),
        ):
            if n > m:
                yield f"{old.name}: {what} would rise from {m} to {n}"


def digest(folder: Path) -> str | None:
    """Hex sha256 of the names and bytes of all recordings in a folder; None where there is none."""
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    total = hashlib.sha256()
    for path in files:
        name = path.relative_to(folder).as_posix()
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest() if files else None


def floor(system: SystemCard, old: Floor | None) -> Floor:
    """The lower ends of the system's intervals, or the old floor where that is higher."""
    items, proven = (sum(getattr(a, name) for a in system.articles.values()) for name in ("items", "proven"))
    new = Floor(
        f1=max(0.0, system.interval[0]) if system.interval else 0.0,
        valid=_low(system.n - system.invalid, system.n),
        grounding=_low(proven, items),
    )
    if old is None:
        return new
    return Floor(f1=max(old.f1, new.f1), valid=max(old.valid, new.valid), grounding=max(old.grounding, new.grounding))


def _low(hits: int, n: int) -> float:
    interval = wilson(hits, n)
    return round(interval[0], DIGITS) if interval else 0.0
