"""How a run ends before its end: by a switch that is thrown, or an error after which nothing else has a chance."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from briefer.errors import AccessDenied, BrieferError, BudgetExceeded, MendSetup, Stopped

T = TypeVar("T")
HOPELESS = (MendSetup, AccessDenied, BudgetExceeded, Stopped)
"""Errors after which no other article has a chance."""

_TICK = 0.1
"""Seconds after which a sleeper looks at the switch again."""


@dataclass
class Stop:
    """A switch, off at first, that any number of threads look at. A plain flag: a signal handler may set it at any moment."""

    on: bool = False

    def check(self) -> None:
        """Raise `Stopped` where it is on."""
        if self.on:
            raise Stopped("interrupted; what was finished is kept")

    def sleep(self, seconds: float) -> None:
        """Sleep, unless the switch is on or is thrown meanwhile: then raise `Stopped`."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.check()
            time.sleep(min(left, _TICK))
        self.check()


@dataclass
class Attempts:
    """Attempts at independent work, from any number of threads.

    Once `stop` is on, or one of them has met an error after which none has a chance, nothing is begun any more.
    """

    stop: Stop = field(default_factory=Stop)
    hopeless: BrieferError | None = None

    def __call__(self, work: Callable[[], T]) -> T | BrieferError:
        """What `work` gives, or the error that it raised or that kept it from being begun."""
        try:
            self.stop.check()
            return self.hopeless or work()
        except HOPELESS as error:
            self.hopeless = self.hopeless or error
            return self.hopeless
        except BrieferError as error:
            return error
