"""Ids of stories: 8 hex digits that are given once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def fresh(key: str, taken: Iterable[str]) -> str:
    """An id that no story has: made of the key of its first page, so that the same pages get the same ids anywhere."""
    number, ids = 0, set(taken)
    while (made := hashlib.sha256(f"{key} {number}".encode()).hexdigest()[:8]) in ids:
        number += 1
    return made
