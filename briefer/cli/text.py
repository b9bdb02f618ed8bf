"""`briefer text SOURCE`: the text of an article exactly as spans count it."""

from __future__ import annotations

import sys

import click


@click.command("text")
@click.argument("source")
@click.option("--config", help="Configuration file.")
def command(source: str, config: str | None) -> None:
    """Print the text of one article: the spans of its brief are code points of it.

    For a .txt file that is the file itself; for Markdown, pages and mail it is the text that was taken out of them.
    """
    from briefer.config import load
    from briefer.errors import SourceError
    from briefer.wiring import sources

    found = sources([source], load(config))
    if len(found) != 1:
        raise SourceError(f"{source}: a folder with {len(found)} articles", hint="name one of them")
    sys.stdout.buffer.write(found[0].read().text.encode("utf-8", "surrogatepass"))
