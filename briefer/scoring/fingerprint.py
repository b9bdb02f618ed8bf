"""The name of this scorer: a hash over its sources and constants."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files

_KINDS = (".py", ".toml")
_NO_PART = ("calibration.toml",)
"""It says how good the scorer is, and changes no score."""


@lru_cache(maxsize=1)
def scorer_hash() -> str:
    """Names the scorer: 16 hex digits of a sha256 over the sources of this room and its constants and words.

    Scores of scorers with different names cannot be compared. Line ends do not count.
    """
    room = files("briefer.scoring")
    names = sorted(f.name for f in room.iterdir() if f.name.endswith(_KINDS) and f.name not in _NO_PART)
    return digest({name: room.joinpath(name).read_bytes() for name in names})


def digest(sources: dict[str, bytes]) -> str:
    """The hash over named sources."""
    total = hashlib.sha256()
    for name in sorted(sources):
        content = sources[name].replace(b"\r\n", b"\n")
        total.update(f"{name} {len(content)}\n".encode() + content)
    return total.hexdigest()[:16]
