"""Draft in, proven items out: every quote is located in the article, or its item stands apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefer.domain.article import Article
from briefer.domain.brief import LISTS, AnyItem, Check, Draft, Lists
from briefer.domain.quote import Evidence, Missing, Quote
from briefer.reading.check import check
from briefer.reading.locate import FEWEST, Contradiction, NotFound, locate
from briefer.reading.source import Source

_SHOWN = 600
"""Characters of a quote or a passage that a message shows."""


@dataclass(frozen=True)
class Grounded:
    """What of a draft the article proves, what it does not, and what the checks found."""

    proven: Lists[Quote]
    unproven: Lists[Evidence]
    checks: tuple[Check, ...]


@dataclass
class _Sides:
    """The items of a draft as they are put on one side or the other, and what is to be said of their quotes."""

    proven: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in LISTS})
    unproven: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in LISTS})
    checks: list[Check] = field(default_factory=list)


def ground(draft: Draft, article: Article, origins: Mapping[str, int] | None = None) -> Grounded:
    """Locate every quote of `draft`; an item with a quote that is not there, or with none, is unproven.

    `origins` gives for a quote the offset from which on its place is looked for first, where the draft was made from parts
    of the article. The paths of the checks are those of the published document: `reactions[0]`,
    `unproven.risks[1].evidence[0]`; "article" is the article itself.
    """
    source, sides = Source(article), _Sides()
    for name in LISTS:
        for item in getattr(draft, name):
            _place(item, name, source, sides, origins or {})
    proven, unproven = Lists[Quote].model_validate(sides.proven), Lists[Evidence].model_validate(sides.unproven)
    checks = (*sides.checks, *check(draft.bottom_line, proven, unproven, source))
    return Grounded(proven, unproven, checks)


def verdicts(
    item: AnyItem[str], name: str, source: Source, origins: Mapping[str, int] | None = None
) -> list[Quote | NotFound | Contradiction]:
    """What becomes of each quote of `item`, which stands in the list `name`: it is proven where there is one, and all are located."""
    fewest = 1 if name == "actors" else FEWEST
    return [locate(quote, source, fewest=fewest, start=(origins or {}).get(quote, 0)) for quote in item.evidence]


def _place(item: AnyItem[str], name: str, source: Source, sides: _Sides, origins: Mapping[str, int]) -> None:
    """Put `item` on the side where its evidence puts it."""
    found = verdicts(item, name, source, origins)
    if found and all(isinstance(verdict, Quote) for verdict in found):
        sides.proven[name].append({**item.__dict__, "evidence": found})
        return
    path = f"unproven.{name}[{len(sides.unproven[name])}]"
    evidence = [
        verdict if isinstance(verdict, Quote) else Missing(quoted=quote)
        for quote, verdict in zip(item.evidence, found, strict=True)
    ]
    sides.unproven[name].append({**item.__dict__, "evidence": evidence})
    if not found:
        sides.checks.append(Check(rule="evidence-not-found", path=path, message="no evidence is given"))
    for index, (quote, verdict) in enumerate(zip(item.evidence, found, strict=True)):
        sides.checks += _found(quote, verdict, f"{path}.evidence[{index}]", source)


def _found(quote: str, verdict: Quote | NotFound | Contradiction, path: str, source: Source) -> Iterator[Check]:
    """What a reader should know of one quote that was not located."""
    match verdict:
        case NotFound(reason, passage):
            nearest = f"; the nearest passage is {_passage(source.text, *passage)}" if passage else ""
            yield Check(rule="evidence-not-found", path=path, message=f"“{_short(quote)}”: {reason}{nearest}")
        case Contradiction((start, end), differs):
            message = f"“{_short(quote)}” contradicts {_passage(source.text, start, end)}: {'; '.join(differs)}"
            yield Check(rule="evidence-contradicting", path=path, message=message)
        case Quote():
            pass


def _passage(text: str, start: int, end: int) -> str:
    return f"“{_short(text[start:end])}” ({start}–{end})"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
