"""What is a contradiction, and what only says more: pairs of lines about invented sentences, each judged by what the sentence says."""

from __future__ import annotations

from typing import Any

import pytest
from corpus_of_scoring import candidate, reference

from briefer.domain.article import Article
from briefer.domain.scorecard import Pairing
from briefer.scoring.score import prepare

NAMES = (
    ("Norland", "state", None),
    ("Sudmark", "state", None),
    ("Helga Brandt", "person", None),
    ("Brae Ferries", "company", None),
    ("Dock Union", "civil_society", None),
    ("Ivo Tamm", "person", None),
)
FRAME = (
    "Ferries lay idle in Aarstad for a third week. {} Norland and Sudmark, Helga Brandt, Brae Ferries, the Dock Union and "
    "Ivo Tamm, a mediator, all had their say. Gulls watched. The harbour café sold out of buns."
)
DEFAULTS: dict[str, dict[str, Any]] = {
    "commitments": {"by": ["Brae Ferries"], "kind": "pledge", "status": "announced"},
    "risks": {"domain": "economic", "assessed_by": ["Helga Brandt"]},
    "reactions": {"by": ["Brae Ferries"], "stance": "denies", "target": "the report"},
}
MAIN = {"action": "commitments", "event": "risks", "statement": "reactions"}


def judged(says: str, ours: dict[str, Any], theirs: dict[str, Any]) -> Pairing:
    """The pairing of a line of a brief (`theirs`) with one of a reference (`ours`), both on a sentence or two."""
    name = next(MAIN[key] for key in ours if key in MAIN)
    of = Article(text=FRAME.format(says))
    sides = []
    for fields in (ours, theirs):
        common = {key: value for key, value in fields.items() if key != "affiliations"}
        speaks_for = fields.get("affiliations", {})
        actors = [
            {"name": n, "kind": kind, "role": "has a say", "evidence": [n]}
            | ({"affiliation": speaks_for.get(n, body)} if speaks_for.get(n, body) else {})
            for n, kind, body in NAMES
        ]
        item = DEFAULTS[name] | {"evidence": [says]} | common
        sides.append({"annotator": "a", "bottom_line": "x", "actors": actors, name: [item]})
    expected, brief = sides
    there = prepare(reference(expected, of), of).score(candidate(brief, of))
    back = prepare(reference(brief, of), of).score(candidate(expected, of))
    assert there.contradictions == back.contradictions, "which side comes first makes a difference"
    return next(p for p in there.pairings if p.expected == f"{name}[0]")


