"""`briefer prompt list | show | diff | check`: the released prompts."""

from __future__ import annotations

import difflib

import click

from briefer import wiring
from briefer.config import load
from briefer.prompting.shelf import Shelf


@click.group("prompt")
@click.option("--config", help="Configuration file.")
@click.pass_context
def command(ctx: click.Context, config: str | None) -> None:
    """Released prompts: list, show, compare, check."""
    ctx.obj = wiring.shelf(load(config))


@command.command("list")
@click.pass_obj
def list_(shelf: Shelf) -> None:
    """Print every prompt with its purpose."""
    for name in shelf.names():
        click.echo(f"{name:<16} {shelf.get(name).purpose}")


@command.command("show")
@click.argument("name")
@click.pass_obj
def show(shelf: Shelf, name: str) -> None:
    """Print one prompt as it was released."""
    click.echo(shelf.get(name).source, nl=False)


@command.command("diff")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def diff(shelf: Shelf, old: str, new: str) -> None:
    """Print what changed from one prompt to another, as a unified diff."""
    before, after = (shelf.get(name).source.splitlines() for name in (old, new))
    for line in difflib.unified_diff(before, after, old, new, lineterm=""):
        click.echo(line)


@command.command("check")
@click.pass_obj
def check(shelf: Shelf) -> None:
    """Fail where a released prompt has changed."""
    problems = shelf.altered()
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise SystemExit(1)
    click.echo(f"{len(shelf.names())} prompts are as they were released")
