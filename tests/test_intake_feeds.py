"""Feeds as the world writes them: RSS, Atom, JSON, broken, hostile, huge, and dated wrongly."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.errors import SourceError
from briefer.intake.feed import Entry, is_feed, read_feed
from briefer.intake.fragment import plain
from briefer.intake.times import moment, plausible

LONG = "The operator said on Monday that the northern gate stays shut until the court has ruled. " * 10
HERE = "https://gazette.example/feed"


def rss(*items: str, head: str = "<title>The Gazette</title><language>en-GB</language>") -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {spaces}><channel>{head}{body}</channel></rss>'.encode()


def _one(body: bytes) -> Entry:
    (entry,) = read_feed(body, HERE, "feed").entries
    return entry


def test_rss_gives_identity_times_with_zone_and_the_longest_text() -> None:
    entry = _one(
        rss(
            "<title>Port &amp; strike</title><link>/a</link><guid isPermaLink='false'>g-1</guid><pubDate>Mon, 09 Mar 2026 08:15:00 +0100"
            f"</pubDate><description>Short.</description><content:encoded><![CDATA[<p>{LONG}</p><p>End.</p>]]></content:encoded>"
        )
    )
    assert (entry.guid, entry.link, entry.title, entry.language) == (
        "g-1",
        "https://gazette.example/a",
        "Port & strike",
        "en",
    )
    assert (entry.published, entry.updated) == ("2026-03-09T08:15:00+01:00", None)
    assert entry.text == f"{LONG.strip()}\n\nEnd."
    assert entry.whole
    assert entry.identity == "guid:g-1"


def test_atom_keeps_published_and_updated_apart() -> None:
    entry = _one(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><title>T</title><id>urn:1</id><link href="https://x.example/1"/>'
        b"<published>2026-03-09T08:15:00-05:00</published><updated>2026-03-10T09:00:00Z</updated>"
        b'<content type="html">&lt;p&gt;Hello &lt;b&gt;there&lt;/b&gt;&lt;/p&gt;</content></entry></feed>'
    )
    assert (entry.published, entry.updated) == ("2026-03-09T08:15:00-05:00", "2026-03-10T09:00:00+00:00")
    assert (entry.guid, entry.text) == ("urn:1", "Hello there")


def test_json_feed_is_a_feed() -> None:
    body = (
        b'\xef\xbb\xbf{"version": "https://jsonfeed.org/version/1.1", "title": "G", "language": "en", "items": [{"id": 7, "url": "/1", '
        b'"title": "T", "content_html": "<p>One</p><p>Two</p>", "date_published": "2026-03-09T08:15:00Z"}, "junk"]}'
    )
    assert is_feed("application/feed+json", body)
    entry = _one(body)
    assert (entry.guid, entry.link, entry.text) == ("7", "https://gazette.example/1", "One\n\nTwo")
    assert entry.published == "2026-03-09T08:15:00+00:00"


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{}",
        b'{"items": 3}',
        b"[" * 100_000,
        b'{"items": ' + b"[" * 100_000,
        b"",
        b"\x00\x01",
        b"<html>no</html>",
    ],
)
def test_what_is_no_feed_says_so(body: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read_feed(body, HERE, "feed")
    assert caught.value.line.startswith("feed: ")


@pytest.mark.parametrize(
    ("kind", "body", "is_one"),
    [
        ("application/rss+xml", rss(), True),
        ("text/html", b"\xef\xbb\xbf <?xml version='1.0'?><!-- c --><?xml-stylesheet href='x'?><feed xmlns='a'>", True),
        ("text/xml", b"<rdf:RDF xmlns:rdf='x'>", True),
        ("application/json", b'{"items": []}', True),
        ("text/html", b"<!DOCTYPE html><html><body><rss>", False),
        ("text/plain", b"{curly} text", False),
    ],
)
def test_a_feed_is_known_by_its_beginning(kind: str, body: bytes, is_one: bool) -> None:
    assert is_feed(kind, body) is is_one


@pytest.mark.parametrize("link", ["http://[x", "http://]/a", "javascript:alert(1)"])
def test_a_link_that_is_no_address_costs_its_entry_the_link_alone(link: str) -> None:
    assert _one(rss(f"<title>T</title><link>{link}</link><description>{LONG}</description>")).link is None
    item = json.dumps({"title": "T", "url": link, "content_text": LONG})
    assert _one(f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{item}]}}'.encode()).link is None


def test_identity_is_guid_then_link_then_title_and_content() -> None:
    link = "<link>https://x.example/1</link>"
    assert _one(rss(f"<guid isPermaLink='false'>g</guid>{link}")).identity == "guid:g"
    assert _one(rss(link)).identity == "link:https://x.example/1"
    text = "<title>T</title><description>D</description>"
    without, dated, other = (
        _one(rss(x)).identity
        for x in (text, text + "<pubDate>Mon, 09 Mar 2026 08:15:00 GMT</pubDate>", text + "<link/>")
    )
    assert without == dated == other
    assert without.startswith("text:")
    assert _one(rss("<title>T</title><description>E</description>")).identity != without


def test_the_stamp_changes_when_the_entry_is_edited_and_not_when_it_is_redated() -> None:
    base = "<guid>g</guid><title>T</title><description>D</description>"
    stamp = _one(rss(base)).stamp
    assert _one(rss(base + "<pubDate>Mon, 09 Mar 2026 08:15:00 GMT</pubDate>")).stamp == stamp
    assert _one(rss(base.replace("D", "E"))).stamp != stamp


@pytest.mark.parametrize(
    "ending",
    ["…", "...", "[…]", "[...]", "Read more", "Continue reading", "Read more »", "Weiterlesen", "Read the full story"],
)
def test_a_text_that_ends_like_a_teaser_is_not_whole(ending: str) -> None:
    assert _one(rss(f"<description>{LONG}</description>")).whole
    assert not _one(rss(f"<description>{LONG} {ending}</description>")).whole
    assert not _one(rss("<description>A short one.</description>")).whole


@pytest.mark.parametrize("end", ["nobody has read it.", "a body will oversee ports.", "the work will continue."])
def test_an_article_may_end_in_the_verbs_of_a_teaser(end: str) -> None:
    assert _one(rss(f"<description>{LONG} {end}</description>")).whole


def test_a_malformed_feed_gives_what_can_be_had_and_says_that_it_is() -> None:
    feed = read_feed(rss("<title>One</title><link>https://x.example/1</link>")[:-30] + b"<broken", HERE, "feed")
    assert [entry.title for entry in feed.entries] == ["One"]
    assert feed.problem


def test_an_entity_bomb_goes_off_nowhere() -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(10))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE x [{laughs}]>'.encode()
        + rss("<title>&l9;</title><link>https://x.example/1</link>")[38:]
    )
    start = time.process_time()
    feed = read_feed(body, HERE, "feed")
    assert time.process_time() - start < 10
    assert all(len(entry.title or "") < 400 for entry in feed.entries)


def test_external_entities_are_not_read(tmp_path: object) -> None:
    body = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + rss("<title>[&x;]</title>")[38:]
    )
    for entry in read_feed(body, HERE, "feed").entries:
        assert "root" not in (entry.title or "")


def test_a_body_that_names_a_file_is_not_opened() -> None:
    with pytest.raises(SourceError, match="no feed"):
        read_feed(b"/etc/passwd", HERE, "feed")


def test_hostile_markup_leaves_words_alone() -> None:
    evil = (
        "<title>&lt;script&gt;alert(1)&lt;/script&gt;Port &lt;img src=x onerror=alert(1)&gt;</title><link>javascript:alert(1)</link>"
        "<description><![CDATA[<p onclick='x()'>Text</p><iframe src='http://evil/'></iframe>"
        "<style>p{}</style><svg onload=x()>s</svg>]]></description>"
    )
    entry = _one(rss(evil))
    assert (entry.title, entry.text, entry.link) == ("Port", "Text", None)


def test_a_huge_feed_is_refused() -> None:
    with pytest.raises(SourceError, match="a feed of 6 MB"):
        read_feed(b"<rss>" + b" " * 6_000_000, HERE, "feed")


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ("Mon, 09 Mar 2026 08:15:00 +0100", "2026-03-09T08:15:00+01:00"),
        ("Mon, 09 Mar 2026 08:15:00 GMT", "2026-03-09T08:15:00+00:00"),
        ("Mon, 09 Mar 2026 08:15:00 EST", "2026-03-09T08:15:00-05:00"),
        ("09 Mar 2026 08:15", "2026-03-09T08:15:00+00:00"),
        ("2026-03-09T08:15:00Z", "2026-03-09T08:15:00+00:00"),
        ("2026-03-09 08:15:00+0530", "2026-03-09T08:15:00+05:30"),
        ("2026-03-09", "2026-03-09"),
        ("2026-13-41", None),
        ("yesterday", None),
        ("Mon, 99 Mar 2026 08:15:00 GMT", None),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_times_are_read_with_their_zone_or_not_at_all(stated: object, meant: str | None) -> None:
    assert moment(stated) == meant


@given(st.text())
def test_no_text_makes_the_reading_of_times_fail(text: str) -> None:
    found = moment(text)
    assert found is None or moment(found) == found
    plausible(found, "2026-03-10T00:00:00+00:00")


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("2026-03-09T08:15:00+01:00", True),
        ("2026-03-10", True),
        ("2099-01-01", False),
        ("1970-01-01T00:00:00+00:00", False),
        ("0001-01-01T00:00:00+14:00", False),
    ],
)
def test_a_date_that_news_cannot_have_is_not_believed(stated: str, kept: bool) -> None:
    assert plausible(stated, "2026-03-09T10:00:00+00:00") == (stated if kept else None)


@given(st.text())
def test_no_markup_makes_the_reading_of_fragments_fail(markup: str) -> None:
    assert (
        "<script" not in plain(f"<p>{markup}</p><script>x</script>").lower()
        or "<script" in markup.lower()
        or "&" in markup
    )


def test_a_fragment_is_its_words_a_paragraph_a_block() -> None:
    assert (
        plain("<p>One <b>two</b>&amp;\n three<br>four</p>tail<ul><li>a<li>b</ul><!-- no -->")
        == "One two& three\n\nfour\n\ntail\n\na\n\nb"
    )
    assert plain("no markup\n\n at all") == "no markup at all"
    assert plain("<!-- only -->") == ""
