"""Rules for what will be done without saying by whom, for duties laid on somebody, and for threats among offers."""

from __future__ import annotations

import pytest
from ruled import commitments

Line = tuple[tuple[str, ...], str, str]


def lines(text: str) -> list[Line]:
    """Who, kind and action of each commitment."""
    return [(c.by, c.kind, c.action) for c in commitments(text)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "The Norwegian government said the tickets of 900 passengers would be refunded by June 30.",
            (("Norwegian government",), "pledge", "the tickets of 900 passengers would be refunded by June 30"),
        ),
        (
            "Norway said no ground troops will be sent to the border.",
            (("Norway",), "pledge", "no ground troops will be sent to the border"),
        ),
        (
            "Norway said two retired judges and a professor would be asked to help with the count.",
            (("Norway",), "pledge", "two retired judges and a professor would be asked to help with the count"),
        ),
    ],
)
def test_what_will_be_done_binds_the_body_that_says_so(text: str, line: Line) -> None:
    assert line in lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway said it was expected the emissions of cars would be reduced by 40 per cent by 2030.",  # a forecast
        "Norway said the shortage of nurses would be felt in every hospital by June.",  # nobody's act
        "Norway said whoever ships that carry arms would be seized.",  # the subject is not whole
        "The tickets will be refunded by June 30.",  # nobody says so
        "Analyst Jane Miller said the tickets would be refunded by June 30.",
    ],
)
def test_what_is_expected_or_befalls_a_thing_binds_nobody(text: str) -> None:
    assert lines(text) == []


def test_a_state_in_capitals_is_no_first_person() -> None:
    text = "US troops moved in. US planes flew out. US ships sailed. The tickets will be refunded by June 30."
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Qanta Airways is ready to escalate the boycott.", "proposed"),
        ("Norway said it was prepared to answer forcefully any incursion.", "proposed"),
        ("“The Union stands ready to make use of the full range of measures,” the European Union said.", "proposed"),
        ("Norway warned that it will shoot anybody who shelters the rebels.", "announced"),
        ("Should the attacks resume, Norway will order further strikes.", "announced"),
    ],
)
def test_to_be_ready_for_a_harmful_step_is_a_threat(text: str, status: str) -> None:
    assert [(c.kind, c.status) for c in commitments(text)] == [("threat", status)]


def test_a_right_that_is_reserved_is_proposed() -> None:
    (found,) = commitments("Norway reserves the right to review the licences of the trawlers.")
    assert (found.kind, found.status) == ("threat", "proposed")


def test_what_threatens_to_undermine_something_is_no_threat_of_anybodys() -> None:
    assert lines("Norway threatens to wreck the talks in Oslo.") == []


def test_a_negation_after_the_verb_is_kept() -> None:
    (found,) = commitments("Norway promised in 2023 not to raise the tolls.")
    assert found.action == "not to raise the tolls"


def test_a_condition_belongs_to_the_nearest_act() -> None:
    text = "Norway said it will inspect the plant next month and could suspend its licence if the faults persist."
    assert [c.condition for c in commitments(text)] == [None, "if the faults persist"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Six rival factions signed a peace agreement to set up a government.",
            (("Six rival factions",), "obligation", "set up a government"),
        ),
        ("The pilots are forbidden to serve the ships.", (("pilots",), "obligation", "forbidden to serve the ships")),
        (
            "The plan goes to the Supreme Court, which must rule within thirty days.",
            (("Supreme Court",), "obligation", "rule within thirty days"),
        ),
        (
            "The protocol, which was signed in Oslo, obliges Norway to let through two ships, in exchange for which Sweden pays.",
            (("Norway",), "obligation", "let through two ships"),
        ),
    ],
)
def test_a_text_or_an_order_lays_a_duty_on_those_it_names(text: str, line: Line) -> None:
    assert line in lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not sign the agreement to form a government.",
        "Norway has ten days to appeal.",  # a right
        "Norway said it did not expect that it will sign the agreement.",
        "Jane Miller believes that she will return to her best next year.",
        "“We’ll find you,” President Jane Miller of Norway said.",  # says nothing
    ],
)
def test_rights_hopes_and_empty_words_are_no_duties(text: str) -> None:
    assert lines(text) == []


def test_the_company_is_the_body_that_acted_last() -> None:
    text = "Border Counties Railway stopped two trains. The company plans to cut 40 posts next year."
    assert lines(text) == [(("Border Counties Railway",), "pledge", "cut 40 posts next year")]


def test_we_at_a_body_is_that_body() -> None:
    text = (
        "We at the Central Bank of Norway have thought about our task. Our rules are old. The Ministry of Finance told us so. "
        "The Ministry of Finance wrote to us. We will open our own system to the shops in May."
    )
    assert [by for by, _, _ in lines(text)] == [("Central Bank of Norway",)]


