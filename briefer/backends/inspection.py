"""What is wrong with a folder of recordings: damaged or misplaced files, and missing, stale or orphaned ones for given requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from briefer.backends.bound import Bound
from briefer.backends.recording import canonical_fault
from briefer.backends.recordings import Place, Replayed, Slots, fetch, load
from briefer.domain.exchange import Backend, Completion, Request, Sampling
from briefer.errors import BadAnswer, RecordingDamaged, RecordingError, RecordingMissing, RecordingStale

What = Literal["damaged", "misplaced", "foreign", "missing", "stale", "orphan"]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong; `diff` shows or says of a stale recording how the request has changed."""

    what: What
    path: Path
    message: str
    diff: str = ""

    def __str__(self) -> str:
        return self.message


def inspect(root: Path) -> list[Finding]:
    """What is wrong with the files below `root` by themselves, whatever is asked now; sorted by path.

    Every file is `SYSTEM/PROMPT/SLOT.json`, byte for byte as it was written, its key that of its components, and stands in
    the place of its slot. Raises `RecordingMissing` where there is no such folder.
    """
    if not root.is_dir():
        raise RecordingMissing(f"no folder of recordings {root}", hint="check the path given to --recordings")
    found = (fault(path, root) for path in sorted(root.rglob("*")) if not path.is_dir())
    return [finding for finding in found if finding]


def fault(path: Path, root: Path) -> Finding | None:
    """What is wrong with one file below `root`."""
    try:
        system, prompt, name = path.relative_to(root).parts
    except ValueError:
        return Finding("foreign", path, f"no place for a recording: {path} (they lie at SYSTEM/PROMPT/ARTICLE.json)")
    if not name.endswith(".json"):
        return Finding("foreign", path, f"no recording: {path}")
    try:
        recording = load(path)
        if problem := canonical_fault(path.read_bytes(), str(path)):
            return Finding("damaged", path, f"damaged recording {path}: {problem}")
    except RecordingError as error:
        return Finding("damaged", path, str(error))
    place = Slots(root / system).at(recording.prompt, recording.slot)
    repeat = name.removeprefix(place.stem).removesuffix(".json").removeprefix(".")
    if place.parent.name == prompt and (path == place or (name.startswith(place.stem) and _is_repeat(repeat))):
        return None
    return Finding("misplaced", path, f"misplaced recording {path}: it belongs at {place}")


def _is_repeat(suffix: str) -> bool:
    return suffix.isascii() and suffix.isdigit() and str(int(suffix)) == suffix and int(suffix) > 1


@dataclass
class Watched:
    """Remembers what the inner backend was asked."""

    inner: Backend
    asked: list[Request] = field(default_factory=list)

    def complete(self, request: Request, /) -> Completion:
        """The inner backend's answer."""
        self.asked.append(request)
        return self.inner.complete(request)


def compare(
    slots: Slots, requests: Iterable[Request], sampling: Sampling, ask: Callable[[Backend, Request], object]
) -> list[Finding]:
    """What of the recordings in `slots` does not fit the `requests` that would be made now, bound to `sampling`.

    `ask` is the pipeline that sends a request to a backend, and after a malformed answer the repairs of it. Orphans are
    looked for beside the prompts that the requests are of.
    """
    watched = Watched(Replayed(slots, ""))
    found: dict[Path, Finding] = {}
    for request in requests:
        try:
            ask(Bound(watched, sampling), request)
        except RecordingError as error:
            path = slots.path(watched.asked[-1])
            found[path] = _finding(error, path)
        except BadAnswer:
            continue  # a useless answer is a result like another: it is recorded, and scored
    reached = {slots.path(request) for request in watched.asked}
    for request in watched.asked:
        for path, problem in _repeats(slots, request):
            reached.add(path)
            if problem:
                found[path] = _finding(problem, path)
    folders = {slots.path(request).parent for request in watched.asked}
    for path in slots.files():
        if path.parent in folders and path not in reached:
            found[path] = Finding("orphan", path, f"orphan {path}: nothing asks for it")
    return [found[path] for path in sorted(found)]


def unanswered(place: Place, request: Request, ask: Callable[[Backend, Request], object]) -> Request | None:
    """What has to be asked next so that `request` is answered: itself, the repair of an answer that is malformed, or nothing."""
    watched = Watched(Replayed(place, ""))
    try:
        ask(watched, request)
    except RecordingError:
        return watched.asked[-1]
    except BadAnswer:
        return None
    return None


def _repeats(slots: Slots, request: Request) -> Iterator[tuple[Path, RecordingError | None]]:
    """The second and later recordings of a request, with what is wrong with each."""
    number = 2
    while (again := replace(slots, repeat=number)).path(request).exists():
        try:
            fetch(again, request)
        except RecordingError as error:
            yield again.path(request), error
        else:
            yield again.path(request), None
        number += 1


def _finding(error: RecordingError, path: Path) -> Finding:
    match error:
        case RecordingStale():
            return Finding("stale", path, str(error), error.diff)
        case RecordingDamaged():
            return Finding("damaged", path, str(error))
        case _:
            return Finding("missing", path, str(error))
