"""Laws of the score, on briefs drawn from the passes and edits of the corpus."""

from __future__ import annotations

import copy
import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from corpus_of_scoring import DEVELOP, article, candidate, raw, reference
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_edits import CONTRADICTING, HARMFUL, HARMLESS

from briefer.domain.article import Article
from briefer.domain.brief import LISTS, Lists
from briefer.domain.quote import Quote
from briefer.domain.scorecard import ArticleScore, Candidate, Reference
from briefer.scoring.constants import constants
from briefer.scoring.fingerprint import digest, scorer_hash
from briefer.scoring.score import prepare, score

ROOT = Path(__file__).resolve().parent.parent
SOME = DEVELOP[:5]
WRITTEN = ("annotator-a", "annotator-b", "reference")
IN_PLACE = sorted(CONTRADICTING | {"certain", "extra number", "made a statement", "doubled", "invented"})


@st.composite
def briefs(draw: st.DrawFn) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """An article, and two documents about it: parts of passes, perhaps edited."""
    folder = draw(st.sampled_from(SOME))
    return folder, _document(draw, folder), _document(draw, folder)


def _document(draw: st.DrawFn, folder: str) -> dict[str, Any]:
    data = raw(folder, draw(st.sampled_from(WRITTEN)))
    edit = draw(st.none() | st.sampled_from(IN_PLACE))
    if edit:
        data = HARMFUL[edit][1](data, article(folder)) or data
    keep = random.Random(draw(st.integers(0, 1000)))
    share = draw(st.sampled_from([0.3, 0.7, 1.0]))
    return data | {name: [i for i in data.get(name, []) if keep.random() < share] for name in LISTS}


def scored(folder: str, ours: dict[str, Any], theirs: dict[str, Any]) -> ArticleScore:
    of = article(folder)
    return score(candidate(ours, of), reference(theirs | {"annotator": "a"}, of, all_vital=True), of)


@given(briefs())
@settings(max_examples=40, deadline=None)
def test_precision_and_recall_swap_when_the_two_sides_swap(given_: tuple[str, dict[str, Any], dict[str, Any]]) -> None:
    folder, ours, theirs = given_
    there, back = scored(folder, ours, theirs), scored(folder, theirs, ours)
    for name in LISTS:
        assert (there.lists[name].precision, there.lists[name].recall) == (
            back.lists[name].recall,
            back.lists[name].precision,
        )
    assert there.f1 == back.f1


@given(briefs(), st.integers(0, 3), st.integers(0, 100))
@settings(max_examples=40, deadline=None)
def test_recall_never_rises_when_an_item_is_deleted(
    given_: tuple[str, dict[str, Any], dict[str, Any]], which: int, index: int
) -> None:
    folder, ours, theirs = given_
    name = LISTS[which]
    if not ours[name]:
        return
    fewer = copy.deepcopy(ours)
    del fewer[name][index % len(fewer[name])]
    before, after = scored(folder, ours, theirs), scored(folder, fewer, theirs)
    assert (after.lists[name].recall or 0) <= (before.lists[name].recall or 0)
    assert after.pooled.credit <= before.pooled.credit


@given(st.sampled_from(SOME), st.data())
@settings(max_examples=40, deadline=None)
def test_a_right_brief_never_scores_more_with_an_item_less(folder: str, data: st.DataObject) -> None:
    of, whole = article(folder), raw(folder)
    scorer = prepare(reference(whole, of), of)
    now, last = copy.deepcopy(whole), 1.0
    for _ in range(4):
        name = data.draw(st.sampled_from([n for n in LISTS if now.get(n)]))
        now[name].pop(data.draw(st.integers(0, len(now[name]) - 1)))
        f1 = scorer.score(candidate(now, of)).f1
        assert f1 is not None
        assert f1 <= last
        last = f1


