"""`briefer recordings check | show | diff | record | prune`: the kept answers that evals replay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer.cli import options
from briefer.errors import RecordingError

if TYPE_CHECKING:
    from briefer.backends.inspection import Finding
    from briefer.cli.systems import System
    from briefer.domain.article import Article

ROOT = "evals/recordings"
CORPUS = "evals/corpus"

_config = click.option("--config", help="Configuration file (default: evals/briefer.toml where it exists).")
_root = click.option(
    "--recordings", "root", type=click.Path(path_type=Path), help=f"Folder of all systems (default: {ROOT})."
)
_system = click.option("--system", help="Folder within it (default: the backend's `system`, or its name).")
_prompt = click.option("--prompt", help="Released prompt, such as brief@1.")
_corpus = click.option(
    "--corpus", type=click.Path(path_type=Path), default=CORPUS, show_default=True, help="Folder of articles."
)
_articles = click.option("--article", "articles", multiple=True, help="Only this article of the corpus (its id).")


@click.group("recordings")
def command() -> None:
    """Recorded answers: check, show, compare, record, prune."""


@command.command("check")
@click.option("--backend", "backends", multiple=True, help="Compare with the requests of this backend, too.")
@_prompt
@_corpus
@_root
@_system
@_config
def check(
    backends: tuple[str, ...],
    prompt: str | None,
    corpus: Path,
    root: Path | None,
    system: str | None,
    config: str | None,
) -> None:
    """Fail (exit code 5) where a recording is damaged, misplaced, missing, stale or an orphan."""
    from briefer.backends.inspection import inspect

    systems = [_chosen(name, prompt=prompt, root=root, system=system, config=config) for name in backends]
    folders = {s.slots.folder.parent for s in systems} if systems and root is None else {root or Path(ROOT)}
    found = {f.path: f for s in systems for f in s.compared(_read(corpus))}
    found |= {f.path: f for folder in folders if folder.is_dir() or not systems for f in inspect(folder)}
    _fail([found[path] for path in sorted(found)])
    count = sum(1 for folder in folders for _ in folder.rglob("*.json"))
    click.echo(f"{count} recordings are as they were written" + (" and fit the requests" if systems else ""))


@command.command("show")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def show(files: tuple[Path, ...]) -> None:
    """Print what a recording holds, and the answer."""
    from briefer.backends.recordings import load as read

    for file in files:
        recording = read(file)
        c, parts = recording.completion, recording.components
        click.echo(f"slot      {recording.slot}, {recording.prompt}\nkey       {recording.key}")
        for name, value in parts.items():
            click.echo(f"  {name:<10} {value}")
        click.echo(f"captured  {recording.captured}\nfinish    {c.finish}" + (f": {c.refusal}" if c.refusal else ""))
        tokens = ", ".join(f"{name} {value}" for name, value in c.usage.model_dump().items() if value is not None)
        cost = "unknown" if c.cost_usd is None else f"{c.cost_usd:.6f} USD"
        click.echo(f"tokens    {tokens or 'not stated'}\ncost      {cost}\nseconds   {c.seconds:.2f}\n")
        click.echo(c.text)


@command.command("diff")
@click.argument("backend")
@_articles
@_prompt
@_corpus
@_root
@_system
@_config
def diff(backend: str, articles: tuple[str, ...], corpus: Path, **where: Any) -> None:
    """Print how the requests of BACKEND have changed since they were recorded (exit code 5 where they have)."""
    findings = _chosen(backend, **where).compared(_read(corpus, articles))
    stale = [finding for finding in findings if finding.what == "stale"]
    for text in dict.fromkeys(finding.diff for finding in stale):
        click.echo(text)
    _fail(stale)


@command.command("record")
@click.argument("backend")
@_articles
@click.option("--repeat", type=click.IntRange(1, 99), default=1, show_default=True, help="Number of this answer.")
@options.spending
@_prompt
@_corpus
@_root
@_system
@_config
def record(backend: str, articles: tuple[str, ...], repeat: int, corpus: Path, dry_run: bool, **where: Any) -> None:
    """Ask BACKEND for every article that has no recording yet, `concurrency` at once, and keep the answers as they arrive.

    Called again after Ctrl-C (exit code 130), a cap (4) or a failure (3, or 1 where nothing was answered), it goes on.
    """
    from briefer.cli.interrupts import stoppable

    system = _chosen(backend, **where)
    if dry_run:
        click.echo("\n".join(system.estimate(_read(corpus, articles)).lines()))
        return
    failed = done = 0
    with stoppable(system.loaded, lambda: f"{done} answers are in {system.slots.folder}"):
        for request, problem in system.record(_read(corpus, articles), repeat):
            done, failed = done + (problem is None), failed + (problem is not None)
            click.echo(f"{request.slot}: {problem.line if problem else 'recorded'}", err=True)
    click.echo(f"{done} answers are in {system.slots.folder}" + (f"; {failed} are not" if failed else ""))
    if failed:
        raise SystemExit(3 if done else 1)


@command.command("prune")
@click.argument("backend")
@click.option("--yes", is_flag=True, help="Delete them; without it they are only listed.")
@_prompt
@_corpus
@_root
@_system
@_config
def prune(backend: str, yes: bool, corpus: Path, **where: Any) -> None:
    """List, or with --yes delete, the recordings that nothing of BACKEND asks for any more."""
    orphans = [f for f in _chosen(backend, **where).compared(_read(corpus)) if f.what == "orphan"]
    for finding in orphans:
        click.echo(f"{'deleted' if yes else 'orphan'} {finding.path}")
        if yes:
            finding.path.unlink()
    if orphans and not yes:
        click.echo(f"{len(orphans)} orphans; --yes deletes them", err=True)


def _chosen(backend: str, config: str | None, **where: Any) -> System:
    from briefer.cli.systems import CONFIG, System

    return System.of(backend, config=config or (str(CONFIG) if CONFIG.is_file() else None), **where)


def _read(corpus: Path, only: tuple[str, ...] = ()) -> list[Article]:
    """The articles of a corpus, or those of them that are named."""
    from briefer.evaluating.corpus import read

    found = read(corpus)
    return [found.get(name).article for name in only] if only else [case.article for case in found.cases]


def _fail(findings: list[Finding]) -> None:
    for finding in findings:
        click.echo(str(finding), err=True)
    if findings:
        raise SystemExit(RecordingError.exit_code)
