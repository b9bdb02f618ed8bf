"""A scorecard as text, Markdown, JUnit and a page: complete, equal in what they say, inert whatever a model wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import evaluations
import pytest
from evaluations import Project

from briefer.cli.matrix import Matrix, Ran
from briefer.domain.baseline import Reason, Verdict
from briefer.domain.detail import Detail
from briefer.domain.evaluation import Scorecard
from briefer.rendering.pairings_text import pairings_text
from briefer.rendering.scorecard_html import scorecard_html
from briefer.rendering.scorecard_junit import scorecard_junit
from briefer.rendering.scorecard_markdown import scorecard_markdown
from briefer.rendering.scorecard_text import scorecard_text
from briefer.scoring.score import prepare

HOSTILE = (
    "</script></style><img src=x onerror=alert(1)><script>alert(1)</script>| a | `b` [c](javascript:d)\x1b[31m\u202e"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three systems on three articles: one computed, one with a contradiction and a useless answer, one not recorded."""
    made = evaluations.project(tmp_path_factory.mktemp("reports"), Path(__file__).resolve().parent.parent)
    config = made.folder / "briefer.toml"
    absent = '\n[backends.absent]\nkind = "replay"\nrecordings = "recordings"\nsystem = "absent"\n'
    config.write_text("repairs = 0\n" + config.read_text(encoding="utf-8") + absent, encoding="utf-8")
    made.answer("t-001", lambda _: contradiction())
    made.answer("t-002", lambda _: HOSTILE)
    return made


@pytest.fixture(scope="module")
def ran(project: Project) -> Ran:
    return Matrix.of(config=str(project.folder / "briefer.toml")).run()


def contradiction() -> str:
    """An answer that says the opposite of the reference, in hostile words."""
    import json

    return json.dumps(
        {
            "bottom_line": HOSTILE,
            "actors": [{"name": "Ada Berg", "kind": "person", "role": HOSTILE, "evidence": ["Ada Berg"]}],
            "commitments": [],
            "risks": [],
            "reactions": [
                {
                    "by": ["Dockers"], "target": "the closure", "stance": "endorses", "statement": "call it reckless",
                    "evidence": ["Dockers called the closure reckless"],
                },
                {"by": [HOSTILE], "stance": "neutral", "statement": HOSTILE, "evidence": [HOSTILE]},
            ],
        }
    )  # fmt: skip


def test_the_table_has_a_row_a_system_below_the_ceiling(ran: Ran) -> None:
    lines = scorecard_text(ran.card).splitlines()
    rows = [line.split()[0] for line in lines[3:7]]
    assert rows == ["ceiling", "rules/brief@1", "canned/brief@1", "absent/brief@1"]
    assert "an upper estimate" in scorecard_text(ran.card)
    assert "absent/brief@1: nothing is recorded" in scorecard_text(ran.card)
    assert "canned/brief@1 t-002: invalid: " in scorecard_text(ran.card)


def test_all_reports_give_the_figures_of_the_scorecard(ran: Ran) -> None:
    rules = ran.card.systems[0]
    shown = f"{rules.f1:.3f}"
    assert shown in scorecard_text(ran.card)
    assert shown in scorecard_markdown(ran.card)
    assert shown in scorecard_html(ran.card, ran.details)
    assert str(rules.f1) in scorecard_junit(ran.card)


def test_no_report_has_control_characters_or_hidden_ones(ran: Ran) -> None:
    card = hostile(ran.card)
    for report in (
        scorecard_text(card), scorecard_markdown(card), scorecard_junit(card), scorecard_html(card, ran.details),
    ):  # fmt: skip
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", report)


def hostile(card: Scorecard) -> Scorecard:
    """The same scorecard with an error that tries to get out of every format."""
    system = card.systems[1]
    bad = system.articles["t-002"].model_copy(update={"error": HOSTILE})
    changed = system.model_copy(update={"articles": {**system.articles, "t-002": bad}})
    return card.model_copy(update={"systems": (card.systems[0], changed, card.systems[2])})


def test_markdown_keeps_its_columns_and_shows_hostile_words_as_words(ran: Ran) -> None:
    verdict = Verdict(reasons=(Reason(kind="fails", system="x", message=HOSTILE),))
    text = scorecard_markdown(hostile(ran.card), verdict)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1
    assert "**Gate: failed**" in text
    assert not re.search(r"(?<!\\)<(script|img)", text)
    assert "](javascript" not in text.replace("\\]", "")


def test_junit_is_xml_with_the_counts_that_ci_systems_read(ran: Ran) -> None:
    root = ET.fromstring(scorecard_junit(hostile(ran.card)))
    suites = root.findall("testsuite")
    assert [s.get("name") for s in suites] == ["rules/brief@1", "canned/brief@1", "absent/brief@1"]
    assert [(s.get("tests"), s.get("failures"), s.get("errors"), s.get("skipped")) for s in suites] == [
        ("3", "0", "0", "0"),
        ("3", "1", "0", "0"),
        ("3", "0", "0", "3"),
    ]
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("9", "1", "3")
    assert len(root.findall("testsuite/testcase")) == 9


