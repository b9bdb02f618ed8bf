"""When two names are names of one actor, and when a name means nobody."""

from __future__ import annotations

import pytest

from briefer.domain.brief import Actor
from briefer.scoring.cast import Cast
from briefer.scoring.constants import constants
from briefer.scoring.names import Names, form, identity

ARTICLE = """Hugo Ferreira, the senator, met Lucía Ferreira of CABAPAR. U.S. State Department spokesperson Matthew Miller said the
International Atomic Energy Agency (IAEA) had written to Graciela Umpiérrez and to the Governor of the Bank of England. North Korea
and South Korea were silent, as were Iran and Iraq. Miller said no more. The Defence Ministry of Ruritania and Acme Inc. declined."""
NAMES = Names(ARTICLE, constants())


def likeness(a: str, b: str) -> float:
    return NAMES.likeness(identity((a,)), identity((b,)))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Matthew Miller", "matthew  miller", 1.0),
        ("Graciela Umpiérrez", "Graciela Umpierrez", 1.0),
        ("President Matthew Miller", "Matthew Miller", 1.0),
        ("Mr Miller", "Miller", 1.0),
        ("Finance Minister Matthew Miller", "Matthew Miller", 1.0),
        ("Russian President Matthew Miller", "Matthew Miller", 1.0),
        ("Acme Inc.", "Acme", 1.0),
        ("Defence Ministry", "Ministry of Defence", 1.0),
        ("U.S.", "US", 1.0),
        ("IAEA", "International Atomic Energy Agency", 0.95),
        ("United States", "U.S.", 0.95),
        ("Matthew Miller", "Miller", 0.9),
        ("State Department", "U.S. State Department", 0.9),
        ("Graciela Umpiérrez", "Graciela Umpiérez", 0.9),
        ("Graciela Umpiérrez", "Graciela Umpierrze", 0.9),
    ],
)
def test_names_of_one_actor_are_alike(a: str, b: str, expected: float) -> None:
    assert likeness(a, b) == likeness(b, a) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Iran", "Iraq"),
        ("US Treasury", "UK Treasury"),
        ("Foreign Ministry", "Defence Ministry"),
        ("North Korea", "South Korea"),
        ("Korea", "North Korea"),
        ("Hugo Ferreira", "Ferreira"),
        ("Hugo Ferreira", "Lucía Ferreira"),
        ("Governor of the Bank of England", "Bank of England"),
        ("President of France", "France"),
        ("Matthew Miller", "Matt Mueller"),
        ("Miller", "Millar"),
        ("", "Miller"),
    ],
)
def test_names_that_only_look_alike_are_names_of_two(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a) == 0


def test_a_surname_is_enough_only_where_the_article_gives_it_to_one_person() -> None:
    one = Names("Ann Smith spoke. Smith left.", constants())
    two = Names("Ann Smith spoke. Bob Smith left.", constants())
    assert one.likeness(identity(("Ann Smith",)), identity(("Smith",))) == constants().name_surname
    assert two.likeness(identity(("Ann Smith",)), identity(("Smith",))) == 0


def cast(*actors: Actor[str]) -> Cast:
    return Cast(actors)


def test_an_alias_means_its_actor_and_one_that_two_actors_share_means_neither() -> None:
    them = cast(
        Actor[str](name="Jane Keane", aliases=("Keane", "the minister"), kind="person"),
        Actor[str](name="Paul Keane", aliases=("Keane",), kind="person"),
    )
    assert them.actor("the minister") is them.actor("Jane Keane")
    assert them.actor("Keane") is None
    assert form("Keane").key not in them.identity("Jane Keane").keys


def test_an_honorific_tells_apart_two_actors_of_one_surname() -> None:
    them = cast(
        Actor[str](name="Henrike Peters", aliases=("Ms Peters",), kind="person"),
        Actor[str](name="Joris Peters", aliases=("Mr Peters",), kind="person"),
    )
    assert them.actor("Mr Peters") is them.actor("Joris Peters")
    assert them.actor("Ms Peters") is them.actor("Henrike Peters")


def test_a_speaker_and_the_body_spoken_for_are_related_through_every_step() -> None:
    them = cast(
        Actor[str](name="Ann Smith", kind="person", affiliation="the ministry"),
        Actor[str](
            name="Ministry of Works", aliases=("the ministry",), kind="government_body", affiliation="Ruritania"
        ),
        Actor[str](name="Ruritania", aliases=("Strelsau",), kind="state"),
        Actor[str](name="Grid Agency", kind="government_body", affiliation="Ruritania"),
    )
    smith, ministry, state, agency = (
        them.identity(n) for n in ("Ann Smith", "the ministry", "Strelsau", "Grid Agency")
    )
    assert NAMES.speaks_for(smith, ministry)
    assert NAMES.speaks_for(smith, state)
    assert NAMES.speaks_for(state, smith)
    assert not NAMES.speaks_for(smith, agency)


def test_affiliations_in_a_circle_come_to_an_end() -> None:
    them = cast(
        Actor[str](name="A Party", kind="other", affiliation="B Party"),
        Actor[str](name="B Party", kind="other", affiliation="A Party"),
    )
    assert NAMES.speaks_for(them.identity("A Party"), them.identity("B Party"))


def test_a_body_with_the_name_of_a_state_in_its_own_is_related_and_another_state_is_not() -> None:
    assert NAMES.related(identity(("Paraguay’s senate",)), identity(("Paraguay",)))
    assert not NAMES.related(identity(("South Sudan",)), identity(("Sudan",)))
