"""Chat Completions of OpenAI and of every server that speaks the same: one request is one exchange."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from briefer.backends.answer import read_answer
from briefer.backends.asking import chat_body, features
from briefer.backends.body import parsed
from briefer.backends.connection import Connection
from briefer.backends.dialect import Dialect
from briefer.backends.faults import fault, is_filter, message
from briefer.backends.leaks import SHORTEST, blotted
from briefer.backends.sdk import exchange, late, raw
from briefer.domain.exchange import Completion, Request
from briefer.errors import NoAnswer, RequestRejected, ServerFailed, Unreachable

if TYPE_CHECKING:
    import httpx2

Heard = Callable[[Mapping[str, str]], None]
_STATUSES = {
    "invalid_api_key": "401",
    "model_not_found": "404",
    "insufficient_quota": "429",
    "rate_limit_exceeded": "429",
}
LARGEST_FILE = 1_000_000_000
"""The largest file of a batch's answers that is fetched, in bytes."""


@dataclass(frozen=True)
class OpenAI:
    """A model on a server, asked in that server's dialect. `heard` is told the headers of every response.

    Whatever goes wrong is raised as `NoAnswer`; a refusal, a cut or filtered answer comes back as a completion whose
    `finish` says so. It never retries, and the SDK's own retries are off.
    """

    name: str
    connection: Connection
    dialect: Dialect = field(default_factory=Dialect)
    heard: Heard = field(default=lambda _: None, repr=False)

    def __repr__(self) -> str:
        return f"OpenAI({self.name!r}, {self.connection.shown!r})"

    def complete(self, request: Request, /) -> Completion:
        """The answer to `request`, verbatim."""
        body = chat_body(request, self.dialect)
        start = time.perf_counter()
        completion = self._exchange(body)
        return replace(
            completion,
            seconds=time.perf_counter() - start,
            backend=self.name,
            kind="openai",
            fingerprint=request.fingerprint,
            model_asked=request.sampling.model,
            answers=features(body)[-1],
        )

    def _exchange(self, body: dict[str, Any]) -> Completion:
        response = exchange(self.connection, lambda sdk: sdk.post(self.connection.chat, body=body, cast_to=raw()))
        self.heard(response.headers)
        if response.status_code == 200 or (response.is_success and _answers(response.content)):  # noqa: PLR2004  # OK
            return self._read(response.content, str(response.extensions["broken"]), features(body))
        text = response.content.decode("utf-8", "replace")
        if is_filter(response.status_code, text):
            return Completion(text="", finish="filter")
        raise self._scrubbed(
            fault(response.status_code, response.headers, text, sent=features(body), hide=self.connection.scrubbed)
        )

    def _read(self, content: bytes, broken: str, sent: tuple[str, ...]) -> Completion:
        """The completion in a body: whole JSON counts, even where the connection broke off behind it."""
        where = self.connection.shown
        text = content.decode("utf-8", "replace")
        payload = parsed(text)
        notes = (
            ("the answer held bytes that are not UTF-8: replaced",)
            if "\ufffd" in text and not _is_utf8(content)
            else ()
        )
        if isinstance(payload, dict):
            if (error := payload.get("error")) and not payload.get("choices"):
                raise self._scrubbed(_failed(error, text, sent, self.connection.scrubbed))
            completion = read_answer(payload)
            return self._blotted(replace(completion, notes=(*notes, *completion.notes)))
        if broken == "timeout":
            raise late(self.connection)
        if broken == "cut":
            raise Unreachable(f"{where}: the connection broke within the answer")
        if broken == "large":
            raise ServerFailed(
                f"{where} sent more than any answer can be", hint="is base_url that of a model?", transient=False
            )
        if text.lstrip()[:1] == "<":
            raise RequestRejected(
                f"{where} answered with a web page",
                hint="check base_url (it mostly ends in /v1), or a login on the way",
            )
        raise ServerFailed(f"{where} sent no chat completion")

    def _blotted(self, completion: Completion) -> Completion:
        """The answer without a key that the server repeats in it: it goes to traces, pages and recordings."""
        secrets = self.connection.secrets
        held = (completion.text, completion.refusal, completion.model, completion.request_id)
        text, refusal, model, request_id = (part and blotted(part, secrets) for part in held)
        if (text, refusal, model, request_id) == held:
            return completion
        notes = (*completion.notes, "the answer held a key in use: blotted out")
        return replace(completion, text=text or "", refusal=refusal, model=model, request_id=request_id, notes=notes)

    def _scrubbed(self, error: NoAnswer) -> NoAnswer:
        error.args = (self.connection.scrubbed(f"{self.name}: {error}"),)
        return error


