"""Rules for commitments: pledges, offers, threats and duties; and what is none of them."""

from __future__ import annotations

import pytest
from ruled import commitments


@pytest.mark.parametrize(
    ("text", "by", "kind", "action"),
    [
        ("Norway promised to send two ships to the Baltic.", "Norway", "pledge", "send two ships to the Baltic"),
        ("Norway has pledged to cut its emissions by half.", "Norway", "pledge", "cut its emissions by half"),
        ("Norway promised on Monday that no school would close.", "Norway", "pledge", "no school would close"),
        ("The bank promised that it would not sell the building.", "bank", "pledge", "would not sell the building"),
        (
            "Under the treaty, the ministry is to hand over 40 ships.",
            "ministry",
            "obligation",
            "hand over 40 ships",
        ),
        ("Acme Motors said it would repay the loan by June 30.", "Acme Motors", "pledge", "repay the loan by June 30"),
        ("The health ministry will publish a list on Monday.", "health ministry", "pledge", "publish a list on Monday"),
        (
            "The United Nations said it would supply tents to the camps.",
            "United Nations",
            "pledge",
            "supply tents to the camps",
        ),
        ("The government said it would comply with the ruling.", "government", "pledge", "comply with the ruling"),
        ("Kenya offered to host talks between the two sides.", "Kenya", "offer", "host talks between the two sides"),
        ("Japan is ready to resume the yearly talks.", "Japan", "offer", "resume the yearly talks"),
        ("Iran threatened to expel the inspectors.", "Iran", "threat", "expel the inspectors"),
        (
            "The dockers' union said it would strike unless the offer was raised.",
            "dockers' union",
            "threat",
            "strike",
        ),
        (
            "The regulator said it may suspend the licence of Acme Motors. The Media Authority said it may suspend two channels.",
            "Media Authority",
            "threat",
            "suspend two channels",
        ),
        ("The parliament has until May 3 to rewrite the law.", "parliament", "obligation", "rewrite the law"),
        (
            "The High Court ordered Acme Motors to repay its customers within two weeks.",
            "Acme Motors",
            "obligation",
            "repay its customers within two weeks",
        ),
        (
            "The treaty signed in Geneva commits France and Spain to joint patrols at sea.",
            "France",
            "obligation",
            "joint patrols at sea",
        ),
    ],
)
def test_a_commitment_is_found_with_who_is_bound(text: str, by: str, kind: str, action: str) -> None:
    found = [(by in c.by, c.kind, c.action) for c in commitments(text)]
    assert (True, kind, action) in found


@pytest.mark.parametrize(
    "text",
    [
        "Norway demanded that Sweden publish the contract.",  # a demand binds nobody
        "Norway sent two ships to the Baltic last year.",  # a past act is no promise
        "Norway did not promise to send ships.",  # denied
        "Analysts said prices would fall next year.",  # a forecast
        "The minister asked whether Norway would send ships.",  # a question
        "If Norway sends ships, the talks will fail.",  # nobody's act
        "Norway refused to say whether it would join.",
        "The company would not comment on the report.",
    ],
)
def test_demands_past_acts_forecasts_and_questions_are_no_commitments(text: str) -> None:
    assert commitments(text) == []


def test_negation_is_kept_in_a_pledge_to_refrain() -> None:
    (found,) = commitments("Belgium said on Monday that it would not send any soldiers.")
    assert found.kind == "pledge"
    assert "not send any soldiers" in found.action


def test_condition_and_deadline_are_the_articles_words() -> None:
    (found,) = commitments("Norway will close the port by June 1 if the talks fail, its foreign ministry said.")
    assert (found.kind, found.condition, found.deadline) == ("threat", "if the talks fail", "by June 1")


def test_a_condition_in_front_of_the_sentence_is_seen() -> None:
    (found,) = commitments("Unless the toll is cut, the Barge Association will stop all convoys, it said.")
    assert found.condition == "Unless the toll is cut"


def test_an_official_binds_the_body_that_the_role_names() -> None:
    text = "Acme Motors opened a plant. Its general counsel, Jane Miller, said she would appeal the ruling by May 2."
    assert [c.by for c in commitments(text)] == [("Acme Motors",)]


def test_what_will_be_done_is_bound_to_the_body_whose_official_says_so() -> None:
    text = "Two more clinics would be opened by March 20, said Ruth Baker, the head of the Relief Agency."
    assert [(c.by, c.deadline) for c in commitments(text)] == [(("Relief Agency",), "by March 20")]


def test_an_offer_stays_proposed_and_an_agreement_is_agreed() -> None:
    found = commitments("Kenya offered to host the talks. Uganda agreed to withdraw its troops from the border.")
    assert [(c.kind, c.status) for c in found] == [("offer", "proposed"), ("pledge", "agreed")]


def test_whoever_is_promised_something_stands_in_to() -> None:
    (found,) = commitments("The utility Northern Power promised customers to repair the network by June 30.")
    assert (found.to, found.action) == (("customers",), "repair the network by June 30")


def test_a_warning_of_consequences_is_the_speakers_threat() -> None:
    text = "President Ivan Drost of Ruritania warned that Norway would face severe consequences if it armed the rebels."
    (found,) = commitments(text)
    assert (found.kind, found.to) == ("threat", ("Norway",))
    assert found.by in {("Ivan Drost",), ("Ruritania",)}


def test_what_a_draft_would_make_somebody_do_is_an_obligation_that_is_proposed() -> None:
    (found,) = commitments("Under the draft, Norway would pay 12 million crowns a year for the water.")
    assert (found.by, found.kind, found.status) == (("Norway",), "obligation", "proposed")


def test_what_an_official_does_in_person_binds_nobody_else() -> None:
    (found,) = commitments("Jane Miller, chief executive of Acme Motors, said she would resign if the vote failed.")
    assert found.by == ("Jane Miller",)


def test_an_unnamed_spokesman_stands_for_the_body() -> None:
    (found,) = commitments("Norway will not reopen the text of the treaty, a foreign ministry spokesman said.")
    assert found.by == ("Norway",)
