"""The page of an edition and the index in a real Chromium: filters, keyboard, no scripts, phone, print, dark, axe."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from browsing import Opened
from editions import failed_edition, hostile_edition, large_edition, quiet_edition, rich_edition

from briefer.domain.past import Past
from briefer.rendering.edition_html import edition_html
from briefer.rendering.edition_index import edition_index
from briefer.rendering.edition_mail import edition_mail

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
SHOWN = "list => [...document.getElementById(list).children].filter(e => e.checkVisibility()).map(e => e.id)"
WIDE = """w => [...document.querySelectorAll('body *')].filter(e => !e.matches('.sr, .skip a') && e.checkVisibility()
    && e.getBoundingClientRect().right > w + 1).map(e => e.outerHTML.slice(0, 80))"""
OPEN_ALL = "() => document.querySelectorAll('details').forEach(e => { e.open = true; })"
IN_VIEW = "e => { const r = e.getBoundingClientRect(); return r.top >= -1 && r.top < innerHeight && r.height > 0; }"


def index_page() -> str:
    hostile = Past.of(hostile_edition(date="2026-03-09"))
    return edition_index([Past.of(one) for one in (rich_edition(), quiet_edition(), failed_edition())] + [hostile])


def mail_page() -> str:
    part = edition_mail(rich_edition()).get_body(("html",))
    assert part is not None
    return str(part.get_content())


PAGES: dict[str, Callable[[], str]] = {
    "rich": lambda: edition_html(rich_edition()),
    "quiet": lambda: edition_html(quiet_edition()),
    "failed": lambda: edition_html(failed_edition()),
    "hostile": lambda: edition_html(hostile_edition()),
    "index": index_page,
}


@pytest.fixture
def desk(open_page: Open) -> Opened:
    return open_page(edition_html(rich_edition()), viewport=DESK)


def test_a_line_opens_on_its_quote_and_its_link_by_mouse_and_by_keyboard(desk: Opened) -> None:
    page = desk.page
    line = page.locator("#story-1 .line.risks").first
    quote, link = line.locator("blockquote p"), line.locator("blockquote a")
    assert not quote.is_visible()
    line.locator("summary").click()
    assert quote.inner_text() == "“A late start is very likely to leave convoys aground in May, the chamber said”"
    assert link.get_attribute("href") == "https://news.example/a-own?a=1&b=2"
    assert link.inner_text() == "Estuary Post, 10 March 2026"
    line.locator("summary").focus()
    page.keyboard.press("Enter")
    quote.wait_for(state="hidden")


def test_the_ledger_is_filtered_by_change_by_status_and_by_actor(desk: Opened) -> None:
    page = desk.page
    ledger = page.locator(".filter[data-list=entry-list]")
    assert page.evaluate(SHOWN, "entry-list") == [f"promise-{n}" for n in range(1, 6)]
    ledger.locator("select[data-key=change]").select_option("withdrawn")
    assert page.evaluate(SHOWN, "entry-list") == ["promise-2"]
    assert ledger.locator("output").inner_text() == "1 of 5 shown"
    ledger.locator("select[data-key=change]").select_option("")
    ledger.locator("input").fill("parana BARGE crews")
    assert page.evaluate(SHOWN, "entry-list") == ["promise-3"]
    ledger.locator("input").press("Escape")
    assert len(page.evaluate(SHOWN, "entry-list")) == 5
    assert ledger.locator("output").inner_text() == ""
    ledger.locator("select[data-key=status]").select_option("agreed")
    assert page.evaluate(SHOWN, "entry-list") == ["promise-5"]


def test_the_stories_are_filtered_by_status_by_word_and_by_list(desk: Opened) -> None:
    page = desk.page
    stories = page.locator(".filter[data-list=story-list]")
    stories.locator("select[data-key=status]").select_option("new")
    assert page.evaluate(SHOWN, "story-list") == ["story-2"]
    stories.locator("select[data-key=status]").select_option("")
    stories.locator("input").fill("benitez")
    assert page.evaluate(SHOWN, "story-list") == ["story-1"]
    stories.locator("input").fill("")
    stories.locator("select[data-key=list]").select_option("risks")
    assert page.evaluate(SHOWN, "story-list") == ["story-1"]
    assert page.locator("#story-1 .list.risks").is_visible()
    assert not page.locator("#story-1 .list.commitments").is_visible()


def test_all_quotes_of_what_is_shown_open_and_close_together(desk: Opened) -> None:
    page = desk.page
    button = page.locator(".filter[data-list=entry-list] button")
    button.click()
    assert page.locator("#promise-1 blockquote").first.is_visible()
    assert button.inner_text() == "Hide all quotes"
    button.click()
    assert not page.locator("#promise-1 blockquote").first.is_visible()


def test_a_link_into_the_ledger_shows_its_entry_even_where_the_filter_hides_it(desk: Opened) -> None:
    page = desk.page
    page.locator(".filter[data-list=entry-list] select[data-key=change]").select_option("new")
    page.locator("li.change.withdrawn a.to").click()
    page.wait_for_function("() => document.querySelector('#promise-2 details').open")
    assert page.eval_on_selector("#promise-2", IN_VIEW)
    assert page.locator("#promise-2 blockquote").first.is_visible()


def test_old_and_new_quote_stand_side_by_side_on_a_desk_and_one_below_the_other_on_a_phone(open_page: Open) -> None:
    for viewport, beside in ((DESK, True), (PHONE, False)):
        page = open_page(edition_html(rich_edition()), viewport=viewport).page
        sides = page.locator("li.change.changed .side")
        before, now = sides.nth(0).bounding_box(), sides.nth(1).bounding_box()
        assert before is not None
        assert now is not None
        assert (before["y"] == now["y"] and before["x"] < now["x"]) is beside
        assert "by 31 March" in sides.nth(0).inner_text()


def test_without_scripts_all_can_be_read_and_no_control_stands_there(open_page: Open) -> None:
    page = open_page(edition_html(rich_edition()), viewport=DESK, java_script_enabled=False).page
    assert page.locator(".filter").count() == 2
    assert not page.locator(".filter").first.is_visible()
    page.locator("#story-1 .line.risks summary").first.click()
    assert page.locator("#story-1 .line.risks blockquote").first.is_visible()
    page.locator("#story-1 .articles summary").click()
    assert page.locator("#story-1 .source a").first.is_visible()
    page.locator("li.change.withdrawn a.to").click()
    assert page.url.endswith("#promise-2")


def test_by_keyboard_the_first_stop_skips_to_the_edition_and_every_stop_is_seen(desk: Opened) -> None:
    page = desk.page
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Skip to the edition"
    assert page.eval_on_selector(".skip a", IN_VIEW)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'edition'")
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("() => document.activeElement.tagName"))
        assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") in {"solid", "auto"}
    assert {"A", "SUMMARY", "SELECT", "INPUT", "BUTTON"} <= set(seen)


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_nothing_is_wider_than_the_screen(open_page: Open, name: str) -> None:
    page = open_page(PAGES[name](), viewport=PHONE, has_touch=True, is_mobile=True).page
    page.evaluate(OPEN_ALL)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.evaluate(WIDE, PHONE["width"]) == []


def test_a_mail_fits_a_phone(open_page: Open) -> None:
    page = open_page(mail_page(), viewport=PHONE, is_mobile=True).page
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_page: Open, name: str, scheme: str) -> None:
    opened = open_page(PAGES[name](), viewport=DESK, color_scheme=scheme)
    opened.page.evaluate(OPEN_ALL)
    assert opened.violations() == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_and_complains_of_nothing(open_page: Open, name: str) -> None:
    opened = open_page(PAGES[name](), viewport=DESK)
    opened.page.evaluate(OPEN_ALL)
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert len(opened.requests) == 1
    assert opened.complaints == []


def test_what_gets_into_the_page_cannot_run(open_page: Open) -> None:
    opened = open_page(edition_html(hostile_edition()), viewport=DESK)
    opened.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);"
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"http://127.0.0.1:9/x.png\" onerror=\"window.ran = 1\">'); }"
    )
    assert opened.heard(2) >= 2  # the policy said no to each
    assert opened.page.evaluate("() => window.ran") is None


def test_in_print_every_quote_is_there_and_no_control(desk: Opened) -> None:
    page = desk.page
    page.emulate_media(media="print")
    for shown in ("h1", ".verdict", "#story-1 .line.risks blockquote", "#promise-4 blockquote", ".source .headline"):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in (".filter", ".contents", ".skip a", ".to"):
        assert not page.locator(hidden).first.is_visible(), hidden
    marked = "() => [...document.querySelectorAll('summary')].filter(e => getComputedStyle(e).listStyleType != 'none').length"
    assert page.evaluate(marked) == 0, "on paper nothing can be opened"
    background = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert background in {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
    assert 3 <= page.pdf(format="A4").count(b"/Type /Page\n") <= 9


def test_dark_is_dark_and_light_is_light(open_page: Open) -> None:
    for scheme, dark in (("dark", True), ("light", False)):
        page = open_page(edition_html(rich_edition()), viewport=DESK, color_scheme=scheme).page
        paper = page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
        assert (max(int(part) for part in paper.removeprefix("rgb(").rstrip(")").split(",")) < 60) is dark


def test_a_screen_reader_finds_landmarks_and_headings_in_order(desk: Opened) -> None:
    page = desk.page
    for role in ("banner", "main"):
        assert page.get_by_role(role).count() == 1, role
    assert page.get_by_role("navigation", name="Parts of this edition").count() == 1
    levels = page.evaluate("() => [...document.querySelectorAll('h1, h2, h3, h4')].map(e => Number(e.tagName[1]))")
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    names = page.evaluate("() => [...document.querySelectorAll('h2')].map(e => e.firstChild.data.trim())")
    assert names == [
        "Bottom lines",
        "Changed since the last edition",
        "Stories",
        "Ledger of commitments",
        "Disagreements on figures",
        "Claims and denials",
        "Ahead",
        "Not read",
    ]


def test_a_failed_day_does_not_look_like_a_quiet_one(open_page: Open) -> None:
    failed = open_page(edition_html(failed_edition()), viewport=DESK).page
    quiet = open_page(edition_html(quiet_edition()), viewport=DESK).page
    border = "e => getComputedStyle(e).borderTopColor + getComputedStyle(e).borderTopWidth"
    assert failed.eval_on_selector(".verdict", border) != quiet.eval_on_selector(".verdict", border)
    assert failed.locator(".verdict strong").inner_text() == "FAILED."
    assert failed.locator(".sources li").first.is_visible()
    assert quiet.locator(".verdict").inner_text() == "Nothing new. Both sources were read, and there is nothing new."


@pytest.mark.slow
def test_a_day_of_thousands_of_articles_opens_and_is_filtered_while_one_waits(open_page: Open) -> None:
    opened = open_page(edition_html(large_edition(3_000)), viewport=DESK)
    page = opened.page
    page.locator(".filter[data-list=story-list] input").fill("district 777.2")
    assert page.evaluate(SHOWN, "story-list") == ["story-778"]
    assert opened.complaints == []
