"""Measures one server in about ten small requests: what it takes, what it enforces, and what it only says it does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from briefer.backends import copying
from briefer.backends.connection import Connection
from briefer.backends.dialect import MODES, Dialect
from briefer.backends.openai import OpenAI, listed_models
from briefer.backends.retrying import Retrying
from briefer.domain.article import Article
from briefer.domain.exchange import Answers, Backend, Completion, Message, Request, Sampling
from briefer.errors import AccessDenied, BrieferError, NoAnswer, RequestRejected, TimedOut, Unreachable, Unsupported

Verdict = Literal["yes", "no", "unclear"]
WORD = "violet-19"
SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {"shade": {"type": "string", "enum": [WORD]}},
        "required": ["shade"],
        "additionalProperties": False,
    },
    separators=(",", ":"),
)
"""A schema that no model fulfils by chance: nothing in the question hints at it."""

PROSE = "Write one short sentence about the sea in plain English. Do not write JSON."
LETTERS = "Write a random sequence of twelve letters and nothing else."
FILLER = "The harbour was quiet and the boats lay still in the grey water of the morning. "
PROBE_TOKENS = 5_000
ATTEMPTS, MAX_WAIT = 3, 20.0
"""Attempts at one request, and the seconds that a server may ask for between them: a moody server is measured all the same."""
_CUT = 0.7
_LENGTH_KEYS = ("max_model_len", "context_length", "max_context_length", "context_window", "n_ctx")


@dataclass(frozen=True)
class Finding:
    """One thing that was measured."""

    what: str
    verdict: Verdict
    detail: str


@dataclass
class Checkup:
    """Asks one server, and keeps what it found. `count` counts tokens as briefer does.

    `probe` is how many tokens the one long request has that shows whether the context is cut in silence; `context` what the
    configuration believes. Each finding is `told` as it is made; `settings` holds what follows for the configuration.
    """

    connection: Connection
    model: str
    count: Callable[[str], int]
    context: int | None = None
    cap: str = "max_tokens"
    probe: int = PROBE_TOKENS
    told: Callable[[Finding], None] = field(default=lambda _: None, repr=False)
    settings: dict[str, Any] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    headers: set[str] = field(default_factory=set)
    requests: int = 0

    def run(self) -> bool:
        """Measure everything; False where the server cannot be used at all, which the last finding explains."""
        if not (self._listed() and self._answers()):
            return False
        found = {mode: self._mode(mode) for mode in MODES if mode != "text"}
        strongest, verdict = next(((m, v) for m, v in found.items() if v != "no"), ("text", "yes"))
        if verdict == "yes":
            self.settings["answers"] = strongest
        self._context()
        self._sampling()
        self._copying()
        rates = sorted(name for name in self.headers if name.startswith("x-ratelimit-"))
        self._found("rate headers", "yes" if rates else "no", ", ".join(rates) or "none sent")
        middle = sorted(self.seconds)[len(self.seconds) // 2]
        self._found("latency", "yes", f"{middle:.2f} s for a short answer, {self.requests} requests made")
        return True

    def _found(self, what: str, verdict: Verdict, detail: str) -> Verdict:
        self.told(Finding(what, verdict, detail))
        return verdict

    def _ask(
        self, text: str, mode: Answers = "text", *, schema: str = "", sampling: Sampling | None = None
    ) -> Completion:
        request = Request(
            article=Article(text),
            messages=(Message("user", text),),
            schema_name="answer",
            schema=schema,
            prompt="check",
            prompt_sha256="",
            sampling=replace(sampling or Sampling(max_output_tokens=40), model=self.model),
        )
        dialect = Dialect(mode, self.cap)
        one = _Counted(OpenAI("check", self.connection, dialect, self._heard), self._count)
        while True:
            try:
                completion = Retrying(one, ATTEMPTS, MAX_WAIT).complete(request)
            except Unsupported as error:
                if error.feature not in {"max_tokens", "max_completion_tokens", "strict"} or not dialect.drop(
                    error.feature
                ):
                    raise
                continue
            self.cap = dialect.cap_name or self.cap
            return completion

    def _count(self) -> None:
        self.requests += 1

    def _heard(self, headers: Mapping[str, str]) -> None:
        self.headers |= {name.lower() for name in headers}

    def _listed(self) -> bool:
        """Whether the server is there, takes the key and lists the model."""
        self.requests += 1
        try:
            models = listed_models(self.connection)
        except (Unreachable, TimedOut) as error:
            self._found("reachable", "no", error.line)
            return False
        except AccessDenied as error:
            self._found("reachable", "yes", self.connection.shown)
            self._found("key accepted", "no", error.line)
            return False
        except NoAnswer as error:
            self._found("reachable", "yes", self.connection.shown)
            self._found("model listed", "unclear", f"the server has no list of models ({error})")
            return True
        self._found("reachable", "yes", self.connection.shown)
        known = next((model for model in models if model.get("id") == self.model), None)
        names = ", ".join(str(model.get("id")) for model in models[:5])
        self._found("model listed", "yes" if known else "no", self.model if known else f"it lists {names or 'none'}")
        said = [value for key in _LENGTH_KEYS for value in _values(known or {}, key)]
        if said:
            self.settings["context"] = said[0]
        return True

    def _answers(self) -> bool:
        """Whether it answers at all, and what it says about tokens."""
        try:
            completion = self._ask("Answer with the single word: ready")
        except BrieferError as error:
            what = "key accepted" if isinstance(error, AccessDenied) else "answers"
            self._found(what, "no", error.line)
            return False
        self._found("key accepted", "yes", "or not asked for")
        self.seconds.append(completion.seconds)
        self._found("answers", "yes", f"as {completion.model or 'a model without a name'}")
        usage = completion.usage
        details = f"{usage.prompt} tokens read, {usage.completion} written" if usage.prompt is not None else "none"
        self._found("usage reported", "no" if usage.prompt is None else "yes", details)
        return True

    def _mode(self, mode: Answers) -> Verdict:
        """Whether the server enforces a mode: it is asked for prose, so that only enforcement gives JSON."""
        try:
            completion = self._ask(PROSE, mode, schema=SCHEMA)
        except RequestRejected as error:
            return self._found(mode, "no", f"refused: {error}")
        except NoAnswer as error:
            return self._found(mode, "unclear", error.line)
        if completion.finish in {"refusal", "filter", "empty"}:
            return self._found(mode, "unclear", f"accepted, and no answer came ({completion.finish})")
        self.seconds.append(completion.seconds)
        enforced = _is_object(completion.text) if mode == "json_object" else _fulfils(completion.text)
        cut = completion.finish == "length" and completion.text.lstrip().startswith("{")
        if cut and mode == "json_object":
            enforced = True
        if enforced:
            return self._found(mode, "yes", "enforced")
        shown = " ".join(completion.text.split())[:40]
        return self._found(mode, "no", f"accepted, not enforced: it wrote {shown!r}")

    def _context(self) -> None:
        """Whether the server reads as much as it is sent: one that cuts in silence counts fewer tokens than we do."""
        believed = self.context or self.settings.get("context")
        tokens = min(self.probe, int(believed * 0.9)) if believed else self.probe
        text = FILLER * max(1, tokens // self.count(FILLER)) + "\nAnswer with the single word: ready"
        ours = self.count(text)
        what = f"context of {believed}" if believed else "context"
        try:
            theirs = self._ask(text, sampling=Sampling(max_output_tokens=8)).usage.prompt
        except NoAnswer as error:
            self._found(
                what, "no" if isinstance(error, RequestRejected) else "unclear", f"{ours} tokens sent: {error.line}"
            )
            return
        if theirs is None:
            self._found(what, "unclear", f"{ours} tokens taken, but the server reports no usage: it may cut in silence")
        elif theirs < ours * _CUT:
            self.settings["context"] = theirs
            self._found(what, "no", f"{ours} tokens sent, {theirs} read: the server cuts in silence; raise its context")
        else:
            self._found(what, "yes", f"{ours} tokens sent, {theirs} read: not cut up to there")

    def _sampling(self) -> None:
        """Whether seed and temperature do anything: equal seeds should agree at a high temperature, others should not."""
        hot = [
            self._letters(temperature=1.5, seed=seed) for seed in (2, 1, 1)
        ]  # the first one warms the server's cache
        cold = [self._letters(temperature=0.0, seed=None) for _ in range(2)]
        for name, texts in (("seed", hot), ("temperature", cold)):
            failed = next((text for text in texts if isinstance(text, BrieferError)), None)
            if isinstance(failed, RequestRejected):
                self._found(name, "no", f"refused: {failed}")
            elif failed is not None:
                self._found(name, "unclear", failed.line)
        if not any(isinstance(text, BrieferError) for text in hot):
            varies = len(set(map(str, hot))) > 1
            if hot[1] == hot[2] and hot[0] != hot[1]:
                self._found("seed", "yes", "the same seed gives the same answer, another one another")
            else:
                self._found(
                    "seed",
                    "no" if varies else "unclear",
                    "answers differ under one seed" if varies else "all answers are alike",
                )
        if not any(isinstance(text, BrieferError) for text in cold):
            same, varies = cold[0] == cold[1], len({text for text in (*hot, *cold) if isinstance(text, str)}) > 1
            verdict: Verdict = "yes" if same and varies else "unclear" if same else "no"
            self._found("temperature", verdict, "0 repeats itself" if same else "two answers at 0 differ")
            if same:
                self.settings["temperature"] = 0

    def _copying(self) -> None:
        """Whether the model copies what it quotes: one that does not is better asked for the numbers of sentences."""
        mode, cap = self.settings.get("answers", "text"), Sampling(temperature=0, max_output_tokens=copying.TOKENS)
        try:
            found = copying.copied(self._ask(copying.QUESTION, mode, schema=copying.SCHEMA, sampling=cap).text)
        except NoAnswer as error:
            self._found("copies quotes", "unclear", error.line)
            return
        if self._found("copies quotes", *copying.verdict(found)) == "no":
            self.settings["prompt"] = copying.PROMPT

    def _letters(self, *, temperature: float, seed: int | None) -> str | BrieferError:
        try:
            completion = self._ask(LETTERS, sampling=Sampling(temperature=temperature, seed=seed, max_output_tokens=24))
        except BrieferError as error:
            return error
        self.seconds.append(completion.seconds)
        return completion.text


@dataclass(frozen=True)
class _Counted:
    """Counts what is sent, also in vain."""

    inner: Backend
    count: Callable[[], None]

    def complete(self, request: Request, /) -> Completion:
        self.count()
        return self.inner.complete(request)


def _values(table: Mapping[str, Any], key: str) -> list[int]:
    """Whole numbers under `key`, in the table or one table deeper."""
    inner = [value for value in table.values() if isinstance(value, dict)]
    return [value for t in (table, *inner) if isinstance(value := t.get(key), int) and value > 0]


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _fulfils(text: str) -> bool:
    try:
        return bool(json.loads(text) == {"shade": WORD})
    except ValueError:
        return False
