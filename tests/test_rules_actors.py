"""Rules for actors: mentions of people, states, bodies, companies and groups become one actor each."""

from __future__ import annotations

import pytest
from ruled import actor, ruled


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Moscow warned Kyiv. Russia said it would respond.", "Russia", "state"),
        ("The Kremlin condemned the strike.", "Kremlin", "state"),
        ("The World Bank praised the plan.", "World Bank", "international_organization"),
        ("The Danish Medicines Agency condemned the delay.", "Danish Medicines Agency", "government_body"),
        ("Acme Holdings plc rejected the bid.", "Acme Holdings plc", "company"),
        ("The Nordic Farmers Association welcomed the ruling.", "Nordic Farmers Association", "civil_society"),
        ("Hezbollah threatened to attack the port.", "Hezbollah", "armed_group"),
        ("Two opposition lawmakers condemned the vote.", "Two opposition lawmakers", "population"),
        ("Analysts criticised the plan.", "Analysts", "population"),
        ("President Jane Doe condemned the vote.", "Jane Doe", "person"),
        ("“No,” said Femi Adeyemi, the group’s lawyer, who condemned the vote.", "Femi Adeyemi", "person"),
        ("NATO’s head expressed concern over the vote.", "NATO’s head", "person"),
        ("The Obama administration rejected the claim.", "Obama administration", "government_body"),
    ],
)
def test_an_actor_is_listed_with_its_kind(text: str, name: str, kind: str) -> None:
    assert actor(text, name).kind == kind


def test_a_capital_and_a_house_are_aliases_of_their_state() -> None:
    found = actor("Russia condemned the pact. Moscow denied the report and the Kremlin rejected the offer.", "Russia")
    assert {"Moscow"} <= set(found.aliases)


def test_a_capital_that_is_only_a_place_is_nobody() -> None:
    assert [a.name for a in ruled("Norway condemned the attack in Moscow.").actors] == ["Norway"]


def test_the_place_of_a_dateline_is_nobody() -> None:
    text = "WINDHOEK, May 4 (Desert Wire) – Namibia condemned the attack. It denied the report of the Desert Post."
    assert "WINDHOEK" not in [a.name for a in ruled(text).actors]


def test_a_surname_is_an_alias_and_the_role_before_a_name_says_for_whom_it_speaks() -> None:
    found = actor(
        "U.S. State Department spokesperson Jane Doe condemned the attack. Doe denied the report.", "Jane Doe"
    )
    assert (found.aliases, found.affiliation, found.role) == (
        ("Doe",),
        "U.S. State Department",
        "U.S. State Department spokesperson",
    )


def test_an_apposition_says_for_whom_somebody_speaks() -> None:
    found = actor("Evan Stone, an Asia specialist from the Obama administration, condemned the pact.", "Evan Stone")
    assert (found.affiliation, found.role) == (
        "Obama administration",
        "an Asia specialist from the Obama administration",
    )


def test_an_acronym_is_an_alias_of_the_body_with_these_initials() -> None:
    found = actor("The Rail Control Forum criticised the plan. RCF rejected it on Monday.", "Rail Control Forum")
    assert "RCF" in found.aliases


def test_initials_of_a_title_help_to_tell_two_people_of_one_surname_apart() -> None:
    text = (
        "Spokesman Adam Mbeki condemned the raid. Spokeswoman Clara Mbeki praised the troops. "
        "Ms Mbeki rejected the report. Mr Mbeki denied a charge of theft."
    )
    assert [(r.by, r.stance) for r in ruled(text).reactions][2:] == [
        (("Clara Mbeki",), "rejects"),
        (("Adam Mbeki",), "denies"),
    ]


def test_a_demonym_makes_a_person_speak_for_the_state() -> None:
    assert (
        actor("Russian President Ivan Drost condemned the pact. Russia denied it.", "Ivan Drost").affiliation
        == "Russia"
    )


def test_the_state_has_its_fullest_name_and_the_shorter_one_as_alias() -> None:
    found = actor("U.S. officials condemned the attack. The United States denied the report.", "United States")
    assert "U.S." in found.aliases