@dataclass(frozen=True)
class Files:
    """The other endpoints of a server, such as those of its Batch API: single exchanges, with every failure raised as `NoAnswer`."""

    name: str
    connection: Connection

    def fetch(self, path: str) -> bytes:
        """What the server has at `path`, up to the size of the largest file of answers."""
        return self._content(exchange(self.connection, lambda sdk: sdk.get(path, cast_to=raw()), LARGEST_FILE))

    def post(self, path: str, body: Mapping[str, Any], file: tuple[str, bytes] | None = None) -> bytes:
        """The answer to a request with `body`, and with a file (its name and bytes) to upload."""
        files = [("file", (*file, "application/jsonl"))] if file else None
        options: Any = {"headers": {"Content-Type": "multipart/form-data"}} if file else {}
        return self._content(
            exchange(
                self.connection,
                lambda sdk: sdk.post(path, cast_to=raw(), body=dict(body), files=files, options=options),
            )
        )

    def _content(self, response: httpx2.Response) -> bytes:
        if response.status_code != 200:  # noqa: PLR2004  # the one status of an answer
            text = response.content.decode("utf-8", "replace")
            error = fault(response.status_code, response.headers, text, hide=self.connection.scrubbed)
            error.args = (self.connection.scrubbed(f"{self.name}: {error}"),)
            raise error
        if broken := str(response.extensions.get("broken", "")):
            raise Unreachable(f"{self.connection.shown}: the answer broke off ({broken})", hint="fetch it again")
        content: bytes = response.content
        for secret in self.connection.secrets:
            if len(secret) >= SHORTEST:
                content = content.replace(secret.encode(), b"***")
        return content


def listed_models(connection: Connection) -> list[dict[str, Any]]:
    """The models that a server lists. Raises `NoAnswer` where it lists none."""
    response = exchange(connection, lambda sdk: sdk.get("/models", cast_to=raw()))
    text = response.content.decode("utf-8", "replace")
    if response.status_code != 200:  # noqa: PLR2004  # the one status of an answer
        raise fault(response.status_code, response.headers, text, hide=connection.scrubbed)
    found = parsed(connection.scrubbed(text))
    models = found.get("data") if isinstance(found, dict) else None
    if not isinstance(models, list):
        raise RequestRejected("what it lists are no models", hint="check base_url (it mostly ends in /v1)")
    return [model for model in models if isinstance(model, dict)]


def _failed(error: object, text: str, sent: tuple[str, ...], hide: Callable[[str], str]) -> NoAnswer:
    """The error that came with 200, as routers send them: of the status that it names, else a failure of the server."""
    if status := _status(error):
        return fault(status, {}, text, sent=sent, hide=hide)
    said = message(text, hide)
    return ServerFailed("HTTP 200 with an error" + (f" ({said})" if said else ""))


def _status(error: object) -> int | None:
    """The HTTP status that an error names, as a number, its digits, or a code that always comes with it."""
    code = error.get("code") or error.get("status") if isinstance(error, dict) else None
    code = _STATUSES.get(str(code), str(code))
    return int(code) if re.fullmatch("[45][0-9]{2}", code) else None


def _answers(content: bytes) -> bool:
    payload = parsed(content)
    return isinstance(payload, dict) and bool(payload.get("choices"))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
