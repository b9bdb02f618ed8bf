"""Batches composed from their parts: what an export holds, and where the answers go that come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefer import keeping, serving, wiring
from briefer.backends.asking import chat_body
from briefer.backends.batch import MAX_BYTES, MAX_LINES, Reply, replies, request_line, split
from briefer.backends.connection import OPENAI as OPENAI_URL
from briefer.backends.connection import Connection
from briefer.backends.inspection import unanswered
from briefer.backends.leaks import blotted
from briefer.backends.manifest import Asked, Manifest, beside
from briefer.backends.nobody import Nobody
from briefer.backends.priced import BATCH
from briefer.backends.recordings import Keys, Slots, load, save
from briefer.backends.settings import BackendConfig
from briefer.cli.submitting import keep
from briefer.config import Loaded
from briefer.domain.article import Article
from briefer.domain.exchange import Backend, Capture, Captured, Completion, Finish, Request, digest
from briefer.errors import BrieferError, ConfigError, OutputError, RecordingError
from briefer.summarise import Summariser

_KINDS: dict[Finish, str] = {"stop": "answers", "length": "cut", "refusal": "refusals", "filter": "filtered"}


@dataclass(frozen=True)
class Target:
    """Where the answers of a backend are kept: as recordings, else in the cache of its server."""

    loaded: Loaded
    name: str
    root: Path | None = None
    system: str | None = None

    @property
    def table(self) -> BackendConfig:
        """The table of the backend that answers. Raises `ConfigError` for a backend that no batch can answer for."""
        _, table = wiring.answering(self.name, self.loaded)
        if table.kind not in ("openai", "replay"):
            raise ConfigError(
                f"backend '{self.name}' is of kind {table.kind}: no batch answers for it",
                hint="--backend names one of kind openai, or of kind replay for answers from elsewhere",
            )
        return table

    @property
    def place(self) -> Slots | Keys:
        """The recordings in `root`, else in the folder that the backend's table names; without both, its server's cache."""
        answering, table = self.table, wiring.table(self.name, self.loaded)
        stated = table.recordings or table.record
        root = self.root or (self.loaded.folder / stated if stated else None)
        if root is None:
            return keeping.answers(answering, self.loaded)
        return Slots(root / (self.system or table.system or self.name))


@dataclass
class Exported:
    """What an export wrote: files, requests in them, how many are answered already, and articles that gave none."""

    files: list[Path] = field(default_factory=list)
    requests: int = 0
    answered: int = 0
    problems: list[BrieferError] = field(default_factory=list)


@dataclass(frozen=True)
class Exporter:
    """Writes the requests of articles, and beside them what they are, for the import of their answers.

    What is answered already is left out, unless `everything` is wanted; for an answer that is malformed its repair is asked.
    """

    target: Target
    everything: bool = False
    max_lines: int = MAX_LINES
    max_bytes: int = MAX_BYTES

    def run(self, file: Path, articles: Iterable[Article | BrieferError]) -> Exported:
        """Write into `file`, or where one file cannot hold all into `x.1.jsonl`, `x.2.jsonl`, ... for `x.jsonl`."""
        done = Exported()
        table, loaded = self.target.table, self.target.loaded
        to = Connection(table.base_url or OPENAI_URL)
        dialect = serving.spoken(to, table, loaded)
        manifest = Manifest(self.target.name, dialect.mode)
        stem = file.name.removesuffix(".jsonl")
        lines = (
            request_line(request, chat_body(request, dialect)) for request in self._fresh(articles, manifest, done)
        )
        for number, part in enumerate(split(lines, self.max_lines, self.max_bytes), 1):
            done.files.append(keep(file.with_name(f"{stem}.{number}.jsonl"), b"".join(part)))
        if len(done.files) == 1:
            done.files = [done.files[0].replace(file.with_name(f"{stem}.jsonl"))]
        if done.files:
            keep(beside(file.with_name(f"{stem}.jsonl")), manifest.encode())
        return done

    def _fresh(
        self, articles: Iterable[Article | BrieferError], manifest: Manifest, done: Exported
    ) -> Iterator[Request]:
        """The requests to be exported, each once; also those that share an answer get into the manifest."""
        pipeline = wiring.summariser(self.target.loaded, answering=Nobody())

        def ask(backend: Backend, request: Request) -> object:
            return replace(pipeline, backend=backend).answer(request)

        place = self.target.place
        for request in self._requests(pipeline, articles, done):
            wanted = request if self.everything else unanswered(place, request, ask)
            if wanted is None:
                done.answered += 1
            elif manifest.add(wanted):
                done.requests += 1
                yield wanted

    def _requests(
        self, pipeline: Summariser, articles: Iterable[Article | BrieferError], done: Exported
    ) -> Iterator[Request]:
        """The requests that briefing the articles begins with, as the backend is asked them."""
        for article in articles:
            try:
                if isinstance(article, BrieferError):
                    raise article
                requests = pipeline.requests(article)
            except BrieferError as error:
                done.problems.append(error)
            else:
                yield from (request.bound(keeping.sampling(self.target.table)) for request in requests)


@dataclass
class Imported:
    """What an import found: lines by kind, what is wrong with which line, and how many requests are still unanswered."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    left: int = 0


