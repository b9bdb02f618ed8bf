"""`briefer corpus check | list`: articles with references written by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

DEFAULT = "evals/corpus"


@click.group("corpus")
def command() -> None:
    """Articles with references: check them against the annotation guide, list them."""


@command.command("check")
@click.argument("folder", default=DEFAULT, type=click.Path(path_type=Path))
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def check(folder: Path, quiet: bool, strict: bool) -> None:
    """Check a corpus against the annotation guide: each finding with file and line.

    FOLDER has a folder an article (or is one itself): article.txt, article.toml and at least one of reference.toml,
    annotator-a.toml and annotator-b.toml. Exit code 1 if there is an error.
    """
    from briefer.evaluating import checking, corpus, guide

    findings = checking.check(folder)
    for finding in findings:
        if finding.level == "error" or not quiet:
            click.echo(str(finding))
    levels = Counter(finding.level for finding in findings)
    if not quiet:
        for rule in sorted({finding.rule for finding in findings if finding.level == "warning"}):
            reason = guide.WARNINGS.get(rule) or checking.WARNINGS.get(rule)
            click.echo(f"{rule} only warns: {reason}", err=True)
    articles = len(corpus.folders(folder))
    click.echo(f"{articles} articles: {levels['error']} errors, {levels['warning']} warnings", err=True)
    if levels["error"] or (strict and levels["warning"]):
        raise SystemExit(1)


@command.command("list")
@click.argument("folder", default=DEFAULT, type=click.Path(path_type=Path))
def list_(folder: Path) -> None:
    """Print every article: id, split, words, references, title."""
    from briefer.evaluating.corpus import read

    for case in read(folder).cases:
        passes = ", ".join(case.passes)
        click.echo(f"{case.id:<12} {case.split:<8} {case.article.words:>5}  {passes:<18}  {case.article.title or ''}")
