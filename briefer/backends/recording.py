"""One recording: an answer, the request that it answers and how it was captured, in a file that shows every changed byte."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pydantic_core

from briefer.domain.brief import Skipped, Tokens
from briefer.domain.exchange import Answered, Capture, Completion, Message, Request, digest
from briefer.errors import RecordingDamaged

FORMAT = "briefer.recording/1"
ELIDED = "[the article]"
"""Stands in recorded messages where the article's text stood: a recording repeats no article."""

_SECTIONS = ("request", "reply", "answer", "provenance")
_SEAL_BYTES = 100
_SEAL = re.compile(rb' "sha256": "([0-9a-f]{64})"\n\}\n\Z')


@dataclass(frozen=True)
class Recording:
    """What is kept of one exchange.

    `key` is the request's fingerprint over its `components`; `messages` are those of the request without the article.
    `completion` is the answer as it came.
    """

    key: str
    components: Mapping[str, str]
    slot: str
    prompt: str
    messages: tuple[Message, ...]
    completion: Completion
    capture: Capture

    @classmethod
    def of(cls, request: Request, completion: Completion, capture: Capture) -> Recording:
        """The recording of `completion` as the answer to `request`."""
        return cls(
            key=request.fingerprint,
            components=request.components,
            slot=request.slot,
            prompt=request.prompt,
            messages=elided(request),
            completion=completion,
            capture=capture,
        )

    @property
    def captured(self) -> Capture:
        """How the answer was captured. In old recordings one that was made elsewhere is called a batch: how it came in."""
        capture = self.capture
        told = capture.how == "batch" and capture.note and not self.completion.kind
        return replace(capture, how="elsewhere") if told else capture

    def played(self, backend: str, kind: str, answered: Answered) -> Completion:
        """The answer again, as the backend of that name and kind gives it."""
        c, captured = self.completion, self.captured
        return Completion(
            text=c.text,
            finish=c.finish,
            refusal=c.refusal,
            model=c.model or (captured.model if captured.how == "elsewhere" else None),
            usage=c.usage,
            cost_usd=c.cost_usd,
            seconds=c.seconds,
            attempts=c.attempts,
            backend=backend,
            kind=kind,
            fingerprint=self.key,
            model_asked=self.components["model"],
            answers=c.answers,
            answered=answered,
            captured=captured,
            skipped=c.skipped,
            notes=c.notes,
        )


def elided(request: Request) -> tuple[Message, ...]:
    """The messages of `request`, without the text of its article."""
    shown = request.shown or request.article.text
    return tuple(Message(m.role, m.content.replace(shown, ELIDED)) for m in request.messages)


def encode(recording: Recording) -> bytes:
    """The one file that holds `recording`: JSON with texts as lists of lines, a digest a section, and one over all bytes before it."""
    c, capture = recording.completion, recording.capture
    document: dict[str, Any] = {
        "format": FORMAT,
        "request": {
            "key": recording.key,
            "slot": recording.slot,
            "prompt": recording.prompt,
            "components": dict(recording.components),
            "messages": [{"role": m.role, "content": m.content.split("\n")} for m in recording.messages],
        },
        "reply": {
            "finish": c.finish,
            "refusal": c.refusal,
            "model": c.model,
            "backend": c.backend,
            "kind": c.kind,
            "answers": c.answers,
            "usage": c.usage.model_dump(),
            "cost_usd": c.cost_usd,
            "seconds": c.seconds,
            "attempts": c.attempts,
            "skipped": [s.model_dump() for s in c.skipped],
            "notes": list(c.notes),
        },
        "answer": {"sha256": _sha256(c.text), "lines": c.text.split("\n")},
        "provenance": {"how": capture.how, "when": capture.when, "model": capture.model, "note": capture.note},
    }
    return _sealed(document)


