"""The small tools of the rules: lexicons, inflection, trimming, terms, leads."""

from __future__ import annotations

import doctest
import importlib
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.domain.article import Article
from briefer.domain.brief import ActorKind, Domain, Stance
from briefer.rules.inflection import gerund, past, present
from briefer.rules.lead import lead, trimmed
from briefer.rules.lexicon import kinds, known, states, table
from briefer.rules.terms import condition, deadline
from briefer.rules.tokens import read
from briefer.rules.trimming import tidy


@pytest.mark.parametrize("name", ["terms", "trimming", "hazards", "inflection", "judgements"])
def test_the_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"briefer.rules.{name}")).failed == 0


def test_every_state_stands_once_in_the_table_and_the_world_is_in_it() -> None:
    names = [state.name for state in states()]
    assert len(names) == len(set(names))
    assert len(names) >= 195


def test_no_capital_or_house_stands_for_two_states() -> None:
    seats = [seat for state in states() for seat in (*state.capitals, *state.houses)]
    assert sorted(seats) == sorted(set(seats))


def test_the_groups_of_the_lexicons_are_values_of_the_brief() -> None:
    assert {entry.kind for entry in known().values()} - {"region"} <= set(get_args(ActorKind))
    assert set(kinds().values()) <= set(get_args(ActorKind))
    assert set(table("cues")["domains"]) <= set(get_args(Domain))
    assert {group.partition("_")[0] for group in table("verbs")["stance"]} <= set(get_args(Stance))
    assert set(table("verbs")["phrases"]) | set(table("verbs")["judgements"]) <= set(get_args(Stance))


@pytest.mark.parametrize("name", ["words", "roles", "heads", "verbs", "cues", "places", "given"])
def test_every_lexicon_says_where_its_groups_come_from(name: str, root: object) -> None:
    from importlib.resources import files

    text = files("briefer.rules").joinpath("lexicon", f"{name}.toml").read_text(encoding="utf-8")
    assert text.startswith("# ")


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("urge", ("urges", "urged", "urging")),
        ("deny", ("denies", "denied", "denying")),
        ("press", ("presses", "pressed", "pressing")),
        ("slip", ("slips", "slipped", "slipping")),
        ("delay", ("delays", "delayed", "delaying")),
        ("veto", ("vetoes", "vetoed", "vetoing")),
    ],
)
def test_regular_verbs_have_their_forms(verb: str, forms: tuple[str, str, str]) -> None:
    assert (present(verb), past(verb), gerund(verb)) == forms


@given(st.text(alphabet='ab ,;.“”‘’"()—andtheof', max_size=60))
def test_trimming_only_takes_away(text: str) -> None:
    found = tidy(text)
    assert found in text
    assert tidy(found) in found
    assert found.count("“") == found.count("”")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("would open at the camp by March 20", "by March 20"),
        ("will rewrite both before 30 November 2027", "before 30 November 2027"),
        ("repay it within ten days", "within ten days"),
        ("resume talks on Wednesday morning", "on Wednesday morning"),
        ("keep the plants until at least the end of 2030", "until at least the end of 2030"),
        ("spend it between 2027 and 2031", "between 2027 and 2031"),
        ("draft a bill before the end of the year", "before the end of the year"),
        ("send troops to the border", ""),
    ],
)
def test_a_deadline_is_read(text: str, found: str) -> None:
    assert deadline(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("it would respond if ships came too near, he said", "if ships came too near"),
        ("pay, provided that the senate votes on it.", "provided that the senate votes on it"),
        ("assist each other in the event of aggression against either", "in the event of aggression against either"),
        ("they asked if the ships had left", ""),
        ("it will, if so, pay", ""),
    ],
)
def test_a_condition_is_read(text: str, found: str) -> None:
    assert condition(text) == found


def test_the_bottom_line_is_the_lead_without_its_dateline() -> None:
    sentences = list(
        read(Article("BERN, May 4 (Alpine Wire) — The lower house passed the bill. It goes to the upper house."))
    )
    assert lead(sentences) == "The lower house passed the bill."


def test_a_long_lead_is_cut_at_a_clause() -> None:
    text = "The house passed the bill, " + "and the members spoke about it for hours, " * 12 + "and went home."
    assert len(trimmed(text, 58).split()) <= 58
    assert text.startswith(trimmed(text, 58))
