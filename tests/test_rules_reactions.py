"""Rules for reactions: the stance is the verb's, the target its complement, and the right actor reacts."""

from __future__ import annotations

import pytest
from ruled import reactions


@pytest.mark.parametrize(
    ("text", "by", "stance", "target"),
    [
        ("Lithuania condemned the intrusion on Tuesday.", ("Lithuania",), "condemns", "the intrusion"),
        ("Lithuania strongly condemns the intrusion.", ("Lithuania",), "condemns", "the intrusion"),
        ("The Farmers Union welcomed the ruling.", ("Farmers Union",), "endorses", "the ruling"),
        ("Morocco rejected the claim of its neighbour.", ("Morocco",), "rejects", "the claim of its neighbour"),
        ("Morocco turned down an offer from Spain.", ("Morocco",), "rejects", "an offer from Spain"),
        ("Norway accused Acme Motors of hiding the report.", ("Norway",), "accuses", "Acme Motors"),
        ("Norway denied any side deal with the bank.", ("Norway",), "denies", "any side deal with the bank"),
        ("Norway urged Sweden to open the archive.", ("Norway",), "demands", "Sweden"),
        ("Norway called on Sweden to open the archive.", ("Norway",), "demands", "Sweden"),
        ("Norway wants Sweden to open the archive.", ("Norway",), "demands", "Sweden"),
        ("France expressed deep concern over the arrests.", ("France",), "concerned", "the arrests"),
        ("France called the vote a farce.", ("France",), "condemns", "the vote"),
        ("France said the vote was unfair.", ("France",), "condemns", "the vote"),
        ("“This vote is a disgrace,” Jane Miller told reporters.", ("Jane Miller",), "condemns", "This vote"),
        ("China, which has been urged by France to act, was silent.", ("France",), "demands", "China"),
        ("The regulator fined Acme Motors 40 million euros.", ("regulator",), "acts", "Acme Motors"),
        (
            "Despite denials from Moscow and Minsk, the shipments continued.",
            ("Moscow", "Minsk"),
            "denies",
            "the shipments continued",
        ),
    ],
)
def test_a_reaction_is_found(text: str, by: tuple[str, ...], stance: str, target: str | None) -> None:
    assert (by, stance, target) in [(r.by, r.stance, r.target) for r in reactions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "France did not condemn the vote.",
        "France would welcome the ruling.",
        "The criticism was widely read in France.",
        "France declined to comment on the vote.",
        "The bank is backed by a guarantee.",
    ],
)
def test_denied_wished_and_empty_answers_are_no_reactions(text: str) -> None:
    assert reactions(text) == []


def test_an_accusation_and_its_denial_are_two_reactions() -> None:
    text = "Norway accused Sweden of hiding the report. Sweden denied it."
    first, second = reactions(text)
    assert (first.by, first.stance, second.by, second.stance) == (("Norway",), "accuses", ("Sweden",), "denies")
    assert second.target == "accused Sweden of hiding the report"


def test_a_claim_that_somebody_denies_is_the_target_of_the_denial() -> None:
    text = "Human Rights Watch said security forces had fired at the crowd, a claim the police denied."
    assert [(r.by, r.stance, r.target) for r in reactions(text)] == [
        (("Human Rights Watch",), "accuses", "security forces"),
        (("police",), "denies", "security forces had fired at the crowd"),
    ]


def test_a_second_verb_begins_a_second_reaction() -> None:
    found = reactions("The mayor of Oslo praised the plan but condemned its cost.")
    assert [(r.stance, r.statement) for r in found] == [
        ("endorses", "praised the plan"),
        ("condemns", "condemned its cost"),
    ]


def test_a_pronoun_means_the_person_spoken_of() -> None:
    text = "Foreign Minister Anna Weber met her colleague in Oslo. She condemned the attack on the embassy."
    assert [r.by for r in reactions(text)] == [("Anna Weber",)]


def test_whoever_rejects_an_accusation_denies_it() -> None:
    found = reactions("The opposition accused Tomas Reed of giving away the river. Reed rejected the allegations.")
    assert [(r.stance, r.target) for r in found][1] == ("denies", "accused Tomas Reed of giving away the river")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Farmers in the north were furious.", "condemns"),
        ("Environmental groups were cautious.", "concerned"),
        ("The Farmers Union was delighted with the offer.", "endorses"),
    ],
)
def test_what_somebody_feels_is_a_reaction(text: str, stance: str) -> None:
    assert [r.stance for r in reactions(text)] == [stance]


@pytest.mark.parametrize(
    ("text", "by", "stance", "statement"),
    [
        (
            "The Weavers Union says the council has failed its members.",
            "Weavers Union",
            "accuses",
            "the council has failed its members",
        ),
        ("Norway said Sweden was behind the leak.", "Norway", "accuses", "Sweden was behind the leak"),
        (
            "The Weavers Union said police fired on the pickets without warning.",
            "Weavers Union",
            "accuses",
            "police fired on the pickets without warning",
        ),
        (
            "Norway condemned in the strongest terms the raid on its embassy.",
            "Norway",
            "condemns",
            "condemned in the strongest terms the raid on its embassy",
        ),
        (
            "The order was criticised by the Weavers Union as a gift to owners.",
            "Weavers Union",
            "condemns",
            "The order was criticised by the Weavers Union as a gift to owners",
        ),
        (
            "Norway, which had long ignored the talks, welcomed the ceasefire in Peru.",
            "Norway",
            "endorses",
            "welcomed the ceasefire in Peru",
        ),
        (
            "The Weavers Union said Sweden needs to explain the delay.",
            "Weavers Union",
            "demands",
            "Sweden needs to explain the delay",
        ),
        (
            "Norway said the plan makes no sense for small boats.",
            "Norway",
            "condemns",
            "the plan makes no sense for small boats",
        ),
        (
            "Norway said the offer was a step in the right direction.",
            "Norway",
            "endorses",
            "the offer was a step in the right direction",
        ),
    ],
)
def test_what_is_said_of_another_is_a_reaction(text: str, by: str, stance: str, statement: str) -> None:
    assert [(r.by, r.stance, r.statement) for r in reactions(text)] == [((by,), stance, statement)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway said the September 11 attacks changed the world.",
        "Norway said the body of the murdered sailor was at sea.",
        "Norway said the number of sailors killed is now three.",
        "Norway said it was impossible to say who had won.",
        "Norway said every town needs a team that is good.",
        "Norway said that as far as the rain is concerned nothing had changed.",
        "Norway claims the fugitive has fled to Peru.",
        "The seat was contested by nine parties of the left.",
    ],
)
def test_what_charges_and_judges_nobody_is_no_reaction(text: str) -> None:
    assert reactions(text) == []


