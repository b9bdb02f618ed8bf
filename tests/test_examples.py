"""The examples work as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import run


@pytest.mark.parametrize(("backend", "kind"), [("recorded", "replay"), ("rules", "rules")])
def test_one_command_several_backends_and_nothing_changes_but_the_name(root: Path, backend: str, kind: str) -> None:
    seed, config = root / "seeds" / "000-russia-north-korea-arms.txt", root / "examples" / "backends" / "briefer.toml"
    ran = run("brief", seed, "--config", config, "--backend", backend, "--format", "json")
    assert ran.code == 0
    brief = json.loads(ran.out)
    assert brief["provenance"]["backend_kind"] == kind


def test_the_wrong_quotes_of_a_real_small_model_are_caught(root: Path) -> None:
    seed, config = root / "seeds" / "000-russia-north-korea-arms.txt", root / "examples" / "backends" / "briefer.toml"
    brief = json.loads(run("brief", seed, "--config", config, "--backend", "recorded", "--format", "json").out)
    rules = [check["rule"] for check in brief["checks"]]
    assert "evidence-not-found" in rules
    assert "evidence-contradicting" in rules
    proven = [
        quote
        for name in ("actors", "commitments", "risks", "reactions")
        for i in brief[name]
        for quote in i["evidence"]
    ]
    assert all(quote["spans"] for quote in proven)
    assert sum(len(items) for items in brief["unproven"].values()) > len(proven)
