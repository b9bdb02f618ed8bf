"""The examples of the daily brief: the script runs, the lines for cron, systemd and CI say what they should."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import run

from briefer.cli.daily import command


@pytest.fixture(name="folder")
def _folder(root: Path, tmp_path: Path) -> Path:
    """The examples, copied to where they may write, with the corpus that they read at the same place beside them."""
    shutil.copytree(root / "examples" / "daily", tmp_path / "examples" / "daily")
    (tmp_path / "evals").mkdir()
    for name in ("001-parana-accord-wire", "003-parana-accord-independent", "004-parana-senate-delay"):
        shutil.copytree(root / "evals" / "corpus" / name, tmp_path / "evals" / "corpus" / name)
    return tmp_path / "examples" / "daily"


def test_a_dozen_lines_of_python_make_the_edition_of_a_day(folder: Path) -> None:
    script = folder / "daily.py"
    lines = [line for line in script.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) <= 13, "a dozen lines and the docstring"
    made = subprocess.run(
        [sys.executable, script, "2026-03-10"], capture_output=True, text=True, timeout=120, check=False
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert "Paraguay" in made.stdout
    assert (folder / "editions" / "2026-03-10" / "brief.html").is_file()


def test_the_configuration_of_the_example_works_from_the_command_line(folder: Path) -> None:
    made = run("daily", "--date", "2026-03-09", "--config", folder / "briefer.toml", "--quiet")
    assert (made.code, made.err) == (0, "")


@pytest.mark.parametrize("name", ["crontab", "briefer.service", "workflow.yml"])
def test_every_command_line_is_one_that_briefer_takes(root: Path, name: str) -> None:
    text = (root / "examples" / "daily" / name).read_text(encoding="utf-8")
    calls = re.findall(r"briefer daily ([^|&\n]*)", text)
    assert calls
    for call in calls:
        command.make_context("daily", shlex.split(call), resilient_parsing=False)


def test_the_line_of_cron_has_five_fields_of_time_and_a_command(root: Path) -> None:
    lines = (root / "examples" / "daily" / "crontab").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line and not line.startswith("#") and "=" not in line.split()[0]]
    fields = line.split(None, 5)
    assert all(re.fullmatch(r"[\d*/,-]+", field) for field in fields[:5])
    assert fields[5].startswith("cd ")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_takes_the_units(root: Path, tmp_path: Path) -> None:
    for name in ("briefer.service", "briefer.timer"):
        shutil.copy(root / "examples" / "daily" / name, tmp_path)
    service = tmp_path / "briefer.service"
    service.write_text(service.read_text(encoding="utf-8").replace("/srv/brief/.venv/bin/briefer", "/bin/true"))
    checked = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "briefer.timer"], capture_output=True, text=True, check=False
    )
    assert "Unknown" not in checked.stderr


def test_the_workflow_keeps_the_archive_between_runs_and_its_shell_lines_are_sound(root: Path) -> None:
    text = (root / "examples" / "daily" / "workflow.yml").read_text(encoding="utf-8")
    assert re.search(r"uses: actions/cache@.*\n\s+with:\n\s+path: state\n", text)
    for line in re.findall(r"- run: (.*)", text):
        subprocess.run(["bash", "-n", "-c", line], check=True)
