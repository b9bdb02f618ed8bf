"""Rules for risks: modal and hazard cues, likelihood words, and who says so."""

from __future__ import annotations

import pytest
from ruled import risks


@pytest.mark.parametrize(
    ("text", "event", "driver", "likelihood", "domain"),
    [
        (
            "Analysts said the strike could disrupt exports of grain.",
            "disrupt exports of grain",
            "the strike",
            "could",
            "economic",
        ),
        (
            "The World Health Organization said cholera might spread to the capital.",
            "cholera might spread to the capital",
            None,
            "might",
            "health",
        ),
        (
            "Engineers warned that the dam could potentially collapse and flood the valley.",
            "the dam could potentially collapse",
            None,
            "could potentially",
            "environmental",
        ),
        (
            "The auditors found a risk that works would slip past 2031.",
            "works would slip past 2031",
            None,
            None,
            "other",
        ),
        ("Hotel owners fear a collapse in bookings.", "a collapse in bookings", None, None, "other"),
        ("The United Nations warned of a famine in the north.", "a famine in the north", None, None, "humanitarian"),
        (
            "Jane Miller, an analyst, thinks a deliberate clash very unlikely.",
            "a deliberate clash",
            None,
            "very unlikely",
            "military",
        ),
        (
            "The operator said it could not rule out brief power cuts.",
            "brief power cuts",
            None,
            "could not rule out",
            "technological",
        ),
        (
            "Aid workers said some wells might not survive the drought.",
            "some wells might not survive the drought",
            None,
            "might",
            "environmental",
        ),
    ],
)
def test_a_risk_is_found(text: str, event: str, driver: str | None, likelihood: str | None, domain: str) -> None:
    assert (event, driver, likelihood, domain) in [(r.event, r.driver, r.likelihood, r.domain) for r in risks(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The two sides could sign the treaty in May.",
        "Analysts said the deal could boost exports of grain.",
        "The flood destroyed forty houses last year.",
        "There is no risk of a shortage, the ministry said.",
        "The bridge could have collapsed, the inspectors said.",
    ],
)
def test_good_news_past_harm_and_denied_risks_are_none(text: str) -> None:
    assert risks(text) == []


def test_two_harms_with_their_own_verbs_are_two_risks() -> None:
    text = "Kirby said any transfer of arms could destabilize the peninsula and potentially violate U.N. resolutions."
    assert [(r.event, r.likelihood) for r in risks(text)] == [
        ("destabilize the peninsula", "could"),
        ("violate U.N. resolutions", "potentially"),
    ]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Prices could rise, the Federation of Bakers said.", ("Federation of Bakers",)),
        ("According to the Federation of Bakers, prices could rise sharply.", ("Federation of Bakers",)),
        ("Prices could rise by a tenth next year.", ()),
    ],
)
def test_a_risk_is_assessed_by_whoever_says_so_or_else_by_the_article(text: str, by: tuple[str, ...]) -> None:
    assert [r.assessed_by for r in risks(text)] == [by]


def test_what_an_actor_may_do_itself_is_no_risk() -> None:
    assert risks("The Media Authority said it could suspend two channels.") == []
