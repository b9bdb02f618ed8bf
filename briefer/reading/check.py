"""The deterministic checks of a grounded draft: what a reader should know before relying on it."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.domain.brief import Check, Lists
from briefer.domain.quote import Evidence, Quote
from briefer.reading.source import Source


def check(bottom_line: str, proven: Lists[Quote], unproven: Lists[Evidence], source: Source) -> Iterator[Check]:  # noqa: ARG001  # the rules follow
    """Every finding of every rule."""
    yield from ()
