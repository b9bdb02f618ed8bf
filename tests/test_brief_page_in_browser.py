"""The page of a brief in a real Chromium: by mouse, by keyboard, without scripts, on a phone, in print, in the dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browsing import Opened
from seed_brief import empty_brief, hostile_brief, model_brief, seed_brief

from briefer.domain.brief import Brief
from briefer.rendering.html import brief_html
from briefer.rendering.lines import Line, sheet

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
IN_VIEW = "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.height > 0; }"
BACKGROUND = "e => getComputedStyle(e).backgroundColor"
FOCUSED = "() => document.activeElement.id || document.activeElement.outerHTML.slice(0, 80)"
VIOLATIONS = "() => addEventListener('securitypolicyviolation', e => console.log('policy: ' + e.blockedURI))"


def line_of(brief: Brief, words: str) -> Line:
    return next(line for line in sheet(brief).lines if words in line.says)


@pytest.fixture
def desk(open_page: Open) -> Opened:
    return open_page(brief_html(*model_brief()), viewport=DESK)


def lit(opened: Opened, what: str) -> list[str]:
    return [e.inner_text() for e in opened.page.query_selector_all(f"{what}.is-lit")]


def marked(opened: Opened) -> str:
    """The lit words of the article, without the numbers of lines."""
    return "".join(
        opened.page.evaluate(
            "() => [...document.querySelectorAll('.passage.is-lit')].map(e => e.firstChild.textContent)"
        )
    )


def test_choosing_a_line_shows_its_evidence_marked_in_the_article(desk: Opened) -> None:
    line = line_of(model_brief()[0], "give each other immediate military assistance")
    desk.page.click(f"#line-{line.number} .says a")
    assert marked(desk) == line.evidence[0].text
    assert desk.page.eval_on_selector(".passage.is-lit", IN_VIEW)
    assert desk.page.eval_on_selector(f"#line-{line.number}", IN_VIEW)
    assert desk.page.get_attribute(f"#line-{line.number}", "aria-current") == "true"
    assert desk.page.inner_text("#told") == f"Line {line.number} rests on 1 marked passage"


def test_anywhere_on_a_line_chooses_it(desk: Opened) -> None:
    line = line_of(model_brief()[0], "give each other immediate military assistance")
    desk.page.click(f"#line-{line.number} .labels")
    assert marked(desk) == line.evidence[0].text


def test_a_second_quote_of_a_line_is_shown_and_the_first_more_faintly(desk: Opened) -> None:
    line = line_of(model_brief()[0], "answer with a painful response")
    desk.page.click(f"#line-{line.number} .evidence li:nth-child(2) a")
    assert marked(desk) == line.evidence[1].text
    assert desk.page.query_selector(".passage.is-kin") is not None
    assert desk.page.inner_text("#told") == f"Line {line.number} rests on 2 marked passages"


def test_an_elided_quote_lights_both_of_its_pieces(desk: Opened) -> None:
    line = line_of(model_brief()[0], "calls it concerning but unsurprising")
    desk.page.click(f"#line-{line.number} .says a")
    assert marked(desk) == line.evidence[0].text.replace(" … ", "")


def test_choosing_a_passage_shows_every_line_that_rests_on_it(desk: Opened) -> None:
    brief, _ = model_brief()
    expected = [
        line for line in sheet(brief).lines if line.who in {"United States", "Ukraine", "United States and Ukraine"}
    ]
    expected = [line for line in expected if "United States and Ukraine have accused" in line.evidence[0].text]
    desk.page.click("a.passage:has-text('the United States and Ukraine have accused North Korea')")
    assert desk.page.evaluate("() => [...document.querySelectorAll('.line.is-lit')].map(e => e.id)") == [
        f"line-{line.number}" for line in expected
    ]
    assert len(expected) == 3
    assert desk.page.eval_on_selector(f"#line-{expected[0].number}", IN_VIEW)
    assert desk.page.inner_text("#told").startswith("3 lines rest on this passage")


def test_a_number_in_the_article_leads_to_its_line(desk: Opened) -> None:
    desk.page.click("sup.ref a:has-text('9')")
    assert [text.split("\n")[0] for text in lit(desk, ".line")] == ["9"]
    assert desk.page.eval_on_selector("#line-9", IN_VIEW)


def test_by_keyboard_enter_chooses_and_escape_goes_back(desk: Opened) -> None:
    page = desk.page
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Skip to the brief"
    page.keyboard.press("Enter")
    while not page.evaluate("() => document.activeElement.matches('.says a')"):
        page.keyboard.press("Tab")
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.activeElement.matches('.passage.is-lit')"
    )  # the link is followed a moment later
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'line-1'")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.matches('.passage')")
    assert not lit(desk, ".line")
    assert not lit(desk, ".passage")
    assert not page.is_visible("#back")


def test_every_line_and_every_passage_is_reached_by_keyboard(desk: Opened) -> None:
    page = desk.page
    seen: set[str] = set()
    page.keyboard.press("Tab")
    while (here := page.evaluate("() => document.activeElement.getAttribute('href')")) or len(seen) < 5:
        seen.add(
            page.evaluate("() => document.activeElement.id || document.activeElement.closest('.line')?.id") or here
        )
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('summary')"):
            page.keyboard.press("Tab")
    proven = {line for line in sheet(model_brief()[0]).lines if any(e.spans for e in line.evidence)}
    assert {f"line-{line.number}" for line in proven} <= seen
    assert {e.get_attribute("id") for e in page.query_selector_all(".passage")} <= seen


def test_going_back_in_history_shows_what_was_chosen_before(desk: Opened) -> None:
    desk.page.click("#line-18 .says a")
    desk.page.click("#line-19 .says a")
    desk.page.go_back()
    desk.page.wait_for_selector("#line-18.is-lit")
    assert len(lit(desk, ".line")) == 1


def test_without_scripts_the_same_links_lead_there_and_back(open_page: Open) -> None:
    opened = open_page(brief_html(*model_brief()), viewport=DESK, java_script_enabled=False)
    page = opened.page
    # evaluate() runs in the page by the debugger, scripts of the page do not
    page.click("#line-18 .says a")
    assert page.url.endswith("#quote-18-1")
    passage = ".passage.quote-18-1"
    box = page.locator(passage).bounding_box()
    assert box is not None
    assert 0 <= box["y"] < DESK["height"]
    plain = page.eval_on_selector(".passage.quote-1-1", BACKGROUND)
    assert page.eval_on_selector(passage, BACKGROUND) != plain
    assert page.eval_on_selector("#line-18", BACKGROUND) == page.eval_on_selector(passage, BACKGROUND)
    page.click(passage)
    assert page.url.endswith("#line-18")
    assert page.eval_on_selector("#line-18", BACKGROUND) != plain
    page.click("sup.ref a:has-text('9')")
    assert page.url.endswith("#line-9")
    assert not page.is_visible("#back")


@pytest.mark.parametrize("made", [seed_brief, model_brief, hostile_brief, empty_brief])
def test_nothing_leaves_the_page_and_the_console_is_silent(open_page: Open, made: Any) -> None:
    opened = open_page(brief_html(*made()), viewport=DESK)
    opened.page.evaluate(VIOLATIONS)
    dialogs: list[str] = []

    def asked(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    opened.page.on("dialog", asked)
    for link in opened.page.query_selector_all(".says a, .passage")[:12]:
        link.click()
    opened.page.wait_for_load_state("networkidle")
    assert [url.partition("#")[0] for url in opened.requests] == [opened.page.url.partition("#")[0]]
    assert opened.complaints == []
    assert dialogs == []


def test_what_gets_into_the_page_cannot_run(open_page: Open) -> None:
    opened = open_page(brief_html(*hostile_brief()), viewport=DESK)
    opened.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);"
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"http://127.0.0.1:9/x.png\" onerror=\"window.ran = 1\">'); }"
    )
    assert opened.heard(2) >= 2  # the policy said no to each
    assert opened.page.evaluate("() => window.ran") is None


@pytest.mark.parametrize("made", [model_brief, hostile_brief, empty_brief])
def test_on_a_phone_nothing_is_wider_than_the_screen(open_page: Open, made: Any) -> None:
    opened = open_page(brief_html(*made()), viewport=PHONE, has_touch=True, is_mobile=True)
    opened.page.click("summary")
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    wide = opened.page.evaluate(
        "w => [...document.querySelectorAll('body *')].filter(e => !e.matches('.sr, .skip a') && "
        "e.getBoundingClientRect().right > w + 1).map(e => e.outerHTML.slice(0, 80))",
        PHONE["width"],
    )
    assert wide == []


def test_on_a_phone_a_line_leads_to_its_evidence_and_back(open_page: Open) -> None:
    page = open_page(brief_html(*model_brief()), viewport=PHONE, has_touch=True, is_mobile=True).page
    page.tap("#line-18 .says a")
    assert page.eval_on_selector(".passage.is-lit", IN_VIEW)
    page.tap("#back")
    assert page.eval_on_selector("#line-18 .says a", IN_VIEW)
    assert page.query_selector(".is-lit") is None


@pytest.mark.parametrize("width", [960, 1280, 1920])
def test_brief_and_article_stand_beside_each_other_and_both_are_wide_enough_to_read(
    open_page: Open, width: int
) -> None:
    page = open_page(brief_html(*model_brief()), viewport={"width": width, "height": 700}).page
    brief, source = (page.locator(pane).bounding_box() for pane in ("#brief", "#article"))
    assert brief is not None
    assert source is not None
    assert brief["y"] == source["y"]
    assert brief["x"] + brief["width"] <= source["x"]
    assert min(brief["width"], source["width"]) >= 400
    assert page.evaluate("() => document.documentElement.scrollHeight") <= 700


def test_a_title_without_end_leaves_room_for_brief_and_article(open_page: Open) -> None:
    page = open_page(brief_html(*hostile_brief()), viewport={"width": 1000, "height": 600}).page
    box = page.locator("#article").bounding_box()
    assert box is not None
    assert box["height"] >= 380


def test_in_print_brief_article_and_the_numbers_of_the_evidence_are_there(open_page: Open) -> None:
    opened = open_page(brief_html(*model_brief()), viewport=DESK)
    page = opened.page
    page.emulate_media(media="print")
    for shown in (
        "h1",
        ".bottom-line",
        "#line-18",
        "#unproven",
        "#checks",
        "#article-heading",
        ".ref",
        ".provenance dd",
    ):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in (".contents", ".told", ".skip a"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") in {
        "rgba(0, 0, 0, 0)",
        "rgb(255, 255, 255)",
    }
    clipped = "() => [...document.querySelectorAll('.pane')].filter(e => e.scrollHeight > e.clientHeight + 1).length"
    assert page.evaluate(clipped) == 0
    pages = page.pdf(format="A4").count(b"/Type /Page\n")
    assert 3 <= pages <= 9


def test_dark_mode_is_dark(open_page: Open) -> None:
    opened = open_page(brief_html(*model_brief()), viewport=DESK, color_scheme="dark")
    paper = opened.page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    ink = opened.page.evaluate("() => getComputedStyle(document.documentElement).color")
    assert max(numbers(paper)) < 60
    assert min(numbers(ink)) > 200


@pytest.mark.parametrize(
    ("made", "viewport", "scheme"),
    [
        (model_brief, DESK, "light"),
        (model_brief, DESK, "dark"),
        (model_brief, PHONE, "light"),
        (hostile_brief, DESK, "light"),
        (empty_brief, DESK, "dark"),
    ],
)
def test_axe_finds_nothing_serious(open_page: Open, made: Any, viewport: dict[str, int], scheme: str) -> None:
    opened = open_page(brief_html(*made()), viewport=viewport, color_scheme=scheme)
    if made is not model_brief or viewport is DESK:
        assert opened.violations() == []
    if made is model_brief:
        opened.page.click(".says a")
        assert opened.violations() == []


def test_axe_sees_what_is_wrong(open_page: Open) -> None:
    html = brief_html(*model_brief()).replace('<html lang="en">', "<html>")
    assert any("html-has-lang" in violation for violation in open_page(html).violations())


def test_a_screen_reader_finds_landmarks_and_headings_in_order(desk: Opened) -> None:
    page = desk.page
    for role in ("banner", "main", "article"):
        assert page.get_by_role(role).count() == 1, role
    assert page.get_by_role("region", name="Brief", exact=True).count() == 1
    headings = page.evaluate(
        "() => [...document.querySelectorAll('h1, h2')].map(e => e.tagName + ' ' + e.firstChild.data.trim())"
    )
    assert headings[0].startswith("H1 U.S. alarmed")
    assert headings[1:] == [
        f"H2 {name}"
        for name in (
            "Bottom line", "Actors", "Commitments", "Risks", "Reactions", "Not proven", "Checks", "The article"
        )
    ]  # fmt: skip


def test_motion_is_reduced_where_the_reader_wants_it(open_page: Open) -> None:
    opened = open_page(brief_html(*model_brief()), viewport=DESK, reduced_motion="reduce")
    assert opened.page.eval_on_selector(".pane.source", "e => getComputedStyle(e).scrollBehavior") == "auto"
    moving = open_page(brief_html(*model_brief()), viewport=DESK, reduced_motion="no-preference")
    assert moving.page.eval_on_selector(".pane.source", "e => getComputedStyle(e).scrollBehavior") == "smooth"


def numbers(colour: str) -> list[int]:
    return [int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
