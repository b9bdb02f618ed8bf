"""The corpus as the tests of scoring read it: articles and their references, located."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from briefer.domain.article import Article
from briefer.domain.brief import LISTS, Draft, Lists
from briefer.domain.quote import Evidence, Missing, Quote
from briefer.domain.scorecard import Candidate, Reference
from briefer.reading.ground import ground
from briefer.reading.locate import locate
from briefer.reading.source import Source

CORPUS = Path(__file__).resolve().parent.parent / "evals" / "corpus"
FOLDERS = sorted(path.name for path in CORPUS.iterdir() if path.is_dir())
DEVELOP = [name for name in FOLDERS if int(name[:3]) % 2 == 0]
TEST = [name for name in FOLDERS if int(name[:3]) % 2 == 1]


@cache
def article(folder: str) -> Article:
    """The article in `folder`."""
    return Article(text=(CORPUS / folder / "article.txt").read_text(encoding="utf-8"), id=folder)


@cache
def _raw(folder: str, annotator: str) -> str:
    return (CORPUS / folder / f"{annotator}.toml").read_text(encoding="utf-8")


def raw(folder: str, annotator: str = "reference") -> dict[str, Any]:
    """The reference of `annotator` as plain tables: a new copy each time."""
    return tomllib.loads(_raw(folder, annotator))


def draft(data: dict[str, Any]) -> Draft:
    """Plain tables as a draft, without importance."""
    lists = {n: [{k: v for k, v in item.items() if k != "importance"} for item in data.get(n, [])] for n in LISTS}
    return Draft.model_validate({"bottom_line": data["bottom_line"], **lists})


def candidate(data: dict[str, Any], of: Article) -> Candidate:
    """Plain tables as a brief to be scored."""
    grounded = ground(draft(data), of)
    return Candidate(grounded.proven, grounded.unproven)


def reference(data: dict[str, Any], of: Article, *, all_vital: bool = False) -> Reference:
    """Plain tables as a reference."""
    source = Source(of)
    located = {
        name: [
            item.model_dump() | {"evidence": [_located(quote, source, name) for quote in item.evidence]}
            for item in getattr(draft(data), name)
        ]
        for name in LISTS
    }
    okay = {f"{n}[{k}]" for n in LISTS for k, item in enumerate(data.get(n, [])) if item.get("importance") == "okay"}
    return Reference(
        Lists[Evidence].model_validate(located), frozenset() if all_vital else frozenset(okay), data["annotator"]
    )


def _located(quote: str, source: Source, name: str) -> Evidence:
    found = locate(quote, source, fewest=1 if name == "actors" else 3)
    return found if isinstance(found, Quote) else Missing(quoted=quote)
