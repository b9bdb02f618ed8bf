"""`briefer eval stories`: how well pages are put together to copies and stories, on corpora that know."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from briefer.daily.stories.account import Linked
    from briefer.evaluating.story_corpus import StoryCorpus

CORPORA = (Path("evals/stories"), Path("evals/corpus"))
_MEASURES = ("precision", "recall", "f1")
_SHOWN = 40


@click.command("stories")
@click.option(
    "--corpus", "folders", multiple=True, type=click.Path(path_type=Path), help="Folder of articles; may be repeated."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(folders: tuple[Path, ...], form: str) -> None:
    """Link the articles of corpora whose cards say what is copied and what is one event, and score it.

    The linker sees text, title, outlet, owner, address and time alone. Prints pairwise and B-cubed precision, recall and F1 a
    corpus and split, and every wrong pair with the reason of its join. Default: evals/stories and evals/corpus.
    """
    from briefer.evaluating.story_corpus import load

    documents = [scored(load(folder)) for folder in folders or CORPORA]
    if form == "json":
        click.echo(json.dumps({"format": "briefer.eval-stories/1", "corpora": documents}, ensure_ascii=False, indent=2))
        return
    for document in documents:
        click.echo("\n".join(_lines(document)))


def scored(corpus: StoryCorpus) -> dict[str, Any]:
    """The scores of a corpus by split, and its wrong pairs, as a JSON object."""
    from briefer.evaluating.clusters import b_cubed, pairwise, wrong_pairs

    linked = linked_corpus(corpus)
    stories = {key: pages[0] for pages in linked.stories for key in pages}
    voices = {case.id: linked.copies.get(case.id, case.id) for case in corpus.cases}
    kinds = {"copies": (voices, corpus.voices), "stories": (stories, corpus.events)}
    splits: dict[str, Any] = {}
    for split in corpus.splits:
        ids = [case.id for case in corpus.part(split)]
        splits[split] = {"articles": len(ids)}
        for kind, (found, given) in kinds.items():
            part = {name: given[name] for name in ids}
            for way, measure in (("pairwise", pairwise), ("b_cubed", b_cubed)):
                agreement = measure(found, part)
                values = {name: round(getattr(agreement, name), 4) for name in _MEASURES}
                splits[split].setdefault(kind, {})[way] = values
    wrong = {}
    for kind, (found, given) in kinds.items():
        together, missed = wrong_pairs(found, given)
        wrong[kind] = {
            "joined": [{"pair": pair, "reason": _reason(linked, *pair)} for pair in together],
            "missed": [{"pair": pair} for pair in missed],
        }
    return {"corpus": str(corpus.folder), "splits": splits, "wrong": wrong}


def linked_corpus(corpus: StoryCorpus) -> Linked:
    """The articles of a corpus linked: of their cards the linker is shown what a feed would say, and no more."""
    from datetime import datetime

    from briefer.daily.articles import instant
    from briefer.daily.stories.account import Account
    from briefer.daily.stories.link import link

    accounts = [
        Account(
            case.id,
            case.text,
            datetime.fromisoformat(instant(case.published)),
            case.title,
            case.url,
            case.owner or case.outlet,
        )
        for case in corpus.cases
    ]
    return link(accounts)


def _reason(linked: Linked, a: str, b: str) -> str:
    """Why two pages are together: their own join, else those that lead from each to others."""
    for join in linked.joins:
        if {join.a, join.b} == {a, b}:
            return join.reason
    ways = [f"{join.a} {join.reason}" for join in linked.joins if {a, b} & {join.a, join.b}]
    return "through others: " + "; ".join(ways)


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    yield document["corpus"]
    yield f"  {'':24} {'pairwise P':>10} {'R':>6} {'F1':>6} {'B-cubed P':>10} {'R':>6} {'F1':>6}"
    for split, scores in document["splits"].items():
        for kind in ("stories", "copies"):
            name = f"{split} ({scores['articles']}) {kind}"
            cells = [scores[kind][way][one] for way in ("pairwise", "b_cubed") for one in _MEASURES]
            row = "".join(f" {cell:>{width}.3f}" for cell, width in zip(cells, (10, 6, 6, 10, 6, 6), strict=True))
            yield f"  {name:24}{row}"
    for kind, wrong in document["wrong"].items():
        yield from (f"  {kind}: joined {' '.join(one['pair'])}: {one['reason']}" for one in wrong["joined"][:_SHOWN])
        yield from (f"  {kind}: missed {' '.join(one['pair'])}" for one in wrong["missed"][:_SHOWN])
        more = sum(max(0, len(wrong[way]) - _SHOWN) for way in ("joined", "missed"))
        if more:
            yield f"  {kind}: {more} more wrong pairs: --format json lists all"
    yield ""
