"""Backends of a configuration written in a test, and requests to ask them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefer.config import load
from briefer.domain.article import Article
from briefer.domain.exchange import Backend, Message, Request
from briefer.prompting.schema import answer_schema
from briefer.wiring import backend

KEY = "sk-test-0123456789abcdefghijklmnop"


def request(text: str = "Ministers opened trade talks on Monday.") -> Request:
    """A request for a brief, small enough to be read."""
    return Request(
        article=Article(text),
        messages=(Message("system", f"Brief it as JSON. {answer_schema()}"), Message("user", text)),
        schema_name="brief",
        schema=answer_schema(),
        prompt="brief@1",
        prompt_sha256="0" * 64,
    )


def configured(
    folder: Path,
    url: str,
    *,
    name: str = "mock",
    extra: str = "",
    environment: dict[str, str] | None = None,
    **keys: Any,
) -> Backend:
    """The backend that a `briefer.toml` with these keys describes. Its key is in MOCK_KEY; it has no cache."""
    table = {"kind": "openai", "base_url": url, "model": "mock-1", "api_key_env": "MOCK_KEY", "timeout": 30}
    table |= {"cache": False} | keys
    lines = [f"{key} = {_toml(value)}" for key, value in table.items() if value is not None]
    file = folder / "briefer.toml"
    cache = folder / "cache"
    file.write_text(
        f"cache = {_toml(str(cache))}\n[backends.{name}]\n" + "\n".join(lines) + "\n" + extra, encoding="utf-8"
    )
    return backend(name, load(file, environment={"MOCK_KEY": KEY} | (environment or {})))


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str):
        import json

        return json.dumps(value)
    return str(value)
