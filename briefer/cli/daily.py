"""`briefer daily`: from sources to one edition, in every form that it is read in."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli import options
from briefer.errors import BudgetExceeded, MailFailed
from briefer.printable import printable

if TYPE_CHECKING:
    from briefer.config import Loaded
    from briefer.daily.run import Made, Order

PARTLY, NOTHING = 3, 1
_TOLD = 5


@click.command("daily")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of the edition; default: today.")
@click.option("--output", "folder", type=click.Path(path_type=Path, file_okay=False), help="Folder of the editions.")
@click.option("--archive", "file", type=click.Path(path_type=Path), help="Archive file; default: as configured.")
@click.option(
    "--sources", "sources", metavar="FILE", help="File of [[sources]] tables, or OPML, instead of briefer.toml's."
)
@click.option(
    "--since", metavar="TIME", help="Begin of the window; default: where the last edition ended, else 24 hours."
)
@click.option("--only", multiple=True, metavar="SOURCE", help="Read this source alone; may be given several times.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Brief at most so many articles, the newest.")
@click.option(
    "--profile", default="default", show_default=True, help="The series of editions that this one belongs to."
)
@click.option("--slot", default="daily", show_default=True, help="Which edition of the day, such as morning.")
@click.option("--force", is_flag=True, help="Remake an edition that was made before.")
@click.option("--mail", is_flag=True, help="Send the edition as [mail] says, to each recipient once.")
@click.option("--wait", type=click.FloatRange(0), default=0, metavar="SECONDS", help="Wait for another run to end.")
@click.option("--quiet", is_flag=True, help="No progress, no notes; errors are still told.")
@options.spending
@options.pipeline
def command(  # noqa: PLR0913  # click passes every option as an argument
    folder: Path | None,
    file: Path | None,
    sources: str | None,
    only: tuple[str, ...],
    *,
    date: str | None,
    since: str | None,
    limit: int | None,
    mail: bool,
    profile: str,
    slot: str,
    force: bool,
    wait: float,
    quiet: bool,
    dry_run: bool,
    max_cost: float | None,
    **chosen: str | None,
) -> int:
    """Make the edition of a day out of the configured sources, and write it to FOLDER/DATE.

    Writes edition.json, brief.md, brief.html, brief.txt and brief.eml there, and index.html and feed.xml beside. Exits with 3
    where a source or an article could not be read or a mail not be sent, with 1 where nothing could be read, with 4 where
    the cost cap stopped it, with 130 where Ctrl-C or SIGTERM did; what was made is kept each time.
    """
    from briefer import editing, wiring
    from briefer.cli.interrupts import stoppable
    from briefer.cli.stages import Stages
    from briefer.daily.run import Order

    loaded = options.loaded(**chosen, sources=sources)
    order = Order(loaded.config.title, date, since, profile, slot, limit, force)
    if dry_run:
        return _dry_run(loaded, order, only, file)
    if max_cost is not None:
        from briefer.cli.spending import capped

        loaded = capped(loaded, max_cost)
    send = wiring.mailer(loaded) if mail else None  # what is wrong with [mail] is told before anything is read
    if not quiet and (said := wiring.note(loaded)):
        click.echo(f"briefer: {said}", err=True)
    stages = Stages(quiet)
    with editing.opened(loaded, file) as archive, archive.alone(wait), stoppable(loaded):
        try:
            made = editing.make(loaded, archive, order, only, stages)
        finally:
            stages.clear()
        place = editing.publish(loaded, archive, made.edition, folder)
        _tell(made, quiet=quiet)
        click.echo(str(place))
        code = _code(made)
        if send:
            loaded.stop.check()  # a run that was asked to end sends nothing more
            try:
                editing.mail(archive, made.edition, send)
            except MailFailed as error:  # the edition is made and stays, whatever becomes of the mail
                click.echo(f"briefer: {error.line}", err=True)
                code = code or error.exit_code
    return code


def _dry_run(loaded: Loaded, order: Order, only: tuple[str, ...], file: Path | None) -> int:
    """Print what briefing the new articles would cost. The sources are read; nothing is kept, and nothing sent to a model."""
    from briefer import editing, wiring
    from briefer.cli.spending import estimate

    path = file or wiring.archive_file(loaded)
    with editing.opened(loaded, path) if path.exists() else nullcontext() as archive:
        articles = editing.waiting(loaded, archive, order, only)
    click.echo("\n".join(estimate(articles, loaded).lines()))
    return 0


def _tell(made: Made, *, quiet: bool) -> None:
    """Say on stderr what could not be read, and unless it should be `quiet` what the edition has."""
    edition, counts = made.edition, made.edition.counts
    if not made.fresh and not quiet:
        click.echo(f"briefer: the edition of {edition.date} was made before; --force remakes it", err=True)
    for each in edition.unread[:_TOLD]:
        of = "" if each.what.endswith(f" of {each.source}") else f" ({printable(each.source)})"
        click.echo(f"briefer: not read: {printable(each.what)}{of}: {each.reason}", err=True)
    if len(edition.unread) > _TOLD:
        click.echo(f"briefer: {len(edition.unread) - _TOLD} more were not read; the edition lists them", err=True)
    if not quiet:
        articles = f"{counts.articles} article{'' if counts.articles == 1 else 's'}"
        said = (
            f"{articles} in {counts.stories} {'story' if counts.stories == 1 else 'stories'}, {counts.unread} not read"
        )
        click.echo(f"briefer: {edition.status}: {said}", err=True)


def _code(made: Made) -> int:
    """0 where all was read, 3 where some was, 1 where nothing was, 4 where the cost cap stopped it."""
    if isinstance(made.stopped, BudgetExceeded):
        return made.stopped.exit_code
    return {"ok": 0, "quiet": 0, "partial": PARTLY, "failed": NOTHING}[made.edition.status]
