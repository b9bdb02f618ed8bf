"""Where reading meets scoring: briefs, drafts and annotations become what the scorer compares."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from briefer.domain.annotation import Annotation
from briefer.domain.article import Article
from briefer.domain.brief import LISTS, Brief, Draft, ListName, Lists
from briefer.domain.evaluation import ListFigures, Score
from briefer.domain.quote import Evidence, Missing, Quote
from briefer.domain.scorecard import ArticleScore, Candidate, Reference
from briefer.errors import Malformed
from briefer.reading.ground import ground
from briefer.reading.locate import locate
from briefer.reading.source import Source
from briefer.scoring.fingerprint import scorer_hash
from briefer.scoring.score import Prepared, prepare

NO_BOTTOM_LINE = "(none)"
"""Stands for a bottom line that is not there: it is not scored."""
DIGITS = 9


def candidate(brief: Brief) -> Candidate:
    """What is scored of a brief that the pipeline has just made, whose quotes it has located."""
    return Candidate(brief.proven, brief.unproven)


def drafted(draft: Draft, article: Article) -> Candidate:
    """What is scored of a draft, once its quotes have been looked for in the article."""
    grounded = ground(draft, article)
    return Candidate(grounded.proven, grounded.unproven)


def expected(annotation: Annotation, article: Article) -> Reference:
    """An annotation as the scorer takes it: its quotes located, its `okay` items named."""
    source = Source(article)
    lists: dict[str, list[Any]] = {name: [] for name in LISTS}
    for path, item in annotation.items():
        name = path.partition("[")[0]
        fewest = 1 if name == "actors" else 3
        found = {quote: locate(quote, source, fewest=fewest) for quote in item.evidence}
        evidence = [at if isinstance(at, Quote) else Missing(quoted=quote) for quote, at in found.items()]
        lists[name].append(item.model_dump(exclude={"importance", "evidence"}) | {"evidence": evidence})
    return Reference(
        lists=Lists[Evidence].model_validate(lists),
        okay=frozenset(path for path, item in annotation.items() if item.importance == "okay"),
        annotator=annotation.annotator,
    )


def judge(annotation: Annotation, article: Article) -> Prepared:
    """`annotation`, made ready to score many briefs of `article`."""
    return prepare(expected(annotation, article), article)


def read_draft(data: bytes, name: str) -> Draft:
    """The draft in a brief document of any tool (JSON), or in the fields of a reference (TOML); `name` is that of its file.

    Only what is scored is read: of its quotes the words, not the offsets. Raises `Malformed` for what is no brief.
    """
    try:
        source = data.decode("utf-8-sig")
        is_json = name.endswith(".json") or source.lstrip().startswith("{")
        return Draft.model_validate(_plain(json.loads(source) if is_json else tomllib.loads(source)))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Malformed(f"{name}: {where}: {first['msg']}") from None
    except (TypeError, ValueError, RecursionError) as error:
        raise Malformed(f"{name}: {error}") from None


def _plain(document: object) -> dict[str, Any]:
    """The fields of a draft in `document`: proven and unproven items together, quotes as text, all else left out."""
    if not isinstance(document, dict) or not document.keys() & {"bottom_line", *LISTS}:
        raise ValueError(f"it has neither a bottom line nor any of the lists {', '.join(LISTS)}")
    unproven = document.get("unproven") or {}
    if not isinstance(unproven, dict):
        raise TypeError("'unproven' is no table of lists")
    bottom_line = document.get("bottom_line")
    return {
        "bottom_line": NO_BOTTOM_LINE if bottom_line in (None, "") else bottom_line,
        **{name: [_item(name, i) for half in (document, unproven) for i in _list(half, name)] for name in LISTS},
    }


def _list(document: Mapping[str, Any], name: str) -> list[Any]:
    found = document.get(name)
    if not isinstance(found, list | None):
        raise TypeError(f"'{name}' is no list")
    return found or []


def _item(name: str, item: object) -> object:
    if not isinstance(item, dict):
        return item
    known = {key: value for key, value in item.items() if key in _fields(name)}
    quotes = item.get("evidence")
    return known | {"evidence": [_quote(quote) for quote in quotes]} if isinstance(quotes, list) else known


def _quote(quote: object) -> object:
    """What a quote says; one that a brief reports as missing says what was written."""
    if not isinstance(quote, dict):
        return quote
    return quote.get("text") or quote.get("quoted") or ""


@lru_cache
def _fields(name: str) -> frozenset[str]:
    items = Draft.model_fields[name].annotation.__args__[0]  # type: ignore[union-attr]  # tuple[Item, ...]
    return frozenset(items.model_fields)


def document(score: ArticleScore) -> Score:
    """The score of one brief as the document that is printed."""
    return Score(
        valid=score.valid,
        f1=rounded(score.f1),
        lists=figures(score),
        contradictions=score.contradictions,
        grounding=grounding(score),
        scorer=score.scorer or scorer_hash(),
    )


def figures(score: ArticleScore) -> dict[ListName, ListFigures]:
    """The figures of the four lists of one brief: zeros, where it is invalid, in every list that the reference has."""
    lowest = None if score.valid else 0.0
    return {
        name: ListFigures(
            precision=rounded(lowest if one.applicable and one.precision is None else one.precision),
            recall=rounded(one.recall),
            f1=rounded(one.f1),
            vital_recall=rounded(one.vital_recall),
        )
        for name, one in score.lists.items()
    }


def grounding(score: ArticleScore) -> float | None:
    """The share of the items whose evidence was found; 0 for an invalid brief."""
    return rounded(score.grounding) if score.valid else 0.0


def rounded(value: float | None) -> float | None:
    """`value` to 9 decimals."""
    return None if value is None else round(value, DIGITS)
