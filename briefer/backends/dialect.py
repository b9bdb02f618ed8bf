"""What one server takes of the common dialect: which way to ask for JSON, which parameters; found out once and remembered."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from briefer.domain.exchange import Answers, Sampling

MODES: tuple[Answers, ...] = ("json_schema", "tool", "json_object", "text")
"""Ways to ask for JSON, the strongest first."""

DAYS = 30
"""How long something found out is believed: servers learn."""

_DAY = 86_400.0


@dataclass
class Dialect:
    """What a server takes, shared by all who ask it.

    `answers` is what the configuration says: with "auto" the strongest mode that has not been refused is used. `cap` is
    the server's name for the cap on output tokens. `refused` names modes and parameters that are left out.
    """

    answers: Answers = "auto"
    cap: str = "max_tokens"
    refused: frozenset[str] = frozenset()
    remember: Callable[[frozenset[str]], None] = field(default=lambda _: None, repr=False, compare=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

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

    def drop(self, feature: str) -> bool:
        """Leave out `feature` from now on; False where the request cannot do without it."""
        if feature == "text" or (feature in get_args(Answers) and self.answers != "auto"):
            return False
        with self._lock:
            if feature not in self.refused:
                self.refused |= {feature}
                self.remember(self.refused)
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
        refused = frozenset(map(str, known.get("refused", ()))) if fresh else frozenset()
        return Dialect(answers, cap, refused, remember=lambda found: self._write(key, model, found))

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self.file.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, key: str, model: str, refused: frozenset[str]) -> None:
        table = self._read() | {key: {"model": model, "refused": sorted(refused), "seen": self.now()}}
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.file.parent, prefix=self.file.name)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(table, out, indent=1)
            Path(name).replace(self.file)
        except OSError:
            return
