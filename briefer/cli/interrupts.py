"""Ctrl-C and SIGTERM: the first ends a run in good order, the second at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from briefer.errors import Stopped

if TYPE_CHECKING:
    from briefer.config import Loaded

SIGNALS = (signal.SIGINT, signal.SIGTERM)
_AT_ONCE = 1e-6
_AGAIN = "what was finished is kept: run again to go on"


@contextmanager
def stoppable(loaded: Loaded, done: Callable[[], str] | None = None) -> Iterator[None]:
    """Within the block the first signal switches `loaded.stop` on, and is told; the block then ends in `Stopped`.

    It has `grace` seconds of the configuration to come to its end; then, or at a second signal, it is left where it is. A
    third one is the system's. `done` says how far the work has come; without it the block's own `Stopped` does, if any.
    """
    with _handled(loaded):
        try:
            yield
        except Stopped:
            if done is None:
                raise
        except KeyboardInterrupt:  # what is on its way was waited for as long as it may be
            if not loaded.stop.on:
                raise
    if loaded.stop.on and done:
        raise Stopped(f"interrupted: {done()}", hint=_AGAIN)
    loaded.stop.check()


@contextmanager
def _handled(loaded: Loaded) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # which alone is told of signals
        yield
        return
    grace = loaded.config.grace

    def asked(_: int, __: Any) -> None:
        if loaded.stop.on:
            for each in SIGNALS:
                signal.signal(each, signal.SIG_DFL)
            raise KeyboardInterrupt
        loaded.stop.on = True
        _say(f"stopping: what was sent is waited for, at most {grace:g} s; a second signal ends at once")
        signal.setitimer(signal.ITIMER_REAL, max(grace, _AT_ONCE))

    def late(_: int, __: Any) -> None:
        raise KeyboardInterrupt

    before = {each: signal.signal(each, asked) for each in SIGNALS}
    before[signal.SIGALRM] = signal.signal(signal.SIGALRM, late)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for each, handler in before.items():
            signal.signal(each, handler)


def _say(line: str) -> None:
    """Write past the streams: a handler may come in the middle of a line of theirs."""
    clear = "\r\x1b[K" if sys.stderr.isatty() else ""
    with suppress(OSError):
        os.write(2, f"{clear}briefer: {line}\n".encode())