@dataclass(frozen=True)
class Importer:
    """Keeps the answers to the requests in `asked`.

    `answers` is the mode in which they were asked for, `note` says how they were captured, `model` which model gave those
    that do not say. The first answer to a request counts; what is kept already is left as it is.
    """

    asked: dict[str, Asked]
    target: Target
    answers: str
    note: str = ""
    model: str = ""

    def run(self, files: Iterable[Path]) -> Imported:
        """Take in every line of `files`."""
        done = Imported()
        seen: dict[str, str] = {}
        secrets = keeping.secrets(self.target.loaded)
        for file in files:
            for reply in replies(file):
                kind, problem = self._take(reply, seen)
                done.counts[kind] += 1
                if problem:
                    done.problems.append(f"{reply.where}: {blotted(problem, secrets)[:200]}")
        done.left = sum(not self._has(key) for key in self.asked)
        return done

    def _take(self, reply: Reply, seen: dict[str, str]) -> tuple[str, str]:
        """Which kind of line this is, and what is wrong with it."""
        key, completion = reply.custom_id, reply.completion
        if key and key not in self.asked:
            return "unknown", f"unknown custom_id {key!r}"
        if completion is None:
            return "failed", reply.problem
        says = digest([completion.text, completion.finish])
        if key in seen:
            return "doubled", "" if seen[key] == says else "a second, different answer: the first one is kept"
        seen[key] = says
        if self._has(key):
            return "already there", ""
        try:
            self._keep(key, completion, reply)
        except RecordingError as error:
            return "failed", str(error)
        return _KINDS[completion.finish], ""

    def _keep(self, key: str, completion: Completion, reply: Reply) -> None:
        table, price = self.target.table, keeping.price(self.target.table)
        cost = price.of(completion.usage) if price else None
        told = replace(
            completion,
            model=completion.model or self.model or None,
            cost_usd=None if cost is None else cost * BATCH,
            backend=self.target.name,
            kind="openai" if table.kind == "openai" else "",
            answers=self.answers,
        )
        how: Captured = "elsewhere" if reply.elsewhere else "batch"
        model = completion.model or self.model or table.model
        capture = Capture(how, reply.created or wiring.now(), model, self.note)
        recordings = self.asked[key].recordings(told, capture)
        for path, recording in zip(self._paths(key), recordings, strict=False):
            try:
                save(path, recording, keeping.secrets(self.target.loaded))
            except OSError as error:
                raise OutputError(
                    f"cannot write {path}: {error.strerror}", hint="import again: nothing is lost"
                ) from error

    def _has(self, key: str) -> bool:
        return all(_key(path) == key for path in self._paths(key))

    def _paths(self, key: str) -> list[Path]:
        """All files that the answer to a request belongs in: one of the cache, or one a slot."""
        place = self.target.place
        return [place.at(key)] if isinstance(place, Keys) else [place.at(*slot) for slot in self.asked[key].slots]


def _key(path: Path) -> str:
    """The key of the recording in a file; "" where there is none that is whole."""
    try:
        return load(path).key
    except RecordingError:
        return ""
