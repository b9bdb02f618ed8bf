"""One exchange with a backend: what is asked, what came back, and the one verb between them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, Protocol

from briefer.domain.article import Article
from briefer.domain.brief import Skipped, Tokens

Role = Literal["system", "user", "assistant"]
Finish = Literal["stop", "length", "filter", "refusal", "empty"]
Answers = Literal["auto", "json_schema", "tool", "json_object", "text"]
Answered = Literal["computed", "live", "cache", "recording"]
Captured = Literal["http", "batch", "elsewhere", "computed"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Sampling:
    """Which model is asked, and how: None leaves a setting to the server. A backend's configuration fills it in."""

    model: str = ""
    temperature: float | None = None
    max_output_tokens: int | None = None
    seed: int | None = None


@dataclass(frozen=True)
class Request:
    """Everything that decides an answer, and no secret.

    `article` is the article, or the part of it, that is briefed; `schema` the JSON Schema of the answer as canonical JSON;
    `prompt` the released name of the template ("brief@1") and `prompt_sha256` its hash; `part` of `parts` counts from 1;
    `round` is 0 for the first request and n for the n-th repair. `task` tells requests of one article apart where a prompt
    makes several of them ("" where it makes one). `shown` is the article as the messages show it, where that is not its text.
    """

    article: Article
    messages: tuple[Message, ...]
    schema_name: str
    schema: str
    prompt: str
    prompt_sha256: str
    part: int = 1
    parts: int = 1
    round: int = 0
    task: str = ""
    shown: str = ""
    sampling: Sampling = field(default_factory=Sampling)

    def bound(self, sampling: Sampling) -> Request:
        """The same request, asked of one model in one way."""
        return replace(self, sampling=sampling)

    @cached_property
    def components(self) -> dict[str, str]:
        """What decides the answer, by name: each a hash, or the value itself where it is short."""
        s = self.sampling
        return {
            "template": self.prompt_sha256,
            "article": self.article.sha256,
            "messages": digest([[m.role, m.content] for m in self.messages]),
            "schema": hashlib.sha256(self.schema.encode()).hexdigest(),
            "parameters": canonical(
                {"temperature": s.temperature, "max_output_tokens": s.max_output_tokens, "seed": s.seed}
            ),
            "model": s.model,
        }

    @cached_property
    def fingerprint(self) -> str:
        """Hex sha256 over the components: the key of a recording, of the cache, and of a line in a batch."""
        return digest(self.components)

    @property
    def slot(self) -> str:
        """Where an answer to it is looked up: the article, and which of its requests this is."""
        name = self.article.id
        name += f".part{self.part}of{self.parts}" if self.parts > 1 else ""
        name += f".{self.task}" if self.task else ""
        return name + (f".repair{self.round}" if self.round else "")


@dataclass(frozen=True, slots=True)
class Capture:
    """How an answer that was kept had been made: over `http`, in a `batch`, `elsewhere` and brought in, or `computed` without a model.

    `when` is in ISO 8601; `model` the one that answered; `note` what else was said of it.
    """

    how: Captured
    when: str
    model: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.how}, {self.when}, {self.model or 'model not stated'}" + (f": {self.note}" if self.note else "")


@dataclass(frozen=True, slots=True)
class Completion:
    """What came back: the text verbatim, and what is known about how it was made.

    `seconds` is the wall time of the attempt that answered, `attempts` counts the requests that reached for the server.
    `backend` is the configured name of the backend that answered, `kind` its kind; `skipped` the ones that did not.
    `answers` is the way in which the server was asked for JSON. `cost_usd` is None where it is not known.
    `captured` says of a recorded or cached answer how, when and by which model it was made; its `cost_usd` is what it cost
    then (nothing is spent again). `fingerprint` and `model_asked` are of the
    request as the answering backend was asked it.
    """

    text: str
    finish: Finish = "stop"
    refusal: str | None = None
    model: str | None = None
    usage: Tokens = field(default_factory=Tokens)
    cost_usd: float | None = None
    request_id: str | None = None
    seconds: float = 0.0
    attempts: int = 1
    backend: str = ""
    kind: str = ""
    fingerprint: str = ""
    model_asked: str = ""
    answers: str = ""
    answered: Answered = "live"
    captured: Capture | None = None
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()

    def noted(self, *notes: str) -> Completion:
        """The same completion with further notes."""
        return replace(self, notes=(*self.notes, *notes))


class Backend(Protocol):
    """Whatever answers requests: one verb; behaviour is added by wrapping one in another."""

    def complete(self, request: Request, /) -> Completion:
        """The answer to `request`. Raises `NoAnswer`, `RecordingError` or `BudgetExceeded`."""
        ...


def canonical(value: object) -> str:
    """JSON with sorted keys and no white space: one text for one value."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(value: object) -> str:
    """Hex sha256 of the canonical JSON of `value`."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()
