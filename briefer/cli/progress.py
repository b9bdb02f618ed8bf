"""One line on stderr that says how far the work is, while somebody is looking."""

from __future__ import annotations

import sys
from dataclasses import dataclass

WIDTH = 72


@dataclass
class Progress:
    """Shows how many of `total` have begun; shows nothing where stderr is no terminal or the user wants quiet."""

    total: int
    quiet: bool = False
    begun: int = 0

    @property
    def shown(self) -> bool:
        """Whether anybody sees it."""
        return not self.quiet and sys.stderr.isatty()

    def say(self, what: str) -> None:
        """Say what is begun now."""
        self.begun += 1
        if self.shown:
            text = "".join(c if c.isprintable() else "?" for c in f"briefing {self.begun} of {self.total}: {what}")
            sys.stderr.write(f"\r\x1b[K{text[:WIDTH]}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
