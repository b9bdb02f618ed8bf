"""The body of a chat completion, read into a completion: nothing is believed that a server only usually sends."""

from __future__ import annotations

from typing import Any

from briefer.backends.body import HALF, whole, written
from briefer.domain.brief import Tokens
from briefer.domain.exchange import Completion, Finish

_FINISHES: dict[str, Finish] = {
    "length": "length",
    "max_tokens": "length",
    "content_filter": "filter",
    "refusal": "refusal",
}
_MOST_TOKENS = 10**12


def read_answer(payload: dict[str, Any]) -> Completion:
    """The completion in the parsed body of a chat completion.

    The text is that of the first choice, verbatim: its content, or the arguments of the tool that it calls; only half a
    surrogate pair, which is no text, is replaced, with a note. An answer without choices or content is "empty"; a finish
    that servers leave out or invent counts as "stop"; a count of tokens that no server can mean is unknown.
    """
    choices = payload.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
    message = choice.get("message")
    message = message if isinstance(message, dict) else {}
    said = _arguments(message) or _content(message.get("content"))
    text = whole(said)
    refusal = message.get("refusal")
    refusal = whole(refusal) if isinstance(refusal, str) and refusal.strip() else None
    finish = _FINISHES.get(str(choice.get("finish_reason")), "stop")
    if refusal and not text:
        finish = "refusal"
    elif not text.strip() and finish == "stop":
        finish = "empty"
    return Completion(
        text=text,
        finish=finish,
        refusal=refusal,
        model=_text(payload.get("model")),
        usage=_usage(payload.get("usage")),
        request_id=_text(payload.get("id")),
        notes=(HALF,) if text != said else (),
    )


def _content(content: object) -> str:
    """Content is a string, or with some servers a list of parts."""
    if isinstance(content, list):
        return "".join(part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str))
    return content if isinstance(content, str) else ""


def _arguments(message: dict[str, Any]) -> str:
    calls = message.get("tool_calls")
    call = calls[0] if isinstance(calls, list) and calls and isinstance(calls[0], dict) else {}
    function = call.get("function")
    arguments = function.get("arguments") if isinstance(function, dict) else None
    if isinstance(arguments, dict):  # as Ollama's own protocol has them, and servers that pass it on
        return written(arguments)
    return arguments if isinstance(arguments, str) else ""


def _usage(usage: object) -> Tokens:
    table = usage if isinstance(usage, dict) else {}
    prompt, completion = table.get("prompt_tokens_details"), table.get("completion_tokens_details")
    cached = _count(prompt.get("cached_tokens")) if isinstance(prompt, dict) else None
    return Tokens(
        prompt=_count(table.get("prompt_tokens")),
        cached=_count(table.get("prompt_cache_hit_tokens")) if cached is None else cached,
        completion=_count(table.get("completion_tokens")),
        reasoning=_count(completion.get("reasoning_tokens")) if isinstance(completion, dict) else None,
    )


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_TOKENS else None


def _text(value: object) -> str | None:
    return whole(value) if isinstance(value, str) and value else None
