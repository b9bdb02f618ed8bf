"""Two scorecards in, paired differences out; what was scored differently is not compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from briefer.domain.brief import LISTS
from briefer.domain.comparison import Comparison, Difference, Pair
from briefer.domain.evaluation import ArticleFigures, Scorecard, SystemCard
from briefer.errors import MendSetup
from briefer.evaluating.statistics import bootstrap, detectable, mean, t_interval

WORST = 5
TIE = 1e-9
DIGITS = 9


class NotComparable(MendSetup):
    """Two scorecards that say nothing about each other: other corpus, other scorer, other articles."""


def read(file: Path, system: str = "") -> Scorecard:
    """The scorecard in a file, or the one named system of it (a backend, or BACKEND/PROMPT). Raises `NotComparable`."""
    try:
        card = Scorecard.model_validate_json(file.read_bytes())
    except OSError as error:
        raise NotComparable(f"cannot read {file}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise NotComparable(
            f"{file} is no scorecard: {'.'.join(map(str, first['loc']))}: {first['msg']}",
            hint="`briefer eval run --format json` writes one",
        ) from None
    if not system:
        return card
    chosen = tuple(s for s in card.systems if system in (s.name, s.backend))
    if not chosen:
        known = ", ".join(s.name for s in card.systems)
        raise NotComparable(f"{file} has no system '{system}'", hint=f"it has {known}")
    return card.model_copy(update={"systems": chosen})


def compare(one: Scorecard, other: Scorecard, a: SystemCard, b: SystemCard) -> Comparison:
    """System `b` of scorecard `other` against system `a` of `one`, article by article.

    Raises `NotComparable` where corpus, scorer or articles differ, or one of the two has no figures.
    """
    for what, hint in _obstacles(one, other, a, b):
        raise NotComparable(f"{a.name} and {b.name} cannot be compared: {what}", hint=hint)
    ids = [name for name in a.articles if a.articles[name].f1 is not None and b.articles[name].f1 is not None]
    pairs = [(a.articles[name], b.articles[name]) for name in a.articles]
    return Comparison(
        a=a.name,
        b=b.name,
        scorer=one.scorer,
        corpus=one.corpus,
        f1=_difference([(a.articles[name].f1, b.articles[name].f1) for name in a.articles]),
        lists={name: _difference([(x.lists[name].f1, y.lists[name].f1) for x, y in pairs]) for name in LISTS},
        pooled=_pooled(pairs, range(len(pairs))),
        pooled_interval=_interval(bootstrap(len(pairs), lambda drawn: _pooled(pairs, drawn))),
        worst=_worst([(name, a.articles[name].f1, b.articles[name].f1) for name in ids]),
        contradictions=(a.contradictions, b.contradictions),
        invalid=(a.invalid, b.invalid),
        grounding=(a.grounding, b.grounding),
    )


def _obstacles(one: Scorecard, other: Scorecard, a: SystemCard, b: SystemCard) -> list[tuple[str, str]]:
    again = "score both again with one scorer on one corpus: it is free"
    found = []
    if one.corpus != other.corpus:
        found.append((f"their corpora differ ({one.corpus[:12]} and {other.corpus[:12]})", again))
    if one.scorer != other.scorer:
        found.append((f"their scorers differ ({one.scorer[:12]} and {other.scorer[:12]})", again))
    if a.articles.keys() != b.articles.keys():
        found.append((f"their articles differ ({a.split}: {a.n}, {b.split}: {b.n})", "score both on the same split"))
    found += [
        (f"{system.name} has no recordings", "record it first, or leave it out") for system in (a, b) if system.absent
    ]
    return found


def _difference(values: Sequence[tuple[float | None, float | None]]) -> Difference:
    differences = [y - x for x, y in values if x is not None and y is not None]
    return Difference(
        n=len(differences),
        mean=_round(mean(differences)),
        interval=_interval(t_interval(differences)),
        wins=sum(d > TIE for d in differences),
        ties=sum(abs(d) <= TIE for d in differences),
        losses=sum(d < -TIE for d in differences),
        detectable=_round(detectable(differences)),
    )


def _pooled(pairs: Sequence[tuple[ArticleFigures, ArticleFigures]], drawn: Sequence[int]) -> float:
    """The difference of pooled F1 over the drawn articles; articles where nothing applies weigh nothing."""

    def f1(side: int) -> float:
        items = sum(pairs[i][side].predicted + pairs[i][side].expected for i in drawn)
        return 2 * sum(pairs[i][side].credit for i in drawn) / items if items else 0.0

    return round(f1(1) - f1(0), DIGITS)


def _worst(values: Sequence[tuple[str, float | None, float | None]]) -> tuple[Pair, ...]:
    lost = [Pair(article=name, before=x, after=y) for name, x, y in values if x is not None and y is not None and y < x]
    return tuple(sorted(lost, key=lambda pair: (pair.after - pair.before, pair.article))[:WORST])


def _interval(interval: tuple[float, float] | None) -> tuple[float, float] | None:
    return None if interval is None else (round(interval[0], DIGITS), round(interval[1], DIGITS))


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
