"""Files of requests at a server's Batch API: each is uploaded once, submitted once, and its answers fetched."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from briefer import wiring
from briefer.backends.batches import Batch, Batches
from briefer.backends.openai import Files
from briefer.backends.stoppable import StoppableServer
from briefer.config import Loaded
from briefer.connecting import connection
from briefer.errors import ConfigError, OutputError, SourceError

PATIENCE = 600.0
"""Seconds that an upload or a download may take at least: files have up to 200 MB."""


@dataclass(frozen=True)
class Submission:
    """What is known of a file of requests at its server; kept beside it, so that nothing is submitted twice."""

    server: str = ""
    file_id: str = ""
    batch_id: str = ""

    @classmethod
    def read(cls, requests: Path) -> Submission:
        """What is known of `requests`. Raises `SourceError` where there is no such file, `ConfigError` where the note is none."""
        if not requests.is_file():
            raise SourceError(f"no file {requests}", hint="`briefer batch export` writes it")
        note = _note(requests)
        if not note.exists():
            return cls()
        try:
            return cls(**json.loads(note.read_bytes()))
        except (OSError, ValueError, TypeError) as error:
            raise ConfigError(f"{note} is no note of a batch ({error})", hint="delete it to submit again") from error

    def write(self, requests: Path) -> Submission:
        """Keep this beside `requests`."""
        keep(_note(requests), json.dumps(asdict(self), indent=1).encode() + b"\n")
        return self


@dataclass(frozen=True)
class Desk:
    """Where files of requests are handed in."""

    batches: Batches
    server: str

    @classmethod
    def of(cls, name: str, loaded: Loaded) -> Desk:
        """The Batch API of the server of backend `name`; nothing more is sent to it once the run should end."""
        table = wiring.table(name, loaded)
        if table.kind != "openai":
            raise ConfigError(
                f"backend '{name}' is of kind {table.kind}: it has no server", hint="name one of kind openai"
            )
        to = connection(name, table, loaded)
        server = Files(name, replace(to, timeout=max(to.timeout, PATIENCE)))
        return cls(Batches(StoppableServer(server, loaded.stop)), to.shown)

    def submit(self, requests: Path) -> tuple[str, bool]:
        """Hand in a file; the id of its batch, and whether it is new. What an earlier attempt has done is not done again."""
        known = Submission.read(requests)
        if known.server not in ("", self.server):
            raise ConfigError(f"{requests} was submitted to {known.server}", hint="export it again under another name")
        if known.batch_id:
            return known.batch_id, False
        found = self.batches.of(known.file_id) if known.file_id else None
        if not known.file_id:
            known = Submission(self.server, self.batches.upload(requests.name, requests.read_bytes())).write(requests)
        batch = found or self.batches.create(known.file_id)
        replace(known, batch_id=batch.id).write(requests)
        return batch.id, found is None

    def status(self, requests: Path) -> Batch:
        """How the batch of a file stands."""
        known = Submission.read(requests)
        if not known.batch_id:
            raise SourceError(f"{requests} has not been submitted", hint="`briefer batch submit` does it")
        return self.batches.get(known.batch_id)

    def fetch(self, requests: Path, batch: Batch) -> list[Path]:
        """The files of answers and of errors of a batch that has ended, written beside its requests."""
        stem = requests.name.removesuffix(".jsonl")
        wanted = {f"{stem}.answers.jsonl": batch.output, f"{stem}.errors.jsonl": batch.errors}
        return [keep(requests.with_name(name), self.batches.download(file)) for name, file in wanted.items() if file]


def keep(file: Path, data: bytes) -> Path:
    """Write a file in one step. Raises `OutputError`."""
    temporary = file.with_name(f".{file.name}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"cannot write {file}: {error.strerror}", hint="check the folder and the disk") from error
    return file


def _note(requests: Path) -> Path:
    return requests.with_name(f"{requests.name.removesuffix('.jsonl')}.batch.json")
