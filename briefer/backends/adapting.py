"""Leaves out what a server does not take: the request is sent again at once, without it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefer.backends.dialect import Dialect
from briefer.domain.exchange import Backend, Completion, Request
from briefer.errors import RequestRejected, Unsupported


@dataclass(frozen=True)
class Adapting:
    """Asks `inner` in the server's `dialect`, and once more for each thing that the server is found not to take."""

    inner: Backend
    dialect: Dialect

    def __repr__(self) -> str:
        return f"Adapting({self.inner!r})"

    def complete(self, request: Request, /) -> Completion:
        """The answer of `inner`. Raises `RequestRejected` where the server refuses what cannot be left out."""
        left_out: list[str] = []
        while True:
            lacking = self.dialect.lacking(request.sampling)
            try:
                completion = self._send(request)
            except Unsupported as error:
                if error.feature in left_out or not self.dialect.drop(error.feature):
                    raise RequestRejected(str(error), hint=error.hint, status=error.status) from None
                left_out.append(error.feature)
                continue
            notes = (f"the server does not take {', '.join(lacking)}: left out",) if lacking else ()
            return replace(completion, attempts=completion.attempts + len(left_out), notes=(*completion.notes, *notes))

    def _send(self, request: Request) -> Completion:
        """One exchange; what its answer shows that the server takes is known before others send theirs."""
        with self.dialect.trial(request.sampling):
            sent = self.dialect.sent(request.sampling)
            completion = self.inner.complete(request)
            self.dialect.accept(sent)
            return completion
