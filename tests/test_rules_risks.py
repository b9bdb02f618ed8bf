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
        (
            "Crews prepared for a change of wind that may bring further losses.",
            "bring further losses",
            "a change of wind",
            "may",
            "economic",
        ),
        (
            "Ministers met over the quarrel, which could lead to outages.",
            "lead to outages",
            "the quarrel",
            "could",
            "technological",
        ),
        (
            "Traders that ignore the rule might find themselves shut out.",
            "Traders that ignore the rule might find themselves shut out",
            None,
            "might",
            "other",
        ),
        (
            "It is probable that the gang will attempt reprisals.",
            "the gang will attempt reprisals",
            None,
            "probable",
            "military",
        ),
        (
            "Without chlorine, an outbreak could occur in the town.",
            "an outbreak could occur in the town",
            "Without chlorine",
            "could",
            "health",
        ),
        (
            "Unless the stores are filled, bread will run out in April.",
            "bread will run out in April",
            "Unless the stores are filled",
            None,
            "economic",
        ),
        (
            "A storm or a mudflow, the mayor said, could sever the railway.",
            "sever the railway",
            "A storm or a mudflow",
            "could",
            "technological",
        ),
        (
            "Analysts said attacks on clinics were likely to increase.",
            "attacks on clinics were likely to increase",
            None,
            "were likely to",
            "military",
        ),
        (
            "The old pier poses a serious threat to swimmers, the council said.",
            "poses a serious threat to swimmers",
            "The old pier",
            None,
            "other",
        ),
        (
            "The Federation of Bakers said the tax would hurt small shops.",
            "hurt small shops",
            "the tax",
            None,
            "economic",
        ),
        (
            "The bank is on the brink of missing its payments.",
            "The bank is on the brink of missing its payments",
            None,
            None,
            "economic",
        ),
        (
            "A further outage cannot be ruled out, the grid said.",
            "A further outage",
            None,
            "cannot be ruled out",
            "technological",
        ),
        (
            "There is a one in thirty chance of a collapse in the talks.",
            "a collapse in the talks",
            None,
            "a one in thirty chance",
            "diplomatic",
        ),
        (
            "The Federation of Bakers said a clash at the border was a real danger.",
            "a clash at the border was a real danger",
            None,
            None,
            "military",
        ),
        (
            "Jane Miller, an analyst, puts the odds of a collapse at one in five.",
            "a collapse",
            None,
            "one in five",
            "other",
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
        "The courses may stop inmates from stealing, the warden said.",
        "The mission could take several months, the general said.",
        "The note was sent so that there may be no misunderstanding.",
        "The clinics must shut by May, which the mayor may announce.",
        "The storm no longer threatens the harvest.",
        "Whoever breaks the rule may be jailed.",
        "The boy took life-threatening wounds in the crash.",
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
        ("The Federation of Bakers is worried that prices could rise.", ("Federation of Bakers",)),
        ("The Federation of Bakers expressed fears the war could spread.", ("Federation of Bakers",)),
    ],
)
def test_a_risk_is_assessed_by_whoever_says_so_or_else_by_the_article(text: str, by: tuple[str, ...]) -> None:
    assert [r.assessed_by for r in risks(text)] == [by]


def test_what_an_actor_may_do_itself_is_no_risk() -> None:
    assert risks("The Media Authority said it could suspend two channels.") == []
