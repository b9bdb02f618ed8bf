"""Briefs as Markdown: read back by a parser, they say what was said and do nothing else."""

from __future__ import annotations

import unicodedata

from golden_files import golden
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from seed_brief import empty_brief, hostile_brief, model_brief, seed_brief

from briefer.rendering.lines import sheet
from briefer.rendering.markdown import brief_markdown, escaped
from briefer.rendering.untrusted import one_line

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"text", "em_open", "em_close", "strong_open", "strong_close"}


def inline(markdown: str) -> list[Token]:
    return [child for token in PARSER.parse(markdown) for child in token.children or []]


def test_the_brief_reads_as_it_did() -> None:
    text = brief_markdown(model_brief()[0])
    assert text == golden("brief.md", text)


def test_every_item_is_in_it_with_its_number_and_its_evidence() -> None:
    brief, _ = model_brief()
    tokens = PARSER.parse(brief_markdown(brief))
    numbers = [int(t.info) for t in tokens if t.type == "list_item_open" and t.info]
    said = "\n".join("".join(c.content for c in t.children or []) for t in tokens if t.type == "inline")
    lines = sheet(brief).lines
    assert numbers == [line.number for line in lines]
    for line in lines:
        assert line.who in said
        assert line.says in said
        for evidence in line.evidence:
            assert (evidence.text or evidence.quoted or "-") in said


def test_unproven_items_have_a_heading_of_their_own() -> None:
    proven, _, rest = brief_markdown(model_brief()[0]).partition("## Not proven (2)")
    assert "possibly provide weapons" in rest
    assert "possibly provide weapons" not in proven
    assert "Why not proven: the article says “could provide”" in rest
    assert "Not proven" not in brief_markdown(seed_brief()[0])


def test_a_brief_by_rules_says_so_and_empty_lists_too() -> None:
    text = brief_markdown(empty_brief()[0])
    assert "**By rules, without a model**" in text
    assert text.count("None found.") == 4


def test_hostile_text_makes_no_link_no_html_no_heading_and_no_list() -> None:
    text = brief_markdown(hostile_brief()[0])
    tokens = PARSER.parse(text)
    kinds = {child.type for child in inline(text)}
    assert kinds <= OURS, kinds - OURS
    assert not {t.type for t in tokens} & {"html_block", "code_block", "fence", "hr", "table_open"}
    headings = [tokens[n + 1].content for n, t in enumerate(tokens) if t.type == "heading_open"]
    assert len(headings) == 1 + 4 + 1 + 2  # title, four lists, not proven, checks and provenance
    assert not {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c != "\n"}


def test_only_a_web_address_becomes_a_link() -> None:
    links = [child for child in inline(brief_markdown(model_brief()[0])) if child.type == "link_open"]
    assert [link.attrs["href"] for link in links] == [model_brief()[1].url]


@given(st.text(max_size=80) | st.text(st.sampled_from("#-+=*_`~<>[]()!&\\|$@:/ w.1a\n\t"), max_size=40))
def test_escaped_text_is_read_back_letter_by_letter(text: str) -> None:
    for prefix in ("", "> ", "# ", "- "):
        children = inline(prefix + escaped(text))
        assert {child.type for child in children} <= {"text", "text_special"}
        assert "".join(child.content for child in children) == one_line(text)