def test_who_goes_on_to_speak_after_a_quotation_is_its_speaker() -> None:
    text = "In a note on its channel, Norway rejected “the latest fairy tale” and said Sweden had hidden the files."
    assert [r.by for r in reactions(text)] == [("Norway",), ("Norway",)]


def test_a_noun_phrase_with_a_verb_after_it_is_no_inverted_speaker() -> None:
    text = "The institute's director, professor Anna Weber, says the findings are alarming for Norway."
    assert [r.by for r in reactions(text)] == [("Anna Weber",)]


@pytest.mark.parametrize(
    ("text", "by", "stance", "statement"),
    [
        (
            "Norway noted with regret the decision of Peru.",
            "Norway",
            "condemns",
            "noted with regret the decision of Peru",
        ),
        (
            "Norway takes note with concern of the new law.",
            "Norway",
            "concerned",
            "takes note with concern of the new law",
        ),
        (
            "The Weavers Union called the freeze a surrender.",
            "Weavers Union",
            "condemns",
            "called the freeze a surrender",
        ),
        (
            "Norway described the sale as an act of bad faith.",
            "Norway",
            "condemns",
            "described the sale as an act of bad faith",
        ),
        ("Norway considers the time limit unrealistic.", "Norway", "condemns", "considers the time limit unrealistic"),
        ("Anna Weber feels devastated by the fire.", "Anna Weber", "concerned", "feels devastated by the fire"),
        ("Norway severed all ties with Peru.", "Norway", "acts", "severed all ties with Peru"),
        (
            "Anna Weber defended the police over the raid.",
            "Anna Weber",
            "endorses",
            "defended the police over the raid",
        ),
        (
            "“The charges are baseless,” Anna Weber was quoted as saying.",
            "Anna Weber",
            "denies",
            "The charges are baseless",
        ),
    ],
)
def test_what_somebody_feels_calls_and_does_is_a_reaction(text: str, by: str, stance: str, statement: str) -> None:
    assert [(r.by, r.stance, r.statement) for r in reactions(text)] == [((by,), stance, statement)]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy of Norway was summoned to the ministry in Lima.",
        "The Harbour Plan asks for a stop to fishing.",
        "Anna Weber defended her record in office.",
        "Norway arrested nobody after the match.",
        "Anna Weber left with regret and a suitcase.",
    ],
)
def test_texts_patients_and_who_defends_oneself_do_not_react(text: str) -> None:
    assert reactions(text) == []


def test_a_list_of_names_reacts_as_one() -> None:
    text = "Russia, China and Iran have all called on Norway to stop the tests."
    assert [r.by for r in reactions(text)] == [("Russia", "China", "Iran")]
    assert [r.by for r in reactions("In Oslo, Norway and Peru called on Chile to stop.")] == [("Norway", "Peru")]


def test_i_in_a_statement_is_whom_its_heading_names() -> None:
    text = (
        "Statement by Foreign Secretary Anna Lowe\n\nI strongly condemn the raid on the embassy in Peru. I urge all parties to "
        "show restraint. We are deeply concerned by the arrests. I beg you to accept, Sir, my thanks."
    )
    assert [(r.by, r.stance) for r in reactions(text)] == [
        (("Anna Lowe",), "condemns"),
        (("Anna Lowe",), "demands"),
        (("Anna Lowe",), "concerned"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Norway said it should be thrown out. “That’s wrong,” Norway said.",
        "Norway said it is vital that visitors who swim.",
        "He was chosen after being backed by Norway.",
    ],
)
def test_what_says_too_little_is_no_reaction(text: str) -> None:
    assert reactions(text) == []


@pytest.mark.parametrize(
    ("text", "statement", "target"),
    [
        (
            "Norway opened a criminal investigation into the fire.",
            "opened a criminal investigation into the fire",
            "the fire",
        ),
        ("Norway recalled its ambassador to Peru.", "recalled its ambassador to Peru", "Peru"),
        ("Norway imposed new sanctions on the bank.", "imposed new sanctions on the bank", "the bank"),
        ("Norway lodged a formal protest over the raid.", "lodged a formal protest over the raid", "the raid"),
    ],
)
def test_a_step_is_a_verb_with_its_noun(text: str, statement: str, target: str) -> None:
    assert [(r.by, r.stance, r.statement, r.target) for r in reactions(text)] == [
        (("Norway",), "acts", statement, target)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Norway opened no investigation into the fire.",
        "Norway would impose sanctions on the bank.",
        "Norway filed papers in the case of the protest.",
        "The border was closed at noon in Norway.",
    ],
)
def test_a_verb_without_its_noun_is_no_step(text: str) -> None:
    assert [r for r in reactions(text) if r.stance == "acts"] == []
