"""The gate, made to fail in every way that it claims to fail in, and to pass where it should."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import evaluations
import pytest
from evaluations import Project

from briefer.domain.baseline import Baseline, Verdict
from briefer.domain.evaluation import ArticleFigures, ListFigures, MeanFigures, Scorecard, SystemCard
from briefer.evaluating import blessing
from briefer.evaluating.gate import hold

NAMES = ("actors", "commitments", "risks", "reactions")


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Project:
    made = evaluations.project(tmp_path, root)
    ran = made.eval("bless")
    assert ran.code == 0, ran.err
    return made


def worse(answer: str) -> str:
    """The same answer without its commitments, risks and reactions."""
    return json.dumps(json.loads(answer) | {"commitments": [], "risks": [], "reactions": [], "actors": []})


# the whole command, on a project of its own


def test_what_was_blessed_passes(project: Project) -> None:
    ran = project.eval("gate")
    assert ran.code == 0, ran.out
    assert "note: canned/brief@1: every figure is that of the baseline" in ran.out
    assert ran.out.endswith("gate: passed\n")


def test_without_a_baseline_it_fails_and_says_what_to_do(project: Project) -> None:
    project.baseline.unlink()
    ran = project.eval("gate")
    assert (ran.code, "bless" in ran.err) == (1, True)


def test_a_baseline_that_is_none_fails(project: Project) -> None:
    project.baseline.write_text("{}", encoding="utf-8")
    assert project.eval("gate").code == 1


def test_a_changed_word_of_the_prompt_gives_exit_code_5_and_the_difference(project: Project) -> None:
    project.change_prompt("analysts who will", "readers who will")
    ran = project.eval("gate")
    assert ran.code == 5
    assert "fails: canned/brief@1: 3 of 3 recordings are missing or stale: t-001 (stale)" in ran.out
    assert "readers who will" in ran.err


def test_a_changed_front_matter_of_the_prompt_is_explained_once(project: Project) -> None:
    project.change_prompt("First release", "A first release")
    ran = project.eval("gate")
    assert ran.code == 5
    assert ran.err.count("the file of the prompt brief@1 has changed, and its messages have not") == 1
    assert "`briefer prompt check` names it" in ran.err


def test_a_lost_recording_gives_exit_code_5_and_is_named(project: Project) -> None:
    (project.recordings / "t-002.json").unlink()
    ran = project.eval("gate")
    assert (ran.code, "1 of 3 recordings are missing or stale: t-002 (missing)" in ran.out) == (5, True)


def test_a_system_whose_recordings_are_all_lost_gives_exit_code_5(project: Project) -> None:
    shutil.rmtree(project.recordings)
    ran = project.eval("gate")
    assert (ran.code, "canned/brief@1: 3 of 3 recordings" in ran.out) == (5, True)


def test_a_damaged_recording_gives_exit_code_5(project: Project) -> None:
    path = project.recordings / "t-001.json"
    path.write_bytes(path.read_bytes().replace(b"Ada", b"Eda", 1))
    assert project.eval("gate").code == 5


def test_an_orphan_gives_exit_code_5_and_is_named(project: Project) -> None:
    shutil.copy(project.recordings / "t-001.json", project.recordings / "t-009.json")
    ran = project.eval("gate")
    assert (ran.code, "1 orphan recordings, that nothing asks for: t-009.json" in ran.out) == (5, True)


def test_a_changed_reference_is_refused_with_the_reason(project: Project) -> None:
    path = project.folder / "corpus" / "001-port" / "reference.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"condemns"', '"concerned"'), encoding="utf-8")
    ran = project.eval("gate")
    assert ran.code == 1
    assert "refused: the corpus is" in ran.out
    assert "an article or a reference was edited" in ran.out


def test_a_lost_article_is_refused_by_name(project: Project) -> None:
    shutil.rmtree(project.folder / "corpus" / "003-port")
    ran = project.eval("gate")
    assert ran.code != 0
    assert "(lost t-003)" in ran.out


def test_a_new_system_is_not_taken_for_granted(project: Project) -> None:
    config = project.folder / "briefer.toml"
    config.write_text(config.read_text(encoding="utf-8") + '\n[backends.other]\nkind = "rules"\n', encoding="utf-8")
    ran = project.eval("gate")
    assert (ran.code, "fails: other/brief@1: is not in the baseline" in ran.out) == (1, True)


def test_a_system_that_never_had_recordings_is_noted_and_does_not_fail(tmp_path: Path, root: Path) -> None:
    made = evaluations.project(tmp_path, root)
    shutil.rmtree(made.recordings)
    assert made.eval("bless").code == 0
    ran = made.eval("gate")
    assert (ran.code, "note: canned/brief@1: is not recorded, nor in the baseline" in ran.out) == (0, True)
    assert str(tmp_path) not in made.baseline.read_text(encoding="utf-8")


def test_a_system_that_is_left_out_fails(project: Project) -> None:
    config = project.folder / "briefer.toml"
    config.write_text(config.read_text(encoding="utf-8").partition("[backends.canned]")[0], encoding="utf-8")
    ran = project.eval("gate")
    assert (ran.code, "fails: canned/brief@1: is in the baseline and was not run" in ran.out) == (1, True)


def test_new_answers_are_held_against_chance_and_floors(project: Project) -> None:
    for name in ("t-001", "t-002", "t-003"):
        project.answer(name, worse)
    ran = project.eval("gate")
    assert ran.code == 1
    assert "fails: canned/brief@1" in ran.out
    assert "its recordings changed, and F1 by -" in ran.out


def test_bless_refuses_a_lower_baseline_unless_it_is_allowed_aloud(project: Project) -> None:
    before = project.baseline.read_bytes()
    project.answer("t-001", worse)
    ran = project.eval("bless")
    assert (ran.code, "F1 would fall from" in ran.err) == (1, True)
    assert project.baseline.read_bytes() == before
    assert project.eval("bless", "--allow-regression").code == 0
    assert project.eval("gate").code == 0


def test_bless_refuses_what_is_only_partly_recorded(project: Project) -> None:
    (project.recordings / "t-002.json").unlink()
    before = project.baseline.read_bytes()
    assert project.eval("bless", "--allow-regression").code == 5
    assert project.baseline.read_bytes() == before


def test_bless_refuses_with_exit_code_5_where_all_recordings_are_stale(project: Project) -> None:
    before = project.baseline.read_bytes()
    project.change_prompt("analysts who will", "readers who will")
    for arguments in ((), ("--allow-regression",)):
        ran = project.eval("bless", *arguments)
        assert (ran.code, "missing or stale: canned/brief@1" in ran.err) == (5, True)
    assert project.baseline.read_bytes() == before


def test_bless_writes_the_same_bytes_each_time(project: Project) -> None:
    before = project.baseline.read_bytes()
    assert project.eval("bless").code == 0
    assert project.baseline.read_bytes() == before


@pytest.mark.slow
def test_a_changed_constant_of_the_scorer_is_refused_with_the_reason(project: Project, root: Path) -> None:
    tree = project.folder.parent / "copy"
    shutil.copytree(root / "briefer", tree / "briefer")
    shutil.copytree(root / "prompts", tree / "prompts")
    arguments = ["eval", "gate", "--config", str(project.folder / "briefer.toml"), "--baseline", str(project.baseline)]

    def gate() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "briefer", *arguments]
        environment = os.environ | {"PYTHONPATH": str(tree)}
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tree, env=environment)

    same = gate()
    assert same.returncode == 0, same.stdout + same.stderr
    constants = tree / "briefer" / "scoring" / "constants.toml"
    source = constants.read_text(encoding="utf-8")
    line = next(line for line in source.splitlines() if line.strip() and "=" in line and line.rstrip()[-1].isdigit())
    constants.write_text(source.replace(line, line + "1"), encoding="utf-8")
    changed = gate()
    assert changed.returncode == 1, changed.stdout + changed.stderr
    assert "refused: the scorer is" in changed.stdout


# the gate alone, on figures made for it


def article(f1: float, **more: Any) -> ArticleFigures:
    one = ListFigures(precision=f1, recall=f1, f1=f1, vital_recall=f1)
    given: dict[str, Any] = {
        "valid": True, "f1": f1, "lists": dict.fromkeys(NAMES, one), "contradictions": 0, "grounding": 1.0,
        "split": "develop", "items": 10, "proven": 10, "credit": 10 * f1, "predicted": 10, "expected": 10,
    }  # fmt: skip
    return ArticleFigures(**given | more)


def system(articles: dict[str, ArticleFigures], name: str = "canned") -> SystemCard:
    values = [a.f1 or 0.0 for a in articles.values()]
    f1 = sum(values) / len(values)
    return SystemCard(
        backend=name, prompt="brief@1", split="all", n=len(articles), invalid=sum(not a.valid for a in articles.values()),
        f1=f1, interval=(f1 - 0.05, f1 + 0.05), share_of_ceiling=None, lists=dict.fromkeys(NAMES, MeanFigures(f1=f1)),
        grounding=sum(a.proven for a in articles.values()) / sum(a.items for a in articles.values()),
        contradictions=sum(a.contradictions for a in articles.values()), articles=articles,
    )  # fmt: skip


def card(*systems: SystemCard, scorer: str = "s", corpus: str = "c") -> Scorecard:
    return Scorecard(scorer=scorer, corpus=corpus, ceiling=None, systems=systems)


def baseline(articles: dict[str, ArticleFigures]) -> Baseline:
    return blessing.bless(card(system(articles)), {"canned/brief@1": "digest"}, None)


def judged(then: dict[str, ArticleFigures], now: dict[str, ArticleFigures], digest: str = "digest") -> Verdict:
    return hold(baseline(then), card(system(now)), {"canned/brief@1": digest}, {})


GOOD = {f"w-{n:03}": article(0.5 + n / 100) for n in range(20)}


def test_equal_figures_pass() -> None:
    assert judged(GOOD, GOOD).exit_code == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"f1": 0.999}, "articles score otherwise"),
        ({"f1": 0.0}, "articles score otherwise"),
        ({"valid": False, "f1": 0.0, "problem": "invalid"}, "newly invalid: w-003"),
        ({"contradictions": 1}, "new contradictions: w-003"),
        ({"proven": 9, "grounding": 0.9}, "articles score otherwise"),
        ({"lists": dict.fromkeys(NAMES, ListFigures(f1=0.1))}, "same F1, other details"),
    ],
    ids=["better", "worse", "invalid", "contradiction", "unproven", "details"],
)
def test_lane_a_fails_on_any_change_whether_it_is_for_the_better_or_not(change: dict[str, Any], says: str) -> None:
    verdict = judged(GOOD, GOOD | {"w-003": article(0.53).model_copy(update=change)})
    assert verdict.exit_code == 1
    assert any(says in reason.message for reason in verdict.reasons if reason.kind == "fails"), verdict


def numbers(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every number in a JSON document."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from numbers(inner, (*path, key))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path


def test_the_last_digit_of_any_figure_of_the_baseline_is_compared(root: Path) -> None:
    committed = json.loads((root / "evals" / "baseline.json").read_text(encoding="utf-8"))
    bar = Baseline.model_validate(committed)
    assert hold(bar, bar.scorecard, bar.recordings, {}).passed
    paths = [path for path in numbers(committed) if "articles" not in path or path[-2] == "w-004"]
    assert len(paths) > 80
    for path in paths:
        edited = copy.deepcopy(committed)
        inner = edited
        for key in path[:-1]:
            inner = inner[key]
        below = 0.5 if path[0] == "floors" else 1e-9  # floors may stand higher than the figures make them
        inner[path[-1]] -= 1 if isinstance(inner[path[-1]], int) else below
        verdict = hold(Baseline.model_validate(edited), bar.scorecard, bar.recordings, {})
        assert verdict.exit_code == 1, path


def test_an_edited_mean_is_named_with_all_its_digits(project: Project) -> None:
    bar = json.loads(project.baseline.read_text(encoding="utf-8"))
    system = next(one for one in bar["scorecard"]["systems"] if one["backend"] == "canned")
    right = system["f1"]
    system["f1"] = round(right + 1e-9, 9)
    project.baseline.write_text(json.dumps(bar), encoding="utf-8")
    ran = project.eval("gate")
    assert ran.code == 1
    assert (
        f"fails: canned/brief@1: every article scores as in the baseline, and other figures do not: f1 {system['f1']} -> {right}"
        in ran.out
    )


def test_an_article_that_the_baseline_has_not_fails() -> None:
    verdict = judged({name: one for name, one in GOOD.items() if name != "w-003"}, GOOD)
    assert verdict.exit_code == 1
    assert any("articles that the baseline has not: w-003" in reason.message for reason in verdict.reasons)


def test_lane_a_fails_on_a_lost_article() -> None:
    verdict = judged(GOOD, {name: one for name, one in GOOD.items() if name != "w-003"})
    assert (verdict.exit_code, "lost articles: w-003" in verdict.reasons[0].message) == (1, True)


def test_another_scorer_or_corpus_is_refused_before_any_figure_is_compared() -> None:
    bar = baseline(GOOD)
    for now in (card(system(GOOD), scorer="t"), card(system(GOOD), corpus="d")):
        verdict = hold(bar, now, {"canned/brief@1": "digest"}, {})
        assert verdict.exit_code == 1
        assert [reason.kind for reason in verdict.reasons] == ["refused"]


def moved(by: float, noise: float) -> dict[str, ArticleFigures]:
    return {
        name: article(round((one.f1 or 0) + by + (noise if n % 2 else -noise), 6))
        for n, (name, one) in enumerate(GOOD.items())
    }


def test_lane_b_fails_where_new_answers_are_worse_by_more_than_chance() -> None:
    verdict = judged(GOOD, moved(-0.02, 0.01), "another")
    assert verdict.exit_code == 1
    assert "worse by more than chance" in verdict.reasons[0].message


def test_lane_b_does_not_cry_wolf_and_says_what_it_could_have_seen() -> None:
    verdict = judged(GOOD, moved(-0.01, 0.1), "another")
    assert verdict.exit_code == 0
    assert "inconclusive, could only have seen 0.0" in verdict.reasons[0].message


def test_lane_b_passes_what_is_better() -> None:
    verdict = judged(GOOD, moved(0.05, 0.01), "another")
    assert verdict.exit_code == 0
    assert verdict.reasons[0].message.endswith("better")


def test_lane_b_fails_where_a_floor_is_broken_even_if_the_difference_is_inconclusive() -> None:
    broken = moved(0.0, 0.2)
    broken = {name: one.model_copy(update={"proven": 5, "grounding": 0.5}) for name, one in broken.items()}
    verdict = judged(GOOD, broken, "another")
    assert verdict.exit_code == 1
    assert any("grounding 0.5000 is below the floor" in reason.message for reason in verdict.reasons)
    half = {n: a.model_copy(update={"valid": i % 2 == 0}) for i, (n, a) in enumerate(moved(0.0, 0.2).items())}
    assert any("valid briefs 0.5000 is below" in r.message for r in judged(GOOD, half, "another").reasons)


def test_a_floor_never_sinks_by_itself() -> None:
    first = baseline(GOOD)
    lower = {name: article(0.3) for name in GOOD}
    again = blessing.bless(card(system(lower)), {}, first)
    assert again.floors == first.floors
    elsewhere = blessing.bless(card(system(lower), scorer="t"), {}, first)
    assert elsewhere.floors["canned/brief@1"].f1 < first.floors["canned/brief@1"].f1


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ({name: article(0.4) for name in GOOD}, "F1 would fall"),
        ({n: a.model_copy(update={"proven": 9}) for n, a in GOOD.items()}, "grounding would fall"),
        (GOOD | {"w-000": article(0.5, contradictions=1)}, "contradictions would rise from 0 to 1"),
        (GOOD | {"w-000": article(0.5, valid=False)}, "invalid briefs would rise from 0 to 1"),
        ({n: a for n, a in GOOD.items() if n != "w-000"}, "articles would be lost: w-000"),
    ],
    ids=["f1", "grounding", "contradiction", "invalid", "lost"],
)
def test_each_way_of_lowering_the_baseline_is_named(now: dict[str, ArticleFigures], says: str) -> None:
    found = list(blessing.regressions(card(system(now)), baseline(GOOD)))
    assert any(says in line for line in found), found
    assert list(blessing.regressions(card(), baseline(GOOD))) == ["canned/brief@1 would be lost"]
    assert list(blessing.regressions(card(system(GOOD)), baseline(GOOD))) == []
