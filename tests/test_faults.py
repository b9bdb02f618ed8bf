"""The table of docs/reliability.md over real sockets: what each fault becomes, and how many requests reached the server."""

from __future__ import annotations

import gzip
import json
import logging
import resource
import time
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

import pytest
from ask import KEY, configured, request
from fault_server import (
    DRAFT,
    Reply,
    answer,
    chat,
    drip,
    error,
    flood,
    partial,
    raw,
    reset,
    serving,
    stall,
)

from briefer.domain.exchange import Completion
from briefer.errors import BrieferError

GOOD = json.dumps(chat()).encode()
ATTEMPTS = 2
TIMEOUT = 0.5  # seconds, where the server lets them pass
PATIENCE = 30  # seconds, where it answers: however busy the machine is, it has answered by then
SLACK = 20  # seconds that a busy machine may lose; what is not ended in time drips or stalls for longer


@dataclass(frozen=True)
class Row:
    """One row of the table: what the server does, what comes of it, and how many requests it costs with two attempts."""

    fault: str
    reply: Reply
    outcome: str
    requests: int
    says: str = ""

    @property
    def timeout(self) -> float:
        """The seconds that an attempt may take."""
        if self.fault == "whole answer, then a stall":
            return 2  # within which the whole answer has to come
        return TIMEOUT if self.outcome == "TimedOut" else PATIENCE


