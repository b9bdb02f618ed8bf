"""A denial that is published on another day than its accusation stands beside it in the edition that has the later one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newsdesk import Filed, desk, edition

_LINES = (
    "The ferry line Brannick Lines of Port Ness carries twelve thousand passengers a week between Halden and Port Ness, and the "
    "Solvei, its oldest ship, was to be laid up in the dock at Halden this autumn.\n\n"
)
ACCUSED = "Marta Ilves of the Halden seamen's union accused Brannick Lines of cutting the crew of the Solvei by half"
DENIED = "Brannick Lines denied that it had cut the crew of the Solvei, as Marta Ilves had charged"


def reaction(by: str, stance: str, statement: str, target: str, quote: str) -> dict[str, Any]:
    return {"evidence": [quote], "by": [by], "target": target, "stance": stance, "statement": statement}


def actor(name: str, quote: str) -> dict[str, Any]:
    return {"evidence": [quote], "name": name, "aliases": [], "kind": "company", "affiliation": None, "role": "speaks"}


FIRST = Filed(
    "charge",
    "2026-06-01",
    "Ness Wire",
    f"{ACCUSED}.\n\n{_LINES}Ilves said that four hands were left for the ropes of the Solvei at Port Ness.\n",
    {
        "actors": [actor("Marta Ilves", ACCUSED), actor("Brannick Lines", ACCUSED)],
        "reactions": [
            reaction(
                "Marta Ilves",
                "accuses",
                "accuses Brannick Lines of cutting the crew by half",
                "Brannick Lines",
                ACCUSED,
            )
        ],
    },
)
SECOND = Filed(
    "denial",
    "2026-06-02",
    "Halden Post",
    f"{DENIED}.\n\n{_LINES}The line said that four hands at the ropes of the Solvei were what the rules of Port Ness ask for.\n",
    {
        "actors": [actor("Marta Ilves", DENIED), actor("Brannick Lines", DENIED)],
        "reactions": [reaction("Brannick Lines", "denies", "denies that it cut the crew", "Marta Ilves", DENIED)],
    },
)


def test_an_accusation_of_one_day_and_its_denial_of_the_next_stand_side_by_side_with_both_quotes(
    tmp_path: Path,
) -> None:
    with desk(tmp_path, FIRST, SECOND) as config:
        first, second = edition(config, "2026-06-01"), edition(config, "2026-06-02")
    assert first["disputes"] == []
    (story,) = second["stories"]
    (dispute,) = second["disputes"]
    assert dispute["story"] == story["id"]
    assert dispute["claim"]["evidence"][0]["text"] == ACCUSED
    assert dispute["denial"]["evidence"][0]["text"] == DENIED
    page = (config.parent / "editions" / "2026-06-02" / "brief.txt").read_text(encoding="utf-8")
    assert FIRST.lists["reactions"][0]["statement"] in " ".join(page.split())
