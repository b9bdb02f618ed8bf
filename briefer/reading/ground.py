"""Draft in, proven items out: every quote is located in the article, or its item stands apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefer.domain.article import Article
from briefer.domain.brief import LISTS, Check, Draft, Lists
from briefer.domain.quote import Evidence, Missing, Quote


@dataclass(frozen=True)
class Grounded:
    """What of a draft the article proves, what it does not, and what the checks found."""

    proven: Lists[Quote]
    unproven: Lists[Evidence]
    checks: tuple[Check, ...]


def ground(draft: Draft, article: Article) -> Grounded:
    """Locate every quote of `draft`; an item with a quote that is not there, or with none, is unproven."""
    proven: dict[str, list[Any]] = {name: [] for name in LISTS}
    unproven: dict[str, list[Any]] = {name: [] for name in LISTS}
    for path, item in draft.items():
        evidence = [locate(quote, article) for quote in item.evidence]
        good = bool(evidence) and all(isinstance(e, Quote) for e in evidence)
        side = proven if good else unproven
        side[path.partition("[")[0]].append(item.model_dump() | {"evidence": evidence})
    return Grounded(Lists[Quote].model_validate(proven), Lists[Evidence].model_validate(unproven), ())


def locate(quote: str, article: Article) -> Evidence:
    """Where `quote` stands in the article."""
    at = article.text.find(quote)
    if at < 0 or not quote:
        return Missing(quoted=quote)
    return Quote(text=quote, spans=((at, at + len(quote)),), fit="exact")