GZIP = {"content-encoding": "gzip"}
TOOL = {"content": None, "tool_calls": [{"function": {"name": "brief", "arguments": json.loads(DRAFT)}}]}
HTML = raw(b"<!doctype html><title>Log in</title>", headers={"content-type": "text/html"})
PAY = "Rate limit reached for m: try again in 1s. To raise it, add a payment method at https://x/account/billing"
ROWS = [
    Row("400", error(400, "bad"), "RequestRejected", 1, "HTTP 400 (bad)"),
    Row("401", error(401, f"Incorrect API key provided: {KEY}"), "AccessDenied", 1, "key is not accepted"),
    Row("402", error(402, "pay"), "QuotaExhausted", 1),
    Row("403", error(403, f"key {KEY} may not"), "AccessDenied", 1, "key *** may not"),
    Row("404", error(404, "no such model"), "RequestRejected", 1, "base_url"),
    Row("408", error(408), "ServerFailed", 2),
    Row("409", error(409), "ServerFailed", 2),
    Row("413", error(413), "RequestRejected", 1, "part_tokens"),
    Row("422", error(422), "RequestRejected", 1),
    Row("429 without Retry-After", error(429), "RateLimited", 2),
    Row("429, Retry-After in ms", error(429, retry_after_ms="30"), "RateLimited", 2),
    Row("429, Retry-After in seconds", error(429, retry_after="0"), "RateLimited", 2),
    Row("429, Retry-After as a date", error(429, retry_after=formatdate(0, usegmt=True)), "RateLimited", 2),
    Row("429, Retry-After over limits.max_wait", error(429, retry_after="3600"), "RateLimited", 1, "3600 s"),
    Row("429 insufficient_quota", error(429, "quota", code="insufficient_quota"), "QuotaExhausted", 1, "billing"),
    Row("429 rate limit that speaks of billing", error(429, PAY, code="rate_limit_exceeded"), "RateLimited", 2),
    Row("429 rate limit that speaks of billing, without a code", error(429, PAY), "RateLimited", 2),
    Row("429 that speaks of billing, without a code", error(429, "check your plan and billing"), "QuotaExhausted", 1),
    Row("500", error(500), "ServerFailed", 2, "tried 2 times"),
    Row("500, x-should-retry: false", error(500, x_should_retry="false"), "ServerFailed", 1),
    Row("501", error(501), "RequestRejected", 1),
    Row("503", error(503), "ServerFailed", 2),
    Row("529", error(529), "ServerFailed", 2),
    Row("reset before the answer", reset(), "Unreachable", 2),
    Row("reset within the body", reset(after=partial(GOOD[:90], len(GOOD))), "Unreachable", 2, "within the answer"),
    Row("stall before the answer", stall(), "TimedOut", 2),
    Row("stall within the head", stall(after=b"HTTP/1.1 200 OK\r\ncontent-"), "TimedOut", 2),
    Row("stall within the body", stall(after=partial(GOOD[:90], len(GOOD))), "TimedOut", 2),
    Row("slow drip of the head", drip(partial(GOOD, len(GOOD)), every=0.1), "TimedOut", 2),
    Row("slow drip of the body", drip(b"HTTP/1.1 200 OK\r\n\r\n" + GOOD, every=0.1), "TimedOut", 2),
    Row("truncated gzip", raw(gzip.compress(GOOD)[:60], headers=GZIP), "Unreachable", 2),
    Row("no gzip behind that name", raw(GOOD, headers=GZIP), "Unreachable", 2),
    Row("HTML with 200", HTML, "RequestRejected", 1, "web page"),
    Row("other text with 200", raw(b"pong"), "ServerFailed", 2),
    Row("error object with 200", raw(b'{"error": {"message": "busy", "code": 503}}'), "ServerFailed", 2),
    Row(
        "error string with 200",
        raw(b'{"error": "model m1 not loaded"}'),
        "ServerFailed",
        2,
        "200 with an error (model m1",
    ),
    Row(
        "429 in digits with 200", raw(b'{"error": {"message": "slow", "code": "429"}}'), "RateLimited", 2, "429 (slow)"
    ),
    Row("no code with 200", raw(b'{"error": {"message": "busy"}, "choices": []}'), "ServerFailed", 2, "error (busy)"),
    Row("quota with 200", raw(b'{"error": {"code": "insufficient_quota"}}'), "QuotaExhausted", 1),
    Row("answer of 201", raw(GOOD, status=201), "stop", 1),
    Row("202 without an answer", raw(b'{"status": "queued"}', status=202), "RequestRejected", 1),
    Row("tool arguments as an object", answer(message=TOOL), "stop", 1),
    Row("no HTTP at all", reset(after=b"SSH-2.0-OpenSSH_9\r\n"), "Unreachable", 2),
    Row("2 GB body, announced", flood(2 << 30), "ServerFailed", 1, "more than any answer"),
    Row("2 GB body, unannounced", flood(2 << 30, announced=False), "ServerFailed", 1),
    Row("200 MB behind little gzip", flood(200 << 20, packed=True), "ServerFailed", 1),
    Row(
        "redirect to another host",
        error(307, location="https://elsewhere.example/v1"),
        "RequestRejected",
        1,
        "elsewhere",
    ),
    Row("answer of 204", raw(b"", status=204), "RequestRejected", 1),
    Row("body longer than its length", raw(GOOD, length=90), "ServerFailed", 2),
    Row("body shorter than its length", raw(GOOD, length=len(GOOD) + 50), "stop", 1),
    Row("whole answer, then a stall", stall(after=partial(GOOD, len(GOOD) + 50)), "stop", 1),
    Row("gzip without its end", raw(gzip.compress(GOOD)[:-8], headers=GZIP), "stop", 1),
    Row("gzip", raw(gzip.compress(GOOD), headers=GZIP), "stop", 1),
    Row("invalid UTF-8 in the answer", raw(GOOD.replace(b"talks", b"ta\xff\xfeks")), "stop", 1, "not UTF-8"),
    Row("choices null", answer(choices=None), "empty", 1),
    Row("choices empty", answer(choices=[]), "empty", 1),
    Row("content null", answer(None), "empty", 1),
    Row("message missing", answer(choices=[{"finish_reason": "stop"}]), "empty", 1),
    Row("refusal", answer(message={"content": None, "refusal": "I can't help."}), "refusal", 1),
    Row("finish_reason length", answer(DRAFT[:40], finish="length"), "length", 1),
    Row("finish_reason content_filter", answer("", finish="content_filter"), "filter", 1),
    Row("finish_reason null", answer(finish=None), "stop", 1),
    Row("prompt filter with 400", error(400, "management policy", code="content_filter"), "filter", 1),
    Row("usage null", answer(usage=None), "stop", 1),
    Row("usage of strings", answer(usage={"prompt_tokens": "many"}), "stop", 1),
    Row("usage of 400 digits", answer(usage={"prompt_tokens": 10**400, "completion_tokens": 10**15}), "stop", 1),
    Row("usage of 5000 digits", raw(GOOD.replace(b": 100,", b": " + b"1" * 5000 + b",")), "stop", 1),
    Row("200, nested without end", raw(b"[" * 200_000), "ServerFailed", 2, "no chat completion"),
    Row("400, nested without end", raw(b'{"error":' * 200_000, status=400), "RequestRejected", 1, "HTTP 400"),
    Row("half a surrogate in the answer", answer("\ud83d " + DRAFT), "stop", 1, "lone surrogate"),
]


