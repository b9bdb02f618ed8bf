"""What was measured of a server, as the table of its backend to write into the configuration."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def table(name: str, configured: Mapping[str, Any], measured: Mapping[str, Any]) -> str:
    """The `[backends.NAME]` table to write: what was configured, and over it what was measured."""
    lines = [
        f"{key} = {_toml(value)}"
        for key, value in {**configured, **measured}.items()
        if value not in (None, "", {}, ())
    ]
    return "\n".join([f"[backends.{name}]", *lines])


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)  # strings, numbers and booleans look alike in TOML and JSON