def decode(data: bytes, where: str) -> Recording:
    """The recording in `data`. Raises `RecordingDamaged`, which says where, if a single byte of it has changed."""
    seal = _SEAL.search(data, max(0, len(data) - _SEAL_BYTES))
    if seal is None or hashlib.sha256(data[: seal.start()]).hexdigest().encode() != seal[1]:
        raise _damaged(where, _fault(data))
    try:
        document = _parsed(data)
        recording = _read(document)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(where, f"not of format {FORMAT} ({error})") from error
    if digest(dict(recording.components)) != recording.key:
        raise _damaged(where, "request: the key is not that of the components")
    if _sha256(recording.completion.text) != document["answer"]["sha256"]:
        raise _damaged(where, "answer: its sha256 is that of another text")
    return recording


def canonical_fault(data: bytes, where: str) -> str | None:
    """What in a file that `decode` takes is not as `encode` writes it, or None: a second writer would have to agree to the byte."""
    return None if encode(decode(data, where)) == data else "not written as briefer writes recordings"


def _parsed(data: bytes) -> Any:
    """The JSON in `data`; pydantic's parser is three times as fast, and refuses lone surrogates, which answers may have."""
    try:
        return pydantic_core.from_json(data)
    except ValueError:
        return json.loads(data)


def _read(document: dict[str, Any]) -> Recording:
    if document["format"] != FORMAT:
        raise ValueError(f"format {document['format']!r}")
    request, reply, provenance = document["request"], document["reply"], document["provenance"]
    completion = Completion(
        text="\n".join(document["answer"]["lines"]),
        finish=reply["finish"],
        refusal=reply["refusal"],
        model=reply["model"],
        backend=reply["backend"],
        kind=reply["kind"],
        answers=reply["answers"],
        usage=Tokens(**reply["usage"]),
        cost_usd=reply["cost_usd"],
        seconds=reply["seconds"],
        attempts=reply["attempts"],
        skipped=tuple(Skipped(**s) for s in reply["skipped"]),
        notes=tuple(reply["notes"]),
    )
    return Recording(
        key=request["key"],
        components=request["components"],
        slot=request["slot"],
        prompt=request["prompt"],
        messages=tuple(Message(m["role"], "\n".join(m["content"])) for m in request["messages"]),
        completion=completion,
        capture=Capture(**provenance),
    )


def _sealed(document: dict[str, Any]) -> bytes:
    document["digests"] = {name: digest(document[name]) for name in _SECTIONS}
    body = _dump(document).removesuffix(b"\n}\n") + b",\n"
    return body + b' "sha256": "%s"\n}\n' % hashlib.sha256(body).hexdigest().encode()


def _dump(document: object) -> bytes:
    """JSON, an entry a line; a lone surrogate becomes the escape that it is in JSON."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _fault(data: bytes) -> str:
    """Where the bytes of a file with a broken seal differ from what was written, as narrowly as its digests tell."""
    try:
        text = data.decode("utf-8")
        document = json.loads(text)
        recorded, sections = dict(document["digests"]), {name: document[name] for name in _SECTIONS}
    except UnicodeDecodeError as error:
        return f"line {data[: error.start].count(10) + 1}: no UTF-8"
    except json.JSONDecodeError as error:
        return f"line {error.lineno}, column {error.colno}: no JSON ({error.msg})"
    except (KeyError, TypeError, ValueError) as error:
        return f"not of format {FORMAT}: {error} is missing"
    changed = [name for name, value in sections.items() if recorded.get(name) != digest(value)]
    if changed:
        return "; ".join(f"{name} ({_lines(text, name)}) is not what was written" for name in changed)
    document.pop("sha256", None)
    for number, (is_, was) in enumerate(zip(data.split(b"\n"), _sealed(document).split(b"\n"), strict=False), 1):
        if is_ != was:
            return f"line {number} is not what was written"
    return "the end of the file is not what was written"


def _lines(text: str, section: str) -> str:
    """Which lines of the file a section takes."""
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines, 1) if re.match(r' "\w+":', line)]
    first = next((n for n in starts if lines[n - 1].startswith(f' "{section}":')), 1)
    return f"lines {first}-{next((n for n in starts if n > first), len(lines)) - 1}"


def _damaged(where: str, what: str) -> RecordingDamaged:
    return RecordingDamaged(
        f"damaged recording {where}: {what}", hint="restore the file, or delete it and record it again"
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
