"""Fetching with manners: robots.txt obeyed, crawl delays kept, and a server that asks to be left alone is left alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

from protego import Protego

from briefer.errors import FetchError
from briefer.intake.fetch import Fetcher, Page
from briefer.intake.naming import parts, shown
from briefer.stopping import Stop

AGENT = "briefer"
PATIENCE = 20.0
"""Seconds that are waited for a server within a run; a longer Retry-After or crawl delay is left to the next run."""
_ROBOTS_BYTES = 512_000
_UNAVAILABLE = frozenset({429, 503})


class Polite:
    """A fetcher for programs that come every day. Any number of threads may use it; `sleep` and `clock` are in seconds.

    Once `stop` is on it fetches nothing more, and raises `Stopped`.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        stop: Stop | None = None,
        sleep: Callable[[float], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._stop = stop or Stop()
        self._sleep = sleep or self._stop.sleep
        self._clock = clock
        self._rules: dict[str, Protego | FetchError] = {}
        self._next: dict[str, float] = {}
        self._closed: dict[str, float] = {}
        self._hosts: dict[str, threading.RLock] = {}
        self._lock = threading.Lock()

    def fetch(self, address: str, headers: Mapping[str, str] | None = None) -> Page:
        """The page at `address`, if robots.txt of its site allows it. Raises `FetchError`.

        A server that answers 429 or 503 with a Retry-After of up to `PATIENCE` seconds is asked once more after it; one
        that names a longer time is not asked again, for any address, until it is over.
        """
        origin = _origin(address)
        with self._turn(origin):
            self._stop.check()
            self._allowed(address, origin)
            try:
                return self._spaced(address, origin, headers)
            except FetchError as error:
                wait = error.retry_after
                if error.status not in _UNAVAILABLE or wait is None:
                    raise
                if wait > PATIENCE:
                    self._closed[origin] = self._clock() + wait
                    raise
                self._sleep(wait)
                return self._spaced(address, origin, headers)

    def _spaced(self, address: str, origin: str, headers: Mapping[str, str] | None) -> Page:
        if (left := self._closed.get(origin, 0.0) - self._clock()) > 0:
            raise FetchError(
                f"{shown(address)}: the server asked to be left alone for {left:.0f} s more",
                reason="status",
                retry_after=left,
                hint="the next run asks again",
            )
        if (wait := self._next.get(origin, 0.0) - self._clock()) > 0:
            self._sleep(wait)
        try:
            return self._fetcher.fetch(address, headers)
        finally:
            rules = self._rules.get(origin)
            delay = rules.crawl_delay(AGENT) if isinstance(rules, Protego) else None
            if delay:
                self._next[origin] = self._clock() + min(float(delay), PATIENCE)

    def _allowed(self, address: str, origin: str) -> None:
        if origin not in self._rules:
            self._rules[origin] = self._read_rules(origin)
        rules = self._rules[origin]
        if isinstance(rules, FetchError):
            raise FetchError(
                f"{shown(address)}: robots.txt cannot be read ({rules})",
                reason=rules.reason,
                hint=rules.hint,
                status=rules.status,
            )
        if not rules.can_fetch(address, AGENT):
            raise FetchError(
                f"{shown(address)}: robots.txt forbids it",
                reason="robots",
                hint="ask the site, or take it out of the sources",
            )

    def _read_rules(self, origin: str) -> Protego | FetchError:
        """RFC 9309: no robots.txt (4xx) allows everything, one that cannot be reached nothing."""
        try:
            page = self._fetcher.fetch(f"{origin}/robots.txt")
        except FetchError as error:
            unavailable = error.status is not None and 400 <= error.status < 500 and error.status not in _UNAVAILABLE  # noqa: PLR2004  # 4xx
            return Protego.parse("") if unavailable or error.reason in {"type", "size", "redirects"} else error
        return Protego.parse(page.body[:_ROBOTS_BYTES].decode("utf-8-sig", "replace"))

    def _turn(self, origin: str) -> threading.RLock:
        with self._lock:
            return self._hosts.setdefault(origin, threading.RLock())


def _origin(address: str) -> str:
    found = parts(address)
    return f"{found.scheme}://{found.netloc}"
