"""A daily run may be killed at any point: nothing is lost, and nothing that was kept is paid for again."""

from __future__ import annotations

from pathlib import Path

import killing
import pytest


@pytest.mark.slow
def test_a_run_that_is_killed_again_and_again_ends_with_every_article_and_pays_for_none_that_it_has(
    tmp_path: Path,
) -> None:
    outcome = killing.run(articles=40, kills=8, root=tmp_path)
    assert outcome.printed == len(outcome.paid) == outcome.articles
    assert outcome.wasted == 0
    assert outcome.in_flight <= outcome.kills * 3, "only what was under way when a run died is asked for again"
