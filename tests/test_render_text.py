"""Briefs as text for a terminal."""

from __future__ import annotations

import re
import unicodedata

import pytest
from golden_files import golden
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from seed_brief import article, brief_of, draft, empty_brief, hostile_brief, model_brief, seed_brief

from briefer.domain.brief import Check, Draft
from briefer.rendering.layout import flow
from briefer.rendering.lines import sheet
from briefer.rendering.text import FINDINGS_SHOWN, LONGEST_QUOTE, brief_text, shortened

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [72, 100])
def test_the_brief_reads_as_it_did(width: int) -> None:
    text = brief_text(model_brief()[0], width=width, colour=False)
    assert text == golden(f"brief-{width}.txt", text)


def test_a_brief_by_rules_says_so_at_its_head() -> None:
    head = brief_text(seed_brief()[0], width=80, colour=False).splitlines()[:4]
    assert any("By rules, without a model" in line for line in head)


def test_every_item_and_every_quote_is_in_it() -> None:
    brief, _ = model_brief()
    text = " ".join(re.sub("[│┆]", " ", brief_text(brief, width=60, colour=False)).split())
    for line in sheet(brief).lines:
        assert f" {line.number}. " in text
        assert line.who in text
        assert line.says in text
        for evidence in line.evidence:
            assert (evidence.text or evidence.quoted or "-") in text
        for _, value in line.facts:
            assert value in text


def test_unproven_items_stand_apart_with_the_reason() -> None:
    text = brief_text(model_brief()[0], width=100, colour=False)
    proven, _, rest = text.partition("NOT PROVEN (2)")
    assert "possibly provide weapons to North Korea" in rest
    assert "possibly provide weapons to North Korea" not in proven
    assert "Why: the article says “could provide”, the quote “will provide”" in rest
    assert "[contradicts the article]" in " ".join(rest.replace("┆", "").split())
    assert "[not found in the article]" in " ".join(rest.replace("┆", "").split())


def test_likelihood_has_its_band_where_the_words_have_one() -> None:
    text = " ".join(brief_text(model_brief()[0], width=100, colour=False).split())
    assert "Likelihood: “very likely” (80–95%, ICD 203)" in text
    assert "Likelihood: “could”." in text


def test_checks_stand_at_the_end_with_the_line_they_are_about() -> None:
    end = brief_text(model_brief()[0], width=100, colour=False).partition("CHECKS (2)")[2]
    assert "“are violated” on “potentially violate” (line 21)" in end
    assert "no line covers the quotation “painful”" in end


def test_empty_lists_say_so() -> None:
    text = brief_text(empty_brief()[0], width=80, colour=False)
    assert text.count("None found.") == 4
    assert "Nothing found." in text
    assert "NOT PROVEN" not in text


def test_a_long_quote_is_shortened_and_the_cut_is_marked() -> None:
    long = " ".join(f"word{n}" for n in range(200))
    short = shortened(long)
    head, mark, tail = short.partition(" […] ")
    assert mark
    assert len(short) <= LONGEST_QUOTE + len(mark)
    assert long.startswith(head + " ")
    assert long.endswith(" " + tail)
    assert shortened("short enough") == "short enough"


def test_colour_only_when_asked_and_then_only_colour() -> None:
    plain = brief_text(model_brief()[0], width=80, colour=False)
    coloured = brief_text(model_brief()[0], width=80, colour=True)
    assert "\x1b" not in plain
    assert ESCAPE.search(coloured)
    assert ESCAPE.sub("", coloured) == plain


@pytest.mark.parametrize("colour", [False, True])
def test_hostile_text_cannot_move_the_cursor_or_turn_the_line(colour: bool) -> None:
    text = (
        ESCAPE.sub("", brief_text(hostile_brief()[0], width=80, colour=colour))
        if colour
        else brief_text(hostile_brief()[0], width=80, colour=False)
    )
    odd = {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c != "\n"}
    assert not odd
    assert "\ufffd[31mred" in text


words = st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs", "Cc", "Cf")), max_size=60)


@given(st.lists(st.tuples(words, st.sampled_from(["", "who"])), max_size=6), st.integers(40, 120))
def test_no_line_is_wider_than_asked_and_no_word_is_lost(runs: list[tuple[str, str]], width: int) -> None:
    clean = [(" ".join(text.split()), style) for text, style in runs]
    lines = flow(clean, width=width, first=("1. ", ""), rest=("   ", ""))
    assert all(cell_len(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in lines)
    told = "".join(text for text, _ in clean).replace(" ", "")
    assert "".join(line[3:] for line in lines).replace(" ", "") == told


@given(words.filter(str.strip), st.integers(0, 130))
def test_the_whole_brief_keeps_to_its_width(said: str, width: int) -> None:
    wide = "漢字かな交じり文の長い見出し" * 9 + " " + "x" * 300 + " " + said
    odd = draft().model_dump(mode="json")
    odd["bottom_line"] = wide
    odd["actors"][0]["name"] = odd["actors"][0]["role"] = odd["commitments"][0]["deadline"] = wide
    text = brief_text(brief_of(article(), Draft.model_validate(odd)), width=width, colour=False)
    for line in text.splitlines():
        assert cell_len(line) <= max(40, width)
        assert line == line.rstrip()


def test_findings_of_one_kind_are_listed_up_to_a_number_and_the_rest_is_counted() -> None:
    brief, _ = seed_brief()
    many = tuple(Check(rule="quotation-not-covered", path="article", message=f"quotation {n}") for n in range(9))
    text = brief_text(brief.model_copy(update={"checks": many}), width=100, colour=False)
    assert "CHECKS (9)" in text
    assert text.count("- quotation ") == FINDINGS_SHOWN
    assert f"{9 - FINDINGS_SHOWN} more of quotation-not-covered" in text


def test_a_finding_on_an_unproven_line_that_did_not_reject_it_is_a_finding_and_no_reason() -> None:
    brief, _ = model_brief()
    note = Check(rule="actor-not-listed", path="unproven.commitments[0].by[0]", message="X is no listed actor")
    lines = sheet(brief.model_copy(update={"checks": (*brief.checks, note)}))
    assert (note, lines.unproven[0]) in lines.findings
    assert note.message not in lines.unproven[0].reasons
