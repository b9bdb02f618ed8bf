"""The index page and the feed over past editions."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import feedparser
import pytest
from editions import failed_edition, hostile_edition, large_edition, quiet_edition, rich_edition
from lxml import etree
from lxml.html import document_fromstring

from briefer.domain.past import Past
from briefer.rendering.edition_atom import SHOWN, edition_atom
from briefer.rendering.edition_index import edition_index, folder
from briefer.rendering.json import edition_json

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def three() -> list[Past]:
    return [Past.of(edition) for edition in (rich_edition(), failed_edition(), quiet_edition())]


def hostile() -> Past:
    return Past.of(hostile_edition(date="2026-03-09"))


def test_a_past_edition_is_read_from_the_json_of_a_whole_one_or_from_its_own() -> None:
    edition = rich_edition()
    assert Past.model_validate_json(edition_json(edition)) == Past.of(edition)
    assert Past.model_validate_json(Past.of(edition).model_dump_json()) == Past.of(edition)
    large = large_edition(300)
    assert len(Past.of(large).model_dump_json()) * 20 < len(edition_json(large))


def test_a_feed_reader_finds_the_editions_newest_first_with_their_status_and_bottom_lines() -> None:
    feed = feedparser.parse(edition_atom(three(), title="Southern rivers").encode())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Southern rivers"
    assert feed.feed.updated == "2026-03-12T06:02:00+00:00"
    assert [entry.title for entry in feed.entries] == [
        "Southern rivers, 12 March 2026: Failed",
        "Southern rivers, 11 March 2026: Nothing new",
        "Southern rivers, 10 March 2026: Incomplete",
    ]
    assert "Paraguay's senate put off its vote" in feed.entries[2].summary
    assert "nothing could be read" in feed.entries[0].summary
    assert "nothing new" not in feed.entries[0].summary


def test_a_feed_has_what_atom_demands() -> None:
    for base in (None, "https://brief.example/daily"):
        root = etree.fromstring(edition_atom([*three(), hostile()], base_url=base).encode())
        for element in (root, *root.findall("a:entry", ATOM)):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"a:{name}", ATOM)) == 1, name
        assert root.find("a:author/a:name", ATOM) is not None
        identities = [element.text for element in root.iter(f"{{{ATOM['a']}}}id")]
        assert len(set(identities)) == len(identities)
        assert all((identity or "").startswith("tag:") for identity in identities)


def test_ids_stay_the_same_when_an_edition_is_remade_and_are_named_by_profile_date_and_slot() -> None:
    def identity(past: Past) -> str:
        return str(feedparser.parse(edition_atom([past], base_url="https://brief.example").encode()).entries[0].id)

    first, remade = Past.of(rich_edition()), Past.of(rich_edition(status="ok", stories=()))
    assert identity(first) == identity(remade) == "tag:brief.example,2026:briefer/default/2026-03-10/daily"
    assert identity(Past.of(rich_edition(slot="evening"))) != identity(first)


def test_links_are_relative_or_start_at_the_base_and_lead_to_the_page_of_the_day() -> None:
    relative = feedparser.parse(edition_atom(three()).encode())
    assert relative.entries[2].link == "2026-03-10/brief.html"
    based = feedparser.parse(edition_atom(three(), base_url="https://brief.example/daily/").encode())
    assert based.entries[2].link == urljoin("https://brief.example/daily/", "2026-03-10/brief.html")
    odd = feedparser.parse(edition_atom(three(), base_url="javascript:alert(1)").encode())
    assert odd.entries[2].link == "2026-03-10/brief.html"


def test_hostile_text_stays_text_in_the_feed() -> None:
    text = edition_atom([hostile()], title="</title><entry>\x00\ufffe")
    root = etree.fromstring(text.encode())
    assert len(root.findall("a:entry", ATOM)) == 1
    assert {etree.QName(e).localname for e in root.iter()} == {
        etree.QName(e).localname for e in etree.fromstring(edition_atom(three()).encode()).iter()
    }


def test_the_feed_holds_the_newest_and_no_more_than_two_months() -> None:
    many = [
        Past.of(quiet_edition()).model_copy(update={"date": f"20{y}-0{m}-01"})
        for y in range(10, 30)
        for m in range(1, 7)
    ]
    entries = feedparser.parse(edition_atom(many).encode()).entries
    assert len(entries) == SHOWN
    assert "June 2029" in entries[0].title


def test_the_index_lists_each_edition_with_its_status_its_counts_and_the_way_to_it() -> None:
    root = document_fromstring(edition_index(three(), title="Southern rivers"))
    rows = root.xpath("//main//ol/li")
    assert [row.xpath(".//a/@href")[0] for row in rows] == [
        "2026-03-12/brief.html",
        "2026-03-11/brief.html",
        "2026-03-10/brief.html",
    ]
    texts = [" ".join(row.text_content().split()) for row in rows]
    assert texts[0].startswith("Thursday, 12 March 2026 Failed: nothing could be read: 2 of 2 sources failed")
    assert texts[1].startswith("Wednesday, 11 March 2026 Nothing new: 2 sources read, nothing new")
    assert texts[2].startswith(
        "Tuesday, 10 March 2026 Incomplete: 5 articles in 2 stories; 1 of 5 sources failed, 2 not read"
    )
    assert "cost unknown" in texts[0]


def test_an_index_over_nothing_says_so() -> None:
    assert "There is no edition yet." in edition_index([])
    assert not feedparser.parse(edition_atom([]).encode()).bozo


def test_hostile_text_makes_nothing_in_the_index() -> None:
    root = document_fromstring(edition_index([hostile()], title="<script>alert(1)</script>"))
    assert root.xpath("//script | //main//img") == []
    links = root.xpath("//body//@href")
    assert links[:2] == ["#editions", "feed.xml"]
    assert re.fullmatch(r"2026-03-09[A-Za-z0-9_-]{1,90}/brief\.html", links[2])
    assert len(links) == 3


def test_the_folder_is_the_date_and_tells_slots_and_profiles_apart() -> None:
    assert folder(Past.of(rich_edition())) == "2026-03-10"
    assert folder(Past.of(rich_edition(slot="evening"))) == "2026-03-10-evening"
    assert folder(Past.of(rich_edition(profile="../../x", slot=".."))) == "2026-03-10-x-x"
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        folder(Past.of(rich_edition(date="../../etc")))
