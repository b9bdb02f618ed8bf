"""The Batch API of a server: upload, submit, look, fetch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from briefer.backends.batch import URL
from briefer.backends.body import parsed
from briefer.errors import RequestRejected, ServerFailed

WINDOW = "24h"
RUNNING = frozenset({"validating", "in_progress", "finalizing", "cancelling"})
"""The states in which answers may still come."""


class Server(Protocol):
    """What batches need of a server: single exchanges, with every failure raised as `NoAnswer`."""

    def post(self, path: str, body: Mapping[str, Any], file: tuple[str, bytes] | None = None) -> bytes:
        """The answer to a request with `body`, and with a file to upload."""
        ...

    def fetch(self, path: str) -> bytes:
        """What lies at `path`."""
        ...


@dataclass(frozen=True)
class Batch:
    """A batch as its server describes it; the names of files are those of the server, "" where there is none."""

    id: str
    status: str
    total: int = 0
    completed: int = 0
    failed: int = 0
    output: str = ""
    errors: str = ""
    message: str = ""

    @property
    def running(self) -> bool:
        """Whether answers may still come."""
        return self.status in RUNNING


@dataclass(frozen=True)
class Batches:
    """The batches of one account at one server. All methods raise `NoAnswer` where the server does not do what it is asked."""

    server: Server

    def upload(self, name: str, data: bytes) -> str:
        """Upload a file of requests; its name at the server."""
        return _text(_parsed(self.server.post("/files", {"purpose": "batch"}, (name, data))), "id")

    def create(self, file: str) -> Batch:
        """Submit an uploaded file. What it costs is spent from here on."""
        body = {"input_file_id": file, "endpoint": URL, "completion_window": WINDOW}
        return _batch(_parsed(self.server.post("/batches", body)))

    def get(self, batch: str) -> Batch:
        """How a batch stands."""
        return _batch(_parsed(self.server.fetch(f"/batches/{quote(batch, safe='')}")))

    def of(self, file: str) -> Batch | None:
        """The batch that an uploaded file was submitted as, where it is among the last hundred and the server lists them."""
        try:
            listed = _parsed(self.server.fetch("/batches?limit=100")).get("data")
        except (RequestRejected, ServerFailed):
            return None
        tables = [table for table in listed if isinstance(table, dict)] if isinstance(listed, list) else []
        return next((_batch(table) for table in tables if table.get("input_file_id") == file), None)

    def download(self, file: str) -> bytes:
        """The bytes of a file of answers or errors."""
        return self.server.fetch(f"/files/{quote(file, safe='')}/content")


def _batch(table: dict[str, Any]) -> Batch:
    counts = table.get("request_counts")
    counts = counts if isinstance(counts, dict) else {}
    errors = table.get("errors")
    told = errors.get("data") if isinstance(errors, dict) else None
    first = told[0] if isinstance(told, list) and told and isinstance(told[0], dict) else {}
    return Batch(
        id=_text(table, "id"),
        status=_text(table, "status"),
        total=_count(counts.get("total")),
        completed=_count(counts.get("completed")),
        failed=_count(counts.get("failed")),
        output=str(table.get("output_file_id") or ""),
        errors=str(table.get("error_file_id") or ""),
        message=" ".join(str(first.get("message") or "").split())[:200],
    )


def _parsed(data: bytes) -> dict[str, Any]:
    table = parsed(data)
    if not isinstance(table, dict):
        raise ServerFailed("the server answered something that is not of the Batch API", hint="does it have one?")
    return table


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise ServerFailed(f"the server's answer has no {key}", hint="does it have the Batch API?")
    return value
