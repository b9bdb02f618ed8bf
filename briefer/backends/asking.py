"""The body of a request for a chat completion, in the dialect of one server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from briefer.backends.body import whole
from briefer.backends.dialect import Dialect
from briefer.domain.exchange import Request

ASK_FOR_JSON = "Answer with one JSON object of this JSON Schema and nothing else: "


def chat_body(request: Request, dialect: Dialect) -> dict[str, Any]:
    """What is sent: stable parts first, so that servers can cache the prompt; nothing that is not configured.

    Where the mode carries no schema and the messages do not show it, it is put to the first system message.
    """
    sampling = request.sampling
    messages = [{"role": message.role, "content": whole(message.content)} for message in request.messages]
    body: dict[str, Any] = {"model": sampling.model, "messages": messages}
    if dialect.mode in {"json_object", "text"} and not any(request.schema in m["content"] for m in messages):
        first, extra = messages[0], ASK_FOR_JSON + request.schema
        both = (first["content"], extra) if first["role"] == "system" else (extra, first["content"])
        first["content"] = "\n\n".join(both)
    body |= _answers(request, dialect)
    if sampling.temperature is not None and dialect.takes("temperature"):
        body["temperature"] = sampling.temperature
    if sampling.seed is not None and dialect.takes("seed"):
        body["seed"] = sampling.seed
    if sampling.max_output_tokens is not None and (cap := dialect.cap_name):
        body[cap] = sampling.max_output_tokens
    return body


def _answers(request: Request, dialect: Dialect) -> dict[str, Any]:
    """The part that asks for JSON."""
    named: dict[str, Any] = {"name": request.schema_name}
    if dialect.takes("strict"):
        named["strict"] = True
    match dialect.mode:
        case "json_schema":
            wanted = {**named, "schema": _parsed(request.schema)}
            return {"response_format": {"type": "json_schema", "json_schema": wanted}}
        case "tool":
            return {
                "tools": [{"type": "function", "function": {**named, "parameters": _parsed(request.schema)}}],
                "tool_choice": {"type": "function", "function": {"name": request.schema_name}},
            }
        case "json_object":
            return {"response_format": {"type": "json_object"}}
        case _:
            return {}


@lru_cache(maxsize=8)
def _parsed(schema: str) -> Any:
    return json.loads(schema)


def features(body: Mapping[str, Any]) -> tuple[str, ...]:
    """What a request holds that it could do without, the easiest to part with first."""
    wanted = body.get("response_format") or {}
    function = body["tools"][0]["function"] if "tools" in body else wanted.get("json_schema") or {}
    found = ["strict"] if "strict" in function else []
    found += [name for name in ("temperature", "seed", "max_completion_tokens", "max_tokens") if name in body]
    return (*found, "tool" if "tools" in body else wanted.get("type", "text"))
