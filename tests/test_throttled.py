"""The pace: no minute holds more than is allowed, and a server's own words are heeded."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from ask import configured, request
from fault_server import Asked, answer, serving
from hypothesis import given
from hypothesis import strategies as st

from briefer.backends.throttled import Pace, Throttled, duration
from briefer.domain.brief import Tokens
from briefer.domain.exchange import Completion, Request, Sampling
from briefer.errors import RateLimited


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Echo:
    """Answers at once, and remembers when."""

    def __init__(self, time: Time, usage: Tokens | None = None) -> None:
        self.time, self.usage, self.asked = time, usage or Tokens(), list[float]()

    def complete(self, request: Request, /) -> Completion:
        self.asked.append(self.time.now)
        return Completion(text="{}", usage=self.usage)


def _asked(pace: Pace, time: Time, times: int, usage: Tokens | None = None, cap: int | None = None) -> list[float]:
    echo = Echo(time, usage)
    throttled = Throttled(echo, pace)
    for _ in range(times):
        throttled.complete(replace(request(), sampling=Sampling(max_output_tokens=cap)))
    return echo.asked


@given(st.integers(1, 600), st.integers(2, 60))
def test_no_minute_holds_more_requests_than_allowed(per_minute: int, times: int) -> None:
    time = Time()
    at = _asked(Pace(requests_per_minute=per_minute, clock=time.clock, sleep=time.sleep), time, times)
    assert all(sum(start <= moment < start + 59.999 for moment in at) <= per_minute for start in at)
    assert at[-1] - at[0] == pytest.approx((times - 1) * 60 / per_minute)


def test_tokens_a_minute_count_the_prompt_and_what_was_really_answered() -> None:
    time = Time()
    pace = Pace(tokens_per_minute=6000, count=lambda _: 100, clock=time.clock, sleep=time.sleep)
    used = Tokens(prompt=100, completion=100)
    at = _asked(pace, time, 3, used, cap=500)
    # 600 tokens are booked (6 s), 200 are used: 4 s are given back
    assert at == pytest.approx([100.0, 102.0, 104.0])


def test_tokens_are_only_counted_where_they_are_limited() -> None:
    def never(_: Request) -> int:
        raise AssertionError("counted")

    time = Time()
    assert len(_asked(Pace(requests_per_minute=600, count=never, clock=time.clock, sleep=time.sleep), time, 3)) == 3


def test_after_a_429_everybody_waits_as_long_as_one_was_asked_to() -> None:
    time = Time()

    class Limited(Echo):
        def complete(self, request: Request, /) -> Completion:
            if not self.asked:
                self.asked.append(self.time.now)
                raise RateLimited("429", retry_after=20.0)
            return super().complete(request)

    limited = Limited(time)
    throttled = Throttled(limited, Pace(clock=time.clock, sleep=time.sleep))
    with pytest.raises(RateLimited):
        throttled.complete(request())
    throttled.complete(request())
    assert limited.asked == [100.0, 120.0]


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "6s"}, 6),
        ({"x-ratelimit-remaining-requests": "1", "x-ratelimit-reset-requests": "6s"}, 0),
        ({"x-ratelimit-remaining-tokens": "50", "x-ratelimit-reset-tokens": "1m0s"}, 60),
        ({"x-ratelimit-remaining-tokens": "500", "x-ratelimit-reset-tokens": "1m0s"}, 0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "24h0m0s"}, 60),
        ({"x-ratelimit-remaining-requests": "none", "x-ratelimit-reset-requests": "x"}, 0),
        ({}, 0),
    ],
)
def test_rate_headers_slow_the_pace(headers: dict[str, str], waits: float) -> None:
    time = Time()
    pace = Pace(clock=time.clock, sleep=time.sleep)
    _asked(pace, time, 1, Tokens(prompt=100, completion=50))
    pace.heard(headers)
    assert _asked(pace, time, 1) == [100.0 + waits]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("6m0s", 360),
        ("1s", 1),
        ("120ms", 0.12),
        ("1m30.5s", 90.5),
        ("2h", 7200),
        ("7.66", 7.66),
        ("", None),
        ("soon", None),
    ],
)
def test_resets_are_read_as_servers_write_them(text: str, seconds: float | None) -> None:
    assert duration(text) == seconds


def test_no_more_requests_than_allowed_are_at_the_server_at_once(tmp_path: Path) -> None:
    """Those that are let in wait for one another: less than three would wait in vain."""
    inside, most, lock = 0, 0, threading.Lock()
    together = threading.Barrier(3, timeout=60)

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        together.wait()
        over.wait(0.02)
        with lock:
            inside -= 1
        return answer()(peer, asked, over)

    with serving(reply) as server:
        asked = configured(tmp_path, server.url, timeout=120, limits={"concurrency": 3})
        with ThreadPoolExecutor(12) as pool:
            list(pool.map(lambda _: asked.complete(request()), range(24)))
    assert (server.count, most) == (24, 3)


def test_rate_headers_of_a_real_answer_are_heard(tmp_path: Path) -> None:
    import time

    spent = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "300ms"}
    with serving(answer(headers=spent), answer()) as server:
        asked = configured(tmp_path, server.url)
        asked.complete(request())
        start = time.monotonic()
        asked.complete(request())
    assert time.monotonic() - start >= 0.25
