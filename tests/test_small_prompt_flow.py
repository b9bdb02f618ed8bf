"""The prompt for small models through all that a request passes: recordings, replay, batches, the cache, estimates, configuration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commandline import Ran
from commandline import run as briefer

from briefer.config import load
from briefer.wiring import prompt_of, summariser

CONFIG = """
prompt = "brief@1"
cache = "cache"
[backends.small]
kind = "replay"
recordings = "recs"
model = "small-1"
prompt = "brief-small@1"
[backends.large]
kind = "replay"
recordings = "recs"
model = "large-1"
[backends.server]
kind = "openai"
base_url = "http://127.0.0.1:9/v1"
model = "small-1"
prompt = "brief-small@1"
max_output_tokens = 500
price = { prompt = 2.0, completion = 10.0 }
[backends.rules]
kind = "rules"
prompt = "brief-small@1"
[backends.taped]
kind = "record"
of = "rules"
recordings = "recs"
"""
NORLAND = "Norland said on Friday that it will fine ferry operators who miss the new safety rules. A strike could follow, it warned.\n"
ANSWERS: dict[str, Any] = {
    "actors": {"actors": [{"name": "Norland", "kind": "state"}]},
    "commitments": {
        "commitments": [
            {
                "action": "fine ferry operators",
                "by": ["Norland"],
                "kind": "threat",
                "status": "announced",
                "evidence": [1],
            }
        ]
    },
    "risks": {"risks": [{"event": "a strike could follow", "assessed_by": [], "domain": "economic", "evidence": [2]}]},
    "reactions": {"reactions": []},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "briefer.toml").write_text(CONFIG)
    case = tmp_path / "articles" / "a1"
    case.mkdir(parents=True)
    (case / "article.txt").write_text(NORLAND)
    (case / "article.toml").write_text('id = "a1"\n')
    (case / "reference.toml").write_text('guide = 1\nannotator = "adjudicated"\nbottom_line = "Norland may fine."\n')
    return tmp_path


def run(folder: Path, *arguments: str | Path) -> Ran:
    return briefer(*arguments, "--config", folder / "briefer.toml")


def slots(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "recs").rglob("*.json"))


def exported(folder: Path, backend: str) -> dict[str, str]:
    """What an export asks: the task of each request by its id."""
    for old in folder.glob("x.*"):
        old.unlink()
    ran = run(folder, "batch", "export", folder / "x.jsonl", folder / "articles", "--backend", backend)
    assert ran.code == 0, ran.err
    if not (folder / "x.manifest.json").is_file():
        return {}
    manifest = json.loads((folder / "x.manifest.json").read_text(encoding="utf-8"))
    return {key: one["slots"][0][1].partition(".")[2] for key, one in manifest["requests"].items()}


def imported(folder: Path, asked: dict[str, str], answers: dict[str, Any], backend: str) -> None:
    lines = [json.dumps({"custom_id": key, "content": json.dumps(answers[task])}) for key, task in asked.items()]
    (folder / "answers.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ran = run(folder, "batch", "import", folder / "x.jsonl", folder / "answers.jsonl", "--backend", backend)
    assert ran.code == 0, ran.err + ran.out


def test_a_backend_has_the_prompt_of_its_table_unless_somebody_names_another(folder: Path) -> None:
    file = folder / "briefer.toml"
    loaded = load(file)
    assert [prompt_of(name, loaded) for name in ("small", "large", "taped")] == [
        "brief-small@1",
        "brief@1",
        "brief-small@1",
    ]
    assert prompt_of("small", load(file, options={"prompt": "brief@1"})) == "brief@1"
    assert prompt_of("small", load(file, environment={"BRIEFER_PROMPT": "brief@1"})) == "brief@1"
    assert summariser(load(file, options={"backend": "small"})).repair_template.id == "repair-small@1"
    assert summariser(load(file, options={"backend": "large"})).repair_template.id == "repair@1"


def test_recordings_of_all_questions_and_looks_are_made_checked_and_replayed(folder: Path) -> None:
    recs = ("--recordings", folder / "recs", "--corpus", folder / "articles")
    made = run(folder, "recordings", "record", "rules", *recs)
    assert made.code == 0, made.err
    assert {"a1.actors.json", "a1.commitments.json", "a1.risks.json", "a1.reactions.json"} <= set(slots(folder))
    assert "a1.commitments.look.json" in slots(folder)
    checked = run(folder, "recordings", "check", "--backend", "rules", *recs)
    assert (checked.code, checked.err) == (0, "")
    orphan = next((folder / "recs").rglob("a1.commitments.look.json"))
    orphan.unlink()
    missing = run(folder, "recordings", "check", "--backend", "rules", *recs)
    assert missing.code == 5
    assert "a1.commitments.look.json" in missing.err


def test_a_batch_asks_the_lists_first_and_then_looks_at_what_came_back(folder: Path) -> None:
    first = exported(folder, "small")
    assert sorted(first.values()) == ["actors", "commitments", "reactions", "risks"]
    imported(folder, first, ANSWERS, "small")
    looks = exported(folder, "small")
    assert sorted(looks.values()) == ["commitments.look", "risks.look"]
    imported(folder, looks, {"commitments.look": {"1": "yes"}, "risks.look": {"1": "no"}}, "small")
    assert exported(folder, "small") == {}
    shown = run(folder, "eval", "run", "--backend", "small", "--corpus", folder / "articles", "--format", "json")
    assert shown.code == 0, shown.err
    (system,) = json.loads(shown.out)["systems"]
    assert (system["backend"], system["prompt"], system["invalid"], system["missing"]) == (
        "small",
        "brief-small@1",
        0,
        0,
    )
    assert system["articles"]["a1"]["items"] == 2


def test_answers_in_the_cache_make_the_brief_without_a_server(folder: Path) -> None:
    article = folder / "articles" / "a1" / "article.txt"
    imported(folder, exported(folder, "server"), ANSWERS, "server")
    imported(
        folder, exported(folder, "server"), {"commitments.look": {"1": "yes"}, "risks.look": {"1": "no"}}, "server"
    )
    ran = run(folder, "brief", article, "--backend", "server", "--format", "json")
    assert ran.code == 0, ran.err
    brief = json.loads(ran.out)
    assert brief["provenance"]["prompt"] == "brief-small@1"
    assert brief["provenance"]["answered"] == "cache"
    assert [item["action"] for item in brief["commitments"]] == ["fine ferry operators"]
    assert brief["commitments"][0]["evidence"][0]["text"] == NORLAND.partition(" A strike")[0]
    assert brief["risks"] == []
    assert brief["bottom_line"] == NORLAND.partition(" A strike")[0]


def test_an_estimate_counts_every_question(folder: Path) -> None:
    article = folder / "articles" / "a1" / "article.txt"
    ran = run(folder, "brief", article, "--backend", "server", "--dry-run")
    assert ran.code == 0, ran.err
    assert "requests    4" in ran.out + ran.err
