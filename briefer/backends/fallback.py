"""Asks one backend after the other until one answers, and says which did not and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefer.domain.brief import Skipped
from briefer.domain.exchange import Backend, Completion, Request
from briefer.errors import KeyMissing, NoAnswer, RecordingError

_LONGEST_REASON = 200


@dataclass(frozen=True)
class Keyless:
    """Stands for a backend that could not be made because its key is missing."""

    error: KeyMissing

    def complete(self, request: Request, /) -> Completion:
        """Raises `KeyMissing`."""
        raise self.error


@dataclass(frozen=True)
class Fallback:
    """The backends in `order`, by name, first choice first.

    The next one is asked where there is no answer: nothing came, nothing is recorded, or the key is missing. A bad answer
    is an answer, and a spent budget is spent for all: neither is asked elsewhere.
    """

    order: tuple[tuple[str, Backend], ...]

    def __repr__(self) -> str:
        return f"Fallback({', '.join(repr(backend) for _, backend in self.order)})"

    def complete(self, request: Request, /) -> Completion:
        """The first answer, with what was skipped on the way. Raises `NoAnswer` where there is none."""
        skipped: list[Skipped] = []
        for name, backend in self.order:
            try:
                completion = backend.complete(request)
            except (NoAnswer, RecordingError, KeyMissing) as error:
                skipped.append(Skipped(backend=name, reason=f"{type(error).__name__}: {error.line}"[:_LONGEST_REASON]))
                continue
            return replace(completion, skipped=(*skipped, *completion.skipped)) if skipped else completion
        why = "; ".join(f"{skip.backend}: {skip.reason}" for skip in skipped)
        raise NoAnswer(f"none of {', '.join(skip.backend for skip in skipped)} answered ({why})")
