"""`briefer eval run`: the matrix, its figures, its failures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import commandline
import evaluations
import pytest
from evaluations import Project

from briefer.evaluating.statistics import wilson

SYSTEM_KEYS = [
    "backend", "prompt", "split", "n", "invalid", "f1", "interval", "share_of_ceiling",
    "lists", "grounding", "contradictions", "articles",
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Project:
    return evaluations.project(tmp_path, root)


def test_the_scorecard_has_the_documented_fields_in_their_order(project: Project) -> None:
    card = project.card()
    assert list(card) == ["format", "scorer", "corpus", "ceiling", "systems"]
    assert card["format"] == "briefer.scorecard/1"
    for system in card["systems"]:
        assert list(system)[: len(SYSTEM_KEYS)] == SYSTEM_KEYS
        assert list(system["lists"]) == ["actors", "commitments", "risks", "reactions"]
        assert list(system["articles"]) == ["t-001", "t-002", "t-003"]
    assert [s["backend"] for s in card["systems"]] == ["rules", "canned"]


def test_every_mean_can_be_recomputed_from_the_articles(project: Project) -> None:
    card = project.card("--backend", "rules")
    system = card["systems"][0]
    articles = list(system["articles"].values())
    assert system["f1"] == pytest.approx(sum(a["f1"] for a in articles) / 3, abs=1e-8)
    for name, one in system["lists"].items():
        values = [a["lists"][name]["f1"] for a in articles if a["lists"][name]["f1"] is not None]
        assert one["f1"] == (pytest.approx(sum(values) / len(values), abs=1e-8) if values else None)
    for article in articles:
        values = [one["f1"] for one in article["lists"].values() if one["f1"] is not None]
        assert article["f1"] == pytest.approx(sum(values) / len(values), abs=1e-8)
    assert system["share_of_ceiling"] == pytest.approx(system["f1"] / card["ceiling"]["f1"], abs=1e-8)
    items, proven = (sum(a[name] for a in articles) for name in ("items", "proven"))
    assert system["grounding_interval"] == pytest.approx(wilson(proven, items), abs=1e-8)
    assert system["valid_interval"] == pytest.approx(wilson(3, 3), abs=1e-8)
    assert system["contradictions"] == sum(a["contradictions"] for a in articles)
    assert system["grounding"] == pytest.approx(proven / items, abs=1e-8)


def test_without_a_name_every_prompt_that_is_recorded_is_run_and_the_one_in_force_of_a_computed_system(
    project: Project,
) -> None:
    second = project.folder / "prompts" / "brief" / "v2.md"
    first = project.folder / "prompts" / "brief" / "v1.md"
    second.write_text(first.read_text(encoding="utf-8").replace("version = 1", "version = 2"), encoding="utf-8")
    ran = commandline.run(
        "recordings",
        "record",
        "rules",
        "--prompt",
        "brief@2",
        "--recordings",
        project.folder / "recordings",
        "--corpus",
        project.folder / "corpus",
        "--config",
        project.folder / "briefer.toml",
    )
    assert ran.code == 0, ran.err
    found = [(s["backend"], s["prompt"], s["missing"]) for s in project.card()["systems"]]
    assert found == [("rules", "brief@1", 0), ("canned", "brief@1", 0), ("canned", "brief@2", 0)]
    (one,) = project.card("--backend", "canned", "--prompt", "brief@2")["systems"]
    assert one["prompt"] == "brief@2"
    compared = project.eval("compare", "rules", "canned")
    assert "rules/brief@1" in compared.out
    assert "canned/brief@1" in compared.out
    assert "brief@2" not in compared.out
    assert "canned/brief@2" in project.eval("compare", "canned", "canned/brief@2").out


def test_two_annotators_that_agree_make_a_ceiling_of_one(project: Project) -> None:
    assert project.card()["ceiling"]["f1"] == pytest.approx(1.0)


def test_replayed_answers_score_exactly_like_the_computed_ones(project: Project) -> None:
    rules, canned = project.card()["systems"]
    assert rules["articles"] == canned["articles"]


def test_a_run_gives_the_same_bytes_each_time(project: Project) -> None:
    assert project.eval("run", "--format", "json") == project.eval("run", "--format", "json")


def test_the_figures_do_not_depend_on_hash_seed_threads_locale_or_working_directory(
    project: Project, tmp_path: Path
) -> None:
    config = project.folder / "briefer.toml"
    source = config.read_text(encoding="utf-8")

    def card(seed: str, workers: int, folder: Path) -> bytes:
        config.write_text(f"concurrency = {workers}\n{source}", encoding="utf-8")
        command = [sys.executable, "-m", "briefer", "eval", "run", "--format", "json", "--config", str(config)]
        environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0"}
        return subprocess.run(command, check=True, capture_output=True, cwd=folder, env=environment).stdout

    assert card("0", 1, project.folder) == card("4242", 8, tmp_path)


@pytest.mark.parametrize(("split", "ids"), [("develop", ["t-002"]), ("test", ["t-001", "t-003"])])
def test_a_split_is_run_alone(project: Project, split: str, ids: list[str]) -> None:
    system = project.card("--split", split)["systems"][0]
    assert (list(system["articles"]), system["split"], system["n"]) == (ids, split, len(ids))


def test_a_useless_answer_counts_as_0_stays_in_n_and_is_listed(project: Project) -> None:
    project.answer("t-002", lambda _: "I cannot do that.")
    config = project.folder / "briefer.toml"
    # its repairs are not recorded, so none is allowed
    config.write_text("repairs = 0\n" + config.read_text(encoding="utf-8"), encoding="utf-8")
    ran = project.eval("run", "--format", "json")
    rules, canned = json.loads(ran.out)["systems"]
    bad = canned["articles"]["t-002"]
    assert (bad["valid"], bad["f1"], bad["problem"]) == (False, 0.0, "invalid")
    assert (canned["n"], canned["invalid"], ran.code) == (3, 1, 0)
    assert canned["f1"] == pytest.approx(
        (rules["articles"]["t-001"]["f1"] + rules["articles"]["t-003"]["f1"]) / 3, abs=1e-8
    )
    assert "canned/brief@1 t-002: invalid: " in project.eval("run").out


def test_a_missing_recording_counts_as_0_is_named_and_gives_exit_code_5(project: Project) -> None:
    (project.recordings / "t-002.json").unlink()
    ran = project.eval("run")
    assert ran.code == 5
    assert "canned/brief@1 t-002: missing: " in ran.out
    assert "canned/brief@1: 1 recordings cannot be used" in ran.err


def test_a_system_without_any_recording_is_shown_as_missing_and_has_no_figures(project: Project) -> None:
    for path in project.recordings.iterdir():
        path.unlink()
    ran = project.eval("run")
    assert ran.code == 5
    assert "canned/brief@1  missing" in ran.out
    system = project.card()["systems"][1]
    assert [system[key] for key in ("f1", "interval", "share_of_ceiling", "grounding")] == [None] * 4


def test_a_changed_word_of_the_prompt_is_stale_and_its_difference_is_shown_once(project: Project) -> None:
    project.change_prompt("analysts who will", "readers who will")
    ran = project.eval("run")
    assert ran.code == 5
    assert "canned/brief@1: 3 recordings are stale; changed since: template, messages" in ran.err
    changed = [line for line in ran.err.splitlines() if line.startswith("+")]
    assert len(changed) == 1
    assert "readers who will" in changed[0]


def test_several_prompts_make_a_matrix(project: Project) -> None:
    prompts = project.folder / "prompts" / "brief"
    source = (prompts / "v1.md").read_text(encoding="utf-8").replace("version = 1", "version = 2")
    (prompts / "v2.md").write_text(source, encoding="utf-8")
    card = project.card("--backend", "rules", "--prompt", "brief@1", "--prompt", "brief@2")
    assert [(s["backend"], s["prompt"]) for s in card["systems"]] == [("rules", "brief@1"), ("rules", "brief@2")]


def test_any_corpus_of_the_layout_can_be_named(project: Project, tmp_path: Path) -> None:
    import corpora

    corpora.add(tmp_path / "other", "007-else")
    assert list(project.card("--backend", "rules", "--corpus", str(tmp_path / "other"))["systems"][0]["articles"]) == [
        "t-007"
    ]


def test_a_corpus_without_two_passes_has_no_ceiling_and_no_share_of_it(project: Project) -> None:
    for path in project.folder.glob("corpus/*/annotator-b.toml"):
        path.unlink()
    card = project.card("--backend", "rules")
    assert card["ceiling"] is None
    assert card["systems"][0]["share_of_ceiling"] is None


def test_output_goes_to_a_file_whole(project: Project, tmp_path: Path) -> None:
    ran = project.eval("run", "--backend", "rules", "--format", "json", "--output", tmp_path / "card.json")
    assert ran.out == ""
    assert json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))["format"] == "briefer.scorecard/1"


def test_a_wrong_backend_and_a_folder_without_articles_are_usage_errors(project: Project, tmp_path: Path) -> None:
    assert project.eval("run", "--backend", "ruls").code == 2
    ran = project.eval("run", "--corpus", tmp_path / "nothing")
    assert (ran.code, "holds no corpus" in ran.err) == (2, True)
