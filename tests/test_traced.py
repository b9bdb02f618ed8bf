"""One line an attempt, spans by the conventions, and never a word of text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ask import KEY, configured, request
from fault_server import answer, error, serving
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from briefer.config import load
from briefer.domain.exchange import Backend
from briefer.errors import OutputError
from briefer.wiring import backend


@pytest.fixture(scope="module")
def exporter() -> InMemorySpanExporter:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    return exporter


def _traced(folder: Path, url: str, file: Path) -> Backend:
    configured(folder, url, limits={"max_wait": 0.1}, temperature=0)
    loaded = load(folder / "briefer.toml", options={"trace": str(file)}, environment={"MOCK_KEY": KEY})
    return backend("mock", loaded)


def test_every_attempt_has_a_line_and_no_line_has_text(tmp_path: Path) -> None:
    file = tmp_path / "trace.jsonl"
    with serving(error(503, "Ministers are busy"), error(400, "temperature is unsupported"), answer()) as server:
        completion = _traced(tmp_path, server.url, file).complete(request("Ministers opened trade talks."))
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [(line["status"], line.get("error")) for line in lines] == [
        (503, "ServerFailed"),
        (400, "Unsupported"),
        (200, None),
    ]
    assert {line["fingerprint"] for line in lines} == {completion.fingerprint}
    assert lines[-1]["tokens"] == {"prompt": 100, "cached": 60, "completion": 20, "reasoning": 5}
    assert all(line["backend"] == "mock" and line["seconds"] >= 0 for line in lines)
    text = file.read_text()
    assert not any(word in text for word in ("Ministers", "trade", KEY))


def test_a_trace_that_cannot_be_written_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    with serving(answer()) as server:
        with pytest.raises(OutputError, match="cannot write the trace"):
            _traced(tmp_path, server.url, tmp_path / "no" / "folder" / "t.jsonl")
        assert server.count == 0


def test_spans_follow_the_conventions_for_generative_ai(tmp_path: Path, exporter: InMemorySpanExporter) -> None:
    exporter.clear()
    with serving(error(500, "Ministers fell"), answer()) as server:
        configured(tmp_path, server.url, temperature=0, limits={"max_wait": 0.1}).complete(request())
    failed, good = exporter.get_finished_spans()
    assert good.name == "chat mock-1"
    assert good.kind is trace.SpanKind.CLIENT
    attributes = dict(good.attributes or {})
    assert attributes["gen_ai.operation.name"] == "chat"
    assert attributes["gen_ai.request.model"] == attributes["gen_ai.response.model"] == "mock-1"
    assert attributes["gen_ai.usage.input_tokens"] == 100
    assert attributes["gen_ai.usage.output_tokens"] == 20
    assert attributes["gen_ai.response.finish_reasons"] == ("stop",)
    assert attributes["server.address"] == "127.0.0.1"
    assert failed.status.status_code is trace.StatusCode.ERROR
    assert dict(failed.attributes or {})["error.type"] == "ServerFailed"
    everything = str([span.to_json() for span in (failed, good)])
    assert not any(word in everything for word in ("Ministers", "trade", KEY))
