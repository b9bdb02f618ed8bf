"""Keeps to a pace: requests and tokens a minute, requests at once, and what the server itself says it has left."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from briefer.domain.exchange import Backend, Completion, Request
from briefer.errors import RateLimited

_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?")
_MINUTE = 60.0


@dataclass
class _Lane:
    """Spaces what passes evenly, so that no minute holds more than `per_minute`, whenever it begins."""

    per_minute: int
    free_at: float = 0.0

    def book(self, amount: float, now: float) -> float:
        """The moment from which `amount` may pass."""
        start = max(now, self.free_at)
        self.free_at = start + amount * _MINUTE / self.per_minute
        return start

    def settle(self, difference: float) -> None:
        """Pass on what was more, or give back what was less, than had been booked."""
        self.free_at += difference * _MINUTE / self.per_minute


@dataclass
class Pace:
    """The pace of one server, shared by all who ask it.

    `count` estimates the tokens of a request; it is called only where tokens are limited. A server's own words are
    heeded: nothing is sent before its Retry-After, nor, when its rate headers say that nothing is left, before their reset;
    but no wait of that kind is longer than `max_wait` seconds, so that a wrong header cannot put a run to sleep.
    """

    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    concurrency: int | None = None
    max_wait: float = 60.0
    count: Callable[[Request], int] = field(default=lambda _: 0, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(self.concurrency) if self.concurrency else nullcontext()
        self._requests = _Lane(self.requests_per_minute) if self.requests_per_minute else None
        self._tokens = _Lane(self.tokens_per_minute) if self.tokens_per_minute else None
        self._paused_until = 0.0
        self._typical = 0

    @contextmanager
    def turn(self, request: Request) -> Iterator[Callable[[Completion], None]]:
        """Wait for a turn, and hold a slot within the block; what it yields is told the answer."""
        with self._slots:
            booked = self._wait(request)

            def settle(completion: Completion) -> None:
                used = (completion.usage.prompt or 0) + (completion.usage.completion or 0)
                if used:
                    with self._lock:
                        self._typical = used
                        if self._tokens:
                            self._tokens.settle(used - booked)

            yield settle

    def _wait(self, request: Request) -> int:
        tokens = self.count(request) + (request.sampling.max_output_tokens or 0) if self._tokens else 0
        with self._lock:
            now = self.clock()
            start = self._requests.book(1, now) if self._requests else now
            if self._tokens:
                start = max(start, self._tokens.book(tokens, now))
        while (left := max(start, self._paused_until) - self.clock()) > 0:
            self.sleep(left)
        return tokens

    def pause(self, seconds: float) -> None:
        """Send nothing for so long."""
        with self._lock:
            self._paused_until = max(self._paused_until, self.clock() + min(seconds, self.max_wait))

    def heard(self, headers: Mapping[str, str]) -> None:
        """Learn from the rate headers of a response."""
        for what, needed in (("requests", 1), ("tokens", self._typical)):
            left = headers.get(f"x-ratelimit-remaining-{what}")
            if left is None or not left.strip().isdigit() or int(left) >= needed:
                continue
            if wait := duration(headers.get(f"x-ratelimit-reset-{what}", "")):
                self.pause(wait)


@dataclass(frozen=True)
class Throttled:
    """Asks `inner` at a pace."""

    inner: Backend
    pace: Pace

    def __repr__(self) -> str:
        return f"Throttled({self.inner!r})"

    def complete(self, request: Request, /) -> Completion:
        """The answer of `inner`, when it is this request's turn."""
        with self.pace.turn(request) as settle:
            try:
                completion = self.inner.complete(request)
            except RateLimited as error:
                self.pause_for(error)
                raise
            settle(completion)
            return completion

    def pause_for(self, error: RateLimited) -> None:
        """Let everybody wait as long as the server asked one to."""
        if error.retry_after:
            self.pace.pause(error.retry_after)


def duration(text: str) -> float | None:
    """Seconds in a reset header: `6m0s`, `1.5s`, `120ms`, or plain seconds; None for anything else."""
    text = text.strip()
    if re.fullmatch(r"\d{1,6}(\.\d+)?", text):
        return float(text)
    if not text or not (match := _DURATION.fullmatch(text)):
        return None
    hours, minutes, seconds, thousandths = (float(part or 0) for part in match.groups())
    return hours * 3600 + minutes * _MINUTE + seconds + thousandths / 1000
