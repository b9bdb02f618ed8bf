"""Rules for whom "the minister", "she" and "he" mean, and for quotations that are never closed."""

from __future__ import annotations

import pytest
from ruled import reactions, ruled


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Norvalian President Ada Quill spoke on Monday. The head of state condemned the raid.", "Ada Quill"),
        ("The chief of the army, General Bob Aldous, condemned the raid.", "Bob Aldous"),
        ("Harbourland Premier Bob Aldous spoke on Monday. The Harbourland premier condemned the raid.", "Bob Aldous"),
        ("Bob Aldous, the skipper of the Brisk, spoke. Skipper Aldous condemned the raid.", "Bob Aldous"),
        ("Ms Quill spoke. “Carl Umber played well,” Ada Quill said. She condemned the raid.", "Ada Quill"),
    ],
)
def test_a_noun_with_the_points_back_to_who_holds_the_office(text: str, by: str) -> None:
    assert reactions(text)[-1].by == (by,)


def test_the_leader_of_another_state_is_somebody_else() -> None:
    text = "Palestinian leader Omar Quill spoke on Monday. The Israeli leader condemned the raid."
    assert reactions(text)[-1].by != ("Omar Quill",)


def test_a_name_inside_a_quotation_is_not_he_who_said_it() -> None:
    text = "Bob Aldous spoke on Monday. “There were great catches by Carl Umber,” he said. He condemned the raid."
    assert reactions(text)[-1].by == ("Bob Aldous",)


def test_a_quotation_that_is_never_closed_does_not_turn_the_rest_around() -> None:
    text = (
        'Ada Quill spoke on Monday. "We need help," she said.\n\n"We need it now.\n\n"We all need it."\n\n'
        'Ministers said no. The "soft" line was rejected by Norway. Bob Aldous condemned the raid.'
    )
    assert reactions(text)[-1].by == ("Bob Aldous",)


def test_a_surname_in_a_headline_is_the_person_named_in_full_below() -> None:
    found = ruled("Tarrick wins again. Bob Tarrick condemned the raid. Tarrick rejected the report.")
    assert [(a.name, a.aliases) for a in found.actors] == [("Bob Tarrick", ("Tarrick",))]


def test_a_name_of_which_nothing_is_known_is_listed_where_it_acts_but_not_where_it_is_a_place() -> None:
    found = ruled(
        "Velstra said that it had sold the yard. The yard is in Marrowick, near Tolve. Norway condemned the sale."
    )
    assert [a.name for a in found.actors] == ["Velstra", "Norway"]


def test_a_body_and_the_people_named_beside_it_are_two() -> None:
    assert reactions("The Harbour Federation and pilots condemned the plan.")[-1].by == ("Harbour Federation", "pilots")


@pytest.mark.parametrize("text", ["Mr Jan condemned the raid.", "Mr March condemned the raid."])
def test_a_surname_may_be_a_month(text: str) -> None:
    assert reactions(text)[-1].by == (text.removeprefix("Mr ").partition(" condemned")[0],)


@pytest.mark.parametrize("who", ["Two sponsors", "Village bakers", "Conservationists", "Candidates"])
def test_plurals_of_people_act(who: str) -> None:
    assert reactions(f"{who} condemned the raid.")[-1].by == (who,)


@pytest.mark.parametrize(
    "what", ["Interest rates", "Refugee policies", "The amendments", "Enforcement powers", "A few hours"]
)
def test_plurals_of_things_are_nobody(what: str) -> None:
    assert reactions(f"{what} condemned the raid.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Remarks by Secretary Ada Quill at the harbour. I am glad. I know it. I condemn the raid.",
        "I know the town. I like it. I condemn the raid. I am yours.\n\nAda Quill\n\nSecretary",
    ],
)
def test_i_is_whose_speech_it_is_or_who_signs(text: str) -> None:
    assert reactions(text)[-1].by == ("Ada Quill",)
