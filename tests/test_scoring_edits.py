"""What a scorer must forgive, what it must notice, and what it must call a contradiction, on the develop half of the corpus."""

from __future__ import annotations

from functools import cache

import pytest
from corpus_of_scoring import DEVELOP, TEST, article, candidate, raw, reference
from scoring_edits import CONTRADICTING, HARMFUL, HARMLESS, Tables, changed

from briefer.domain.scorecard import ArticleScore
from briefer.scoring.score import Prepared, prepare

TOLD = {"negation dropped": 0.88, "negation added": 0.95, "tenfold": 0.95, "another deadline": 0.96}
"""What share of these is told at least; of all other opposites every one."""
FORGIVEN = dict.fromkeys(HARMLESS, 1.0) | {"synonyms": 0.9}


@cache
def prepared(folder: str, *, all_vital: bool) -> Prepared:
    return prepare(reference(raw(folder), article(folder), all_vital=all_vital), article(folder))


def scored(folder: str, data: Tables | None, *, all_vital: bool = False) -> ArticleScore:
    found = None if data is None else candidate(data, article(folder))
    return prepared(folder, all_vital=all_vital).score(found)


@pytest.mark.parametrize("edit", HARMLESS)
def test_a_harmless_edit_costs_nothing_and_contradicts_nothing(edit: str) -> None:
    applied = 0
    for folder in DEVELOP:
        edited = HARMLESS[edit][1](raw(folder), article(folder))
        if edited is not None:
            applied += 1
            score = scored(folder, edited)
            assert score.f1 is not None
            assert score.f1 >= FORGIVEN[edit], folder
            assert score.contradictions == 0, folder
    assert applied >= 3


@pytest.mark.parametrize("edit", HARMFUL)
def test_a_harmful_edit_costs(edit: str) -> None:
    applied = 0
    for folder in DEVELOP:
        edited = HARMFUL[edit][1](raw(folder), article(folder))
        if edited is not None:
            applied += 1
            score = scored(folder, edited, all_vital=True)
            assert score.f1 is not None
            assert score.f1 < 1, folder
    assert applied >= 3


@pytest.mark.parametrize("edit", sorted(CONTRADICTING))
@pytest.mark.parametrize("half", ["develop", "test"])
def test_nearly_all_items_that_say_the_opposite_are_called_contradictions(edit: str, half: str) -> None:
    asked = told = 0
    for folder in DEVELOP if half == "develop" else TEST:
        edited = HARMFUL[edit][1](raw(folder), article(folder))
        if edited is not None:
            paths = changed(raw(folder), edited)
            asked += len(paths)
            told += len(paths & {p.expected for p in scored(folder, edited).pairings if p.contradiction})
    assert asked > 3
    assert told >= TOLD.get(edit, 1.0) * asked


def test_an_invalid_brief_scores_nothing_and_stays_in_every_count() -> None:
    for folder in DEVELOP:
        score = scored(folder, None)
        assert not score.valid
        assert score.f1 == 0
        assert score.pooled.expected > 0
        assert score.pooled.credit == 0


def test_a_dropped_item_leaves_precision_whole_and_an_invented_one_recall() -> None:
    for folder in DEVELOP:
        dropped = scored(folder, HARMFUL["dropped"][1](raw(folder), article(folder))).pooled
        invented = scored(folder, HARMFUL["invented"][1](raw(folder), article(folder))).pooled
        assert dropped.precision in {1.0, None}
        assert (dropped.recall or 0) < 1
        assert invented.recall == 1.0
        assert (invented.precision or 0) < 1


def test_every_item_doubled_halves_precision() -> None:
    for folder in DEVELOP:
        score = scored(folder, HARMFUL["doubled"][1](raw(folder), article(folder)))
        assert score.pooled.precision == 0.5
        assert score.pooled.recall == 1.0
