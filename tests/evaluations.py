"""A small project with an evaluation: three articles, a computed system, and the same answers replayed from recordings."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import commandline
import corpora

from briefer.backends.recordings import load, save
from briefer.prompting import template

CONFIG = """prompts = ["prompts"]
prompt = "brief@1"

[backends.rules]
kind = "rules"

[backends.canned]
kind = "replay"
recordings = "recordings"
system = "rules"
"""

WORDS = [("Lund", "Ada Berg", "3 May"), ("Ystad", "Eva Holm", "5 June"), ("Kalmar", "Ola Lind", "7 July")]


@dataclass(frozen=True)
class Project:
    """The folder of one evaluation, and the commands run on it."""

    folder: Path

    @property
    def recordings(self) -> Path:
        return self.folder / "recordings" / "rules" / "brief@1"

    @property
    def baseline(self) -> Path:
        return self.folder / "baseline.json"

    def eval(self, *arguments: str | Path) -> commandline.Ran:
        """`briefer eval ARGUMENTS` with the project's configuration."""
        more: list[str | Path] = ["--config", self.folder / "briefer.toml"]
        if arguments[0] in ("gate", "bless"):
            more += ["--baseline", self.baseline]
        return commandline.run("eval", *arguments, *more)

    def card(self, *arguments: str) -> dict[str, Any]:
        """The scorecard as JSON."""
        ran = self.eval("run", *arguments, "--format", "json")
        card: dict[str, Any] = json.loads(ran.out)
        return card

    def change_prompt(self, old: str, new: str) -> None:
        """Change words of the prompt, as an editor would between two runs."""
        prompt = self.folder / "prompts" / "brief" / "v1.md"
        source = prompt.read_text(encoding="utf-8")
        assert old in source
        prompt.write_text(source.replace(old, new, 1), encoding="utf-8")
        template.read.cache_clear()

    def answer(self, article: str, change: Callable[[str], str]) -> None:
        """Record another answer for one article."""
        path = self.recordings / f"{article}.json"
        old = load(path)
        completion = replace(old.completion, text=change(old.completion.text))
        path.unlink()
        save(path, replace(old, completion=completion))


def project(tmp_path: Path, root: Path) -> Project:
    """A project with its answers recorded; nothing is blessed."""
    folder = tmp_path / "evals"
    for number, (port, person, day) in enumerate(WORDS, 1):
        words = {"Lund": port, "Ada Berg": person, "3 May": day}
        text, reference = corpora.TEXT, corpora.REFERENCE
        for old, new in words.items():
            text, reference = text.replace(old, new), reference.replace(old, new)
        corpora.add(folder / "corpus", f"00{number}-port", text=text, reference=reference)
    prompt = folder / "prompts" / "brief" / "v1.md"
    prompt.parent.mkdir(parents=True)
    prompt.write_bytes((root / "prompts" / "brief" / "v1.md").read_bytes())
    (folder / "briefer.toml").write_text(CONFIG, encoding="utf-8")
    made = Project(folder)
    where: list[str | Path] = [
        "--recordings",
        folder / "recordings",
        "--corpus",
        folder / "corpus",
        "--config",
        folder / "briefer.toml",
    ]
    ran = commandline.run("recordings", "record", "rules", *where)
    assert ran.code == 0, ran.err
    return made
