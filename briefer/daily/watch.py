"""Who watches a run: told of each stage, and of each step in it."""

from __future__ import annotations

from typing import Protocol


class Watch(Protocol):
    """Something that shows how far a run is, such as a line on a terminal."""

    def stage(self, name: str, total: int) -> None:
        """A stage of `total` steps begins."""

    def step(self, cost: float | None = 0.0) -> None:
        """One step is done; `cost` is what it spent in US dollars, None where that is unknown."""


class Nobody:
    """Watches nothing."""

    def stage(self, name: str, total: int) -> None:
        """Ignore it."""

    def step(self, cost: float | None = 0.0) -> None:
        """Ignore it."""
