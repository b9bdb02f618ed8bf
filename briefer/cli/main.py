"""The command `briefer`: its subcommands are loaded when they are called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from briefer.version import __version__

_COMMANDS = {
    "brief": "briefer.cli.brief",
    "corpus": "briefer.cli.corpus",
    "prompt": "briefer.cli.prompt",
    "recordings": "briefer.cli.recordings",
    "schema": "briefer.cli.schema",
    "text": "briefer.cli.text",
}


class _Lazy(click.Group):
    """A group that imports a subcommand only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name]).command
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="briefer %(version)s")
def cli() -> None:
    """News article in, structured brief out: each line with evidence located in the article."""


def main(args: list[str] | None = None) -> Any:
    """Run the command line and exit with its code."""
    return cli(args)
