"""`briefer sources check | import`: whether the configured sources can be read, and subscriptions of a feed reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli import options

if TYPE_CHECKING:
    from briefer.intake.outcome import Outcome

PARTLY = 3
_ITEMS = 3


@click.group("sources")
def command() -> None:
    """Sources of the daily brief: check them, import them."""


@command.command("check")
@click.option("--sources", "file", help="File of [[sources]] tables, or OPML, instead of those in briefer.toml.")
@click.option("--config", help="Configuration file.")
@click.option("--only", multiple=True, metavar="SOURCE", help="Check this source alone; may be given several times.")
def check(file: str | None, config: str | None, only: tuple[str, ...]) -> None:
    """Try each source, up to 3 items of it: ok, empty, failed or no full text, with the reason.

    Nothing is kept. Exits with 3 where some failed, with 1 where all did.
    """
    from briefer.cli.interrupts import stoppable
    from briefer.pool import ordered
    from briefer.wiring import chosen_sources, gatherer

    loaded = options.loaded(config, sources=file)
    sources = chosen_sources(loaded, only)
    gathering = gatherer(loaded, keep=lambda _: None, known=lambda _: None, limit=_ITEMS)
    width = max(len(source.name) for source in sources)
    failed = 0
    with stoppable(loaded):
        for outcome in ordered(gathering.gather, sources, loaded.config.concurrency):
            failed += outcome.status == "failed"
            first, *others = _details(outcome)
            click.echo(f"{_verdict(outcome):<12}  {outcome.source:<{width}}  {first}".rstrip())
            for reason in others:
                click.echo(f"{'':<{12 + 2 + width + 2}}{reason}")
    if failed:
        raise SystemExit(1 if failed == len(sources) else PARTLY)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Print the feeds of an OPML file as [[sources]] tables for briefer.toml.

    What cannot be a source is told on standard error, and makes the exit code 3.
    """
    from briefer.intake.opml import as_toml, read_opml

    found = read_opml(file)
    click.echo(as_toml(found.tables), nl=False)
    options.left_out(found.left_out)
    if found.left_out:
        raise SystemExit(PARTLY)


def _verdict(outcome: Outcome) -> str:
    return "no full text" if outcome.status == "ok" and outcome.thin else outcome.status


def _details(outcome: Outcome) -> list[str]:
    """How many items were tried, and every reason: a line each where there are several."""
    items = f"{outcome.found} item{'' if outcome.found == 1 else 's'} tried" if outcome.found else ""
    if outcome.thin:
        items = f"{outcome.thin} of {max(outcome.found, outcome.thin)} items tried"
    reasons = outcome.counted
    if len(reasons) > 1:
        return [f"{items}:", *reasons] if items else reasons
    return [": ".join(part for part in (items, *reasons) if part)]
