"""Text of others as one that a terminal only shows."""

from __future__ import annotations


def printable(text: str) -> str:
    """`text` with everything that could move a cursor, end a line or fail to encode written as an escape."""
    return text if text.isprintable() else "".join(c if c.isprintable() else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
