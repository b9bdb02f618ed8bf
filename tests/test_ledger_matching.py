"""How well the ledger tells one promise from two, on invented pairs; the pairs stand in ledger_pairs.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from ledger_told import told

from briefer.daily.ledger.likeness import DOUBTFUL, SURE, likeness


class Measured(NamedTuple):
    """Of the pairs: how many were joined rightly and wrongly, how many are one promise, and how many of those a person sees."""

    right: int
    wrong: int
    same: int
    shown: int


def measure(part: str, story: str) -> Measured:
    pairs = tomllib.loads(Path(__file__).with_name("ledger_pairs.toml").read_text(encoding="utf-8"))[part]
    scores = [(pair["same"], _score(pair, story)) for pair in pairs]
    return Measured(
        right=sum(same and score >= SURE for same, score in scores),
        wrong=sum(not same and score >= SURE for same, score in scores),
        same=sum(same for same, _ in scores),
        shown=sum(same and DOUBTFUL <= score < SURE for same, score in scores),
    )


def _score(pair: dict[str, list[str]], story: str) -> float:
    ours, theirs = pair["ours"], pair["theirs"]
    a = told(ours[0], ours[1], article="a", story=story).statement("2026-05-04")
    return likeness(a, told(theirs[0], theirs[1], article="b", story=story).statement("2026-05-05"))


@pytest.mark.parametrize("story", ["", "s-1"])
@pytest.mark.parametrize(("part", "precision", "recall"), [("develop", 1.0, 0.79), ("held", 0.93, 0.65)])
def test_what_is_joined_is_one_promise_and_most_of_one_promise_is_joined(
    part: str, precision: float, recall: float, story: str
) -> None:
    found = measure(part, story)
    assert found.right / (found.right + found.wrong) >= precision
    assert found.right / found.same >= recall
    assert (found.right + found.shown) / found.same >= 0.85
