"""`briefer config show`: the configuration in force, and where each value came from."""

from __future__ import annotations

from typing import Any

import click

from briefer.cli import options


@click.group("config")
def command() -> None:
    """The configuration in force."""


@command.command("show")
@options.config
def show(config: str | None) -> None:
    """Print every value with where it came from: default, file, variable."""
    from briefer.backends.connection import without_password

    loaded = options.loaded(config)
    values = dict(_flat(loaded.config.model_dump()))
    width = max(map(len, values))
    for key, value in values.items():
        click.echo(f"{key:<{width}}  {without_password(repr(value))}  ({loaded.sources.get(key, 'default')})")


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in table.items():
        found += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) and value else [(f"{prefix}{key}", value)]
    return found
