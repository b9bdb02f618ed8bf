"""Configuration in, an edition out: what `briefer daily` and a script of a dozen lines call."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from briefer import wiring
from briefer.backends.nobody import Nobody
from briefer.config import Loaded, load
from briefer.daily.archive import Archive
from briefer.daily.archived import Archived
from briefer.daily.briefing import Briefing
from briefer.daily.composing import Backing
from briefer.daily.day import Choice
from briefer.daily.gathering import Gathering
from briefer.daily.printed import Printed
from briefer.daily.publish import write
from briefer.daily.run import Daily, Made, Order
from briefer.daily.watch import Nobody as Unwatched
from briefer.daily.watch import Watch
from briefer.daily.window import Selection, window
from briefer.domain.article import Article
from briefer.domain.edition import Edition
from briefer.domain.gathered import Gathered
from briefer.domain.past import Past
from briefer.errors import MailFailed
from briefer.intake.settings import SourceSettings
from briefer.pool import ordered
from briefer.summarise import Summariser
from briefer.version import __version__
from briefer.zones import zone

_MAILED = "mailed"
_DECIDES = (
    "kind",
    "model",
    "base_url",
    "answers",
    "temperature",
    "seed",
    "max_output_tokens",
    "context",
    "system",
    "recordings",
)
"""The keys of a backend's table that may change what it answers."""


def edition(
    config: str | Path | None = None,
    *,
    date: str | None = None,
    output: str | Path | None = None,
    backend: str | None = None,
    prompt: str | None = None,
    force: bool = False,
) -> Edition:
    """The edition of `date` (YYYY-MM-DD, default today) from the configured sources, written to `output`/DATE.

    Without `output` it goes where `editions` in the configuration says. What went wrong with a source or an article stands
    in it (`status`, `sources`, `unread`). Raises `ConfigError`, `ArchiveError`, `OutputError`.
    """
    loaded = load(config, options={"backend": backend, "prompt": prompt})
    with opened(loaded) as archive, archive.alone():
        made = make(loaded, archive, Order(loaded.config.title, date=date, force=force))
        publish(loaded, archive, made.edition, Path(output) if output else None)
    return made.edition


def make(loaded: Loaded, archive: Archive, order: Order, only: Iterable[str] = (), watch: Watch | None = None) -> Made:
    """The edition that `order` asks for, of the sources that `only` names, else of all. See `Daily.make`."""
    return _daily(loaded, archive, only).make(order, watch or Unwatched())


def publish(loaded: Loaded, archive: Archive, made: Edition, folder: Path | None = None) -> Path:
    """Write an edition in all its forms into `folder`, with the index and the feed of all; the folder of its own."""
    root = folder or loaded.folder / Path(loaded.config.editions).expanduser()
    return write(made, root, past(archive), loaded.config.site)


def mail(archive: Archive, made: Edition, send: Callable[[Edition, Collection[str]], tuple[str, ...]]) -> int:
    """Send an edition by what `wiring.mailer` gives, to each recipient once, however often it is asked for.

    Returns how many messages went out. Raises `MailFailed`, after all have been tried; those that failed are tried the next
    time.
    """
    name = f"{made.profile}/{made.slot}/{made.date}"
    note = archive.notes.get(_MAILED, name) or {}
    before = note.get("sent", []) if note.get("made") == made.making.created else []
    sent: tuple[str, ...] = ()
    try:
        sent = send(made, before)
    except MailFailed as error:
        sent = error.sent
        raise
    finally:
        archive.notes.keep(_MAILED, name, {"made": made.making.created, "sent": [*before, *sent]})
    return len(sent)


def past(archive: Archive) -> Iterator[Past]:
    """All editions in short, newest first."""
    for key in archive.editions.all():
        if kept := archive.editions.get(key):
            yield Past.model_validate_json(kept)


@contextmanager
def opened(loaded: Loaded, file: Path | None = None) -> Iterator[Archive]:
    """The archive in `file`, else the configured one, made where there is none."""
    path = file or wiring.archive_file(loaded)
    path.parent.mkdir(parents=True, exist_ok=True)
    with Archive.open(path) as archive:
        yield archive


