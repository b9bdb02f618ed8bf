"""Spans of OpenTelemetry by the semantic conventions for generative AI, where its API is installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from briefer.backends.traced import Span, Spans, no_spans
from briefer.domain.exchange import Request
from briefer.version import __version__


def spans(base_url: str) -> Spans:
    """Opens a span `chat MODEL` for each attempt at the server of `base_url`.

    Nothing is recorded unless the program that uses briefer has set up OpenTelemetry; prompts and answers never are.
    """
    try:
        from opentelemetry import trace
    except ImportError:
        return no_spans
    tracer = trace.get_tracer("briefer", __version__)
    address = urlsplit(base_url)

    @contextmanager
    def open_span(request: Request) -> Iterator[Span | None]:
        sampling = request.sampling
        settings: dict[str, Any] = {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": "openai",
            "gen_ai.request.model": sampling.model,
            "gen_ai.request.temperature": sampling.temperature,
            "gen_ai.request.max_tokens": sampling.max_output_tokens,
            "gen_ai.request.seed": sampling.seed,
            "gen_ai.output.type": "json",
            "server.address": address.hostname,
            "server.port": address.port,
        }
        known = {key: value for key, value in settings.items() if value is not None}
        # the messages of exceptions may hold words of a server: only their type is recorded
        with tracer.start_as_current_span(
            f"chat {sampling.model}",
            kind=trace.SpanKind.CLIENT,
            attributes=known,
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield span
            except BaseException as error:
                span.set_status(trace.StatusCode.ERROR, type(error).__name__)
                raise

    return open_span
