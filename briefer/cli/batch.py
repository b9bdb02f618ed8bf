"""`briefer batch export | import | submit | status | fetch`: many requests at half the price, or answered elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefer.cli import options
from briefer.errors import ConfigError, SourceError
from briefer.printable import printable

if TYPE_CHECKING:
    from briefer.backends.manifest import Manifest
    from briefer.cli.submitting import Desk
    from briefer.config import Loaded
    from briefer.domain.article import Article

F = TypeVar("F", bound=Callable[..., Any])
PARTLY = 3
_path = click.Path(path_type=Path)


def _kept(command: F) -> F:
    """`--recordings` and `--system`: where answers are kept."""
    command = click.option("--system", help="Folder within it; default: the backend's name.")(command)
    return click.option(
        "--recordings",
        "root",
        type=_path,
        help="Keep answers as recordings here; default: where the backend's table says, else in the cache.",
    )(command)


def _requests(command: F) -> F:
    """The files of an export, and whose Batch API they go to."""
    command = click.option("--backend", help="Whose server; default: the one that was exported.")(
        options.config(command)
    )
    return click.argument("files", nargs=-1, required=True, type=_path, metavar="REQUESTS...")(command)


@click.group("batch")
def command() -> None:
    """Requests in the OpenAI batch format, and the answers to them.

    `export` writes requests, `submit`, `status` and `fetch` send them through a server's Batch API, `import` takes in the
    answers: the next `briefer brief` finds them paid.
    """


@command.command("export")
@click.argument("requests", type=_path)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--all", "everything", is_flag=True, help="Also what is answered already.")
@click.option("--max-lines", type=click.IntRange(1), default=50_000, show_default=True, help="Requests a file.")
@click.option("--max-bytes", type=click.IntRange(1), default=200_000_000, show_default=True, help="Bytes a file.")
@_kept
@options.pipeline
def export(requests: Path, sources: tuple[str, ...], root: Path | None, system: str | None, **given: Any) -> None:
    """Write the requests that brief SOURCE... into REQUESTS (.jsonl), and a manifest for the import beside it.

    What is answered already is left out. Where one file cannot hold all, x.jsonl becomes x.1.jsonl, x.2.jsonl, ...
    """
    from briefer import wiring
    from briefer.cli.batching import Exporter, Target

    limits = {name: given.pop(name) for name in ("everything", "max_lines", "max_bytes")}
    loaded = options.loaded(**given)
    target = Target(loaded, wiring.chosen(loaded), root, system)
    done = Exporter(target, **limits).run(requests, _articles(sources, loaded))
    for problem in done.problems:
        click.echo(f"briefer: {problem.line}", err=True)
    for file in done.files:
        click.echo(file)
    already = f"; {done.answered} more are answered already" if done.answered else ""
    click.echo(f"{done.requests} requests{already}", err=True)
    if done.problems:
        raise SystemExit(PARTLY if done.requests or done.answered else 1)


@command.command("import")
@click.argument("answers", nargs=-1, required=True, type=_path, metavar="ANSWERS...")
@click.option(
    "--requests", multiple=True, type=_path, help="An exported file, or its manifest; default: all beside ANSWERS."
)
@click.option(
    "--captured", default="", metavar="TEXT", help="How answers from elsewhere were made; for the provenance."
)
@click.option("--model", default="", help="Which model gave the answers that do not say it.")
@click.option("--backend", help="In whose name they are kept; default: the one that was exported.")
@_kept
@options.config
def import_(answers: tuple[Path, ...], requests: tuple[Path, ...], backend: str | None, **given: Any) -> None:
    """Take in answers: output and error files of batches, in any order, partial, doubled.

    A line is one of a batch's output, or `{"custom_id": ..., "content": ...}` for an answer that was captured elsewhere.
    Exit code 3 where requests are still without an answer.
    """
    from briefer.cli.batching import Importer, Target

    loaded = options.loaded(given.pop("config"))
    manifest = _manifest(answers, requests, backend)
    target = Target(loaded, manifest.backend, given["root"], given["system"])
    done = Importer(manifest.asked, target, manifest.answers, given["captured"], given["model"]).run(answers)
    for problem in done.problems:
        click.echo(f"briefer: {printable(problem)}", err=True)
    counts = ", ".join(f"{kind} {count}" for kind, count in sorted(done.counts.items()))
    click.echo(f"{counts or 'no lines'}; {done.left} of {len(manifest.asked)} requests are without an answer")
    if done.left:
        raise SystemExit(PARTLY if done.left < len(manifest.asked) else 1)


@command.command("submit")
@_requests
@options.spending
def submit(files: tuple[Path, ...], dry_run: bool, max_cost: float | None, **given: Any) -> None:
    """Upload REQUESTS and have them answered within a day: the money is spent from here on. A file is submitted once."""
    from briefer.cli.interrupts import stoppable
    from briefer.cli.spending import allow, estimate_batch

    loaded, name = _backend(files, **given)
    if dry_run or max_cost is not None:
        estimated = estimate_batch(_existing(files), name, loaded)
        if dry_run:
            click.echo("\n".join(estimated.lines()))
            return
        allow(estimated, max_cost)
    desk, done = _desk(name, loaded), 0
    with stoppable(loaded, lambda: f"{done} of {len(files)} files submitted"):
        for file in files:
            batch, new = desk.submit(file)
            click.echo(f"{batch}  {file}" + ("" if new else "  (submitted before)"))
            done += 1


@command.command("status")
@_requests
def status(files: tuple[Path, ...], **given: Any) -> None:
    """Print how the batches of REQUESTS stand."""
    from briefer.cli.interrupts import stoppable

    loaded, name = _backend(files, **given)
    desk = _desk(name, loaded)
    with stoppable(loaded):
        for file in files:
            batch = desk.status(file)
            said = f"  ({batch.message})" if batch.message else ""
            counts = f"{batch.completed} of {batch.total}, {batch.failed} failed"
            click.echo(printable(f"{batch.id}  {batch.status}  {counts}  {file}{said}"))


@command.command("fetch")
@_requests
def fetch(files: tuple[Path, ...], **given: Any) -> None:
    """Write the answers to REQUESTS beside them, as far as there are any, for `briefer batch import`.

    Exit code 3 where some batches have not ended, 1 where none has.
    """
    from briefer.cli.interrupts import stoppable

    loaded, name = _backend(files, **given)
    desk, written, running = _desk(name, loaded), 0, 0
    with stoppable(loaded):
        for file in files:
            batch = desk.status(file)
            found = [] if batch.running else desk.fetch(file, batch)
            for path in found:
                click.echo(path)
            written += len(found)
            if not found:
                running += 1
                came = (
                    f", {batch.completed} of {batch.total}" if batch.running else f": no answers came {batch.message}"
                )
                said = f"{file}: {batch.status}{came}".rstrip()
                click.echo(f"briefer: {printable(said)}", err=True)
    if running:
        raise SystemExit(PARTLY if written else 1)


def _backend(files: tuple[Path, ...], config: str | None, backend: str | None) -> tuple[Loaded, str]:
    """The configuration, and the backend in whose name the files were exported."""
    from briefer.backends.manifest import Manifest, beside

    return options.loaded(config), backend or Manifest.read(beside(_existing(files)[0])).backend


def _existing(files: tuple[Path, ...]) -> tuple[Path, ...]:
    for file in files:
        if not file.is_file():
            raise SourceError(f"no file {file}", hint="`briefer batch export` writes it")
    return files


def _desk(name: str, loaded: Loaded) -> Desk:
    from briefer.cli.submitting import Desk

    return Desk.of(name, loaded)


def _articles(sources: tuple[str, ...], loaded: Loaded) -> Iterator[Article | SourceError]:
    from briefer import wiring
    from briefer.intake.read import articles

    return articles(wiring.sources(sources, loaded))


def _manifest(answers: tuple[Path, ...], requests: tuple[Path, ...], backend: str | None) -> Manifest:
    """What was asked by the exports that are named, or lie beside the answers, as one manifest."""
    from briefer.backends.manifest import SUFFIX, Manifest, beside

    named = [file if file.name.endswith(SUFFIX) else beside(file) for file in requests]
    files = named or sorted({found for file in answers for found in file.parent.glob(f"*{SUFFIX}")})
    if not files:
        raise ConfigError("no exported batch lies beside the answers", hint="name its file with --requests")
    manifests = [Manifest.read(file) for file in dict.fromkeys(files)]
    names = {manifest.backend for manifest in manifests}
    if len(names) > 1 and not backend:
        raise ConfigError(
            f"the batches beside the answers are of several backends ({', '.join(sorted(names))})",
            hint="name the exported file with --requests",
        )
    first, *others = manifests
    for other in others:
        first.merge(other)
    first.backend = backend or first.backend
    return first