@pytest.fixture(scope="module", autouse=True)
def _imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The SDK takes seconds to import on a busy machine, and no exchange is to be blamed for it."""
    with serving(answer()) as server:
        configured(tmp_path_factory.mktemp("first"), server.url, timeout=60).complete(request())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fault)
def test_every_fault_has_one_outcome_and_a_number_of_requests(
    row: Row, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(row.reply) as server:
        limits = {"attempts": ATTEMPTS, "max_wait": 0.1}
        asked = configured(tmp_path, server.url, timeout=row.timeout, limits=limits)
        before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
        said = ""
        try:
            completion = asked.complete(request())
            outcome, said = str(completion.finish), str(completion.notes)
        except BrieferError as problem:
            outcome, said = type(problem).__name__, problem.line
        seconds = time.monotonic() - start
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert (outcome, server.reached(row.requests)) == (row.outcome, row.requests), said
    assert row.says in said
    assert "\n" not in said
    assert KEY not in said + caplog.text + repr(asked)
    assert seconds < ATTEMPTS * row.timeout + SLACK
    assert grown < 64 * 1024  # kilobytes; a body is never kept beyond its cap


def test_the_table_in_the_docs_is_the_one_that_is_tested(root: Path) -> None:
    lines = (root / "docs" / "reliability.md").read_text(encoding="utf-8").splitlines()
    cells = [tuple(cell.strip(" `") for cell in line.split("|")[1:4]) for line in lines if line.startswith("|")]
    documented = {cell for cell in cells if cell[2].isdigit()}
    tested = {(row.fault, row.outcome, str(row.requests)) for row in ROWS}
    assert documented == tested | {("connection refused", "Unreachable", "2")}


def test_a_refused_connection_is_tried_again_and_then_named(tmp_path: Path) -> None:
    with serving(answer()) as server:
        url = server.url
    with pytest.raises(BrieferError, match="cannot reach") as caught:
        configured(tmp_path, url, limits={"attempts": 2, "max_wait": 0.01}).complete(request())
    assert "tried 2 times" in caught.value.line


def test_the_time_out_is_of_the_whole_exchange_and_not_of_each_byte(tmp_path: Path) -> None:
    start = time.monotonic()
    with (
        serving(drip(partial(GOOD, len(GOOD)), every=0.1)) as server,
        pytest.raises(BrieferError, match=r"within 0\.5 s"),
    ):
        configured(tmp_path, server.url, timeout=0.5, limits={"attempts": 1}).complete(request())
    assert 0.5 <= time.monotonic() - start < SLACK


def test_an_answer_after_two_faults_says_how_many_attempts_it_took(tmp_path: Path) -> None:
    with serving(error(500), error(429, retry_after_ms="10"), answer()) as server:
        completion = configured(tmp_path, server.url, limits={"max_wait": 0.2}).complete(request())
    assert (completion.attempts, server.count, completion.text) == (3, 3, DRAFT)


def test_what_a_server_asks_to_wait_is_waited(tmp_path: Path) -> None:
    with serving(error(429, retry_after="0.3"), answer()) as server:
        start = time.monotonic()
        configured(tmp_path, server.url).complete(request())
    assert time.monotonic() - start >= 0.3


def test_a_redirect_never_takes_the_key_to_another_server(tmp_path: Path) -> None:
    with serving(answer()) as other, serving(error(308, location=other.url)) as server:
        asked = configured(tmp_path, server.url, headers={"api-key": "MOCK_KEY"})
        with pytest.raises(BrieferError, match="sends us to"):
            asked.complete(request())
    assert (server.count, other.count) == (1, 0)


def test_a_connection_is_used_again(tmp_path: Path) -> None:
    with serving(answer()) as server:
        asked = configured(tmp_path, server.url)
        answers = [asked.complete(request()) for _ in range(5)]
    assert (server.count, server.connections) == (5, 1)
    assert all(isinstance(a, Completion) and a.attempts == 1 for a in answers)


def test_tool_arguments_that_are_an_object_are_the_answer(tmp_path: Path) -> None:
    with serving(answer(message=TOOL)) as server:
        assert json.loads(configured(tmp_path, server.url).complete(request()).text) == json.loads(DRAFT)


@pytest.mark.parametrize("details", [{}, {"cached_tokens": None}, None, "none"])
def test_cached_tokens_are_read_where_either_dialect_states_them(details: object, tmp_path: Path) -> None:
    usage = {"prompt_tokens": 2000, "completion_tokens": 5, "prompt_cache_hit_tokens": 1500}
    with serving(answer(usage=usage | {"prompt_tokens_details": details})) as server:
        assert configured(tmp_path, server.url).complete(request()).usage.cached == 1500


def test_usage_is_read_with_cached_and_reasoning_tokens_apart(tmp_path: Path) -> None:
    with serving(answer()) as server:
        usage = configured(tmp_path, server.url).complete(request()).usage
    assert (usage.prompt, usage.cached, usage.completion, usage.reasoning) == (100, 60, 20, 5)
