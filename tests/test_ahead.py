"""What lies ahead: the days that promises, their conditions, risks and reactions name, the soonest first, each with its quote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ledger_told import told
from newsdesk import Filed, desk, edition

from briefer.daily.ledger.ahead import MOST, ahead
from briefer.daily.ledger.ledger import Ledger
from briefer.daily.ledger.scheduled import scheduled

MONDAY = "2026-05-04"
DAM = "pay $10 million to repair the Lenga dam"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The vote is set for 14 May.", ["2026-05-14"]),
        ("if the court rules on May 14th, 2026", ["2026-05-14"]),
        ("the hearing of 3 of June", ["2026-06-03"]),
        ("the ballot of 2026-06-07 and the count of 8 June", ["2026-06-07", "2026-06-08"]),
        ("the fire of 14 April", []),
        ("the treaty of 14 May 2019", []),
        ("12 may resign over it in May", []),
        ("on Friday", []),
        ("31 June, or May 77", []),
    ],
)
def test_a_text_names_the_days_that_are_still_to_come(text: str, days: list[str]) -> None:
    assert list(scheduled(text, MONDAY)) == days


def test_weekdays_count_where_they_are_to_come() -> None:
    assert list(scheduled("unless parliament agrees by Friday, or tomorrow", MONDAY, weekdays=True)) == [
        "2026-05-08",
        "2026-05-05",
    ]


def test_the_day_of_a_condition_and_that_on_which_something_begins_lie_ahead_too() -> None:
    ledger, _ = Ledger().observe(
        MONDAY,
        [
            told("Norvia", DAM, condition="if parliament agrees on 14 May", article="a"),
            told("Ostia", "lower the toll", deadline="from 1 June", article="b"),
            told(
                "Sudland", "open the airport", deadline="by 20 May", condition="once inspected on 12 May", article="c"
            ),
            told(
                "Ostia", "free the bloggers", condition="if the court rules on 13 May", status="withdrawn", article="d"
            ),
        ],
    )
    expected = [
        ("2026-05-12", "Sudland: open the airport (once inspected on 12 May)"),
        ("2026-05-14", f"Norvia: {DAM} (if parliament agrees on 14 May)"),
        ("2026-05-20", "Sudland: open the airport"),
        ("2026-06-01", "Ostia: lower the toll (from then on)"),
    ]
    assert [(d.on, d.what) for d in ahead(ledger, MONDAY)] == expected
    assert [(d.on, d.what) for d in ahead(ledger, "2026-05-13")] == expected[1:]
    assert all(d.evidence and d.entry for d in ahead(ledger, MONDAY))


def test_only_so_many_days_are_told_the_soonest() -> None:
    heard = [told(f"Body {n}", DAM, deadline=f"by {n % 28 + 1} June", article=f"a{n}") for n in range(MOST + 20)]
    ledger, _ = Ledger().observe(MONDAY, heard)
    found = ahead(ledger, MONDAY)
    assert (len(found), found[0].on, found[-1].on) == (MOST, "2026-06-01", "2026-06-23")


VOTE, HEARING, PLEDGE = (
    "Dockers of Port Ness may stop the cranes before the council's vote of 14 June, the harbour board fears.",
    "Marta Ilves called the hearing of 9 June at Halden a farce.",
    "Brannick Lines will refit the Solvei by 11 June, it said on Monday.",
)


def _filed() -> Filed:
    def item(quote: str, **fields: Any) -> dict[str, Any]:
        return {"evidence": [quote], **fields}

    names = ("the harbour board", "Marta Ilves", "Brannick Lines")
    actors = [
        item(quote, name=name, aliases=[], kind="company", affiliation=None, role="speaks")
        for name, quote in zip(names, (VOTE, HEARING, PLEDGE), strict=True)
    ]
    risk = item(
        VOTE,
        event="a stop of the cranes",
        driver=None,
        affected=[],
        domain="economic",
        likelihood="may",
        assessed_by=[],
    )
    reaction = item(
        HEARING, by=["Marta Ilves"], target="the hearing", stance="condemns", statement="calls the hearing a farce"
    )
    promise = item(
        PLEDGE, by=["Brannick Lines"], to=[], kind="pledge", action="refit the Solvei", condition=None, deadline="by 11 June",
        status="announced",
    )  # fmt: skip
    lists = {"actors": actors, "risks": [risk], "reactions": [reaction], "commitments": [promise]}
    return Filed("solvei", "2026-06-01", "Ness Wire", f"{VOTE}\n\n{HEARING}\n\n{PLEDGE}\n", lists)


def test_an_edition_tells_what_its_promises_risks_and_reactions_let_expect_and_so_does_the_next(tmp_path: Path) -> None:
    with desk(tmp_path, _filed()) as config:
        first = edition(config, "2026-06-01")
        later = edition(config, "2026-06-10")
    days = [
        ("2026-06-09", "Marta Ilves: calls the hearing a farce", HEARING),
        ("2026-06-11", "Brannick Lines: refit the Solvei", PLEDGE),
        ("2026-06-14", "risk: a stop of the cranes", VOTE),
    ]
    for made, expected in ((first, days), (later, days[1:])):
        assert [(d["on"], d["what"], d["evidence"][0]["text"]) for d in made["ahead"]] == expected
    assert {d["evidence"][0]["article"] for d in later["ahead"]} <= {page["id"] for page in later["cited"]}
    assert "Thursday, 11 June" in (config.parent / "editions" / "2026-06-10" / "brief.txt").read_text(encoding="utf-8")
