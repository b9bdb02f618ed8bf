"""The page of a brief, as its source: complete, self-contained, and inert whatever the article says."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seed_brief import article, empty_brief, hostile_brief, model_brief, seed_brief

from briefer.domain.article import Article
from briefer.domain.quote import Quote
from briefer.rendering.html import brief_html
from briefer.rendering.lines import sheet
from briefer.rendering.page import page
from briefer.rendering.passages import marks, passages
from briefer.rendering.untrusted import neutral, web_address


class Source(HTMLParser):
    """Elements with their attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"script", "style"}:
            self.inline.append((self.open[-1], data))
        else:
            self.words.append(data)

    def values(self, name: str) -> list[str]:
        return [value or "" for _, attrs in self.elements for key, value in attrs.items() if key == name]


PAGES = [seed_brief, model_brief, hostile_brief, empty_brief]


@pytest.mark.parametrize("made", PAGES)
def test_the_policy_names_the_hash_of_each_inline_block_and_forbids_all_else(made: Any) -> None:
    source = Source(brief_html(*made()))
    policy = next(a["content"] for t, a in source.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert [tag for tag, _ in source.inline] == ["style", "script"]
    for tag, text in source.inline:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("made", PAGES)
def test_nothing_is_loaded_and_nothing_inline_can_run(made: Any) -> None:
    source = Source(brief_html(*made()))
    assert not source.values("src")
    assert not source.values("style")
    names = {name for _, attrs in source.elements for name in attrs}
    assert not {name for name in names if name.startswith("on")}
    outward = [href for href in source.values("href") if not href.startswith("#")]
    assert set(outward) <= {"data:,", made()[1].url}
    assert {tag for tag, _ in source.elements}.isdisjoint({"img", "iframe", "object", "embed", "form", "base", "svg"})


@pytest.mark.parametrize("made", PAGES)
def test_every_link_within_the_page_leads_somewhere_and_no_id_stands_twice(made: Any) -> None:
    source = Source(brief_html(*made()))
    ids = source.values("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in source.values("href") if href.startswith("#")} <= set(ids)
    assert set(source.values("aria-labelledby")) <= set(ids)


def test_the_script_and_the_templates_of_the_article_are_words() -> None:
    brief, bad = hostile_brief()
    source = Source(brief_html(brief, bad))
    said = "".join(source.words)
    assert "</script><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %}" in said
    assert not set("\u202e\u2066\x1b\x9b") & set(said)
    assert 'lang="en&#34;' not in brief_html(brief, bad)
    assert set(source.values("lang")) == {"en"}


def test_the_article_stands_in_it_whole_and_in_order() -> None:
    brief, seed = seed_brief()
    html = re.sub(r"<sup.*?</sup>", "", brief_html(brief, seed))
    text = html.partition('<div class="text"')[2].partition(">")[2]
    paragraphs = [Source(p).words for p in re.findall(r'<p dir="auto">(.*?)</p>', text, re.DOTALL)]
    assert ["".join(words) for words in paragraphs] == [seed.text[a:b] for a, b in seed.paragraphs]


def test_every_line_is_in_it_with_its_number_and_every_quote_leads_to_its_passage() -> None:
    brief, seed = model_brief()
    source = Source(brief_html(brief, seed))
    said = " ".join("".join(source.words).split())
    ids = set(source.values("id"))
    for line in sheet(brief).lines:
        assert f"line-{line.number}" in ids
        assert line.says in said
        for n, evidence in enumerate(line.evidence, 1):
            assert (f"quote-{line.number}-{n}" in ids) == isinstance(evidence, Quote)
            assert (evidence.text or evidence.quoted or "-") in said


def test_a_style_or_a_script_that_would_close_its_element_is_refused() -> None:
    with pytest.raises(ValueError, match="must not close"):
        page("page.html", style="</style><script>")


def spans(text: str) -> st.SearchStrategy[list[list[tuple[int, int]]]]:
    one = st.tuples(st.integers(0, len(text) - 2), st.integers(1, 30)).map(
        lambda s: (s[0], min(s[0] + s[1], len(text)))
    )
    return st.lists(st.lists(one, min_size=1, max_size=3), min_size=1, max_size=12)


TEXT = "  One paragraph, indented.\n\nA second one, with more words in it.\nA third.\n"


@given(spans(TEXT))
def test_passages_put_together_are_the_article_however_quotes_overlap(found: list[list[tuple[int, int]]]) -> None:
    told = Article(TEXT)
    line = sheet(seed_brief()[0]).lines[0]
    quotes = tuple(Quote(text="x", spans=tuple(s), fit="exact") for s in found)
    cut = passages(told, marks([Changed(line, quotes)]))
    assert ["".join(p.text for p in parts) for parts in cut] == [TEXT[a:b] for a, b in told.paragraphs]
    flat = [part for parts in cut for part in parts]
    for mark in marks([Changed(line, quotes)]):
        covered = "".join(part.text for part in flat if mark in part.marks)
        inside = {n for a, b in mark.spans for n in range(a, b)}
        assert covered == "".join(TEXT[n] for a, b in told.paragraphs for n in range(a, b) if n in inside)
        assert sum(mark in part.starts for part in flat) == bool(covered)


def Changed(line: Any, evidence: Iterable[Quote]) -> Any:  # noqa: N802  # reads like the constructor that it stands for
    from dataclasses import replace

    return replace(line, evidence=tuple(evidence))


def test_a_passage_knows_all_lines_that_rest_on_it() -> None:
    brief, seed = seed_brief()
    cut = [part for parts in passages(seed, marks(sheet(brief).lines)) for part in parts]
    shared = next(part for part in cut if part.text == "the United States and Ukraine have accused North Korea")
    assert [line.who for line in shared.lines] == ["United States", "Ukraine", "United States and Ukraine"]
    assert [line.who for line in shared.ends] == ["United States", "Ukraine"]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org/ä b", "http://example.org/%C3%A4%20b"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https://", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_only_http_and_https_addresses_can_be_linked(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


@given(st.text())
def test_what_is_shown_holds_no_control_and_no_override(text: str) -> None:
    shown = neutral(text)
    assert not re.search("[\x00-\x08\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]", shown)
    assert neutral(shown) == shown


def test_joiners_that_words_are_spelled_with_stay() -> None:
    assert neutral("می\u200cخواهم 👩\u200d💻") == "می\u200cخواهم 👩\u200d💻"


def test_an_article_in_another_language_says_so() -> None:
    brief, seed = seed_brief()
    french = brief.model_copy(update={"article": brief.article.model_copy(update={"language": "fr"})})
    assert '<div class="text" lang="fr">' in brief_html(french, seed)
    assert article().language == "en"
