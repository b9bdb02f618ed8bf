"""What an editor would laugh at: lines that hold too much, or say it of somebody else."""

from __future__ import annotations

import pytest
from ruled import commitments, reactions, ruled


def test_a_day_on_which_a_deal_was_struck_is_no_deadline() -> None:
    (found,) = commitments("Bakers threatened to stop work over a deal struck on Monday by Norway and Chad.")
    assert found.deadline is None


def test_a_day_on_which_a_deal_will_be_signed_is_one() -> None:
    (found,) = commitments("Norway promised that the deal will be signed on Monday.")
    assert found.deadline == "on Monday"


def test_who_does_the_same_by_another_amount_ends_the_act() -> None:
    found = commitments("Norway would pay $206 million, Chad $124 million and Mali $82 million, it said.")
    assert [c.action for c in found if "Norway" in c.by] == ["pay $206 million"]


def test_two_companies_with_their_short_names_are_bound_together() -> None:
    (found,) = commitments(
        "Dunmore Rail Ltd (“Dunmore”) and Vintry Signals plc (“VSL”) have signed a deal to merge their works."
    )
    assert found.by == ("Dunmore Rail Ltd", "Vintry Signals plc")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Norway demanded that the ministries publish their model before May.", "the ministries"),
        ("Norway demanded that sponsors be made to publish the results.", "sponsors"),
    ],
)
def test_the_target_of_a_demand_is_who_should_act(text: str, target: str) -> None:
    assert [r.target for r in reactions(text)] == [target]


def test_a_role_begins_with_the_verb_and_is_nobody_elses_deed() -> None:
    roles = {a.name: a.role for a in ruled("Acme Motors said it would repay the loan by June 30.").actors}
    assert roles["Acme Motors"] == "would repay the loan by June 30"


def test_the_firm_is_who_was_spoken_of() -> None:
    text = (
        "Dunmore Feeds said it had bought grain. The firm will not raise its prices before June, it said.\n\n"
        "A loan from the Northern Bank is due. The Northern Bank wants a separate account."
    )
    assert [c.by for c in commitments(text)] == [("Dunmore Feeds",)]


def test_the_company_is_the_one_that_was_named_though_a_newspaper_acted_last() -> None:
    text = (
        "A trial of a drug by Skarv Therapeutics was stopped. The paper Aldport Daily accused Skarv Therapeutics of hiding the "
        "data. The company denies it."
    )
    assert [r.by for r in reactions(text) if r.stance == "denies"] == [("Skarv Therapeutics",)]
