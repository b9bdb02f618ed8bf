"""`briefer eval run | score | explain | compare | gate | bless`: briefs against references written by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from briefer.cli import eval_stories, options
from briefer.cli.output import write
from briefer.errors import GateFailed, Malformed, MendSetup

if TYPE_CHECKING:
    from briefer.cli.matrix import Matrix, Ran
    from briefer.domain.evaluation import Scorecard, SystemCard

F = TypeVar("F", bound=Callable[..., Any])
BASELINE = "evals/baseline.json"
_PATH = click.Path(path_type=Path)
_BRIEF = click.File("rb")
_corpus = click.option("--corpus", type=_PATH, help="Folder of articles (default: corpus beside the configuration).")
_split = click.option("--split", type=click.Choice(["develop", "test", "all"]), default="all", show_default=True)
_config = click.option("--config", help="Configuration file (default: evals/briefer.toml where it exists).")
_output = click.option("--output", "-o", type=_PATH, help="File to write instead of the standard output.")
_baseline = click.option("--baseline", type=_PATH, default=BASELINE, show_default=True)


def _formats(*names: str) -> Callable[[F], F]:
    return click.option("--format", "form", type=click.Choice(names), default="text", show_default=True)


@click.group("eval")
def command() -> None:
    """Score briefs against references: run, compare, gate; and the linking of stories."""


command.add_command(eval_stories.command)


@command.command("run")
@_corpus
@click.option(
    "--backend", "backends", multiple=True, help="Backend; may be repeated (default: all that answer offline)."
)
@click.option("--prompt", "prompts", multiple=True, help="Released prompt; may be repeated.")
@_split
@_formats("text", "json", "markdown", "html", "junit")
@_output
@options.spending
@_config
def run(form: str, output: Path | None, dry_run: bool, **where: Any) -> None:
    """Brief and score every article with every backend and prompt.

    Answers are kept as they arrive, so that an interrupted run goes on where it stopped. Articles without a valid brief
    count as 0 and are listed. Exit code 5 where a recording is missing or stale, 3 where a backend gave no answer.
    """
    from briefer.rendering.scorecard_html import scorecard_html
    from briefer.rendering.scorecard_json import document_json
    from briefer.rendering.scorecard_junit import scorecard_junit
    from briefer.rendering.scorecard_markdown import scorecard_markdown
    from briefer.rendering.scorecard_text import scorecard_text

    matrix = _matrix(**where)
    if dry_run:
        for estimate in matrix.estimates():
            click.echo("\n".join([f"backend     {estimate.backend}", *estimate.lines()]))
        return
    ran = matrix.run()
    match form:
        case "html":
            text = scorecard_html(ran.card, ran.details)
        case "json":
            text = document_json(ran.card)
        case "junit":
            text = scorecard_junit(ran.card)
        case "markdown":
            text = scorecard_markdown(ran.card)
        case _:
            text = scorecard_text(ran.card)
    _write(text, output)
    _complain(ran)
    if ran.exit_code:
        raise SystemExit(ran.exit_code)


@command.command("score")
@click.argument("brief", type=_BRIEF)
@click.option("--article", "article_file", type=_PATH, required=True, help="The article's text.")
@click.option("--reference", "reference_file", type=_PATH, required=True, help="Its reference (TOML).")
@_formats("text", "json")
@_output
def score(brief: BinaryIO, article_file: Path, reference_file: Path, form: str, output: Path | None) -> None:
    """Score BRIEF, a brief document of any tool (JSON) or the fields of a reference (TOML); - is standard input.

    Quotes are looked for in the article anew. A brief that cannot be read as one is a result, not an error: it prints
    `valid: false`, scores 0, and says why on the standard error.
    """
    from briefer.domain.article import Article
    from briefer.evaluating import corpus, judging
    from briefer.rendering.scorecard_json import document_json
    from briefer.rendering.scorecard_text import score_text

    article = Article(corpus.read_text(article_file), id=article_file.stem)
    judge = judging.judge(corpus.read_annotation(reference_file), article)
    try:
        candidate = judging.drafted(judging.read_draft(*_bytes(brief)), article)
    except Malformed as error:
        click.echo(f"no valid brief: {error.line}", err=True)
        candidate = None
    document = judging.document(judge.score(candidate))
    _write(document_json(document) if form == "json" else score_text(document), output)


@command.command("explain")
@click.argument("article")
@_corpus
@click.option(
    "--backend", "backends", multiple=True, help="Backend; may be repeated (default: all that answer offline)."
)
@click.option("--prompt", "prompts", multiple=True, help="Released prompt; may be repeated.")
@click.option("--brief", type=_BRIEF, help="Explain the score of this brief instead.")
@_config
def explain(article: str, brief: BinaryIO | None, **where: Any) -> None:
    """Show how the items of a brief of ARTICLE (its id or folder) were paired with the reference, and why.

    Field by field, with the evidence, the credit, and the reasons for which credit was refused.
    """
    from briefer.rendering.pairings_text import pairings_text

    where["prompts"] = where["prompts"] or None
    details = _matrix(**where).explained(article, _bytes(brief) if brief else None)
    click.echo("\n".join(pairings_text(detail) for detail in details), nl=False)


@command.command("compare")
@click.argument("a")
@click.argument("b")
@_corpus
@_split
@_formats("text", "json")
@_output
@_config
def compare(a: str, b: str, form: str, output: Path | None, **where: Any) -> None:
    """Compare B with A, article by article: each is a scorecard file, or a backend, or BACKEND/PROMPT.

    Of a scorecard with several systems, FILE#BACKEND/PROMPT names one; without a name, all systems that both have are
    compared. Refused where corpus, scorer or articles differ.
    """
    from briefer.evaluating.comparison import compare as paired
    from briefer.rendering.scorecard_json import document_json
    from briefer.rendering.scorecard_text import comparison_text

    one, other = _scorecard(a, **where), _scorecard(b, **where)
    pairs = _pairs(one, other)
    found = [paired(one, other, x, y) for x, y in pairs]
    show = document_json if form == "json" else comparison_text
    _write("\n".join(show(comparison) for comparison in found), output)


@command.command("gate")
@_corpus
@_baseline
@_formats("text", "json", "markdown")
@_output
@_config
def gate(baseline: Path, form: str, output: Path | None, **where: Any) -> None:
    """Hold all systems against the baseline: exactly where the answers are the same, statistically where they are new.

    Exit code 1 where the gate fails, 5 where a recording is missing, stale or an orphan.
    """
    from briefer.evaluating import blessing
    from briefer.evaluating.gate import hold
    from briefer.rendering.scorecard_json import document_json
    from briefer.rendering.scorecard_markdown import scorecard_markdown
    from briefer.rendering.scorecard_text import scorecard_text, verdict_text

    ran = _matrix(**where).run()
    if not baseline.exists():
        click.echo(scorecard_text(ran.card), err=form != "text")
    bar = blessing.read(baseline)
    verdict = hold(bar, ran.card, ran.digests(), ran.orphans())
    match form:
        case "json":
            text = document_json(verdict)
        case "markdown":
            text = scorecard_markdown(ran.card, verdict)
        case _:
            text = f"{scorecard_text(ran.card)}\n{verdict_text(verdict)}"
    _write(text, output)
    if not verdict.passed:
        _complain(ran)
        raise SystemExit(verdict.exit_code)


@command.command("bless")
@_corpus
@_baseline
@click.option("--allow-regression", is_flag=True, help="Accept a lower baseline.")
@_config
def bless(baseline: Path, allow_regression: bool, **where: Any) -> None:
    """Make what all systems score now the baseline. A lower one is refused, unless it is allowed aloud."""
    from briefer.evaluating import blessing
    from briefer.rendering.scorecard_json import document_json
    from briefer.rendering.scorecard_text import scorecard_text

    before = blessing.read(baseline) if baseline.exists() else None
    ran = _matrix(**where).run()
    _complain(ran)
    kept = ran.digests()
    if partial := [s.name for s in ran.card.systems if s.missing and (not s.absent or kept[s.name])]:
        raise SystemExit(_refuse(f"not blessed: recordings are missing or stale: {', '.join(partial)}", code=5))
    lower = list(blessing.regressions(ran.card, before)) if before else []
    for line in lower:
        click.echo(line, err=True)
    if lower and not allow_regression:
        raise GateFailed("not blessed: the baseline would get lower", hint="--allow-regression accepts that")
    _write(document_json(blessing.bless(ran.card, kept, before)), baseline)
    click.echo(f"{scorecard_text(ran.card)}\nblessed: {baseline}")


def _matrix(**where: Any) -> Matrix:
    from briefer.cli.matrix import Matrix

    return Matrix.of(**where)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        write(output, text)


def _bytes(file: BinaryIO) -> tuple[bytes, str]:
    """What is in a file, and how to call it."""
    return file.read(), str(getattr(file, "name", "standard input"))


def _complain(ran: Ran) -> None:
    for line in ran.complaints():
        click.echo(line, err=True)


def _refuse(message: str, *, code: int) -> int:
    click.echo(message, err=True)
    return code


def _scorecard(name: str, **where: Any) -> Scorecard:
    """The scorecard in a file, or of a system that is run now; with the named system alone, where one is named."""
    file, _, system = name.partition("#")
    if Path(file).is_file():
        from briefer.evaluating.comparison import read

        return read(Path(file), system)
    backend, _, prompt = name.partition("/")
    return _matrix(backends=[backend], prompts=[prompt] if prompt else None, **where).run().card


def _pairs(one: Scorecard, other: Scorecard) -> list[tuple[SystemCard, SystemCard]]:
    """The systems to compare: the two where each side has one, else those of the same name."""
    if len(one.systems) == len(other.systems) == 1:
        return [(one.systems[0], other.systems[0])]
    pairs = [(x, y) for x in one.systems for y in other.systems if x.name == y.name]
    if not pairs:
        names = [", ".join(system.name for system in card.systems) for card in (one, other)]
        raise MendSetup(f"nothing to compare: {names[0]} and {names[1]}", hint="name one of each: FILE#BACKEND/PROMPT")
    return pairs
