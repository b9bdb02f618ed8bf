"""The shelf of prompt templates: read by name and version, checked against the hashes of their release."""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from briefer.domain.prompt import PromptTemplate
from briefer.errors import PromptError
from briefer.prompting.template import read

_ID = re.compile(r"([a-z][a-z0-9-]*)@(\d+)")
LOCK = "LOCK"


def released() -> Path:
    """The folder of the prompts that came with briefer: in the package when installed, beside it in a checkout."""
    package = Path(str(files("briefer")))
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parent / "prompts"


@dataclass(frozen=True)
class Shelf:
    """Folders of templates, each `NAME/vN.md`; an earlier folder wins."""

    folders: tuple[Path, ...]

    def names(self) -> list[str]:
        """The ids of all templates, such as `brief@1`, by name and version."""
        found = {
            (path.parent.name, int(path.stem[1:]))
            for folder in self.folders
            for path in folder.glob("*/v*.md")
            if path.stem[1:].isdigit()
        }
        return [f"{name}@{version}" for name, version in sorted(found)]

    def get(self, prompt: str) -> PromptTemplate:
        """The template with the id `prompt` ("brief@1"), or the one in the file of that path (an own, unreleased one).

        Raises `PromptError` for an unknown prompt, naming the nearest known one, and for a file that is no template.
        """
        if match := _ID.fullmatch(prompt):
            for folder in self.folders:
                path = folder / match[1] / f"v{match[2]}.md"
                if path.is_file():
                    return read(path)
        elif prompt.endswith(".md") and Path(prompt).is_file():
            return read(Path(prompt))
        near = difflib.get_close_matches(prompt, self.names(), n=1, cutoff=0.3)
        hint = f"did you mean {near[0]}? " if near else ""
        raise PromptError(f"unknown prompt '{prompt}'", hint=f"{hint}`briefer prompt list` names them all")

    def altered(self) -> list[str]:
        """What is wrong with the released files: one line each for changed, unlisted or lost ones; empty when all is well."""
        problems = []
        for folder in self.folders:
            lock = folder / LOCK
            if not lock.is_file():
                problems.append(f"{lock}: missing; it holds the sha256 of every released prompt")
                continue
            listed = {path: digest for digest, path in (line.split() for line in lock.read_text().splitlines() if line)}
            present = {str(p.relative_to(folder)): sha256(p) for p in sorted(folder.glob("*/v*.md"))}
            for name in sorted(listed.keys() | present.keys()):
                if name not in present:
                    problems.append(f"{folder / name}: released, and no longer there")
                elif name not in listed:
                    problems.append(
                        f"{folder / name}: not in {LOCK}; add the line `{present[name]}  {name}` to release it"
                    )
                elif listed[name] != present[name]:
                    problems.append(
                        f"{folder / name}: changed after its release; put it back, and write the change as a new version"
                    )
        return problems


def sha256(path: Path) -> str:
    """Hex sha256 of the file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
