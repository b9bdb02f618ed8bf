"""Rules for names with titles: who holds which office, at which body, and which capitals name nobody."""

from __future__ import annotations

import pytest
from ruled import actor, ruled

_GO = "condemned the raid."


@pytest.mark.parametrize(
    ("start", "name", "affiliation"),
    [
        ("Attorney-General Mirko Valdasen", "Mirko Valdasen", None),
        ("Velstra Chief Executive Ann Low", "Ann Low", "Velstra"),
        ("Rural Rescue Service Commissioner Tavo Lindqvist", "Tavo Lindqvist", "Rural Rescue Service"),
        ("US Defence Secretary Orla Brandsen", "Orla Brandsen", "United States"),
        ("President General Tariq Osmanbek", "Tariq Osmanbek", None),
        ("Deputy Minister of Foreign Affairs Oskar Veldrin", "Oskar Veldrin", None),
        ("Ministry of Foreign Affairs Spokesperson Dace Kruminsh", "Dace Kruminsh", "Ministry of Foreign Affairs"),
        ("Shadow Treasurer Bob Tarrant", "Bob Tarrant", None),
        ("Skipper Peter Aldous", "Peter Aldous", None),
        ("The Norvalia dietitian Rachael Umber", "Rachael Umber", None),
        ("The Minister for Harbours, Ms. Kirsten Lauge,", "Kirsten Lauge", None),
    ],
)
def test_a_title_in_capitals_is_no_part_of_the_name(start: str, name: str, affiliation: str | None) -> None:
    found = actor(f"{start} {_GO} The raid angered the United States and Norway.", name)
    assert (found.kind, found.affiliation) == ("person", affiliation)


@pytest.mark.parametrize(
    "text",
    [
        "The Secretary of State condemned the raid.",
        "The Indian Prime Minister condemned the raid.",
        "Norway condemned the raid in Bella Vista.",
        "Norway condemned the raid in the port of Santa Rosa.",
    ],
)
def test_a_title_without_a_name_and_a_place_are_nobody_of_that_name(text: str) -> None:
    names = {a.name for a in ruled(text).actors}
    assert not names & {"Minister", "State", "Bella Vista", "Santa Rosa"}


def test_a_surname_with_a_courtesy_title_proves_who_bears_it() -> None:
    text = "Coastal Weather Bureau Ilmo Robsten condemned the delay. Mr Robsten rejected the report."
    found = actor(text, "Ilmo Robsten")
    assert found.aliases == ("Robsten",)


def test_a_surname_of_two_words_is_one_person() -> None:
    text = "President Adolfo Moreno Saez condemned the raid. Mr Moreno Saez rejected the report."
    assert [a.name for a in ruled(text).actors] == ["Adolfo Moreno Saez"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Alliance for Work and Peace", "civil_society"),
        ("Institute of Water and Forests", "civil_society"),
        ("Tribunal for the Law", "government_body"),
        ("Republic of Chad", "state"),
        ("Kyrgyz Republic", "state"),
    ],
)
def test_the_whole_name_of_a_body_or_state_is_taken(name: str, kind: str) -> None:
    assert actor(f"The {name} {_GO}", name).kind == kind


def test_she_is_the_woman_of_the_sentence_before_not_one_who_acted_earlier() -> None:
    text = (
        "Ida Wramsted condemned the trial. Jeppe Thorsen demanded that the minister, Karen Abildsen, resign. "
        "She rejected the report."
    )
    assert ruled(text).reactions[-1].by == ("Karen Abildsen",)


def test_a_body_and_its_official_are_one_voice_but_two_names_with_and_are_two() -> None:
    assert [r.by for r in ruled(f"Velstra Chief Executive Ann Low {_GO}").reactions] == [("Ann Low",)]
    assert [r.by for r in ruled(f"Senators Ann Low and Carl Umber {_GO}").reactions] == [("Ann Low", "Carl Umber")]
