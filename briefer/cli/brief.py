"""`briefer brief SOURCE...`: one article or many."""

from __future__ import annotations

from pathlib import Path

import click

from briefer.config import load
from briefer.domain.article import Article


@click.command("brief")
@click.argument("sources", nargs=-1, required=True)
@click.option("--backend", help="Name of a configured backend.")
@click.option("--prompt", help="Released prompt, such as brief@1.")
@click.option("--config", help="Configuration file.")
def command(sources: tuple[str, ...], backend: str | None, prompt: str | None, config: str | None) -> None:
    """Brief one or several sources."""
    from briefer.wiring import summariser

    pipeline = summariser(load(config, options={"backend": backend, "prompt": prompt}))
    for source in sources:
        click.echo(pipeline.brief(Article(Path(source).read_text(encoding="utf-8"))).model_dump_json())
