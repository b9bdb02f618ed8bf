"""`briefer ledger list | show | confirm | split`: what was promised, what became of it, and what people say of doubtful matches."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer.cli import options
from briefer.errors import MendSetup

if TYPE_CHECKING:
    from briefer.daily.archive import Archive
    from briefer.daily.ledger.ledger import Ledger
    from briefer.daily.ledger.statement import Record
    from briefer.domain.edition import Entry


class UnknownEntry(MendSetup):
    """No entry of the ledger, or no article of an entry, has the name that was given."""


def _common(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that all commands have."""
    for option in (
        click.option("--config", help="Configuration file."),
        click.option(
            "--archive", "file", type=click.Path(path_type=Path), help="Archive file; default: as configured."
        ),
        click.option("--slot", default="daily", show_default=True, help="Slot of the editions."),
        click.option("--profile", default="default", show_default=True, help="Profile of the editions."),
    ):
        function = option(function)
    return function


@click.group("ledger")
def command() -> None:
    """The ledger of commitments: list it, show the history of one, decide about doubtful matches."""


@command.command("list")
@click.option("--open", "which", flag_value="open", default="open", help="What is still to be kept (the default).")
@click.option("--all", "which", flag_value="all", help="Also what was kept, broken or withdrawn.")
@click.option("--overdue", "which", flag_value="overdue", help="Only what is late.")
@click.option("--by", "name", metavar="NAME", help="Only promises of this actor.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_common
def list_(which: str, name: str | None, form: str, **where: Any) -> None:
    """Print the commitments that the last edition left in the ledger; the next due first, those without a day last."""
    from briefer.daily.ledger.entries import entry

    with options.archive(where["file"], where["config"]) as archive:
        ledger = _ledger(archive, where)
    records = ledger.overdue() if which == "overdue" else ledger.records
    chosen = [entry(record) for record in records if _wanted(record, which, name)]
    chosen.sort(key=lambda e: (e.due or "9999", e.by, e.action, e.id))
    if form == "json":
        click.echo(json.dumps([each.model_dump(mode="json") for each in chosen], ensure_ascii=False, indent=2))
        return
    for each in chosen:
        click.echo(_line(each))
    if not chosen:
        click.echo("nothing in the ledger" if not ledger.records else "nothing of that kind in the ledger", err=True)


@command.command("show")
@click.argument("name", metavar="ID")
@_common
def show(name: str, **where: Any) -> None:
    """Print the whole history of one commitment, old and new words side by side."""
    from briefer.cli.history import history

    with options.archive(where["file"], where["config"]) as archive:
        ledger = _ledger(archive, where)
    for line in history(_found(ledger, name)):
        click.echo(line)


@command.command("confirm")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@_common
def confirm(one: str, other: str, **where: Any) -> None:
    """Decide that two entries are one commitment; from now on, and in the ledger as it stands."""
    from briefer.daily.ledger.deciding import confirmation
    from briefer.wiring import now

    with options.archive(where["file"], where["config"]) as archive:
        ledger = _ledger(archive, where)
        first, second = _found(ledger, one), _found(ledger, other)
        if first.id == second.id:
            raise UnknownEntry(f"{one} and {other} are one entry already")
        archive.decisions.keep(confirmation(first, second, now()))
        joined = _ledger(archive, where).get(first.id)
    click.echo(f"{first.id} and {second.id} are one commitment, {joined.id if joined else first.id}", err=True)


@command.command("split")
@click.argument("name", metavar="ID")
@click.argument("article", metavar="ARTICLE")
@_common
def split(name: str, article: str, **where: Any) -> None:
    """Decide that what an article says does not belong to a commitment; it becomes an entry of its own."""
    from briefer.daily.ledger.deciding import parting
    from briefer.wiring import now

    with options.archive(where["file"], where["config"]) as archive:
        record = _found(_ledger(archive, where), name)
        articles = sorted({statement.article for statement in record.statements})
        if article not in articles:
            raise UnknownEntry(
                f"{record.id} has no words of article {article}", hint=f"it has some of {', '.join(articles)}"
            )
        if len(articles) == 1:
            raise UnknownEntry(f"all words of {record.id} are of article {article}: there is nothing to part")
        archive.decisions.keep(parting(record, article, now()))
    click.echo(f"what {article} says is no longer part of {record.id}", err=True)


def _wanted(record: Record, which: str, name: str | None) -> bool:
    from briefer.daily.ledger.people import same, who
    from briefer.daily.ledger.standing import standing
    from briefer.daily.ledger.statement import Party

    if name and not any(same(who(party), who(Party(name=name))) for s in record.statements for party in s.by):
        return False
    return which != "open" or standing(record).open


def _line(entry: Entry) -> str:
    from briefer.intake.naming import shown

    due = entry.due or "no day"
    doubt = f"  perhaps {', '.join(entry.possible)}" if entry.possible else ""
    others = [name for name in entry.to if name.casefold() not in entry.action.casefold()]
    to = f" to {', '.join(others)}" if others else ""
    said = f"{', '.join(entry.by)}: {entry.action}{to}"
    return f"{entry.id}  {due:<10}  {entry.status:<9}  {shown(said)}{doubt}"


def _found(ledger: Ledger, name: str) -> Record:
    """The record with that id, or the only one whose id begins so."""
    if record := ledger.get(name):
        return record
    names = sorted({each for record in ledger.records for each in record.ids})
    begun = [each for each in names if name and each.startswith(name)]
    if len(begun) == 1 and (record := ledger.get(begun[0])):
        return record
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
    hint = f"did you mean {close[0]}?" if close else "`briefer ledger list --all` shows all"
    raise UnknownEntry(f"no entry {name} in the ledger", hint=hint)


def _ledger(archive: Archive, where: dict[str, Any]) -> Ledger:
    from briefer.daily.ledger.keeping import latest

    return latest(archive, where["profile"], where["slot"])