def test_the_year_in_which_something_was_signed_is_no_deadline() -> None:
    (found,) = commitments("Norway promised to leave the pact signed in 1976.")
    assert found.deadline is None


def test_a_span_of_years_after_a_superlative_is_no_deadline() -> None:
    (found,) = commitments("Norway promised to hold its largest exercise in six years.")
    assert found.deadline is None


def test_a_condition_behind_another_act_is_not_taken() -> None:
    text = "Norway will open its exercise on Monday, a day after Russia warned that Russia would respond if ships came too near."
    assert [(c.by, c.condition) for c in commitments(text) if c.by == ("Norway",)] == [(("Norway",), None)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway banned the ships on Monday. Firms that serve them face fines of up to 9,000 euros.",
        "Norway banned the rally. Anyone taking part in it can be fined 500 crowns.",
        "Norway said anybody who burned a flag would be met with the full weight of the law.",
        "Norway said banks that break the rule may lose their licence.",
    ],
)
def test_a_penalty_threatens_in_the_name_of_whoever_made_the_rule(text: str) -> None:
    assert [(by, kind) for by, kind, _ in lines(text)] == [(("Norway",), "threat")]


@pytest.mark.parametrize(
    "text",
    [
        "Norway banned the rally. Jane Miller faces two years in prison.",  # one person's case
        "Norway banned the rally. Farmers face a dry summer.",
        "Israel said the Front planned to attack buses.",  # alleged by somebody else
        "Norway offered no proof for its charge.",
        "Tolls are set to stay high.",
        "The session of the assembly is to conclude on Friday under the treaty.",
    ],
)
def test_cases_allegations_and_what_happens_by_itself_are_no_commitments(text: str) -> None:
    assert lines(text) == []


def test_what_many_will_be_obliged_to_do_is_agreed() -> None:
    (found,) = commitments("Under the new law, hospitals will be required to report incidents within 12 hours.")
    assert (found.by, found.kind, found.status) == (("hospitals",), "obligation", "agreed")


def test_acronyms_and_hours_stay_inside_an_action() -> None:
    text = "Norway promised to widen the Northern Police Office's (NPO) powers at 9:00 on Monday."
    assert [action for _, _, action in lines(text)] == [
        "widen the Northern Police Office's (NPO) powers at 9:00 on Monday"
    ]


def test_what_is_under_way_may_be_said_in_the_first_person() -> None:
    text = "“We are sending a team of doctors to Chad,” Norway’s foreign minister, Jane Miller, said."
    assert [(by, action) for by, _, action in lines(text)] == [(("Norway",), "sending a team of doctors to Chad")]


def test_to_consider_something_on_terms_is_an_offer() -> None:
    (found,) = commitments("The government said it will consider lifting the ban if the firm opens its books.")
    assert (found.kind, found.action, found.condition) == ("offer", "lifting the ban", "if the firm opens its books")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Norway said sanctions will remain in place until the last soldier has left.",
            (("Norway",), "pledge", "sanctions will remain in place until the last soldier has left"),
        ),
        (
            "Should the truce be broken, Norway and its partners will respond with further sanctions.",
            (("Norway",), "threat", "respond with further sanctions"),
        ),
        (
            "Norway said its fleet would leave the harbour by Friday.",
            (("Norway",), "pledge", "leave the harbour by Friday"),
        ),
        (
            "Samoa, Tonga and Tuvalu agreed to set up a joint patrol.",
            (("Samoa", "Tonga", "Tuvalu"), "pledge", "set up a joint patrol"),
        ),
        (
            "Norway has committed $35 million to the road.",
            (("Norway",), "pledge", "committed $35 million to the road"),
        ),
        (
            "The Supreme Court ordered Acme Motors not to destroy any records.",
            (("Acme Motors",), "obligation", "not to destroy any records"),
        ),
        (
            "Under the bill, companies would have to verify the age of their users.",
            (("companies",), "obligation", "verify the age of their users"),
        ),
        (
            "The health ministry said it was weighing whether to suspend payments to the chain.",
            (("health ministry",), "threat", "suspend payments to the chain"),
        ),
        (
            "Acme Motors plans to hire 200 people and will partner with the college to train its staff.",
            (("Acme Motors",), "pledge", "partner with the college to train its staff"),
        ),
        ("Acme Motors said it will sue if the bill becomes law.", (("Acme Motors",), "threat", "sue")),
    ],
)
def test_who_is_bound_is_found_by_the_company_it_keeps(text: str, line: Line) -> None:
    assert line in lines(text)


def test_who_is_forced_by_want_is_under_no_order() -> None:
    assert lines("Should no money come, Norway will be obliged to suspend the deliveries of water.") == []


@pytest.mark.parametrize(
    "text", ["Norway said the names of the two will not be revealed.", "Norway said it will find out."]
)
def test_what_is_kept_quiet_or_found_out_is_no_pledge(text: str) -> None:
    assert lines(text) == []
