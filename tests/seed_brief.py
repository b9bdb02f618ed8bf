"""Briefs for the tests of renderers: the seed's reference as a brief, one with unproven items, and a hostile one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from briefer.domain.article import Article
from briefer.domain.brief import LISTS, ArticleCard, Brief, Check, Draft, Provenance, Tokens
from briefer.domain.quote import ELISION, Evidence, Missing, Quote

CORPUS = Path(__file__).resolve().parent.parent / "evals" / "corpus"
OUTSIDE = {"guide", "annotator", "importance"}


def article(folder: str = "000-russia-north-korea-arms") -> Article:
    """An article of the corpus."""
    card = tomllib.loads((CORPUS / folder / "article.toml").read_text(encoding="utf-8"))
    known: dict[str, Any] = {key: card.get(key) for key in ("id", "title", "outlet", "published", "url", "language")}
    return Article((CORPUS / folder / "article.txt").read_text(encoding="utf-8"), **known)


def draft(folder: str = "000-russia-north-korea-arms") -> Draft:
    """The reference of an article, as if a backend had answered with it."""
    return Draft.model_validate(_without(tomllib.loads((CORPUS / folder / "reference.toml").read_text("utf-8"))))


def located(article: Article, words: str) -> Evidence:
    """`words`, or its pieces around ELISION, where they first stand in `article`: no more than renderers need."""
    pieces = words.split(ELISION)
    starts = [article.text.find(piece) for piece in pieces]
    if -1 in starts:
        return Missing(quoted=words)
    spans = tuple((start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True))
    return Quote(text=words, spans=spans, fit="exact" if len(spans) == 1 else "elided")


def brief_of(article: Article, draft: Draft, checks: tuple[Check, ...] = (), **provenance: Any) -> Brief:
    """`draft` as a brief of `article`, with a provenance that never changes."""
    proven: dict[str, list[Any]] = {name: [] for name in LISTS}
    unproven: dict[str, list[Any]] = {name: [] for name in LISTS}
    for path, item in draft.items():
        evidence = [located(article, words) for words in item.evidence]
        side = proven if all(isinstance(e, Quote) for e in evidence) else unproven
        side[path.partition("[")[0]].append(item.model_dump() | {"evidence": evidence})
    card = {name: getattr(article, name) for name in ArticleCard.model_fields}
    return Brief.model_validate(
        {
            "article": card,
            "bottom_line": draft.bottom_line,
            **proven,
            "unproven": unproven,
            "checks": checks,
            "provenance": _provenance(article, **provenance),
        }
    )


def seed_brief() -> tuple[Brief, Article]:
    """The seed's reference as a brief by rules."""
    return brief_of(article(), draft()), article()


MODEL = {
    "backend": "recorded",
    "backend_kind": "replay",
    "model_asked": "qwen3:8b",
    "model_answered": "qwen3:8b",
    "answered": "recording",
    "captured": "2026-11-20T08:00:00Z, qwen3:8b",
    "fingerprints": ("f" * 64,),
    "tokens": Tokens(prompt=2_345, completion=678),
    "cost_usd": "unknown",
}


def model_brief() -> tuple[Brief, Article]:
    """A model's brief of the seed with two items that the article does not prove, and findings of the checks."""
    seed = article()
    answer = draft().model_dump(mode="json")
    answer["commitments"][1]["evidence"] = ["Putin hinted that Russia will provide weapons to the nuclear-armed nation"]
    answer["reactions"][0]["evidence"].append("Miller called it a grave and immediate threat to the peace")
    answer["reactions"][1]["evidence"] = ["called the pact concerning … amid its ongoing conflict with Ukraine"]
    answer["risks"][4]["likelihood"] = "very likely"
    answer["commitments"][0]["deadline"] = "immediately"
    checks = (
        Check(
            rule="evidence-contradicting",
            path="unproven.commitments[0].evidence[0]",
            message="the article says “could provide”, the quote “will provide”",
        ),
        Check(rule="modality-harder", path="risks[1].event", message="“are violated” on “potentially violate”"),
        Check(rule="quotation-not-covered", path="article", message="no line covers the quotation “painful”"),
    )
    brief = brief_of(seed, Draft.model_validate(answer), checks, **MODEL)
    kim = brief.actors[14]
    near = kim.evidence[0].model_copy(
        update={"fit": "near", "quoted": "The pact signed by Putin and leader Kim Jong-un"}
    )
    actors = (*brief.actors[:14], kim.model_copy(update={"evidence": (near,)}), *brief.actors[15:])
    return brief.model_copy(update={"actors": actors}), seed


def empty_brief() -> tuple[Brief, Article]:
    """A brief with nothing in its lists."""
    seed = article()
    return brief_of(seed, Draft(bottom_line="Nothing that a brief would hold.")), seed


SPOKEN = ("model_answered", "captured", "backend")
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %} javascript:alert(3) "
    "\x1b[31mred\x1b[0m \x9b2J \u202egnp.exe\u202c \u2066isolated\u2069 <!-- --> &lt;b&gt; `code` *bold* _it_ "
    "[link](http://evil.example) ![image](http://evil.example/x.png) <http://evil.example> http://evil.example "
    "www.evil.example me@evil.example # no heading | table ~~struck~~ $x$ ' onmouseover='alert(4) \" onclick=\"alert(5)"
)


def hostile_brief() -> tuple[Brief, Article]:
    """An article and an answer that try to break out of whatever shows them."""
    lines = [
        HOSTILE,
        "# A heading",
        "- a list",
        "1. numbered",
        "---",
        "> quoted",
        "    code",
        "| a | b |",
        "Plain end.",
    ]
    bad = Article(
        "\n\n".join(lines),
        id="hostile",
        title=HOSTILE,
        outlet=HOSTILE,
        published=HOSTILE,
        url="javascript:alert(6)",
        language='en" onload="alert(7)',
    )
    item = {"evidence": [HOSTILE], "by": [HOSTILE], "to": [HOSTILE], "condition": "# " + HOSTILE, "deadline": HOSTILE}
    item |= {"kind": "threat", "status": "in_force", "action": "- " + HOSTILE}
    actor = {"evidence": ["# A heading"], "name": "1. " + HOSTILE, "kind": "person", "role": "> " + HOSTILE}
    lost = {"evidence": ["nowhere " + HOSTILE], "event": HOSTILE, "domain": "other", "likelihood": HOSTILE}
    answer = {"bottom_line": "# " + HOSTILE, "actors": [actor], "commitments": [item], "risks": [lost]}
    check = Check(rule=HOSTILE, path="commitments[0]", message=HOSTILE)
    return brief_of(bad, Draft.model_validate(answer), (check,), **MODEL | dict.fromkeys(SPOKEN, HOSTILE)), bad


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(inner) for key, inner in value.items() if key not in OUTSIDE}
    return [_without(inner) for inner in value] if isinstance(value, list) else value


def _provenance(article: Article, **changed: Any) -> Provenance:
    values: dict[str, Any] = {
        "article_sha256": article.sha256,
        "prompt": "brief@1",
        "prompt_sha256": "a" * 64,
        "schema_version": "1",
        "backend": "rules",
        "backend_kind": "rules",
        "model_asked": "rules",
        "model_answered": "rules",
        "answered": "computed",
        "fingerprints": ("0" * 64,),
        "cost_usd": 0.0,
        "briefer": "0.0.0",
        "created": "2026-01-01T00:00:00+00:00",
    }
    return Provenance(**values | changed)
