"""What an exported batch asks, so that answers which come back days later become recordings of exactly those requests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from briefer.backends.recording import Recording, elided
from briefer.domain.exchange import Capture, Completion, Message, Request, digest
from briefer.errors import ConfigError

FORMAT = "briefer.batch/1"
SUFFIX = ".manifest.json"


@dataclass(frozen=True)
class Asked:
    """One request of a batch: its key, and every slot that its answer fills (articles with one text share it)."""

    components: dict[str, str]
    slots: tuple[tuple[str, str], ...]
    messages: tuple[Message, ...]

    def recordings(self, completion: Completion, capture: Capture) -> Iterator[Recording]:
        """The recording of an answer to it, one a slot."""
        key = digest(self.components)
        for prompt, slot in self.slots:
            yield Recording(key, self.components, slot, prompt, self.messages, completion, capture)


@dataclass
class Manifest:
    """The requests of a batch by fingerprint, and the backend in whose name they were exported, with its mode of answers."""

    backend: str
    answers: str
    asked: dict[str, Asked] = field(default_factory=dict)

    def add(self, request: Request) -> bool:
        """Take in a request; whether it is one that was not there."""
        known = self.asked.get(request.fingerprint)
        slot = (request.prompt, request.slot)
        slots = (*known.slots, slot) if known else (slot,)
        self.asked[request.fingerprint] = Asked(request.components, tuple(dict.fromkeys(slots)), elided(request))
        return known is None

    def merge(self, other: Manifest) -> None:
        """Take in the requests of another manifest."""
        for key, asked in other.asked.items():
            slots = (*self.asked[key].slots, *asked.slots) if key in self.asked else asked.slots
            self.asked[key] = replace(asked, slots=tuple(dict.fromkeys(slots)))

    def encode(self) -> bytes:
        """The file of the manifest: texts that many requests share stand in it once."""
        texts: dict[str, str] = {}
        requests: dict[str, Any] = {}
        for key, asked in self.asked.items():
            named = [[m.role, digest(m.content)[:16]] for m in asked.messages]
            texts |= {name: m.content for (_, name), m in zip(named, asked.messages, strict=True)}
            requests[key] = {"components": asked.components, "slots": asked.slots, "messages": named}
        document = {
            "format": FORMAT,
            "backend": self.backend,
            "answers": self.answers,
            "requests": requests,
            "texts": {name: text.split("\n") for name, text in texts.items()},
        }
        return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"

    @classmethod
    def read(cls, file: Path) -> Manifest:
        """The manifest in a file. Raises `ConfigError` for what is none, or was changed."""
        try:
            return cls._decoded(json.loads(file.read_bytes()))
        except OSError as error:
            raise ConfigError(
                f"cannot read {file}: {error.strerror}", hint="it lies beside the exported requests"
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ConfigError(f"{file} is no manifest of a batch ({error})", hint="export the batch again") from error

    @classmethod
    def _decoded(cls, document: dict[str, Any]) -> Manifest:
        if document["format"] != FORMAT:
            raise ValueError(f"format {document['format']!r}")
        texts = {name: "\n".join(lines) for name, lines in document["texts"].items()}
        asked = {
            key: Asked(
                dict(one["components"]),
                tuple((str(prompt), str(slot)) for prompt, slot in one["slots"]),
                tuple(Message(role, texts[name]) for role, name in one["messages"]),
            )
            for key, one in document["requests"].items()
        }
        if wrong := next((key for key, one in asked.items() if digest(one.components) != key), None):
            raise ValueError(f"{wrong[:12]}... is not the key of its components")
        return cls(str(document["backend"]), str(document["answers"]), asked)


def beside(requests: Path) -> Path:
    """The manifest of an exported file, `x.jsonl` or its second part `x.2.jsonl`."""
    stem = requests.name.removesuffix(".jsonl")
    name, _, number = stem.rpartition(".")
    base = name if name and number.isdigit() and not requests.with_name(stem + SUFFIX).exists() else stem
    return requests.with_name(base + SUFFIX)
