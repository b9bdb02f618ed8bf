"""Sends nothing more once the run was asked to end; what was sent by then is answered and kept."""

from __future__ import annotations

from dataclasses import dataclass

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
