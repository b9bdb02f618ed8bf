"""The OpenAI batch format: requests as lines, and the lines that come back: unordered, partial, doubled, failed or foreign."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefer.backends.answer import read_answer
from briefer.backends.body import parsed
from briefer.domain.exchange import Completion, Request
from briefer.errors import BrieferError, SourceError

URL = "/v1/chat/completions"
MAX_LINES = 50_000
MAX_BYTES = 200_000_000
"""What one file may hold, as OpenAI states it."""

_OK = 200


def request_line(request: Request, body: dict[str, Any]) -> bytes:
    """The line that asks `request`; its `custom_id` is the fingerprint, by which the answer is known again."""
    line = {"custom_id": request.fingerprint, "method": "POST", "url": URL, "body": body}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"


def split(lines: Iterable[bytes], max_lines: int = MAX_LINES, max_bytes: int = MAX_BYTES) -> Iterator[list[bytes]]:
    """The lines in as few files as the limits allow, in order. Raises `BrieferError` for a line that no file may hold."""
    part: list[bytes] = []
    size = 0
    for line in lines:
        if len(line) > max_bytes:
            raise BrieferError(f"a request of {len(line):,} bytes is larger than a file of a batch may be")
        if part and (len(part) == max_lines or size + len(line) > max_bytes):
            yield part
            part, size = [], 0
        part.append(line)
        size += len(line)
    if part:
        yield part


@dataclass(frozen=True, slots=True)
class Reply:
    """One line that came back: whose it is, and the completion, or the `problem` in its place.

    `created` says in ISO 8601 when the server made it, where it does; `elsewhere` that no batch made it.
    """

    where: str
    custom_id: str = ""
    completion: Completion | None = None
    problem: str = ""
    created: str = ""
    elsewhere: bool = False


def replies(file: Path) -> Iterator[Reply]:
    """What every line of a file of answers holds, in order. Raises `SourceError` where the file cannot be read.

    A line is one of a batch's output or error file, or the short form for answers that were captured elsewhere:
    `{"custom_id": ..., "content": ...}`, which may state `model`, `finish` ("stop", "length", "refusal"), `created` and `usage` too.
    """
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _reply(line, f"{file}:{number}")
    except OSError as error:
        raise SourceError(f"cannot read {file}: {error.strerror}", hint="check the path") from error


def _reply(line: bytes, where: str) -> Reply:
    table = parsed(line)
    if table is None:
        return Reply(where, problem="no JSON")
    if not isinstance(table, dict) or not isinstance(custom_id := table.get("custom_id"), str):
        return Reply(where, problem="no custom_id")
    if "content" in table:
        return _short(table, custom_id, where)
    response = table.get("response")
    body = response.get("body") if isinstance(response, dict) else None
    status = response.get("status_code") if isinstance(response, dict) else None
    if error := table.get("error") or (isinstance(body, dict) and body.get("error")):
        return Reply(where, custom_id, problem=_message(error))
    if not isinstance(body, dict) or status not in (_OK, None):
        return Reply(where, custom_id, problem=f"status {status}" if status else "no response")
    return _answered(where, custom_id, read_answer(body), _time(body.get("created")))


def _short(table: dict[str, Any], custom_id: str, where: str) -> Reply:
    """The short form, read as the body of a completion."""
    finish = table.get("finish", "stop")
    if not isinstance(table["content"], str) or finish not in ("stop", "length", "refusal"):
        return Reply(where, custom_id, problem="content must be text, and finish stop, length or refusal")
    message = {"content": table["content"]}
    completion = read_answer({**table, "choices": [{"message": message, "finish_reason": finish}]})
    if finish == "refusal":
        completion = replace(completion, refusal=table["content"])
    return replace(_answered(where, custom_id, completion, _time(table.get("created"))), elsewhere=True)


def _answered(where: str, custom_id: str, completion: Completion, created: str) -> Reply:
    if completion.finish == "empty":
        return Reply(where, custom_id, problem="an empty answer")
    return Reply(where, custom_id, completion, created=created)


def _message(error: object) -> str:
    """What an error line says, as one line; whoever shows it blots out keys, and then cuts it."""
    said = (error.get("message") or error.get("code")) if isinstance(error, dict) else error
    return " ".join(str(said or "failed").split())


def _time(created: object) -> str:
    """Seconds since the epoch, or ISO 8601, as ISO 8601; "" for anything else."""
    try:
        if isinstance(created, str):
            return datetime.fromisoformat(created).isoformat(timespec="seconds")
        if isinstance(created, int | float) and created > 0 and math.isfinite(created):
            return datetime.fromtimestamp(created, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return ""
    return ""
