"""`briefer eval compare`: paired differences, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import evaluations
import pytest
from evaluations import Project
from test_eval_gate import GOOD, article, card, moved, system, worse

from briefer.domain.comparison import Comparison
from briefer.domain.evaluation import ArticleFigures
from briefer.evaluating.comparison import NotComparable, compare


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Project:
    return evaluations.project(tmp_path, root)


def compared(then: dict[str, ArticleFigures], now: dict[str, ArticleFigures]) -> Comparison:
    a, b = system(then, "a"), system(now, "b")
    return compare(card(a), card(b), a, b)


def test_differences_are_paired_and_counted() -> None:
    now = GOOD | {"w-000": article(0.7), "w-001": article(0.41), "w-002": article(0.50)}
    found = compared(GOOD, now)
    assert (found.f1.wins, found.f1.ties, found.f1.losses) == (1, 17, 2)
    assert found.f1.mean == pytest.approx((0.2 - 0.1 - 0.02) / 20)
    assert [(p.article, p.before, p.after) for p in found.worst] == [("w-001", 0.51, 0.41), ("w-002", 0.52, 0.5)]


def test_at_most_five_articles_are_called_the_worst() -> None:
    assert len(compared(GOOD, moved(-0.1, 0.01)).worst) == 5


def test_the_verdict_is_that_of_the_interval() -> None:
    assert compared(GOOD, GOOD).f1.verdict == "same"
    assert compared(GOOD, moved(0.05, 0.01)).f1.verdict == "better"
    assert compared(GOOD, moved(-0.05, 0.01)).f1.verdict == "worse"
    found = compared(GOOD, moved(0.01, 0.2)).f1
    assert found.verdict == "inconclusive"
    assert 0.1 < (found.detectable or 0) < 0.2


def test_both_ways_round_are_one_comparison() -> None:
    there, back = compared(GOOD, moved(0.03, 0.1)), compared(moved(0.03, 0.1), GOOD)
    assert there.f1.mean == pytest.approx(-(back.f1.mean or 0))
    assert (there.f1.wins, there.f1.losses) == (back.f1.losses, back.f1.wins)
    assert there.pooled == pytest.approx(-(back.pooled or 0))


def test_the_pooled_interval_holds_the_pooled_difference() -> None:
    found = compared(GOOD, moved(0.05, 0.05))
    low, high = found.pooled_interval or (0, 0)
    assert low <= (found.pooled or 0) <= high
    assert compared(GOOD, moved(0.05, 0.05)) == found


def test_articles_to_which_nothing_applies_are_left_out() -> None:
    nothing = GOOD | {"w-000": article(0.5).model_copy(update={"f1": None})}
    assert compared(nothing, nothing).f1.n == 19


@pytest.mark.parametrize(
    ("more", "says"),
    [({"scorer": "t"}, "scorers differ"), ({"corpus": "d"}, "corpora differ")],
    ids=["scorer", "corpus"],
)
def test_other_scorers_and_corpora_are_refused(more: dict[str, str], says: str) -> None:
    a = system(GOOD)
    with pytest.raises(NotComparable, match=says):
        compare(card(a), card(a, **more), a, a)


def test_other_articles_and_systems_without_recordings_are_refused() -> None:
    a, b = system(GOOD), system({n: x for n, x in GOOD.items() if n != "w-000"})
    with pytest.raises(NotComparable, match="articles differ"):
        compare(card(a), card(b), a, b)
    absent = a.model_copy(update={"missing": a.n})
    with pytest.raises(NotComparable, match="no recordings"):
        compare(card(a), card(absent), a, absent)


def test_two_backends_are_run_and_compared(project: Project) -> None:
    project.answer("t-001", worse)
    ran = project.eval("compare", "rules", "canned/brief@1")
    assert ran.code == 0, ran.err
    assert "canned/brief@1 against rules/brief@1, 3 articles" in ran.out
    assert "t-001: 0." in ran.out


def test_scorecards_in_files_are_compared_system_by_system(project: Project, tmp_path: Path) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    project.eval("run", "--format", "json", "--output", before)
    project.answer("t-001", worse)
    project.eval("run", "--format", "json", "--output", after)
    ran = project.eval("compare", before, after)
    assert "rules/brief@1 against rules/brief@1" in ran.out
    assert "canned/brief@1 against canned/brief@1" in ran.out
    one = project.eval("compare", f"{before}#rules", f"{after}#canned", "--format", "json")
    document: dict[str, Any] = json.loads(one.out)
    assert (document["format"], document["a"], document["b"]) == (
        "briefer.comparison/1", "rules/brief@1", "canned/brief@1",
    )  # fmt: skip
    assert document["f1"]["losses"] == 1


def test_files_that_are_no_scorecards_are_refused_in_one_line(project: Project, tmp_path: Path) -> None:
    for text in ("", "{}", "[]", '{"format": "briefer.score/1"}'):
        (tmp_path / "x.json").write_text(text, encoding="utf-8")
        ran = project.eval("compare", tmp_path / "x.json", "rules")
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)


def test_a_scorecard_of_another_corpus_is_refused(project: Project, tmp_path: Path) -> None:
    project.eval("run", "--backend", "rules", "--format", "json", "--output", tmp_path / "card.json")
    path = project.folder / "corpus" / "001-port" / "reference.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"condemns"', '"concerned"'), encoding="utf-8")
    ran = project.eval("compare", tmp_path / "card.json", "rules")
    assert (ran.code, "their corpora differ" in ran.err) == (2, True)
