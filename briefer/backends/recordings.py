"""Folders of recordings, and the two backends on them: `Recorded` keeps what it is answered, `Replayed` has nothing inside."""

from __future__ import annotations

import difflib
import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar, Protocol

from briefer.backends.leaks import leak
from briefer.backends.recording import Recording, decode, elided, encode
from briefer.backends.turns import Turns
from briefer.domain.exchange import Answered, Backend, Capture, Captured, Completion, Message, Request
from briefer.errors import RecordingError, RecordingMissing, RecordingStale

log = logging.getLogger(__name__)

KEPT = frozenset({"stop", "length", "refusal", "filter"})
"""The outcomes worth keeping: answers, truncations and refusals. An empty answer is a mood of the server."""


class Place(Protocol):
    """Where the recording of a request lies."""

    def path(self, request: Request) -> Path:
        """Its file, whether it is there or not."""
        ...


@dataclass(frozen=True)
class Slots:
    """The recordings of one system, `FOLDER/PROMPT/ARTICLE.json`; the second and later answers to one request add `.2`, `.3`."""

    folder: Path
    repeat: int = 1

    def path(self, request: Request) -> Path:
        """The file of the request's slot."""
        return self.at(request.prompt, request.slot)

    def at(self, prompt: str, slot: str) -> Path:
        """The file of a slot."""
        suffix = f".{self.repeat}" if self.repeat > 1 else ""
        return self.folder / filename(prompt) / f"{filename(slot)}{suffix}.json"

    def files(self) -> Iterator[Path]:
        """All files of the system, sorted."""
        yield from sorted(path for path in self.folder.glob("*/*") if path.is_file())


@dataclass(frozen=True)
class Keys:
    """A cache of one server's answers: recordings by their key."""

    folder: Path

    def path(self, request: Request) -> Path:
        """The file of the request's fingerprint."""
        return self.at(request.fingerprint)

    def at(self, key: str) -> Path:
        """The file of a key."""
        return self.folder / key[:2] / f"{key}.json"


def load(path: Path) -> Recording:
    """The recording in a file. Raises `RecordingMissing`, or `RecordingDamaged` where a byte of it has changed."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RecordingMissing(
            f"no recording {path}", hint="`briefer recordings record` makes it from a backend that answers"
        ) from error
    except OSError as error:
        raise RecordingMissing(f"cannot read the recording {path}: {error.strerror}") from error
    return decode(data, str(path))


def fetch(place: Place, request: Request) -> Recording:
    """The recording of `request`. Raises `RecordingMissing`, `RecordingDamaged`, or `RecordingStale` where it answers another request."""
    path = place.path(request)
    recording = load(path)
    if recording.key != request.fingerprint:
        raise stale(recording, request, path)
    return recording


def holds(place: Place, request: Request) -> bool:
    """Whether the answer to `request` is there, whole."""
    try:
        return load(place.path(request)).key == request.fingerprint
    except RecordingError:
        return False


def save(path: Path, recording: Recording, secrets: tuple[str, ...] = ()) -> None:
    """Write a recording in one step: whoever reads sees the old file or the new one.

    Raises `RecordingError` where its bytes hold what looks like a key, and OSError.
    """
    data = encode(recording)
    if found := leak(data, secrets):
        raise RecordingError(f"not recorded: {path} would hold {found}", hint="look at the article and the answer")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def stale(recording: Recording, request: Request, path: Path) -> RecordingStale:
    """The error that says which components of the key differ, with the difference between the messages, or why there is none."""
    old, new = recording.components, request.components
    changed = tuple(name for name in new if old.get(name) != new[name])
    shown = [f"{n} ({old.get(n)} -> {new[n]})" if n in {"model", "parameters"} else n for n in changed]
    diff = difflib.unified_diff(
        _lines(recording.messages), _lines(elided(request)), f"recorded {path}", "now", lineterm="", n=1
    )
    return RecordingStale(
        f"stale recording {path}: changed since: {', '.join(shown)}",
        hint="undo the change, or record again; `briefer recordings diff` shows it",
        changed=changed,
        diff="\n".join(diff) or _same_messages(changed, shown, request.prompt),
    )


def _same_messages(changed: tuple[str, ...], shown: list[str], prompt: str) -> str:
    """What to say instead of a difference, where the prompt says what it said. A recording has only the hash of the prompt's file."""
    if changed == ("template",):
        name, _, version = prompt.partition("@")
        return (
            f"the file of the prompt {prompt} has changed, and its messages have not: its front matter (or its white space) is another; "
            f"put {name}/v{version}.md of the prompts back as it was released (`briefer prompt check` names it), or record again"
        )
    return f"the words of the prompt {prompt} are the same; changed since: {', '.join(shown)}"


@dataclass(frozen=True, repr=False)
class Recorded:
    """Keeps every answer of the inner backend as it arrives, and gives what is kept without asking again.

    A stale, damaged or unreadable file counts as none and is written anew. A failure to write never loses the answer: it is
    logged, and noted in the completion. `secrets` are never written; `clock` gives the time in ISO 8601.
    """

    inner: Backend
    place: Place
    name: str
    kind: str
    clock: Callable[[], str]
    secrets: tuple[str, ...] = field(default=(), repr=False)
    answered: ClassVar[Answered] = "recording"
    _turns: Turns = field(default_factory=Turns, repr=False, compare=False)

    def complete(self, request: Request, /) -> Completion:
        """The kept answer, or the inner backend's: threads that ask the same at once ask it once."""
        with self._turns.take(request.fingerprint):
            try:
                return fetch(self.place, request).played(self.name, self.kind, self.answered)
            except RecordingError as why:
                log.debug("%s", why)
            completion = self.inner.complete(request)
            return self._keep(request, completion) if completion.finish in KEPT else completion

    def _keep(self, request: Request, completion: Completion) -> Completion:
        try:
            save(self.place.path(request), Recording.of(request, completion, self._capture(completion)), self.secrets)
        except (OSError, RecordingError) as error:
            what = f"not recorded: {error.strerror or error}" if isinstance(error, OSError) else str(error)
            log.warning("%s: %s", self.name, what)
            return replace(completion, notes=(*completion.notes, what))
        return completion

    def _capture(self, completion: Completion) -> Capture:
        model = completion.model or completion.model_asked
        how: Captured = "computed" if completion.answered == "computed" else "http"
        return completion.captured or Capture(how, self.clock(), model)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.inner!r})"


class Cached(Recorded):
    """Recorded into the user's cache, by key: what has been paid for once is not paid for again.

    A cached answer keeps its original cost and usage, which say what it took to make it; nothing is spent on it now, so no
    budget counts it.
    """

    answered: ClassVar[Answered] = "cache"


@dataclass(frozen=True, repr=False)
class Replayed:
    """Answers from recordings alone: it can call no one."""

    place: Place
    name: str

    def complete(self, request: Request, /) -> Completion:
        """The recorded answer. Raises `RecordingMissing`, `RecordingStale` or `RecordingDamaged`."""
        return fetch(self.place, request).played(self.name, "replay", "recording")

    def __repr__(self) -> str:
        return f"Replayed({self.name})"


def filename(text: str) -> str:
    """`text` as a file name: what could be a path, or upset a file system, becomes an underscore."""
    return re.sub(r"[^A-Za-z0-9@._-]|^\.", "_", text)


def _lines(messages: tuple[Message, ...]) -> list[str]:
    return [line for m in messages for line in (f"<{m.role}>", *m.content.split("\n"))]
