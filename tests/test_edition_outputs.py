"""What is true of every output of an edition: it says all that the edition says, and nothing in it but the edition's words."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from editions import HOSTILE, failed_edition, hostile_edition, large_edition, quiet_edition, rich_edition
from golden_files import golden
from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from markdown_it import MarkdownIt
from rich.cells import cell_len

from briefer.domain.edition import Edition
from briefer.rendering.edition_html import edition_html
from briefer.rendering.edition_mail import edition_mail
from briefer.rendering.edition_markdown import edition_markdown
from briefer.rendering.edition_masthead import verdict
from briefer.rendering.edition_text import WIDTH, edition_text
from briefer.rendering.untrusted import INVISIBLE, one_line, web_address

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SHOWN_AS_WORDS = {  # what a reader is told in words of ours, or never: kinds, references and instants
    *("format", "status", "change", "kind", "domain", "stance", "tier", "fit", "term", "article", "told_by", "copy_of"),
    *("id", "story", "stories", "entry", "possible", "since", "until", "created", "published", "updated", "fetched"),
    *(
        "date",
        "first_seen",
        "last_seen",
        "seen",
        "due",
        "on",
        "backend_kind",
        "language",
        "cost_usd",
        "slot",
        "profile",
    ),
}
EDITIONS = pytest.mark.parametrize("made", [rich_edition, quiet_edition, failed_edition, hostile_edition])


def words(text: str) -> str:
    """All that is read, without the breaks and marks of a layout, and without capitals."""
    return "".join(text.replace("|", " ").split()).casefold()


def mail_html(edition: Edition) -> str:
    part = edition_mail(edition).get_body(("html",))
    assert part is not None
    return str(part.get_content())


def mail_text(edition: Edition) -> str:
    part = edition_mail(edition).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def seen(document: str) -> str:
    """The text of an HTML document, with the text of its attributes that are addresses."""
    root = document_fromstring(document)
    for gone in root.xpath("//style | //script"):
        gone.getparent().remove(gone)
    return words(root.text_content() + " ".join(root.xpath("//@href")))


def shown_in_markdown(edition: Edition) -> str:
    tokens = [child for token in MARKDOWN.parse(edition_markdown(edition)) for child in token.children or []]
    return words(" ".join(token.content + str(token.attrs.get("href", "")) for token in tokens))


READERS: dict[str, Callable[[Edition], str]] = {
    "markdown": shown_in_markdown,
    "text": lambda edition: words(edition_text(edition)),
    "html": lambda edition: seen(edition_html(edition)),
    "mail html": lambda edition: seen(mail_html(edition)),
    "mail text": lambda edition: words(mail_text(edition)),
}


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of an edition that a reader must be able to find in each output."""
    match value:
        case dict():
            for name, inner in value.items():
                yield from texts(inner, name)
        case list():
            for inner in value:
                yield from texts(inner, key)
        case str() if key not in SHOWN_AS_WORDS and key != "articles":
            yield key, value


@EDITIONS
@pytest.mark.parametrize("output", READERS)
def test_every_text_of_an_edition_is_in_every_output(made: Callable[[], Edition], output: str) -> None:
    edition = made()
    read = READERS[output](edition)
    missing = [
        (key, text[:60])
        for key, text in texts(edition.model_dump(mode="json"))
        if words(one_line(text)) not in read and words(web_address(text) or "\0") not in read
    ]
    assert missing == []


@pytest.mark.parametrize("output", READERS)
def test_every_output_says_how_the_day_went_before_anything_else(output: str) -> None:
    """A failed day never looks like a quiet one."""
    quiet, failed = READERS[output](quiet_edition()), READERS[output](failed_edition())
    assert words("Both sources were read, and there is nothing new.") in quiet
    assert words("Nothing could be read: 2 of 2 sources failed.") in failed
    assert "failed." in failed
    for said in ("nothing new", "nothing has changed", "there is no story", "bottom lines"):
        assert words(said) not in failed
    assert "failed" not in quiet


