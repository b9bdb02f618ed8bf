"""The linker on corpora that know: scored as the literature does, held above a floor, every wrong pair named."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from commandline import run
from hypothesis import given
from hypothesis import strategies as st

from briefer.cli.eval_stories import linked_corpus, scored
from briefer.errors import CorpusError
from briefer.evaluating.clusters import b_cubed, pairwise, wrong_pairs
from briefer.evaluating.story_corpus import load

FLOOR = 0.95
"""A little under the worst that was measured on any split (see docs/stories.md)."""
labels = st.lists(st.sampled_from("abcd"), min_size=1, max_size=9)


@pytest.mark.parametrize("corpus", ["stories", "corpus"])
def test_the_linker_stays_above_its_floor_on_each_split(root: Path, corpus: str) -> None:
    for split, scores in scored(load(root / "evals" / corpus))["splits"].items():
        for kind in ("copies", "stories"):
            for way in ("pairwise", "b_cubed"):
                assert scores[kind][way]["f1"] >= FLOOR, (split, kind, way)


def test_the_corpus_of_stories_is_what_it_says(root: Path) -> None:
    corpus = load(root / "evals" / "stories")
    sizes = Counter(case.event for case in corpus.cases)
    assert len(corpus.cases) >= 40
    assert sum(size > 1 for size in sizes.values()) >= 12
    assert {case.split for case in corpus.cases} == {"develop", "test"}
    assert all(len({case.split for case in corpus.cases if case.event == event}) == 1 for event in sizes)
    for folder in sorted((root / "evals" / "stories").glob("*/")):
        card = tomllib.loads((folder / "article.toml").read_text(encoding="utf-8"))
        assert hashlib.sha256((folder / "article.txt").read_bytes()).hexdigest() == card["sha256"], folder.name


def test_the_answers_on_the_cards_do_not_reach_the_linker(root: Path, tmp_path: Path) -> None:
    for folder in (root / "evals" / "stories").glob("*/"):
        (tmp_path / folder.name).mkdir()
        (tmp_path / folder.name / "article.txt").write_bytes((folder / "article.txt").read_bytes())
        lines = (folder / "article.toml").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(("event", "copy_of", "split"))]
        (tmp_path / folder.name / "article.toml").write_text("\n".join(kept), encoding="utf-8")
    assert linked_corpus(load(tmp_path)) == linked_corpus(load(root / "evals" / "stories"))


def test_the_command_prints_a_line_a_split_and_every_wrong_pair_with_the_reason(tmp_path: Path, root: Path) -> None:
    source = root / "evals" / "corpus"
    for name, event in (("001-parana-accord-wire", "one"), ("003-parana-accord-independent", "two")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "article.txt").write_bytes((source / name / "article.txt").read_bytes())
        card = (source / name / "article.toml").read_text(encoding="utf-8").replace("parana-dredging-accord", event)
        (tmp_path / name / "article.toml").write_text(f'{card}\nsplit = "{event}"\n', encoding="utf-8")
    ran = run("eval", "stories", "--corpus", tmp_path)
    assert ran.code == 0
    assert f"{tmp_path}\n" in ran.out
    assert "all (2) stories               0.000  1.000  0.000      0.500  1.000  0.667" in ran.out
    assert "one (1) copies                1.000  1.000  1.000" in ran.out
    assert "  stories: joined w-001 w-003: shares " in ran.out
    document = json.loads(run("eval", "stories", "--corpus", tmp_path, "--format", "json").out)
    assert document["format"] == "briefer.eval-stories/1"
    (wrong,) = document["corpora"][0]["wrong"]["stories"]["joined"]
    assert wrong["pair"] == ["w-001", "w-003"]
    assert "names" in wrong["reason"]


def test_pairs_and_items_are_counted_as_in_a_worked_example() -> None:
    given_ = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2"}
    found = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}
    pairs = pairwise(found, given_)
    assert (pairs.precision, pairs.recall) == (2 / 4, 2 / 4)
    items = b_cubed(found, given_)
    assert items.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert items.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert wrong_pairs(found, given_) == ([("c", "d"), ("c", "e")], [("a", "c"), ("b", "c")])


@given(labels, st.permutations("abcd"))
def test_groups_that_agree_score_one_whatever_they_are_called(groups: list[str], names: list[str]) -> None:
    given_ = {str(n): group for n, group in enumerate(groups)}
    found = {item: names["abcd".index(group)] for item, group in given_.items()}
    assert pairwise(found, given_).f1 == b_cubed(found, given_).f1 == 1


@given(labels, st.data())
def test_to_swap_what_was_found_and_given_swaps_precision_and_recall(groups: list[str], data: st.DataObject) -> None:
    given_ = {str(n): group for n, group in enumerate(groups)}
    found = {item: data.draw(st.sampled_from("abcd")) for item in given_}
    for measure in (pairwise, b_cubed):
        one, other = measure(found, given_), measure(given_, found)
        assert (one.precision, one.recall) == pytest.approx((other.recall, other.precision))


def test_a_corpus_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "article.txt").write_text("Text.", encoding="utf-8")
    card = tmp_path / "1" / "article.toml"
    card.write_text('id = "a"\npublished = "2026-03-09"\ncopy_of = "b"\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="copy of b, which is not there"):
        load(tmp_path)
    card.write_text('id = "a"\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="published is missing"):
        load(tmp_path)
    assert run("eval", "stories", "--corpus", tmp_path / "none").code == 2
