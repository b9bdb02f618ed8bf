"""Evals of a live server on loopback: failures are counted, an interrupted run goes on where it stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import evaluations
import fault_server
import pytest
from evaluations import Project

ARGUMENTS = ["run", "--backend", "live", "--format", "json"]
LIVE = """
[backends.live]
kind = "openai"
base_url = "{url}"
model = "m"
answers = "json_object"
timeout = 120
limits = {{attempts = 1}}
"""


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Project:
    return evaluations.project(tmp_path, root)


def live(project: Project, url: str) -> list[str]:
    """The project with a backend that calls the server at `url`, one article at a time; the arguments that run it."""
    config = project.folder / "briefer.toml"
    head = f'concurrency = 1\ncache = "{project.folder.parent / "cache"}"\n'
    config.write_text(head + config.read_text(encoding="utf-8") + LIVE.format(url=url), encoding="utf-8")
    return ARGUMENTS


def test_a_server_is_called_only_when_it_is_named(project: Project) -> None:
    with fault_server.serving(fault_server.answer()) as server:
        arguments = live(project, server.url)
        names = [s["backend"] for s in project.card()["systems"]]
        assert (names, server.count) == (["rules", "canned"], 0)
        assert project.eval(*arguments).code == 0
        assert server.count == 3


def test_no_answer_counts_as_0_is_listed_and_gives_exit_code_3(project: Project) -> None:
    with fault_server.serving(fault_server.answer(), fault_server.error(500), fault_server.answer()) as server:
        ran = project.eval(*live(project, server.url))
    system = json.loads(ran.out)["systems"][0]
    bad = system["articles"]["t-002"]
    assert ran.code == 3
    assert (bad["valid"], bad["f1"], bad["problem"], system["invalid"], system["n"]) == (False, 0.0, "unanswered", 1, 3)


def test_a_dry_run_says_what_it_would_cost_and_sends_nothing(project: Project) -> None:
    with fault_server.serving(fault_server.answer()) as server:
        ran = project.eval(*live(project, server.url), "--dry-run")
    assert (ran.code, server.count) == (0, 0)
    assert "3 articles" in " ".join(ran.out.split()).replace("articles 3", "3 articles")


def test_a_cap_holds_for_all_systems_together_and_stops_the_run_with_exit_code_4(project: Project) -> None:
    usage = {"prompt_tokens": 3000, "completion_tokens": 1000, "total_tokens": 4000}
    with fault_server.serving(fault_server.answer(usage=usage)) as server:
        arguments = live(project, server.url)
        config = project.folder / "briefer.toml"
        price = "price = {prompt = 1.0, completion = 1.0}\nmax_output_tokens = 1000\n"
        config.write_text(config.read_text(encoding="utf-8") + price, encoding="utf-8")
        ran = project.eval(*arguments, "--max-cost", "0.000001")
        assert (ran.code, ran.out, server.count) == (4, "", 0)
        prompts = project.folder / "prompts" / "brief"
        second = (prompts / "v1.md").read_text(encoding="utf-8").replace("version = 1", "version = 2")
        (prompts / "v2.md").write_text(second, encoding="utf-8")
        matrix = [*arguments, "--prompt", "brief@1", "--prompt", "brief@2"]
        assert project.eval(*matrix, "--max-cost", "0.017").code == 4
        assert server.count == 4  # three of the first prompt, one of the second: 0.004 USD each
        assert project.eval(*matrix, "--max-cost", "1").code == 0
        assert server.count == 6  # what was paid for is kept


def test_an_interrupted_run_goes_on_where_it_stopped(project: Project) -> None:
    plan = [fault_server.answer(), fault_server.answer(), fault_server.stall(), fault_server.answer()]
    with fault_server.serving(*plan) as server:
        command = ["eval", *live(project, server.url), "--config", str(project.folder / "briefer.toml")]
        process = subprocess.Popen(
            [sys.executable, "-m", "briefer", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
        )
        third = server.reached(3)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert (third, server.count) == (3, 3)
        ran = project.eval(*ARGUMENTS)
        assert ran.code == 0, ran.err
        assert server.count == 4  # the two answers are not asked for again
    assert json.loads(ran.out)["systems"][0]["n"] == 3
