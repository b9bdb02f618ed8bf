"""`briefer brief SOURCE...`: one article or many, each a brief."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from briefer.cli import options
from briefer.cli.output import SUFFIX, output
from briefer.cli.progress import Progress
from briefer.errors import BrieferError, Stopped
from briefer.stopping import HOPELESS, Attempts

if TYPE_CHECKING:
    from briefer.config import Loaded
    from briefer.domain.article import Article
    from briefer.domain.brief import Brief
    from briefer.intake.read import Source
    from briefer.summarise import Summariser

PARTLY = 3
MIN_WIDTH, MAX_WIDTH = 40, 100


@click.command("brief")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--format", "form", type=click.Choice(list(SUFFIX)), default="text", show_default=True, help="What to print."
)
@click.option("--output", "target", metavar="FILE|FOLDER", help="Write here instead of to standard output.")
@click.option("--quiet", is_flag=True, help="No progress, no notes; errors are still told.")
@options.spending
@options.pipeline
def command(
    sources: tuple[str, ...],
    form: str,
    target: str | None,
    *,
    quiet: bool,
    dry_run: bool,
    max_cost: float | None,
    **chosen: str | None,
) -> int:
    """Brief articles, each line of a brief with evidence located in the article.

    SOURCE is a text, Markdown or HTML file, a folder of them, an http(s) address, or - for standard input. With several
    articles, --format json prints one document a line.
    """
    from briefer import wiring
    from briefer.cli.interrupts import stoppable
    from briefer.pool import ordered

    loaded = options.loaded(**chosen)
    found = wiring.sources(sources, loaded)
    if dry_run:
        return _dry_run(found, loaded)
    if max_cost is not None:
        from briefer.cli.spending import capped

        loaded = capped(loaded, max_cost)
    pipeline = wiring.summariser(loaded)
    if not quiet and (said := wiring.note(loaded)):
        click.echo(f"briefer: {said}", err=True)
    out = output(target, form, several=len(found) > 1)
    render = _renderer(form, one=len(found) == 1, colour=out.path is None and _wants_colour(loaded))
    progress = Progress(len(found), quiet)
    work = _Work(pipeline, progress, Attempts(loaded.stop))
    made, failed = 0, list[BrieferError]()
    articles = "article" if len(found) == 1 else "articles"
    with stoppable(loaded, lambda: f"{made} of {len(found)} {articles} briefed"):
        for outcome in ordered(work, found, min(loaded.config.concurrency, len(found))):
            progress.clear()
            if isinstance(outcome, _Made):
                out.add(outcome.article.id, render(outcome.brief, outcome.article))
                made += 1
            elif outcome not in failed and not isinstance(outcome, Stopped):
                failed.append(outcome)
                _tell(outcome)
    hopeless = work.attempts.hopeless
    return hopeless.exit_code if hopeless else _code(made, failed)


def _dry_run(found: list[Source], loaded: Loaded) -> int:
    """Print what briefing would cost; send nothing. Sources that cannot be read are told, as they would be."""
    from briefer.cli.spending import estimate
    from briefer.intake.read import articles

    read: list[Article] = []
    failed: list[BrieferError] = []
    for outcome in articles(found):
        if isinstance(outcome, BrieferError):
            failed.append(outcome)
            _tell(outcome)
        else:
            read.append(outcome)
    click.echo("\n".join(estimate(read, loaded).lines()))
    return _code(len(read), failed)


@dataclass(frozen=True)
class _Made:
    article: Article
    brief: Brief


@dataclass
class _Work:
    """Briefs one source."""

    pipeline: Summariser
    progress: Progress
    attempts: Attempts

    def __call__(self, source: Source) -> _Made | BrieferError:
        made = self.attempts(lambda: self._made(source))
        if isinstance(made, HOPELESS) or not isinstance(made, BrieferError) or source.name in str(made):
            return made
        return made.about(source.name)

    def _made(self, source: Source) -> _Made:
        self.progress.say(source.name)
        article = source.read()
        return _Made(article, self.pipeline.brief(article))


def _renderer(form: str, *, one: bool, colour: bool) -> Callable[[Brief, Article], str]:
    match form:
        case "json":
            from briefer.rendering.json import brief_json

            return lambda brief, _: brief_json(brief, indent=2 if one else None)
        case "markdown":
            from briefer.rendering.markdown import brief_markdown

            return lambda brief, _: brief_markdown(brief)
        case "html":
            from briefer.rendering.html import brief_html

            return brief_html
        case _:
            from briefer.rendering.text import brief_text

            width = max(MIN_WIDTH, min(shutil.get_terminal_size((MAX_WIDTH, 24)).columns, MAX_WIDTH))
            return lambda brief, _: brief_text(brief, width=width, colour=colour)


def _wants_colour(loaded: Loaded) -> bool:
    env = loaded.environment
    return sys.stdout.isatty() and not env.get("NO_COLOR") and env.get("TERM") != "dumb"


def _tell(error: BrieferError) -> None:
    click.echo(f"briefer: {error.line}", err=True)


def _code(made: int, failed: list[BrieferError]) -> int:
    """0 where all went well, 3 where some did; where none did, the code that all failures share, else 1."""
    if not failed:
        return 0
    if made:
        return PARTLY
    codes = {error.exit_code for error in failed}
    return codes.pop() if len(codes) == 1 else 1
