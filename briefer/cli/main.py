"""The command `briefer`: subcommands are loaded when they are called, errors become one line and an exit code."""

from __future__ import annotations

import difflib
import errno
import gc
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from briefer.errors import BrieferError
from briefer.printable import printable
from briefer.version import __version__

INTERRUPTED = 130
STOPPED = "interrupted; what was finished is kept"
_COMMANDS = {
    "archive": "briefer.cli.archive",
    "backend": "briefer.cli.backend",
    "batch": "briefer.cli.batch",
    "brief": "briefer.cli.brief",
    "corpus": "briefer.cli.corpus",
    "daily": "briefer.cli.daily",
    "eval": "briefer.cli.eval",
    "ledger": "briefer.cli.ledger",
    "prompt": "briefer.cli.prompt",
    "recordings": "briefer.cli.recordings",
    "schema": "briefer.cli.schema",
    "sources": "briefer.cli.sources",
    "story": "briefer.cli.story",
    "text": "briefer.cli.text",
    "config": "briefer.cli.config",
}


class _Interrupted(Exception):
    """Ctrl-C, kept from click, which would print an empty line for it."""


class _Lazy(click.Group):
    """A group that imports a subcommand only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            close = difflib.get_close_matches(cmd_name, _COMMANDS, n=1, cutoff=0.5)
            hint = f" Did you mean {close[0]}?" if close else " `briefer --help` lists all."
            raise click.UsageError(f"No such command '{cmd_name}'.{hint}")
        command: click.Command = import_module(_COMMANDS[cmd_name]).command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            raise _Interrupted from stop


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="briefer %(version)s")
@click.option("--debug", is_flag=True, expose_value=False, help="Show tracebacks; may stand anywhere.")
def cli() -> None:
    """News article in, structured brief out: each line with evidence located in the article.

    Exit codes: 0 done; 1 nothing could be made, or a gate failed; 2 wrong usage or configuration; 3 partly done;
    4 stopped by the cost cap; 5 a recording is missing or stale; 130 interrupted.
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line with `arguments` (default: those of the process) and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    gc.set_threshold(
        50_000, 20, 20
    )  # loading makes many objects that stay: looking for cycles among them is a tenth of it
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = cli.main(args=[a for a in given if a != "--debug"], prog_name="briefer", standalone_mode=False)
        sys.stdout.flush()
        gc.freeze()  # what is left goes with the process: looking through it once more would cost an eighth of a short run
    except Exception as error:
        if debug:
            raise
        _leave(*_line(error))
    except KeyboardInterrupt:
        if debug:
            raise
        _leave(STOPPED, INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)


def _line(error: Exception) -> tuple[str, int]:
    """What a person reads of an error, and the exit code."""
    match error:
        case BrieferError():
            return error.line, error.exit_code
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message().strip(), 2
        case click.ClickException():
            return _usage(error), error.exit_code
        case _Interrupted() | click.Abort():
            return STOPPED, INTERRUPTED
        case OSError():
            return _system(error)
        case _:
            shown = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            return f"this is a defect in briefer: {shown}: run again with --debug and report it", 1


def _usage(error: click.ClickException) -> str:
    """What was wrong with the call, on one line: the nearest option, or where help is."""
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        nearest = difflib.get_close_matches(error.option_name, error.possibilities, n=1, cutoff=0.0)[0]
        return f"No such option '{error.option_name}'. Did you mean {nearest}?"
    context = getattr(error, "ctx", None)
    name = f"{context.command_path} --help" if context else "briefer --help"
    return " ".join(f"{error.format_message().rstrip('.')}: see `{name}`".split())


def _system(error: OSError) -> tuple[str, int]:
    where = error.filename or "the output"
    match error:
        case BrokenPipeError():
            return "", 0  # whoever read the output has had enough
        case OSError(errno=errno.ENOSPC):
            return f"disk full while writing {where}: free some space and run again", 1
        case _:
            return f"{where}: {error.strerror or error}", 1


def _leave(line: str, code: int) -> NoReturn:
    """Print `line` and end the process at once: no thread that still waits for a server may hold it up."""
    if line:
        shown = "\n".join(printable(part) for part in line.split("\n"))
        click.echo(f"briefer: {shown}" if "\n" not in line else shown, err=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # a full disk or a closed pipe has been reported by now
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if code == INTERRUPTED:
        os._exit(code)
    sys.exit(code)