@given(briefs(), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_items_makes_no_difference(
    given_: tuple[str, dict[str, Any], dict[str, Any]], chance: random.Random
) -> None:
    folder, ours, theirs = given_
    mixed = [copy.deepcopy(side) for side in (ours, theirs)]
    for side in mixed:
        for name in LISTS:
            chance.shuffle(side[name])
    one, other = scored(folder, ours, theirs), scored(folder, *mixed)
    assert one.lists == other.lists
    assert one.contradictions == other.contradictions


@given(briefs())
@settings(max_examples=25, deadline=None)
def test_every_figure_is_between_0_and_1_and_every_item_stands_in_one_pairing(
    given_: tuple[str, dict[str, Any], dict[str, Any]],
) -> None:
    folder, ours, theirs = given_
    found = scored(folder, ours, theirs)
    for each in [*found.lists.values(), found.pooled]:
        for figure in (each.precision, each.recall, each.f1, each.vital_recall):
            assert figure is None or 0 <= figure <= 1
    predicted = [p.predicted for p in found.pairings if p.predicted]
    expected = [p.expected for p in found.pairings if p.expected]
    assert len(set(predicted)) == len(predicted) == found.items == sum(len(ours[name]) for name in LISTS)
    assert len(set(expected)) == len(expected) == sum(len(theirs[name]) for name in LISTS)
    for pair in found.pairings:
        assert 0 <= pair.credit <= 1
        assert pair.credit == 0 or pair.credit >= constants().credit_least
        assert not (pair.contradiction and pair.credit)


def test_a_score_does_not_depend_on_other_articles_or_on_what_was_scored_before() -> None:
    first = [scored(folder, raw(folder, "annotator-b"), raw(folder, "annotator-a")) for folder in SOME]
    again = [scored(folder, raw(folder, "annotator-b"), raw(folder, "annotator-a")) for folder in reversed(SOME)]
    assert first == again[::-1]
    of = article(SOME[0])
    scorer = prepare(reference(raw(SOME[0]), of), of)
    alone = scorer.score(candidate(raw(SOME[0], "annotator-a"), of))
    for _, edit in HARMFUL.values():
        scorer.score(candidate(edit(raw(SOME[0]), of) or raw(SOME[0]), of))
    assert scorer.score(candidate(raw(SOME[0], "annotator-a"), of)) == alone


def test_threads_that_share_a_scorer_get_the_same_scores() -> None:
    of = article(SOME[1])
    found = [
        candidate(edit(raw(SOME[1]), of) or raw(SOME[1]), of) for _, edit in [*HARMFUL.values(), *HARMLESS.values()]
    ]
    one_by_one = [prepare(reference(raw(SOME[1]), of), of).score(each) for each in found]
    shared = prepare(reference(raw(SOME[1]), of), of)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(shared.score, found)) == one_by_one


_SCRIPT = """
import sys; sys.path[:0] = ["tests"]
from corpus_of_scoring import DEVELOP, article, candidate, raw, reference
from briefer.scoring.score import score
for folder in DEVELOP[:4]:
    of = article(folder)
    print(repr(score(candidate(raw(folder, "annotator-b"), of), reference(raw(folder, "annotator-a"), of), of)))
"""


@pytest.mark.slow
def test_hash_seed_and_locale_change_no_digit() -> None:
    def run(seed: str, locale: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "LANG": locale, "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT], cwd=ROOT, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout

    first = run("0", "C")
    assert first.count("ArticleScore(") == 4
    assert run("1", "tr_TR.UTF-8") == run("4242", "de_DE.UTF-8") == first


def test_the_hash_of_the_scorer_changes_with_one_constant_one_word_and_one_line() -> None:
    room = ROOT / "briefer" / "scoring"
    names = ("constants.toml", "lexicon.toml", "veto.py")
    sources = {name: (room / name).read_bytes() for name in names}
    hashes = {digest(sources)}
    for name, old, new in (
        ("constants.toml", b"least = 0.5", b"least = 0.51"),
        ("lexicon.toml", b"deny", b"denie"),
        ("veto.py", b">=", b"> "),
    ):
        changed = sources | {name: sources[name].replace(old, new, 1)}
        assert changed != sources
        hashes.add(digest(changed))
    assert len(hashes) == 4
    assert digest({name: text.replace(b"\n", b"\r\n") for name, text in sources.items()}) == digest(sources)
    assert scored(SOME[0], raw(SOME[0]), raw(SOME[0])).scorer == scorer_hash()


def test_a_hostile_brief_is_scored_in_no_time() -> None:
    of = Article(text="Acme said on Monday it would pay $5 million. " * 40)
    noise = ["not " * 20_000, "1," * 40_000, "one hundred and " * 5_000, "x'" * 40_000, "Mar. " * 20_000, "-" * 80_000]
    reactions = [
        {
            "by": ["A" * 5000],
            "stance": "neutral",
            "statement": noise[i % len(noise)] + str(i),
            "evidence": [of.text.strip()],
        }
        for i in range(60)
    ]
    lists = reference({"annotator": "a", "bottom_line": "x", "reactions": reactions}, of).lists
    hostile = Candidate(Lists[Quote].model_validate(lists.model_dump()))
    started = time.process_time()
    assert score(hostile, Reference(lists), of).items == 60
    assert time.process_time() - started < 5
