"""What one server takes of the common dialect: which way to ask for JSON, which parameters; found out once and remembered."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from briefer.domain.exchange import Answers, Sampling

MODES: tuple[Answers, ...] = ("json_schema", "tool", "json_object", "text")
"""Ways to ask for JSON, the strongest first."""

DAYS = 30
"""How long something found out is believed: servers learn."""

PATIENCE = 3.0
"""Seconds for which others wait while one request tries what nobody has tried: a refusal comes at once, before anything is generated."""

_DAY = 86_400.0


@dataclass
class Dialect:
    """What a server takes, shared by all who ask it.

    `answers` is what the configuration says: with "auto" the strongest mode that has not been refused is used. `cap` is
    the server's name for the cap on output tokens. `refused` names modes and parameters that are left out, `taken` those that
    an answered request had.
    """

    answers: Answers = "auto"
    cap: str = "max_tokens"
    refused: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    remember: Callable[[Dialect], None] = field(default=lambda _: None, repr=False, compare=False)
    _trying: bool = field(default=False, repr=False, compare=False)
    _changed: threading.Condition = field(default_factory=threading.Condition, repr=False, compare=False)

    @property
    def mode(self) -> Answers:
        """The way to ask for JSON that is in force."""
        if self.answers != "auto":
            return self.answers
        return next((mode for mode in MODES if mode not in self.refused), "text")

    @property
    def cap_name(self) -> str | None:
        """The parameter that caps the output tokens, or None where the server takes neither."""
        other = "max_tokens" if self.cap == "max_completion_tokens" else "max_completion_tokens"
        return next((name for name in (self.cap, other) if name not in self.refused), None)

    def takes(self, feature: str) -> bool:
        """Whether a parameter is sent."""
        return feature not in self.refused

    def lacking(self, sampling: Sampling) -> tuple[str, ...]:
        """What is asked for and not sent, because the server does not take it."""
        stronger = MODES[: MODES.index(self.mode)] if self.answers == "auto" else ()
        wanted = ["strict"] if self.mode in {"json_schema", "tool"} else []
        wanted += [name for name in ("temperature", "seed") if getattr(sampling, name) is not None]
        found = [name for name in (*stronger, *wanted) if name in self.refused]
        capped = sampling.max_output_tokens is None or self.cap_name
        return (*found, *(() if capped else ("max_tokens",)))

    def sent(self, sampling: Sampling) -> frozenset[str]:
        """What a request holds now of all that a server might not take."""
        found = [name for name in ("temperature", "seed") if getattr(sampling, name) is not None and self.takes(name)]
        if self.mode in {"json_schema", "tool"} and self.takes("strict"):
            found.append("strict")
        if sampling.max_output_tokens is not None and (cap := self.cap_name):
            found.append(cap)
        return frozenset((self.mode, *found))

    @contextmanager
    def trial(self, sampling: Sampling) -> Iterator[None]:
        """Within it a request is sent. What nobody has tried is tried by one: others wait for what it finds out, or `PATIENCE`."""
        with self._changed:
            self._changed.wait_for(lambda: not self._trying or self.sent(sampling) <= self.taken, PATIENCE)
            first = not self._trying and not self.sent(sampling) <= self.taken
            self._trying = self._trying or first
        try:
            yield
        finally:
            if first:
                with self._changed:
                    self._trying = False
                    self._changed.notify_all()

    def accept(self, features: frozenset[str]) -> None:
        """Remember that a request with these `features` was answered."""
        with self._changed:
            if not features <= self.taken:
                self.taken |= features
                self.remember(self)
                self._changed.notify_all()

    def drop(self, feature: str) -> bool:
        """Leave out `feature` from now on; False where the request cannot do without it."""
        if feature == "text" or (feature in get_args(Answers) and self.answers != "auto"):
            return False
        with self._changed:
            if feature not in self.refused:
                self.refused |= {feature}
                self.taken -= {feature}
                self.remember(self)
        return True


@dataclass(frozen=True)
class Memory:
    """What was found out about servers, in one small JSON file. It holds names and dates: no key, no text.

    A file that cannot be read or written is as good as none: everything in it can be found out again. `now` gives
    seconds since the epoch.
    """

    file: Path
    now: Callable[[], float]

    def dialect(self, base_url: str, model: str, *, answers: Answers, cap: str) -> Dialect:
        """The dialect of `model` at `base_url` as far as it is known."""
        key = hashlib.sha256(f"{base_url}\n{model}".encode()).hexdigest()[:16]
        known = self._read().get(key, {})
        fresh = isinstance(known, dict) and self.now() - float(known.get("seen", 0)) < DAYS * _DAY
        refused, taken = (frozenset(map(str, known.get(name, ()) if fresh else ())) for name in ("refused", "taken"))
        return Dialect(answers, cap, refused, taken, remember=lambda found: self._write(key, model, found))

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self.file.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, key: str, model: str, found: Dialect) -> None:
        known = {"model": model, "refused": sorted(found.refused), "taken": sorted(found.taken), "seen": self.now()}
        table = self._read() | {key: known}
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.file.parent, prefix=self.file.name)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(table, out, indent=1)
            Path(name).replace(self.file)
        except OSError:
            return
