"""One line on stderr that says which stage a run is in, how far, what it has cost, and how long it will take."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

_SOON = 3.0
"""Seconds of a stage after which its pace says something about the time that remains."""


@dataclass
class Stages:
    """Shows the stages of a run; shows nothing where stderr is no terminal or the user wants quiet."""

    quiet: bool = False
    _name: str = ""
    _total: int = 0
    _done: int = 0
    _cost: float = 0.0
    _unpriced: bool = False
    _began: float = field(default_factory=time.monotonic)

    def stage(self, name: str, total: int) -> None:
        """A stage of `total` steps begins."""
        self._name, self._total, self._done, self._began = name, total, 0, time.monotonic()
        self._show()

    def step(self, cost: float | None = 0.0) -> None:
        """One step is done; `cost` is what it spent in US dollars, None where that is unknown."""
        self._done += 1
        self._cost += cost or 0.0
        self._unpriced = self._unpriced or cost is None
        self._show()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    @property
    def line(self) -> str:
        """Such as `briefing 120 of 300, 0.0412 USD, 2 min left`."""
        parts = [f"{self._name} {self._done} of {self._total}" if self._total > 1 else self._name]
        if self._cost:
            parts.append(f"{self._cost:.4f} USD" + (" and more" if self._unpriced else ""))
        elif self._unpriced:
            parts.append("cost unknown")
        spent = time.monotonic() - self._began
        if self._done and spent > _SOON and (left := spent / self._done * (self._total - self._done)):
            parts.append(f"{left / 60:.0f} min left" if left > 90 else f"{left:.0f} s left")  # noqa: PLR2004  # a minute and a half
        return ", ".join(parts)

    @property
    def _shown(self) -> bool:
        return not self.quiet and sys.stderr.isatty()

    def _show(self) -> None:
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{self.line}")
            sys.stderr.flush()
