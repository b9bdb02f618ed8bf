"""Sends nothing more once the run was asked to end; what was sent by then is answered and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefer.backends.batches import Server
from briefer.domain.exchange import Backend, Completion, Request
from briefer.stopping import Stop


@dataclass(frozen=True)
class Stoppable:
    """Asks `inner`, unless `stop` is on."""

    inner: Backend
    stop: Stop

    def __repr__(self) -> str:
        return f"Stoppable({self.inner!r})"

    def complete(self, request: Request, /) -> Completion:
        """The answer of `inner`. Raises `Stopped`."""
        self.stop.check()
        return self.inner.complete(request)


@dataclass(frozen=True)
class StoppableServer:
    """Has the single exchanges of `inner`, unless `stop` is on: then they raise `Stopped`."""

    inner: Server
    stop: Stop

    def post(self, path: str, body: Mapping[str, Any], file: tuple[str, bytes] | None = None) -> bytes:
        """The answer of `inner`."""
        self.stop.check()
        return self.inner.post(path, body, file)

    def fetch(self, path: str) -> bytes:
        """What `inner` has at `path`."""
        self.stop.check()
        return self.inner.fetch(path)
