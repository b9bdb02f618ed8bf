"""The example of prompts gated in CI: its commands, run as they stand in its workflow, on a project of its layout."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import commandline
import evaluations
import pytest

from briefer.prompting.shelf import sha256


def commands(workflow: Path) -> list[list[str]]:
    """The lines of a workflow that run briefer."""
    source = workflow.read_text(encoding="utf-8")
    return [shlex.split(line)[1:] for line in re.findall(r"run: (briefer .*)", source)]


@pytest.fixture
def checkout(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as the example lays it out, its answers recorded."""
    folder = evaluations.project(tmp_path, root).folder
    shutil.rmtree(folder / "recordings")
    shutil.move(folder / "prompts", tmp_path / "prompts")
    released = tmp_path / "prompts" / "brief" / "v1.md"
    (tmp_path / "prompts" / "LOCK").write_text(f"{sha256(released)}  brief/v1.md\n", encoding="utf-8")
    example = (root / "examples" / "prompts-in-ci" / "briefer.toml").read_text(encoding="utf-8")
    (folder / "briefer.toml").write_text(example.replace('kind = "openai"', 'kind = "rules"'), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    where = ["--corpus", "evals/corpus", "--recordings", "evals/recordings", "--system", "hosted"]
    ran = commandline.run("recordings", "record", "hosted", *where, "--config", "evals/briefer.toml")
    assert ran.code == 0, ran.err
    (folder / "briefer.toml").write_text(example, encoding="utf-8")
    return tmp_path


def test_every_command_of_the_example_passes_without_a_key(checkout: Path, root: Path) -> None:
    assert commandline.run("eval", "bless").code == 0
    found = commands(root / "examples" / "prompts-in-ci" / "evals.yml")
    assert len(found) == 5
    for command in found:
        ran = commandline.run(*command)
        assert ran.code == 0, (command, ran.err)
    summary = (checkout / "summary.md").read_text(encoding="utf-8")
    assert "**Gate: passed**" in summary
    assert "| recorded/brief@1 |" in summary.replace("\\", "")
    assert "hosted/brief@1" not in summary
    assert (checkout / "evals.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_every_command_of_the_project_s_own_workflow_is_one_that_briefer_has(root: Path) -> None:
    source = (root / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    found = re.findall(r"\.venv/bin/briefer ((?:corpus|recordings|eval) \w+)", source)
    assert len(found) == 5
    for command in found:
        assert commandline.run(*command.split(), "--help").code == 0
