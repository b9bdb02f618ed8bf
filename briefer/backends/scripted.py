"""The test double: answers in the order of a script, and remembers what it was asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from briefer.domain.exchange import Completion, Request
from briefer.errors import BrieferError, Unreachable


class Scripted:
    """Answers each request with the next of its lines: a text, a whole `Completion`, or an error to raise.

    `asked` holds the requests that came, in their order. When the script is at its end it is unreachable. Safe to use from
    several threads, which then share the script.
    """

    def __init__(self, lines: Iterable[str | Completion | BrieferError], name: str = "scripted") -> None:
        self.name = name
        self.asked: list[Request] = []
        self._lines = deque(lines)

    def __repr__(self) -> str:
        return f"Scripted({len(self._lines)} lines left)"

    def complete(self, request: Request, /) -> Completion:
        """The next line of the script."""
        self.asked.append(request)
        try:
            line = self._lines.popleft()
        except IndexError:
            raise Unreachable(f"backend '{self.name}': the script is at its end") from None
        if isinstance(line, BrieferError):
            raise line
        if isinstance(line, str):
            line = Completion(line, cost_usd=0.0, answered="computed")
        return replace(
            line,
            backend=line.backend or self.name,
            kind=line.kind or "scripted",
            fingerprint=line.fingerprint or request.fingerprint,
        )
