"""A backend whose answers go into the archive as they arrive, and come from there when the same is asked again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from briefer.daily.shelves import Answers
from briefer.domain.exchange import Backend, Capture, Completion, Request

_WORTH_KEEPING = frozenset({"stop", "length", "refusal", "filter"})


@dataclass(frozen=True, repr=False)
class Archived:
    """Keeps what the inner backend answers, so that a run that goes on after another was killed pays nothing twice.

    `recipe` names all that decides an answer and is not in the request: the backend with its server and model. Answers
    that were computed here are not kept: they cost nothing. `clock` gives the time in ISO 8601.
    """

    inner: Backend
    answers: Answers
    recipe: str
    clock: Callable[[], str]

    def complete(self, request: Request, /) -> Completion:
        """The kept answer, else the inner backend's, kept before it is handed on."""
        key = hashlib.sha256(f"{self.recipe}\n{request.fingerprint}".encode()).hexdigest()
        if kept := self.answers.get(key):
            found: Completion = _json().validate_json(kept)
            captured = found.captured or Capture("http", "unknown", found.model or found.model_asked)
            return replace(found, answered="cache", captured=captured)
        completion = self.inner.complete(request)
        if completion.answered == "computed" or completion.finish not in _WORTH_KEEPING:
            return completion
        now = self.clock()
        stored = completion
        if completion.captured is None:
            stored = replace(completion, captured=Capture("http", now, completion.model or completion.model_asked))
        self.answers.keep(key, _json().dump_json(stored).decode(), now)
        return completion

    def __repr__(self) -> str:
        return f"Archived({self.inner!r})"


@cache
def _json() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Completion)