def links(output: str, edition: Edition) -> list[str]:
    if output == "markdown":
        tokens = [child for token in MARKDOWN.parse(edition_markdown(edition)) for child in token.children or []]
        return [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    root = document_fromstring(edition_html(edition) if output == "html" else mail_html(edition))
    return [str(href) for href in root.xpath("//body//@href") if not str(href).startswith("#")]


@EDITIONS
@pytest.mark.parametrize("output", ["markdown", "html", "mail html"])
def test_links_lead_only_to_web_addresses_of_the_edition(made: Callable[[], Edition], output: str) -> None:
    edition = made()
    known = {page.url for page in edition.pages().values()} | {one.url for one in edition.unread}
    allowed = {address for url in known if (address := web_address(url))}
    found = links(output, edition)
    assert {html.unescape(link) for link in found} <= allowed
    assert all(link.startswith(("http://", "https://")) for link in found)
    assert found or not allowed


@pytest.mark.parametrize("output", ["html", "mail html"])
def test_hostile_text_makes_no_element_and_no_attribute(output: str) -> None:
    def shape(root: HtmlElement) -> list[tuple[str, list[str]]]:
        return [(str(e.tag), sorted(e.attrib)) for e in root.iter() if isinstance(e.tag, str)]

    render = edition_html if output == "html" else mail_html
    plain = {tag for tag, _ in shape(document_fromstring(render(rich_edition())))}
    hostile = document_fromstring(render(hostile_edition()))
    assert {tag for tag, _ in shape(hostile)} <= plain
    assert not [
        name for _, names in shape(hostile) for name in names if name.startswith("on") or name in {"src", "srcset"}
    ]
    assert len(hostile.xpath("//script")) == (1 if output == "html" else 0)
    assert not [e for e in hostile.iter() if isinstance(e, etree._Comment)]


def test_hostile_text_makes_no_html_no_image_and_no_broken_table_in_markdown() -> None:
    tokens = MARKDOWN.parse(edition_markdown(hostile_edition()))
    kinds = {t.type for t in tokens} | {child.type for t in tokens for child in t.children or []}
    assert not [
        kind for kind in kinds if "html" in kind or kind in {"image", "code_inline", "fence", "code_block", "hr"}
    ]
    plain = MARKDOWN.parse(edition_markdown(rich_edition()))
    for kind in ("table_open", "tr_open", "td_open", "th_open", "heading_open"):
        assert [t.type for t in tokens].count(kind) == [t.type for t in plain].count(kind), kind


@pytest.mark.parametrize("output", ["markdown", "text", "html", "mail text"])
def test_no_control_and_no_invisible_character_is_in_any_output(output: str) -> None:
    render: dict[str, Callable[[Edition], str]] = {
        "markdown": edition_markdown,
        "text": edition_text,
        "html": edition_html,
        "mail text": mail_text,
    }
    text = render[output](hostile_edition())
    assert re.findall(f"[{INVISIBLE}\x00-\x08\x0b-\x1f\x7f-\x9f]", text) == []


@EDITIONS
def test_lines_of_text_keep_the_width_and_addresses_stay_whole(made: Callable[[], Edition]) -> None:
    text = edition_text(made())
    wide = [line for line in text.splitlines() if cell_len(line) > WIDTH]
    assert all(line.strip().startswith("http") for line in wide)
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_numbers_and_words_stand_apart_however_many_entries_there_are() -> None:
    entries = rich_edition().ledger
    many = [entries[n % len(entries)].model_copy(update={"id": f"c-{n}"}) for n in range(120)]
    lines = edition_text(rich_edition(ledger=tuple(many))).splitlines()
    (line,) = [line for line in lines if line.startswith("100.")]
    assert re.match(r"100\. [A-Z]+: ", line)
    assert not [line for line in lines if re.match(r"\d+\.[^ ]", line)]


def test_one_word_is_used_for_one_thing() -> None:
    for form in (edition_text, edition_markdown):
        told = form(rich_edition())
        assert not re.search(r"\b\d+ pages?\b|\bvoices?\b|\bfamil(?:y|ies)\b", told)


def test_the_edition_reads_as_it_did() -> None:
    """Renewed as `golden_files` says, and then read."""
    for name, text in (("edition.md", edition_markdown(rich_edition())), ("edition.txt", edition_text(rich_edition()))):
        assert text == golden(name, text)


def test_a_promise_that_changed_stands_beside_what_it_was_with_both_quotes() -> None:
    rows = [line for line in edition_markdown(rich_edition()).splitlines() if line.startswith("| Quote |")]
    assert "by 31 March" in rows[1].split("|")[2]
    assert "8 April" in rows[1].split("|")[3]
    sides = document_fromstring(edition_html(rich_edition())).xpath("//li[@class='change changed']//div[@class='side']")
    assert ["by 31 March" in sides[0].text_content(), "will now sign on 8 April" in sides[1].text_content()] == [
        True,
        True,
    ]


def test_an_update_is_shown_with_its_new_fact_and_no_other_story_is_one() -> None:
    text = edition_text(rich_edition())
    assert text.count("UPDATE:") == 1
    assert "UPDATE: the signing has slipped from 31 March to 8 April" in text
    without = rich_edition(stories=(rich_edition().stories[1],))
    assert "UPDATE:" not in edition_text(without)
    assert "Update:" not in edition_markdown(without)


@pytest.mark.parametrize("output", READERS)
def test_new_commitments_are_counted_and_nothing_is_said_to_be_unchanged_that_changed(output: str) -> None:
    assert words("1 new commitment stands in the ledger.") in READERS[output](rich_edition())
    assert words("Nothing has changed.") not in READERS[output](rich_edition())
    assert words("Nothing has changed.") in READERS[output](quiet_edition())


def test_sources_that_failed_are_told_whatever_the_status_says() -> None:
    assert verdict(rich_edition(status="quiet")).startswith("1 of 5 sources failed")
    assert verdict(rich_edition(status="ok")).startswith("1 of 5 sources failed")


@pytest.mark.parametrize("output", READERS)
def test_risks_have_a_band_only_where_their_words_have_one(output: str) -> None:
    read = READERS[output](rich_edition())
    assert words("“is very likely to” (80–95%, ICD 203)") in read
    assert words("“could”") in read
    assert read.count("icd203") == 1


@pytest.mark.parametrize("output", READERS)
def test_a_cost_that_is_unknown_is_called_so_and_nothing_is_called_nothing(output: str) -> None:
    assert "costunknown" in READERS[output](failed_edition()).replace(":", "")
    assert "costnothing" in READERS[output](quiet_edition()).replace(":", "")
    assert "cost0.0487usdollars" in READERS[output](rich_edition()).replace(":", "")


def test_outputs_are_the_same_each_time_they_are_made() -> None:
    for edition in (rich_edition(), hostile_edition()):
        assert edition_html(edition) == edition_html(edition)
        assert edition_mail(edition, "a@b.example").as_bytes() == edition_mail(edition, "a@b.example").as_bytes()


def test_a_hostile_text_is_shown_letter_by_letter_in_html() -> None:
    assert words(one_line(HOSTILE[0])) in seen(edition_html(hostile_edition()))


def test_a_day_of_many_stories_opens_the_first_and_folds_the_others() -> None:
    root = document_fromstring(edition_html(large_edition(120)))
    stories = root.xpath("//li[starts-with(@class, 'story ')]")
    folded = [story for story in stories if story.xpath(".//details[@class='folded']")]
    assert len(stories) == 40
    assert [story.get("id") for story in stories if story not in folded][:3] == ["story-1", "story-2", "story-4"]
    assert "story repeated" in {story.get("class") for story in folded}
    assert set(stories[20:]) <= set(folded)
    assert len(root.xpath("//ol[@class='bottom-lines']/li")) == 30
    assert len(root.xpath("//ol[@class='bottom-lines more']/li")) == 10


def test_a_story_of_many_lines_stands_open_where_it_is_the_first() -> None:
    lines = rich_edition().stories[0].reactions * 200
    long = rich_edition().stories[0].model_copy(update={"reactions": lines})
    root = document_fromstring(edition_html(rich_edition(stories=(long, rich_edition().stories[1]))))
    assert len(root.xpath("//li[@id='story-1']//details[@class='folded']")) == 0
    assert len(root.xpath("//li[@id='story-2']//details[@class='folded']")) == 1


def test_a_folded_story_says_how_much_is_in_it_and_an_entry_leads_to_its_story() -> None:
    folded = rich_edition().stories[0].model_copy(update={"status": "repeated", "update": None})
    root = document_fromstring(edition_html(rich_edition(stories=(folded,))))
    summary = root.xpath("//li[@id='story-1']//details[@class='folded']/summary")[0]
    assert summary.text_content() == "1 commitment, 2 risks, 1 reaction, 2 actors, 5 articles"
    assert root.xpath("//li[@id='promise-1']//a[@href='#story-1']")[0].text_content() == "Paraná dredging accord"
    assert (
        root.xpath("//li[@id='promise-4']//a[starts-with(@href, '#')]") == []
    )  # of a story that is not in this edition
