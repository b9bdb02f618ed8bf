"""Lines that a desk editor sent back: who is bound, where a line ends, what is answered, and what says nothing."""

from __future__ import annotations

import pytest
from ruled import commitments, reactions


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (
            (
                "NATO and two navies will open an exercise on Monday, its commander said, a day after Moscow objected to the "
                "waters and warned it would respond if ships came too near."
            ),
            "Moscow",
        ),
        (
            (
                "Norway awarded the field to Halvorsen Marr, a company from Bergen. The firm, in a statement on its website, "
                "said that it intended to go ahead with a survey unless told otherwise by the Norwegian authorities."
            ),
            "Halvorsen Marr",
        ),
        (
            "Acme Plc's chief executive, Jane Doe, has agreed to stay and will not seek the top post thereafter.",
            "Jane Doe",
        ),
    ],
)
def test_who_is_bound_is_whoever_the_clause_means(text: str, by: str) -> None:
    assert commitments(text)[-1].by == (by,)


@pytest.mark.parametrize(
    ("text", "action", "condition"),
    [
        (
            "Acme Motors said it would not pay more unless an arbitrator told it to.",
            "would not pay more",
            "unless an arbitrator told it to",
        ),
        ("The navy said it would cut the drill short if fog set in.", "cut the drill short", "if fog set in"),
        (
            "Sailings would resume on Monday, said the union's spokeswoman, Lucia Pera, but if tolls go up they will stop.",
            "Sailings would resume on Monday",
            None,
        ),
        (
            "Iran said that should ships “or anything that flies off them” cross the line, it would close the strait.",
            "close the strait",
            "should ships “or anything that flies off them” cross the line",
        ),
        (
            "Kenya's president, Ann Low, promised 85 gauges by May and the last of them went live.",
            "promised 85 gauges by May",
            None,
        ),
        ("Norway pledged 6 million euros for wells.", "pledged 6 million euros for wells", None),
        ("Norway pledged to pay 6 million euros for wells.", "pay 6 million euros for wells", None),
    ],
)
def test_a_promise_ends_with_its_clause_and_has_its_verb(text: str, action: str, condition: str | None) -> None:
    found = commitments(text)[0]
    assert (found.action, found.condition) == (action, condition)


def test_a_place_between_is_no_part_of_the_deadline() -> None:
    (found,) = commitments("Norway said patrols would begin in the strait next week.")
    assert found.deadline == "next week"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Iran said it would respond in kind to any boarding of its ships.", "threat"),
        ("Chad vowed to retake the valley by force.", "threat"),
        ("Chad vowed to rebuild the valley by June.", "pledge"),
        ("The health ministry will respond to this kind of question on Monday, a spokesman said.", "pledge"),
    ],
)
def test_an_answer_in_kind_and_force_are_threats(text: str, kind: str) -> None:
    assert [found.kind for found in commitments(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The union said the scheme would unfortunately leave hundreds of people out of pocket by May.",
        "The health agency said it would consider further action next week.",
        "“From now on we will not ask,” said Green Ridge's spokesman, Karel Vesely.",
        "The ministry was to hold a meeting and it wanted to see this week's third test in Sydney.",
    ],
)
def test_what_comes_about_or_binds_to_nothing_is_no_promise(text: str) -> None:
    assert commitments(text) == []


@pytest.mark.parametrize(
    ("text", "stance", "target"),
    [
        ("Terralit denied that the quarry would pollute the river.", "denies", "the quarry would pollute the river"),
        ("Quillon Systems denied it had kept the passwords.", "denies", "it had kept the passwords"),
        ("Lithuania condemned the raid “in the strongest terms” on Friday.", "condemns", "the raid"),
        ("Jane Doe dismissed the challenge as a sideshow.", "rejects", "the challenge"),
        ("Ann Low refused to grant the firm a licence.", "rejects", "the firm a licence"),
        ("Ann Low refused to concede.", "rejects", None),
        ("Norway called on Mali to name the firm as a sponsor.", "demands", "Mali"),
    ],
)
def test_what_is_answered_is_a_thing_without_when_and_how(text: str, stance: str, target: str | None) -> None:
    assert [(found.stance, found.target) for found in reactions(text)] == [(stance, target)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway accused Chad of spying. Chad's embassy called the allegation absurd.", "denies"),
        ("Norway accused Chad of spying. Chad rejected the claim.", "denies"),
    ],
)
def test_who_rejects_a_charge_denies_it(text: str, stance: str) -> None:
    assert reactions(text)[-1].stance == stance


def test_a_demand_is_not_denied() -> None:
    assert [found.stance for found in reactions("Norway wants every draft by Monday. The minister denied it.")] == [
        "demands"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Low of the Farmers Union said it was only right and fair.",
        "Ann Low of the Farmers Union said she did not think this was a hoax.",
        "Opposition leader Ann Low said their forces had attacked the airport.",
        "The software firm McAfee said the virus was attacking computers.",
        "Police said troops trying to arrest a wanted man in Hebron killed the suspect.",
        "Ann Low said merging the two parties was unnecessary and fragile.",
        "The town let it be known that it was reassured.",
    ],
)
def test_what_blames_nobody_or_says_nothing_is_no_reaction(text: str) -> None:
    assert reactions(text) == []


def test_a_duty_is_not_asked_for_as_well() -> None:
    text = "The Maritime Authority said Coastlink must retrain all its crews within six months."
    assert len(commitments(text)) == 1
    assert reactions(text) == []


def test_evidence_is_widened_to_whole_clauses() -> None:
    (found,) = commitments("Unless it is taken off the list within 30 days, Norway will sue, its minister said.")
    assert found.evidence == ("Unless it is taken off the list within 30 days, Norway will sue",)


@pytest.mark.parametrize(
    "text",
    [
        "Eight people are to appear in a Swiss court tomorrow charged with theft.",
        "Runner Cathy Arnold will return to competition at the Melbourne Classic in front of 9,000 people.",
    ],
)
def test_a_schedule_and_what_a_private_person_will_do_bind_nobody(text: str) -> None:
    assert commitments(text) == []


def test_a_minister_binds_the_government_where_the_article_calls_it_so() -> None:
    text = (
        "Lithuania's top court struck down a law. The government said it would comply.\n\n"
        "Rasa Low, the interior minister, said a bill would reach parliament before June."
    )
    assert [found.by for found in commitments(text)] == [("government",), ("government",)]


def test_such_a_step_is_the_same_threat() -> None:
    text = (
        "Russia warned that Chad would face severe consequences if it sent arms, adding that such a step would provoke a "
        "painful response from Russia."
    )
    assert len(commitments(text)) == 1
