"""What is written about the scorer is about this scorer."""

from __future__ import annotations

import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from corpus_of_scoring import DEVELOP, TEST, article, candidate, raw, reference
from scoring_edits import CONTRADICTING, HARMFUL, HARMLESS

from briefer.scoring.fingerprint import scorer_hash
from briefer.scoring.score import score

ROOT = Path(__file__).resolve().parent.parent
RECORD = tomllib.loads(files("briefer.scoring").joinpath("calibration.toml").read_text(encoding="utf-8"))
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

import calibrate  # noqa: E402
import sensitivity  # noqa: E402


def test_the_calibration_is_of_this_scorer() -> None:
    assert RECORD["scorer"] == scorer_hash(), "the scorer has changed: run `make records`, and bless the baseline anew"


def test_the_table_of_sensitivity_is_of_this_scorer() -> None:
    document = (ROOT / "docs" / "evals.md").read_text(encoding="utf-8")
    assert f"by scorer `{scorer_hash()}`" in document, "the scorer has changed: run `make records`"


def test_thirty_harmful_and_fifteen_harmless_edits_are_measured() -> None:
    assert len(HARMFUL) >= 30
    assert len(HARMLESS) >= 15
    assert set(HARMFUL) >= CONTRADICTING


def test_the_calibration_was_fitted_on_the_develop_half_and_verified_on_the_other() -> None:
    assert RECORD["develop"]["articles"] == [int(name[:3]) for name in DEVELOP]
    assert RECORD["test"]["articles"] == [int(name[:3]) for name in TEST]


@pytest.mark.parametrize("half", ["develop", "test"])
def test_the_recorded_figures_are_those_of_this_scorer_and_good_enough(half: str) -> None:
    figures = RECORD[half]
    assert figures["passes"] >= 0.8
    assert figures["harmless"] >= 0.99
    assert figures["harmful"] <= 0.75
    assert figures["detected"] >= 0.9
    names = DEVELOP if half == "develop" else TEST
    for name, value in calibrate.ceiling(names).items():
        assert value == pytest.approx(figures["ceiling"][name], abs=5e-5)


def test_the_two_passes_hardly_ever_contradict_each_other() -> None:
    pairs = contradictions = 0
    for name in DEVELOP + TEST:
        of = article(name)
        found = score(candidate(raw(name, "annotator-b"), of), reference(raw(name, "annotator-a"), of), of)
        pairs += sum(p.expected is not None and p.predicted is not None for p in found.pairings)
        contradictions += found.contradictions
    assert pairs > 700
    assert contradictions <= 2


@pytest.mark.slow
def test_the_calibration_and_the_table_are_what_the_scripts_write() -> None:
    written = files("briefer.scoring").joinpath("calibration.toml").read_text(encoding="utf-8")
    assert calibrate.record() == written, "reading or scoring has changed: run `make records`"
    document = (ROOT / "docs" / "evals.md").read_text(encoding="utf-8")
    assert sensitivity.renewed(document) == document, "reading or scoring has changed: run `make records`"
