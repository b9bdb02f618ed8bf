"""Tells of every attempt as it ends: a line of JSON in a file, a span of OpenTelemetry; never a word of text."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from briefer.domain.exchange import Backend, Completion, Request
from briefer.errors import BrieferError, NoAnswer, OutputError

log = logging.getLogger(__name__)


class Span(Protocol):
    """The little that is used of an OpenTelemetry span."""

    def set_attribute(self, key: str, value: Any) -> None:
        """Set one attribute."""
        ...


Spans = Callable[[Request], AbstractContextManager[Span | None]]


def no_spans(_: Request) -> AbstractContextManager[None]:
    """Where nobody watches."""
    return nullcontext()


@dataclass(frozen=True)
class Trace:
    """A file with one JSON object a line, each written whole, from however many threads.

    Raises `OutputError` where the file cannot be written to begin with.
    """

    path: Path
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __post_init__(self) -> None:
        try:
            self.path.open("a").close()
        except OSError as error:
            raise OutputError(f"cannot write the trace {self.path}: {error.strerror}") from error

    def write(self, line: dict[str, Any]) -> None:
        """Append one line; a disk that is full by now costs the line, not the answer that it tells of."""
        text = json.dumps(line, ensure_ascii=False) + "\n"
        try:
            with self.lock, self.path.open("a", encoding="utf-8") as out:
                out.write(text)
        except OSError as error:
            log.warning("cannot write the trace %s: %s", self.path, error.strerror)


@dataclass(frozen=True)
class Traced:
    """Passes requests on to `inner`, and tells `trace` and `spans` of every attempt."""

    inner: Backend
    name: str
    trace: Trace | None = None
    spans: Spans = field(default=no_spans, repr=False)
    now: Callable[[], float] = field(default=time.time, repr=False)

    def __repr__(self) -> str:
        return f"Traced({self.inner!r})"

    def complete(self, request: Request, /) -> Completion:
        """The answer of `inner`."""
        began, start = self.now(), time.perf_counter()
        seen: dict[str, Any] = {"status": "error"}
        with self.spans(request) as span:
            try:
                completion = self.inner.complete(request)
                seen = _answered(completion)
            except BrieferError as error:
                seen = {"status": error.status if isinstance(error, NoAnswer) else None, "error": type(error).__name__}
                raise
            finally:
                if span is not None:
                    _fill(span, seen)
                if self.trace is not None:
                    self.trace.write(
                        {
                            "time": round(began, 3),
                            "backend": self.name,
                            "model": request.sampling.model,
                            "fingerprint": request.fingerprint,
                            "slot": request.slot,
                            "seconds": round(time.perf_counter() - start, 4),
                            **seen,
                        }
                    )
        return completion


def _answered(completion: Completion) -> dict[str, Any]:
    return {
        "status": 200,
        "finish": completion.finish,
        "answered": completion.model,
        "request_id": completion.request_id,
        "answers": completion.answers,
        "tokens": completion.usage.model_dump(),
    }


def _fill(span: Span, seen: dict[str, Any]) -> None:
    """The attributes of the GenAI semantic conventions that an attempt ends with."""
    tokens = seen.get("tokens", {})
    found = {
        "gen_ai.response.model": seen.get("answered"),
        "gen_ai.response.id": seen.get("request_id"),
        "gen_ai.response.finish_reasons": [seen["finish"]] if "finish" in seen else None,
        "gen_ai.usage.input_tokens": tokens.get("prompt"),
        "gen_ai.usage.output_tokens": tokens.get("completion"),
        "gen_ai.usage.cache_read.input_tokens": tokens.get("cached"),
        "error.type": seen.get("error"),
        "http.response.status_code": seen.get("status"),
    }
    for key, value in found.items():
        if value is not None:
            span.set_attribute(key, value)
