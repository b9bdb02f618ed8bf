"""The switch by which a run is asked to end: nothing more is sent, and what is on its way is waited for."""

from __future__ import annotations

import time
from dataclasses import dataclass

from briefer.errors import Stopped

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