def text(field: str, says: str, ours: str, theirs: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """A pair that differs in one text."""
    return says, {field: ours}, {field: theirs}


DENIED = "Brae Ferries denied the report on Monday; every crossing, it said, had carried two lifeboats since 2019."
LOSS = "If losses exceed 5 million, Helga Brandt will ask for more money, and below that she will not."
FARES = "Brae Ferries will not raise fares on the island route before June 30, its director said."
PRICE = "Brae Ferries will pay the Dock Union $64 million for the winter, of which 22 million by April and the other 42 million later."
SPOKEN = "“You print seven dollars fifty on a ticket when five twenty-five no longer pays for the fuel,” Brae Ferries said of the fare cap."
CREW = "Brae Ferries said its crews could not work the tides they already had, and wanted the timetable cut to 12 crossings."
BOUND = "Helga Brandt doubted that more than 60 of some 400 boats would be inspected by midsummer, leaving harbours short of crews."
HOUSES = "Sudmark's offer of 300 tents worth 2 million crowns was declined by Norland."
BORROW = "Norland does not intend to borrow for the fund, its finance minister said."
LIFT = "Brae Ferries said it would refuse to lift the ban on night crossings to Aarstad."
CLIFF = "Helga Brandt warned that the cliff road could collapse onto 14 houses and cut off the north of the island."

CONTRADICTIONS = [
    # a denial turned
    text(
        "statement",
        DENIED,
        "denies it, saying every crossing carried two lifeboats",
        "admits it, saying every crossing carried two lifeboats",
    ),
    text(
        "statement",
        DENIED,
        "denies it, saying every crossing carried two lifeboats",
        "did not deny it, saying every crossing carried two lifeboats",
    ),
    text(
        "statement", DENIED, "denies it: every crossing carried two lifeboats", "says no crossing carried two lifeboats"
    ),
    text(
        "statement",
        DENIED,
        "denies it, saying every crossing has carried two lifeboats",
        "denies it, saying not every crossing has carried two lifeboats",
    ),
    text(
        "statement",
        DENIED,
        "denied the report that crossings went without lifeboats",
        "confirmed the report that crossings went without lifeboats",
    ),
    text("action", FARES, "not raise fares on the island route", "raise fares on the island route"),
    text(
        "action",
        FARES,
        "refrain from raising fares on the island route",
        "raise fares on the island route, as its director said",
    ),
    text(
        "action",
        FARES,
        "keep its promise and not raise fares on the island route",
        "keep its promise and raise fares on the island route",
    ),
    text(
        "action",
        FARES,
        "will not raise fares on the island route",
        "will, according to its director, raise the fares on the island route",
    ),
    text("action", BORROW, "does not intend to borrow for the fund", "intends to borrow for the fund"),
    text("action", BORROW, "not borrow for the fund", "borrow for the fund"),
    text(
        "action", LIFT, "not lift the ban on night crossings to Aarstad", "lift the ban on night crossings to Aarstad"
    ),
    text(
        "action",
        LIFT,
        "refuse to lift the ban on night crossings",
        "impose the ban on night crossings, which it would not refuse to lift",
    ),
    text(
        "statement",
        CREW,
        "says crews are unable to work the tides they have",
        "says crews are able to work the tides they have",
    ),
    text("statement", CREW, "says crews cannot work the tides they have", "says crews can work the tides they have"),
    text("action", HOUSES, "supply 300 tents, which Norland declined", "not supply 300 tents, which Norland declined"),
    text("action", HOUSES, "supply 300 tents, which Norland declined", "supply 300 tents, which Norland accepted"),
    # another number, bound or time
    text("action", PRICE, "pay the union $64 million for the winter", "pay the union $640 million for the winter"),
    text(
        "action",
        PRICE,
        "pay the union $64 million for the winter",
        "pay the union six hundred and forty million dollars for the winter",
    ),
    text(
        "action",
        PRICE,
        "pay the union $64 million for the winter",
        "pay the Dock Union, as agreed, for the whole winter $46 million",
    ),
    text("action", PRICE, "pay the other $42 million", "pay the other 24 million of the $640 million"),
    text(
        "statement",
        SPOKEN,
        "reads the cap as leave to raise fares from $5.25",
        "reads the cap as leave to raise fares from $52.50",
    ),
    text(
        "statement",
        SPOKEN,
        "reads the cap of $7.50 as leave to raise fares",
        "reads the cap of seven dollars fifteen as leave to raise fares",
    ),
    text("event", CLIFF, "the cliff road collapses onto 14 houses", "the cliff road collapses onto forty houses"),
    text(
        "event",
        CLIFF,
        "the cliff road collapses onto 14 houses",
        "the cliff road in the north of the island collapses onto 140 houses",
    ),
    text("action", PRICE, "pay no more than $64 million for the winter", "pay more than $64 million for the winter"),
    text(
        "action", PRICE, "not pay more than $64 million for the winter", "not pay less than $64 million for the winter"
    ),
    (
        FARES,
        {"action": "not raise fares", "deadline": "before June 30"},
        {"action": "not raise fares", "deadline": "before July 30"},
    ),
    (
        FARES,
        {"action": "not raise fares", "deadline": "before June 30"},
        {"action": "not raise fares", "deadline": "until next spring"},
    ),
    # somebody else
    (FARES, {"action": "not raise fares on the route"}, {"action": "not raise fares on the route", "by": ["Sudmark"]}),
    (FARES, {"action": "not raise fares on the route"}, {"action": "not raise fares on the route", "by": ["Lutha"]}),
    (PRICE, {"action": "pay $64 million", "to": ["Dock Union"]}, {"action": "pay $64 million", "to": ["Lutha"]}),
    (
        PRICE,
        {"action": "pay $64 million", "to": ["Dock Union"]},
        {"action": "pay $64 million", "by": ["Dock Union"], "to": ["Brae Ferries"]},
    ),
    text("action", PRICE, "pay the Dock Union for the winter", "pay the Lutha Union for the winter"),
    (
        FARES,
        {"action": "not raise fares", "by": ["Helga Brandt"], "affiliations": {"Helga Brandt": "Norland"}},
        {"action": "not raise fares", "by": ["Sudmark"], "affiliations": {"Helga Brandt": "Sudmark"}},
    ),
    # another sort of deed
    (
        LIFT,
        {"action": "close the route at night", "kind": "threat"},
        {"action": "close the route at night", "kind": "pledge"},
    ),
    (
        LIFT,
        {"action": "close the route at night", "kind": "threat"},
        {"action": "close the route at night", "kind": "offer"},
    ),
    (
        LIFT,
        {"action": "may close the route at night", "kind": "threat"},
        {"action": "may close the route at night", "kind": "offer"},
    ),
    (
        LIFT,
        {"action": "may not renew the lease of the quay", "kind": "threat"},
        {"action": "may not renew the lease of the quay", "kind": "offer"},
    ),
    (DENIED, {"statement": "denied the report"}, {"statement": "denied the report", "stance": "accuses"}),
    (
        DENIED,
        {"statement": "welcomed the report", "stance": "endorses"},
        {"statement": "welcomed the report", "stance": "condemns"},
    ),
    # a denial of the step alone; two bodies of which nobody in the sentence speaks
    (
        LOSS,
        {"action": "ask for more money", "condition": "if losses exceed 5 million"},
        {"action": "not ask for more money", "condition": "if losses exceed 5 million"},
    ),
    (
        LOSS,
        {"action": "ask for more money", "by": ["government"], "affiliations": {"Ivo Tamm": "government"}},
        {
            "action": "ask for more money",
            "by": ["Transport Ministry"],
            "affiliations": {"Ivo Tamm": "Transport Ministry"},
        },
    ),
]

COMPATIBLE = [
    # a denial told with what is said instead, in other words, or of something else
    text(
        "statement",
        DENIED,
        "says every crossing has carried two lifeboats since 2019",
        "denies it, saying every crossing has carried two lifeboats since 2019",
    ),
    text(
        "statement",
        DENIED,
        "says every crossing carried two lifeboats",
        "denies this: every crossing carried two lifeboats",
    ),
    text(
        "statement",
        DENIED,
        "says every crossing carried two lifeboats",
        'says "not so": every crossing carried two lifeboats',
    ),
    text(
        "statement",
        DENIED,
        "says every crossing carried two lifeboats",
        "rejects the accusation as absurd, adding that every crossing carried two lifeboats",
    ),
    text(
        "statement",
        DENIED,
        "says every crossing carried two lifeboats",
        "calls the report untrue and says every crossing carried two lifeboats",
    ),
    text(
        "statement",
        DENIED,
        "says that it is untrue and every crossing carried two lifeboats",
        "calls it untrue: every crossing carried two lifeboats",
    ),
    text(
        "statement",
        DENIED,
        "denied that crossings went without lifeboats",
        "says that crossings did not go without lifeboats",
    ),
    text(
        "statement",
        DENIED,
        "denied sending ferries without lifeboats",
        "sending ferries without lifeboats, which it denied",
    ),
    text(
        "statement",
        CREW,
        "wants 12 crossings, as crews cannot work the tides they have",
        "wants 12 crossings: crews are unable to work the tides they have",
    ),
    text(
        "action", BORROW, "not borrow for the fund, as it does not intend to", "does not intend to borrow for the fund"
    ),
    text("action", BORROW, "not borrow for the fund", "has no intention to borrow for the fund"),
    text("action", FARES, "not raise fares on the island route", "refrain from raising fares on the island route"),
    text(
        "action",
        FARES,
        "not raise fares on the island route",
        "not raise fares on the island route, though nobody had asked it not to",
    ),
    text(
        "action",
        HOUSES,
        "supply 300 tents worth 2 million crowns",
        "supply 300 tents worth 2 million crowns, which Norland declined",
    ),
    text("action", HOUSES, "supply 300 tents", "supply 300 tents, but was turned down"),
    # a number or bound more, or the same in other words
    text("action", PRICE, "pay the other $42 million", "pay the other 42 million of the $64 million"),
    text(
        "action", PRICE, "pay $64 million for the winter", "pay $64 million for the winter, 22 million of it by April"
    ),
    text(
        "action", PRICE, "pay $64 million in all for the winter", "pay 22 million and later 42 million for the winter"
    ),
    text(
        "statement",
        SPOKEN,
        "reads the cap as leave to raise fares from $5.25",
        "reads the cap as leave to raise fares: you print seven dollars fifty when five twenty-five no longer pays for the fuel",
    ),
    text(
        "event",
        BOUND,
        "harbours lack crews, with doubtfully more than 60 of some 400 boats inspected",
        "harbours lack crews, with not more than 60 of some 400 boats inspected",
    ),
    text(
        "statement",
        BOUND,
        "doubts an inspection of the boats before midsummer",
        "doubts that there would be an inspection of the boats before midsummer",
    ),
    text(
        "action", PRICE, "not pay more than $64 million for the winter", "pay no more than $64 million for the winter"
    ),
    text(
        "action",
        FARES,
        "raise no fare by more than 3 per cent on the route",
        "not raise any fare on the route by more than 3 per cent",
    ),
    # both of two versions of a time; the speaker and the body; those who are meant by a word
    (
        "Brae Ferries will decide within 20 days; skippers may apply until 15 April for leave to moor.",
        {"action": "decide on leave to moor for skippers", "deadline": "within 20 days"},
        {"action": "decide on leave to moor for skippers who apply", "deadline": "until 15 April"},
    ),
    (
        FARES,
        {"action": "not raise fares", "by": ["Helga Brandt"]},
        {"action": "not raise fares", "by": ["Norland"], "affiliations": {"Helga Brandt": "Norland"}},
    ),
    (
        FARES,
        {"action": "not raise fares", "by": ["Ministers at the time"]},
        {"action": "not raise fares", "by": ["the government"]},
    ),
    (
        "Operators must file. Small operators may ask Brae Ferries for more time until May.",
        {"action": "give operators more time", "to": ["Dock Union"]},
        {"action": "give operators more time", "to": ["Operators"]},
    ),
    (
        "Ivo Tamm proposed 5 per cent and a lump sum to Brae Ferries and the Dock Union.",
        {
            "by": ["Ivo Tamm"],
            "to": ["Brae Ferries", "Dock Union"],
            "kind": "offer",
            "status": "proposed",
            "action": "give 5 per cent and a lump sum",
        },
        {
            "by": ["Brae Ferries"],
            "to": ["Dock Union"],
            "kind": "obligation",
            "status": "proposed",
            "action": "give 5 per cent and a lump sum",
        },
    ),
    # a possible step, which one reader takes for an offer and another for a threat
    (
        LIFT,
        {"action": "might bring in other skippers", "kind": "threat"},
        {"action": "possibly bring in other skippers", "kind": "offer"},
    ),
    (
        LIFT,
        {"action": "does not rule out a second timetable", "kind": "threat"},
        {"action": "does not rule out a second timetable", "kind": "offer"},
    ),
    # a minister's two bodies
    (
        LOSS,
        {"action": "ask for more money", "by": ["government"], "affiliations": {"Helga Brandt": "government"}},
        {
            "action": "ask for more money",
            "by": ["Transport Ministry"],
            "affiliations": {"Helga Brandt": "Transport Ministry"},
        },
    ),
    (
        LOSS + " She has asked twice before.",
        {
            "action": "ask for more money",
            "by": ["government"],
            "affiliations": {"Helga Brandt": "government"},
            "evidence": [LOSS],
        },
        {
            "action": "ask for more money",
            "by": ["Transport Ministry"],
            "affiliations": {"Helga Brandt": "Transport Ministry"},
            "evidence": ["She has asked twice before"],
        },
    ),
]


def test_there_are_twenty_of_each_sort_at_least() -> None:
    assert len(CONTRADICTIONS) >= 20
    assert len(COMPATIBLE) >= 20


@pytest.mark.parametrize(("says", "ours", "theirs"), CONTRADICTIONS)
def test_what_the_sentence_does_not_bear_out_is_a_contradiction(
    says: str, ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    pair = judged(says, ours, theirs)
    assert pair.contradiction, pair
    assert pair.credit == 0


@pytest.mark.parametrize(("says", "ours", "theirs"), COMPATIBLE)
def test_what_only_says_more_or_says_it_otherwise_is_none(
    says: str, ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    pair = judged(says, ours, theirs)
    assert not pair.contradiction, pair.refused


@pytest.mark.parametrize(
    ("says", "field", "right", "wrong"),
    [
        (PRICE, "action", "pay $64 million for the winter", "pay $64 million for the winter to 900 dockers"),
        (CLIFF, "event", "the cliff road collapses onto houses", "the cliff road collapses onto 77 houses"),
        (DENIED, "statement", "says crossings carried lifeboats", "denies it, saying crossings carried 31 lifeboats"),
    ],
)
def test_a_number_that_the_article_does_not_have_costs(says: str, field: str, right: str, wrong: str) -> None:
    assert judged(says, {field: right}, {field: wrong}).credit < judged(says, {field: right}, {field: right}).credit
