"""Requests, completions and a scripted backend for the tests of recordings, budgets and batches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from briefer.domain.article import Article
from briefer.domain.brief import Tokens
from briefer.domain.exchange import Completion, Message, Request, Sampling

TEXT = "Norland may fine ferry operators that miss the new safety rules, transport minister Ada Holm said on Friday."
ANSWER = (
    '{"bottom_line": "Norland may fine operators.",\n "actors": [], "commitments": [], "risks": [], "reactions": []}'
)
WHEN = "2026-11-24T10:00:00+00:00"


def request(text: str = TEXT, **changes: Any) -> Request:
    """A small request; `changes` are fields of it, or of its sampling."""
    sampling = {k: changes.pop(k) for k in list(changes) if k in Sampling.__dataclass_fields__}
    made = Request(
        article=Article(text, id=changes.pop("id", "w-002")),
        messages=(Message("system", "Brief the article.\nAnswer in JSON."), Message("user", f"ARTICLE\n{text}\nEND")),
        schema_name="brief",
        schema='{"type":"object"}',
        prompt="brief@1",
        prompt_sha256="a" * 64,
        sampling=Sampling(model="qwen", temperature=0.0, max_output_tokens=4096),
    )
    made = replace(made, **changes)
    return made.bound(replace(made.sampling, **sampling))


def completion(text: str = ANSWER, **changes: Any) -> Completion:
    """An answer as a server gives it."""
    given = Completion(
        text=text,
        model="qwen-2026",
        usage=Tokens(prompt=1200, cached=1000, completion=300, reasoning=100),
        cost_usd=0.0012,
        seconds=3.25,
        attempts=2,
        backend="local",
        kind="openai",
        answers="json_schema",
        request_id="req_123",
    )
    return replace(given, **changes)


@dataclass
class Scripted:
    """A backend that gives what it is told to, and counts how often it was asked."""

    answer: Completion | Exception | Callable[[Request], Completion] = field(default_factory=completion)
    asked: list[Request] = field(default_factory=list)

    def complete(self, request: Request, /) -> Completion:
        self.asked.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer if isinstance(self.answer, Completion) else self.answer(request)

    def __repr__(self) -> str:
        return "Scripted"
