"""`briefer archive search | export`: what the daily brief has kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli import options

if TYPE_CHECKING:
    pass

_FILE = click.option("--archive", "file", type=click.Path(path_type=Path), help="Archive file; default: as configured.")
_CONFIG = click.option("--config", help="Configuration file.")


@click.group("archive")
def command() -> None:
    """The archive of the daily brief: search it, export it."""


@command.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Articles to print.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each article.")
@_FILE
@_CONFIG
def search(words: tuple[str, ...], limit: int, as_json: bool, file: Path | None, config: str | None) -> None:
    """Print the articles in which all WORDS stand, best first; a quoted argument is a phrase."""
    from briefer.intake.naming import shown

    with options.archive(file, config) as archive:
        hits = archive.articles.search(words, limit)
    for hit in hits:
        article, key = hit.kept.gathered.article, hit.kept.gathered.key
        if as_json:
            fields = {name: getattr(article, name) for name in ("title", "outlet", "published", "url")}
            click.echo(json.dumps({"key": key, "id": article.id, **fields, "excerpt": hit.excerpt}, ensure_ascii=False))
            continue
        head = (key, (article.published or hit.kept.gathered.fetched)[:10], article.outlet, article.title or article.id)
        click.echo("  ".join(shown(part) for part in head if part))
        click.echo(f"    {shown(' '.join(hit.excerpt.split()))}")
    if not hits:
        click.echo("nothing found", err=True)
        raise SystemExit(1)


@command.command("export")
@click.option("--only", type=click.Choice(["article", "brief", "edition", "story", "decision"]), help="Only this kind.")
@_FILE
@_CONFIG
def export(only: str | None, file: Path | None, config: str | None) -> None:
    """Print all that is kept, a line of JSON for each article, brief, edition, decision and page of a story."""
    with options.archive(file, config) as archive:
        for thing in archive.export():
            if only in {None, thing["kind"]}:
                click.echo(json.dumps(thing, ensure_ascii=False))
