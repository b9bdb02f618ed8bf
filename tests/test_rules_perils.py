"""Rules for harms of many constructions: what would suffer, what would bring it about, and near misses that are none."""

from __future__ import annotations

import pytest
from ruled import risks, ruled

from briefer.rules.wording import stands


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("In weak patients the spoilt spray may cause pneumonia.", "cause pneumonia"),
        (
            "There is a reasonable probability that the defect will cause injury or death.",
            "the defect will cause injury or death",
        ),
        ("They must stop using the heaters because they pose a fire hazard.", "pose a fire hazard"),
        ("Many of the smaller banks risk being left behind.", "being left behind"),
        ("The bill would drive small firms out of the market, Lund said.", "drive small firms out of the market"),
        ("The Federation of Bakers warned that up to 400 jobs were at risk.", "up to 400 jobs were at risk"),
        ("The plant faces closure within two years.", "The plant faces closure within two years"),
        ("Passengers face long delays on Monday.", "Passengers face long delays on Monday"),
        ("The operator Norrail warned passengers to expect delays of two hours.", "delays of two hours"),
        ("Failure to obey the order could lead to prosecution.", "Failure to obey the order could lead to prosecution"),
        (
            "Persons that deal with the gang may themselves be exposed to sanctions.",
            "Persons that deal with the gang may themselves be exposed to sanctions",
        ),
        ("This could set a dangerous precedent.", "set a dangerous precedent"),
        (
            "Time is running out for the miners, said Anna Roth of the Relief Forum.",
            "Time is running out for the miners",
        ),
        ("The storm could strengthen into a hurricane.", "The storm could strengthen into a hurricane"),
        ("Critics say the plan would make housing less affordable.", "make housing less affordable"),
        ("Lund said a strike would have serious consequences for the town.", "have serious consequences for the town"),
        ("The Nordholm Company said that it could be forced to close the mine.", "be forced to close the mine"),
        ("As many as two million people could go hungry.", "As many as two million people could go hungry"),
        ("Analysts expect oil prices to rise to $90.", "oil prices to rise to $90"),
        ("About 1,200 jobs would be lost if the plant closed, Lund said.", "About 1,200 jobs would be lost"),
        ("The delay leaves the cabinet vulnerable to a revolt.", "leaves the cabinet vulnerable to a revolt"),
        ("Norway has warned that Iceland could use the pause to rearm.", "Iceland could use the pause to rearm"),
        ("We are heading for a disaster, said Anna Roth of the Relief Forum.", "a disaster"),
        ("The talks were close to collapse on Monday.", "The talks were close to collapse on Monday"),
        ("Lund said the proposed cuts would mean fewer nurses.", "mean fewer nurses"),
        ("Lund said the old mill would not survive another year.", "the old mill would not survive another year"),
        ("The virus is spreading faster than expected and could overwhelm clinics.", "overwhelm clinics"),
        ("She now threatens to wreck the truce.", "wreck the truce"),
    ],
)
def test_a_harm_is_found(text: str, event: str) -> None:
    assert event in [risk.event for risk in risks(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The storm is expected to weaken on Friday.",
        "The strike could end tomorrow.",
        "Fears of a recession have eased.",
        "The risk of infection is low, doctors say.",
        "The cabinet faces an election in May.",
        "She quit in the face of growing anger.",
        "Hartwell expects the deal to close by the end of September.",
        "The find could rewrite the history of the region.",
        "The new road would cut journey times by half, the council said.",
        "Police said the suspects posed no threat to the public.",
        "The harbour lies close to the fire station.",
        "The vote could come as early as Tuesday.",
        "Lund says if there is not a change of heart new sanctions are possible.",
    ],
)
def test_what_is_no_harm_is_none(text: str) -> None:
    assert risks(text) == []


def test_a_risk_without_words_of_a_domain_has_that_of_its_article() -> None:
    text = (
        "Parliament dissolved the cabinet, and parties named their ministers for the election. The pact could collapse."
    )
    assert [(risk.event, risk.domain) for risk in risks(text)] == [("The pact could collapse", "political")]


def test_what_judges_needs_its_verb_and_nothing_begins_with_a_genitive() -> None:
    found = ruled("The Norrland Union said the cut was unfair to tenants.").reactions
    assert [item.statement for item in found] == ["the cut was unfair to tenants"]


@pytest.mark.parametrize(
    ("where", "text", "good"),
    [
        ("reactions", "the cut was unfair", True),
        ("reactions", "ministers from the Council", False),
        ("reactions", "the ministers from the Council", False),
        ("reactions", "’s ridiculous", False),
        ("reactions", "that's ridiculous", True),
        ("reactions", "the town's freedom to fish", False),
        ("risks", "a collapse in bookings", True),
        ("commitments", "'s pledge to build", False),
    ],
)
def test_a_line_stands_by_itself(where: str, text: str, good: bool) -> None:
    from briefer.domain.article import Article
    from briefer.rules.items import Found
    from briefer.rules.tokens import read

    sentence = next(read(Article("A sentence of some words.")))
    assert stands(Found(where, [], sentence, 0, 2, text=text)) is good  # type: ignore[arg-type]  # a list by its name