def test_a_missing_recording_of_a_system_that_has_others_is_an_error_in_junit(ran: Ran) -> None:
    system = ran.card.systems[1]
    bad = system.articles["t-002"].model_copy(update={"problem": "missing"})
    changed = system.model_copy(update={"articles": {**system.articles, "t-002": bad}, "missing": 1})
    root = ET.fromstring(scorecard_junit(ran.card.model_copy(update={"systems": (changed,)})))
    assert root.get("errors") == "1"


def test_the_page_loads_nothing_and_holds_no_markup_of_a_model(ran: Ran) -> None:
    html = scorecard_html(hostile(ran.card), ran.details)
    assert "default-src &#39;none&#39;" in html
    assert not re.search(r"<(script|img|iframe|object|embed|form)", html)
    assert not re.search(r'(src|href)="(?!#|data:,)', html)
    assert " style=" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


@pytest.mark.browser
def test_the_page_works_in_a_browser_without_a_request_or_a_complaint(ran: Ran, open_page: Callable[..., Any]) -> None:
    for options in ({}, {"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 740}}):
        opened = open_page(scorecard_html(hostile(ran.card), ran.details), **options)
        page = opened.page
        assert opened.complaints == []
        assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert opened.violations() == []


@pytest.mark.browser
def test_a_cell_of_the_heat_map_opens_the_brief_beside_its_reference(ran: Ran, open_page: Callable[..., Any]) -> None:
    page = open_page(scorecard_html(ran.card, ran.details)).page
    sheet = page.locator("details.sheet", has_text="canned/brief@1 on t-001")
    pair = sheet.locator("tr.contradiction")
    assert not pair.is_visible()
    page.locator("table.heat tr", has_text="t-001").locator("a").nth(1).click()
    pair.wait_for(state="visible")
    halves = pair.locator("td").all_inner_texts()
    assert "condemns" in halves[0]
    assert "endorses" in halves[1]
    assert "contradiction" in halves[2]
    red, *_ = re.findall(r"\d+", pair.locator(".verdict strong").evaluate("e => getComputedStyle(e).color"))
    assert int(red) > 150


@pytest.mark.browser
def test_bars_are_as_long_as_their_figures(ran: Ran, open_page: Callable[..., Any]) -> None:
    page = open_page(scorecard_html(ran.card, ran.details)).page
    bar = page.locator(".chart").first.locator(".bar", has_text="rules/brief@1")
    value, track = (bar.locator(f".{name}").bounding_box()["width"] for name in ("value", "track"))
    assert value / track == pytest.approx(ran.card.systems[0].f1, abs=0.01)


def test_a_system_that_was_never_recorded_is_not_said_to_count_as_0(ran: Ran) -> None:
    card = ran.card.model_copy(update={"systems": tuple(s for s in ran.card.systems if s.backend != "canned")})
    page = scorecard_html(card, [])
    assert "absent/brief@1: nothing is recorded; it has no figures." in page
    for text in (page, scorecard_markdown(card), scorecard_text(card)):
        assert "nothing is recorded" in text
        assert "counts as 0" not in text


def test_a_zero_says_why_where_only_okay_items_were_found(ran: Ran) -> None:
    detail = next(d for d in ran.details if d.system == "rules/brief@1" and d.score.lists["actors"].credit)
    assert detail.candidate is not None
    candidate = replace(detail.candidate, proven=detail.candidate.proven.model_copy(update={"reactions": ()}))
    everything = {p.expected for p in detail.score.pairings if p.expected and p.credit and p.list != "reactions"}
    reference = replace(detail.reference, okay=frozenset(everything))
    score = prepare(reference, detail.article).score(candidate)
    assert score.f1 == 0
    vital = score.pooled.expected
    judged = replace(detail, reference=reference, score=score)
    page, text = scorecard_html(ran.card, [judged]), pairings_text(judged)
    assert f"F1 is 0: 0 of {vital} vital items found; okay items do not count" in text
    assert f"contradictions {score.contradictions}: 0 of {vital} vital items found; okay items do not count" in page


def test_a_page_without_details_or_ceiling_is_whole(ran: Ran) -> None:
    html = scorecard_html(ran.card.model_copy(update={"ceiling": None}), [])
    assert html.rstrip().endswith("</html>")


def test_details_find_the_items_of_both_sides(ran: Ran) -> None:
    detail: Detail = next(d for d in ran.details if d.system == "canned/brief@1" and d.article.id == "t-001")
    for pairing in detail.score.pairings:
        assert (pairing.predicted is None) == (detail.predicted(pairing) is None)
        assert (pairing.expected is None) == (detail.expected(pairing) is None)
    assert any(p.predicted and p.predicted.startswith("unproven.") for p in detail.score.pairings)
    empty = replace(detail, candidate=None)
    assert all(empty.predicted(pairing) is None for pairing in detail.score.pairings)
