"""`briefer backend list | check NAME`: which backends there are, and what one of them really does."""

from __future__ import annotations

import click

from briefer.backends.settings import BackendConfig
from briefer.cli import options
from briefer.config import Loaded, nearest
from briefer.errors import BrieferError, ConfigError
from briefer.printable import printable


@click.group("backend")
def command() -> None:
    """List the configured backends, or measure one."""


@command.command("list")
@options.config
def list_(config: str | None) -> None:
    """Every backend of the configuration: name, kind, model, address, and what it lacks.

    A star marks the one in force.
    """
    from briefer.wiring import chosen

    loaded = options.loaded(config)
    in_force = chosen(loaded)
    for name, table in sorted(loaded.config.backends.items()):
        cells = ("*" if name == in_force else " ", f"{name:16}", f"{table.kind:9}", *_described(name, table, loaded))
        click.echo(" ".join(cells).rstrip())


def _described(name: str, table: BackendConfig, loaded: Loaded) -> tuple[str, ...]:
    match table.kind:
        case "openai":
            return _server(name, table, loaded)
        case "replay":
            return "-".ljust(28), str(table.recordings)
        case "record":
            return f"{table.of:28}", f"{table.recordings!s:36}", _unrecorded(name, loaded)
        case "fallback":
            return (" > ".join(table.order),)
        case "rules":
            return "-".ljust(28), "built in"


def _server(name: str, table: BackendConfig, loaded: Loaded) -> tuple[str, ...]:
    from briefer.backends.connection import without_password
    from briefer.connecting import connection

    try:
        to = connection(name, table, loaded)
    except BrieferError as error:
        return f"{table.model or '-':28}", f"{without_password(table.base_url or '-'):36}", str(error)
    return f"{table.model:28}", f"{to.shown:36}", f"key in {table.api_key_env}" if table.api_key_env else ""


def _unrecorded(name: str, loaded: Loaded) -> str:
    """Why the backend that a recorder names cannot be recorded; "" where it can."""
    from briefer.wiring import answering

    try:
        answering(name, loaded)
    except BrieferError as error:
        return str(error)
    return ""


@command.command()
@click.argument("name")
@click.option("--probe", default=5_000, show_default=True, metavar="TOKENS", help="Length of the one long request.")
@options.config
@click.pass_context
def check(ctx: click.Context, name: str, probe: int, config: str | None) -> None:
    """Measure backend NAME in about ten small requests, and print the configuration to write.

    Each line says what was asked; "yes", "no" or "unclear"; and what was seen. "accepted, not enforced" means that the
    server takes that way of asking for JSON and then does not hold the model to it.
    """
    from briefer.backends import check as checking
    from briefer.backends.measured import table as written_table
    from briefer.connecting import connection
    from briefer.prompting.tokens import count

    loaded = options.loaded(config)
    table = loaded.config.backends.get(name)
    if table is None:
        known = list(loaded.config.backends)
        raise ConfigError(f"unknown backend '{name}'{nearest(name, known)}", hint=f"known are {', '.join(known)}")
    if table.kind != "openai":
        raise ConfigError(f"backend '{name}' is of kind {table.kind}", hint="servers are checked: kind openai")
    checkup = checking.Checkup(
        connection(name, table, loaded),
        table.model,
        count,
        context=table.context,
        probe=probe,
        told=lambda found: click.echo(f"{found.what:20} {found.verdict:8} {printable(found.detail)}"),
    )
    if not checkup.run():
        ctx.exit(1)
    written = table.model_dump(exclude_unset=True, mode="json")
    click.echo("\n" + written_table(name, written, checkup.settings))
