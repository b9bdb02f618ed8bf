"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefer.config import OPML, Loaded, load

if TYPE_CHECKING:
    from briefer.daily.archive import Archive

F = TypeVar("F", bound=Callable[..., Any])


def config(command: F) -> F:
    """`--config` and `--debug`."""
    command = click.option("--debug", is_flag=True, expose_value=False, help="Show a traceback where something fails.")(
        command
    )
    return click.option("--config", metavar="FILE", help="Configuration file; default: briefer.toml here or above.")(
        command
    )


def pipeline(command: F) -> F:
    """`--backend`, `--prompt` and `--trace`, with those of `config`."""
    command = config(command)
    command = click.option("--trace", metavar="FILE", help="Write a line of JSON here for every attempt at a server.")(
        command
    )
    command = click.option("--prompt", metavar="NAME@N", help="Released prompt, or the path of an own template.")(
        command
    )
    return click.option("--backend", metavar="NAME", help="A backend of the configuration: auto, rules, openai, ...")(
        command
    )


def spending(command: F) -> F:
    """`--dry-run` and `--max-cost`, of every command that may spend money."""
    command = click.option(
        "--max-cost",
        type=click.FloatRange(min=0),
        metavar="USD",
        help="Stop before more than this is spent (exit code 4).",
    )(command)
    return click.option("--dry-run", is_flag=True, help="Print articles, tokens and cost; send nothing.")(command)


def loaded(
    config: str | None,
    backend: str | None = None,
    prompt: str | None = None,
    trace: str | None = None,
    sources: str | None = None,
) -> Loaded:
    """The configuration under these options; a trace lies where the command was given, `sources` is a file of them."""
    traced = str(Path(trace).absolute()) if trace else None
    found = load(config, options={"backend": backend, "prompt": prompt, "trace": traced}, sources=sources)
    if sources and Path(sources).suffix.lower() in OPML:
        from briefer.intake.opml import read_opml

        left_out(read_opml(Path(sources)).left_out)
    return found


def left_out(outlines: list[str]) -> None:
    """Say which outlines of a file of subscriptions are no sources, and why."""
    if outlines:
        number = len(outlines)
        click.echo(f"briefer: {number} {'outline' if number == 1 else 'outlines'} left out:", err=True)
        for line in outlines:
            click.echo(f"  {line}", err=True)


def archive(file: Path | None, config: str | None) -> Archive:
    """The archive that is there, in `file` or as configured. Raises `ArchiveError` where there is none."""
    from briefer.daily.archive import Archive
    from briefer.errors import ArchiveError
    from briefer.wiring import archive_file

    path = file or archive_file(load(config))
    if not path.is_file():
        raise ArchiveError(f"{path}: no archive there", hint="`briefer daily` makes it; name another by --archive")
    return Archive.open(path)
