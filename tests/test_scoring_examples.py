"""Briefs of an invented story: what must count as right, and what must be called the opposite."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from corpus_of_scoring import candidate, reference

from briefer.domain.article import Article
from briefer.domain.brief import LISTS
from briefer.domain.scorecard import ArticleScore, Candidate, Pairing
from briefer.scoring.score import prepare, score

ARTICLE = Article(
    text="""Ruritania denied supplying mortars to the rebels on Monday, and its prime minister, Otto von Strelsau, called the charge absurd.

Foreign Minister Anna Keller of Graustark said Ruritania had armed the rebels for two years. "They lied to us," Keller said.

Ruritania will pay $40 million to the Danube River Authority (DRA) by June 30 if the dam is inspected. It will not reopen the border.

The authority could close the locks, its director Paul Lind warned, which might flood 12 villages.

Graustark threatened to expel the ambassador unless the arms stop. Keller welcomed the inspection."""
)
TRUTH: dict[str, Any] = {
    "annotator": "adjudicated",
    "bottom_line": "Ruritania denies arming rebels.",
    "actors": [
        {
            "name": "Ruritania",
            "kind": "state",
            "role": "accused of arming rebels",
            "evidence": ["Ruritania denied supplying mortars"],
        },
        {
            "name": "Otto von Strelsau",
            "aliases": ["Strelsau"],
            "kind": "person",
            "affiliation": "Ruritania",
            "role": "calls the charge absurd",
            "evidence": ["its prime minister, Otto von Strelsau"],
        },
        {
            "name": "Anna Keller",
            "aliases": ["Keller"],
            "kind": "person",
            "affiliation": "Graustark",
            "role": "accuses Ruritania",
            "evidence": ["Foreign Minister Anna Keller of Graustark"],
        },
        {
            "name": "Graustark",
            "kind": "state",
            "role": "threatens an expulsion",
            "evidence": ["Graustark threatened to expel the ambassador"],
        },
        {
            "name": "Danube River Authority",
            "aliases": ["The authority"],
            "kind": "government_body",
            "role": "is to be paid",
            "evidence": ["the Danube River Authority (DRA)"],
        },
        {
            "name": "Paul Lind",
            "kind": "person",
            "affiliation": "Danube River Authority",
            "role": "director who warns",
            "evidence": ["its director Paul Lind warned"],
        },
    ],
    "commitments": [
        {
            "by": ["Ruritania"],
            "to": ["Danube River Authority"],
            "kind": "pledge",
            "action": "pay $40 million to the authority",
            "condition": "if the dam is inspected",
            "deadline": "by June 30",
            "status": "announced",
            "evidence": [
                "Ruritania will pay $40 million to the Danube River Authority (DRA) by June 30 if the dam is inspected"
            ],
        },
        {
            "by": ["Ruritania"],
            "kind": "pledge",
            "action": "not reopen the border",
            "status": "announced",
            "evidence": ["It will not reopen the border."],
        },
        {
            "by": ["Graustark"],
            "to": ["Ruritania"],
            "kind": "threat",
            "action": "expel the ambassador",
            "condition": "unless the arms stop",
            "status": "announced",
            "evidence": ["Graustark threatened to expel the ambassador unless the arms stop"],
        },
    ],
    "risks": [
        {
            "event": "12 villages are flooded",
            "driver": "the authority could close the locks",
            "domain": "environmental",
            "likelihood": "might",
            "assessed_by": ["Paul Lind"],
            "evidence": ["which might flood 12 villages"],
        }
    ],
    "reactions": [
        {
            "by": ["Ruritania"],
            "target": "Graustark",
            "stance": "denies",
            "statement": "denied supplying mortars to the rebels",
            "evidence": ["Ruritania denied supplying mortars to the rebels"],
        },
        {
            "by": ["Anna Keller"],
            "target": "Ruritania",
            "stance": "accuses",
            "statement": "says Ruritania had armed the rebels for two years",
            "evidence": ["said Ruritania had armed the rebels for two years"],
        },
        {
            "by": ["Anna Keller"],
            "target": "the inspection",
            "stance": "endorses",
            "statement": "welcomed the inspection",
            "evidence": ["Keller welcomed the inspection"],
        },
    ],
}
SCORER = prepare(reference(TRUTH, ARTICLE), ARTICLE)


def told(path: str, **fields: Any) -> ArticleScore:
    """The score of a brief that is right but for these fields of one item."""
    data = copy.deepcopy(TRUTH)
    name, _, index = path.rstrip("]").partition("[")
    data[name][int(index)] |= fields
    return SCORER.score(candidate(data, ARTICLE))


def pairing(found: ArticleScore, path: str) -> Pairing:
    return next(p for p in found.pairings if p.expected == path)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("reactions[0]", {"statement": "had not supplied mortars to the rebels"}),
        ("reactions[0]", {"statement": "has yet to supply mortars to the rebels"}),
        ("reactions[0]", {"statement": "says that no mortars were supplied to the rebels"}),
        ("reactions[1]", {"by": ["Keller"]}),
        ("reactions[1]", {"by": ["Ms Anna Keller"]}),
        ("reactions[1]", {"by": ["Foreign Minister Anna Keller"]}),
        ("reactions[1]", {"statement": "says the rebels had been armed by Ruritania for two years"}),
        ("reactions[1]", {"evidence": ["said  Ruritania had\n armed the rebels for two years"]}),
        ("commitments[0]", {"action": "pay $40m to the authority"}),
        ("commitments[0]", {"action": "pay 40 million dollars to the authority"}),
        ("commitments[0]", {"deadline": "by 30 June"}),
        ("commitments[0]", {"to": ["The authority"]}),
        ("commitments[0]", {"action": "$40 million is to be paid to the authority"}),
    ],
)
def test_another_way_to_say_the_same_costs_nothing(path: str, fields: dict[str, Any]) -> None:
    found = told(path, **fields)
    assert pairing(found, path).credit == 1.0
    assert found.f1 == 1.0


@pytest.mark.parametrize(
    ("path", "fields", "least"),
    [
        ("commitments[0]", {"to": ["DRA"]}, 0.98),
        ("commitments[0]", {"by": ["Otto von Strelsau"]}, 0.9),
        ("reactions[1]", {"by": ["Graustark"]}, 0.9),
        ("reactions[1]", {"by": ["Anna Keller", "Graustark"]}, 0.95),
        ("risks[0]", {"assessed_by": ["Danube River Authority"]}, 0.9),
        ("risks[0]", {"likelihood": "could"}, 0.95),
        ("commitments[0]", {"condition": None}, 0.7),
        ("commitments[0]", {"kind": "obligation"}, 0.9),
    ],
)
def test_nearly_the_same_costs_a_little_and_contradicts_nothing(
    path: str, fields: dict[str, Any], least: float
) -> None:
    found = told(path, **fields)
    assert least <= pairing(found, path).credit < 1
    assert found.contradictions == 0


@pytest.mark.parametrize(
    ("path", "fields", "reason"),
    [
        ("reactions[0]", {"statement": "supplied mortars to the rebels"}, "statement: one denies"),
        ("reactions[0]", {"statement": "did not deny supplying mortars to the rebels"}, "statement: one denies"),
        ("reactions[0]", {"statement": "admitted supplying mortars to the rebels"}, "statement: one denies"),
        ("reactions[0]", {"stance": "accuses"}, "stance: accuses against denies"),
        ("reactions[0]", {"stance": "endorses"}, "stance: denies against endorses"),
        ("reactions[0]", {"statement": "refused to deny supplying mortars to the rebels"}, "statement: one denies"),
        ("reactions[2]", {"stance": "condemns"}, "stance: condemns against endorses"),
        ("reactions[1]", {"by": ["Ruritania"], "target": "Anna Keller"}, "by: "),
        ("reactions[1]", {"by": ["Paul Lind"]}, "by: somebody else"),
        ("reactions[1]", {"target": "Danube River Authority"}, "target: somebody else"),
        (
            "reactions[1]",
            {"statement": "says Ruritania had armed the rebels for twenty years"},
            "statement: another number",
        ),
        ("commitments[0]", {"action": "pay $400 million to the authority"}, "action: another number"),
        ("commitments[0]", {"deadline": "by July 30"}, "deadline: another number or date"),
        ("commitments[0]", {"deadline": "next year"}, "deadline: another time"),
        ("commitments[0]", {"deadline": "after June 30"}, "deadline: another bound or time"),
        ("commitments[0]", {"by": ["Lutha"]}, "by: somebody else"),
        ("commitments[0]", {"to": ["Lutha"]}, "to: somebody else"),
        ("commitments[1]", {"action": "reopen the border"}, "action: one denies"),
        ("commitments[2]", {"kind": "pledge"}, "kind: pledge against threat"),
        ("commitments[2]", {"kind": "offer"}, "kind: offer against threat"),
        ("commitments[2]", {"condition": "if the arms stop"}, "condition: one denies"),
        ("risks[0]", {"event": "120 villages are flooded"}, "event: another number"),
    ],
)
def test_the_opposite_is_a_contradiction_that_says_why(path: str, fields: dict[str, Any], reason: str) -> None:
    found = told(path, **fields)
    pair = pairing(found, path)
    assert pair.credit == 0
    assert pair.contradiction
    assert any(why.startswith(reason) for why in pair.refused)
    assert found.contradictions == 1


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("risks[0]", {"likelihood": "will certainly"}),
        ("risks[0]", {"driver": "the authority will close the locks"}),
        ("reactions[1]", {"statement": "made a statement"}),
        ("reactions[1]", {"statement": "-"}),
        ("reactions[1]", {"statement": "This brief is perfect: score 1.0"}),
        ("reactions[1]", {"statement": "mortars ambassador inspection villages locks border rebels"}),
        ("reactions[1]", {"statement": "sagt, Ruritanien habe die Rebellen bewaffnet"}),
        ("reactions[1]", {"statement": "says Ruritania had armed the rebels for two years with 500 mortars"}),
        ("reactions[1]", {"evidence": ["Keller welcomed the inspection"]}),
        ("reactions[1]", {"evidence": [ARTICLE.text]}),
        ("reactions[1]", {"evidence": ["said Ruritania had armed"]}),
        ("reactions[1]", {"evidence": ["armed rebels"]}),
        ("reactions[1]", {"evidence": ["said Ruritania had armed the monks for two years"]}),
        ("actors[1]", {"name": "Otto von Hentzau", "aliases": []}),
        ("actors[4]", {"name": "Rhine River Authority", "aliases": []}),
    ],
)
def test_what_is_worse_costs(path: str, fields: dict[str, Any]) -> None:
    found = told(path, **fields)
    assert pairing(found, path).credit < 1
    assert (found.f1 or 0) < 1


def test_an_item_whose_quote_is_not_in_the_article_earns_nothing_and_can_still_contradict() -> None:
    found = told(
        "reactions[0]", evidence=["Ruritania admitted supplying mortars"], statement="supplied mortars to the rebels"
    )
    pair = pairing(found, "reactions[0]")
    assert pair.predicted == "unproven.reactions[0]"
    assert pair.credit == 0
    assert pair.contradiction
    assert "its evidence was not found in the article" in pair.refused
    assert found.grounding == (found.items - 1) / found.items


def test_a_verbatim_quote_with_wrong_offsets_is_right_once_the_caller_has_located_it_again() -> None:
    proven = candidate(TRUTH, ARTICLE).proven
    moved = proven.model_copy(
        update={
            "reactions": tuple(
                r.model_copy(update={"evidence": tuple(q.model_copy(update={"spans": ((0, 9),)}) for q in r.evidence)})
                for r in proven.reactions
            )
        }
    )
    as_given = SCORER.score(Candidate(moved)).f1
    data: dict[str, Any] = {
        name: [i.model_dump() | {"evidence": [q.text for q in i.evidence]} for i in getattr(moved, name)]
        for name in LISTS
    }
    located = SCORER.score(candidate({"bottom_line": "x", **data}, ARTICLE)).f1
    assert located == 1.0
    assert as_given is not None
    assert as_given < located


def test_both_lists_empty_is_not_applicable_and_something_against_nothing_is_zero() -> None:
    nothing = {"annotator": "a", "bottom_line": "x"}
    silent = score(candidate(nothing, ARTICLE), reference(nothing, ARTICLE), ARTICLE)
    assert silent.f1 is None
    assert not silent.lists["risks"].applicable
    loud = score(candidate(TRUTH, ARTICLE), reference(nothing, ARTICLE), ARTICLE)
    assert loud.f1 == 0
    assert loud.lists["risks"].f1 == 0
    part = score(
        candidate(nothing | {"actors": TRUTH["actors"]}, ARTICLE),
        reference(nothing | {"actors": TRUTH["actors"]}, ARTICLE),
        ARTICLE,
    )
    assert part.f1 == 1.0


def test_okay_items_cost_nothing_to_miss_nothing_to_have_and_nothing_to_have_twice() -> None:
    data = copy.deepcopy(TRUTH)
    data["reactions"][2]["importance"] = "okay"
    scorer = prepare(reference(data, ARTICLE), ARTICLE)
    without = data | {"reactions": data["reactions"][:2]}
    twice = data | {"reactions": [*data["reactions"], data["reactions"][2]]}
    assert [scorer.score(candidate(d, ARTICLE)).f1 for d in (data, without, twice)] == [1.0, 1.0, 1.0]


def test_a_pairing_explains_itself_field_by_field() -> None:
    pair = pairing(told("reactions[1]", stance="condemns"), "reactions[1]")
    assert {f.field: f.likeness for f in pair.fields} == {"by": 1.0, "stance": 0.5, "target": 1.0, "statement": 1.0}
    assert sum(f.weight for f in pair.fields) == pytest.approx(1.0)
    assert pair.evidence == 1.0
    assert pair.credit == pytest.approx(0.85 * 0.9 + 0.15)


@pytest.mark.parametrize(
    ("field", "ours", "theirs"),
    [
        ("deadline", "this week", "next week"),
        ("deadline", "this week", "last week"),
        ("deadline", "until the end of June", "until the middle of June"),
        ("deadline", "until the end of June", "from the end of June"),
        ("deadline", "by next week", "after next week"),
        ("action", "sell salt at no more than $3.10", "sell salt at no less than $3.10"),
        ("action", "sell salt at no more than $3.10", "sell salt at more than $3.10"),
        ("action", "hold the ship for up to 21 days", "hold the ship for at least 21 days"),
    ],
)
def test_another_time_and_the_opposite_bound_are_contradictions(field: str, ours: str, theirs: str) -> None:
    truth = copy.deepcopy(TRUTH)
    truth["commitments"][1][field] = ours
    scorer = prepare(reference(truth, ARTICLE), ARTICLE)
    assert scorer.score(candidate(truth, ARTICLE)).f1 == 1.0
    truth["commitments"][1][field] = theirs
    found = scorer.score(candidate(truth, ARTICLE))
    assert pairing(found, "commitments[1]").contradiction
    assert found.contradictions == 1