def waiting(loaded: Loaded, archive: Archive | None, order: Order, only: Iterable[str] = ()) -> list[Article]:
    """The articles that an edition would have to brief, each text once, from the sources as they are now; nothing is kept.

    `archive` knows what was read before; None where there is none yet.
    """
    sources = wiring.chosen_sources(loaded, only)
    fresh: list[Gathered] = []
    gatherer = wiring.gatherer(loaded, fresh.append, archive.articles.known if archive else lambda _: None)
    for _ in ordered(gatherer.gather, sources, min(loaded.config.concurrency, len(sources))):
        pass
    now = _clock(loaded)()
    printed = Printed(archive.notes if archive else None, order.profile, order.slot)
    when = window(order.date, order.since, printed, now)
    selection = Selection(when, printed, now)
    found = [gathered.article for gathered in fresh if selection.takes(gathered, gathered.fetched)]
    if archive:
        made = _briefing(loaded, archive, wiring.summariser(loaded, Nobody()))
        day = Choice(sources, _others(loaded, sources)).day(archive, when, printed, now)
        waits = (archive.articles.row(stub.row) for stub in day.stubs.values() if not made.brief(stub.row))
        found = [*(kept.gathered.article for kept in waits if kept), *found]
    texts = {article.sha256: article for article in found}
    return list(texts.values())[-order.limit if order.limit else 0 :]


def _daily(loaded: Loaded, archive: Archive, only: Iterable[str]) -> Daily:
    name, pipeline = wiring.chosen(loaded), _pipeline(loaded, archive)
    gatherer = wiring.gatherer(loaded, archive.articles.keep, archive.articles.known, memory=archive.unreadable)
    sources = wiring.chosen_sources(loaded, only)
    return Daily(
        archive=archive,
        sources=sources,
        gathering=Gathering(archive, gatherer, loaded.config.concurrency),
        briefing=_briefing(loaded, archive, pipeline),
        backing=Backing(name, wiring.table(name, loaded).kind, pipeline.template.id, pipeline.template.sha256),
        now=_clock(loaded),
        others=_others(loaded, sources),
    )


def _others(loaded: Loaded, chosen: Iterable[SourceSettings]) -> list[str]:
    """The configured sources that were not chosen."""
    names = {source.name for source in chosen}
    return [source.name for source in loaded.config.sources if source.name not in names]


def _pipeline(loaded: Loaded, archive: Archive) -> Summariser:
    """The pipeline, with a backend whose answers go into the archive and come from there."""
    name = wiring.chosen(loaded)
    backend = Archived(wiring.backend(name, loaded), archive.answers, _recipe(name, loaded), wiring.now)
    return wiring.summariser(loaded, backend)


def _briefing(loaded: Loaded, archive: Archive, pipeline: Summariser) -> Briefing:
    recipe = f"{_recipe(wiring.chosen(loaded), loaded)}/{pipeline.template.sha256}"
    return Briefing(archive, pipeline, recipe, loaded.config.concurrency, loaded.stop)


def _clock(loaded: Loaded) -> Callable[[], datetime]:
    """What gives the time in the zone of the editions."""
    there = zone(loaded.config.timezone, loaded.environment)
    return lambda: datetime.now(there)


def _recipe(name: str, loaded: Loaded) -> str:
    """The hash of all that decides a brief besides its article and its prompt."""
    order = wiring.answering(name, loaded)[1].order
    names = [name, *(wiring.answering(each, loaded)[0] for each in (name, *order))]
    decides = [{key: getattr(wiring.table(each, loaded), key) for key in _DECIDES} for each in dict.fromkeys(names)]
    config = loaded.config
    pipeline = (config.repair_prompt, config.repairs, config.requote_prompt, config.requotes, config.part_tokens)
    return hashlib.sha256(json.dumps([name, decides, pipeline, __version__]).encode()).hexdigest()[:16]
