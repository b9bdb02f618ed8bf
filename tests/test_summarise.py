"""The pipeline from article to brief: repairs are bounded and shown, useless answers are typed, long articles are merged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from drafting import actor, commitment, draft, reaction
from pydantic import TypeAdapter

from briefer.backends.scripted import Scripted
from briefer.domain.article import Article
from briefer.domain.brief import Brief, Draft, Tokens
from briefer.domain.exchange import Completion
from briefer.errors import BadAnswer, EmptyAnswer, Filtered, Malformed, Refused, SourceError, Truncated, Unreachable
from briefer.prompting.shelf import Shelf, released
from briefer.summarise import Summariser

STORY = "Norland will reopen berth 4 by June 1, it said. Sudland denied that it had cut crews.\n\nBoth may sue later this year."
ARTICLE = Article(STORY, id="w-004")
GOOD = draft(
    "Norland reopens a berth.",
    actors=[actor("Norland"), actor("Sudland")],
    commitments=[commitment("reopen berth 4", "Norland will reopen berth 4 by June 1", deadline="by June 1")],
    reactions=[reaction("denies cutting crews", "Sudland denied that it had cut crews", by="Sudland", stance="denies")],
)
ANSWER = GOOD.model_dump_json()
SHELF = Shelf((released(),))


def summariser(backend: Scripted, **settings: Any) -> Summariser:
    return Summariser(
        backend=backend,
        template=SHELF.get("brief@1"),
        repair_template=SHELF.get("repair@1"),
        clock=lambda: "2026-11-24T10:00:00+00:00",
        asked="scripted",
        **settings,
    )


def test_a_good_answer_becomes_a_brief_with_its_provenance() -> None:
    backend = Scripted([Completion(ANSWER, usage=Tokens(prompt=900, completion=200), cost_usd=0.5, model="m-1")])
    brief = summariser(backend).brief(ARTICLE)
    assert isinstance(brief, Brief)
    assert [item.action for item in brief.commitments] == ["reopen berth 4"]
    assert brief.commitments[0].evidence[0].spans == ((0, 37),)
    assert brief.checks == ()
    assert (brief.provenance.backend, brief.provenance.backend_kind) == ("scripted", "scripted")
    assert (brief.provenance.repairs, brief.provenance.parts, brief.provenance.cost_usd) == (0, 1, 0.5)
    assert brief.provenance.fingerprints == (backend.asked[0].fingerprint,)
    assert TypeAdapter(Brief).validate_json(brief.model_dump_json()) == brief


def test_a_malformed_answer_is_shown_to_the_model_with_its_problems() -> None:
    broken = ANSWER.replace('"denies"', '"angry"')
    backend = Scripted([broken, ANSWER])
    brief = summariser(backend).brief(ARTICLE)
    assert (brief.provenance.repairs, brief.provenance.attempts) == (1, 2)
    first, second = backend.asked
    assert (first.round, second.round) == (0, 1)
    assert second.messages[-2].content == broken
    assert "reactions[0].stance: expected one of 'acts'" in second.messages[-1].content
    assert 'got "angry"' in second.messages[-1].content


@pytest.mark.parametrize("repairs", [0, 1, 2, 3])
def test_a_malformed_answer_is_repaired_at_most_as_often_as_is_allowed(repairs: int) -> None:
    backend = Scripted(["no JSON"] * 10)
    with pytest.raises(Malformed):
        summariser(backend, repairs=repairs).brief(ARTICLE)
    assert len(backend.asked) == repairs + 1
    assert [request.round for request in backend.asked] == list(range(repairs + 1))


@pytest.mark.parametrize(
    ("finish", "error"), [("refusal", Refused), ("length", Truncated), ("filter", Filtered), ("empty", EmptyAnswer)]
)
def test_an_answer_that_no_repair_mends_is_not_repaired(finish: Any, error: type[BadAnswer]) -> None:
    backend = Scripted([Completion("I would rather not.", finish=finish, refusal="I would rather not.")])
    with pytest.raises(error):
        summariser(backend).brief(ARTICLE)
    assert len(backend.asked) == 1


def test_no_answer_is_passed_on() -> None:
    with pytest.raises(Unreachable):
        summariser(Scripted([])).brief(ARTICLE)


def test_a_text_of_a_few_words_is_no_article_and_nothing_is_asked() -> None:
    backend = Scripted([ANSWER])
    with pytest.raises(SourceError, match="2 words"):
        summariser(backend).brief(Article("Two words."))
    assert backend.asked == []


def test_wrong_quotes_of_a_model_end_among_the_unproven_items() -> None:
    answer = json.loads(ANSWER)
    answer["commitments"][0]["evidence"] = ["Norland will not reopen berth 4 by June 1"]
    brief = summariser(Scripted([json.dumps(answer)])).brief(ARTICLE)
    assert brief.commitments == ()
    assert [item.action for item in brief.unproven.commitments] == ["reopen berth 4"]
    assert [check.rule for check in brief.checks] == ["evidence-contradicting"]


def part(number: int) -> str:
    filler = (
        f"Officials in town {number} said that work on the new harbour would go on as it had been planned for years. "
    )
    return (
        f"Norland said in meeting {number} that it was ready.\n\n{filler * 4}\n\nIt denied the charge in town {number}."
    )


def test_a_long_article_is_briefed_in_parts_and_merged_with_spans_into_the_whole() -> None:
    text = "\n\n".join(part(n) for n in range(6))
    backend = Scripted([])
    summary = summariser(backend, part_tokens=200)
    requests = summary.requests(Article(text))
    assert len(requests) > 2
    last = len(requests) - 1
    drafts = []
    for index, request in enumerate(requests):
        towns = [n for n in range(6) if f"denied the charge in town {n}." in request.article.text]
        drafts.append(
            draft(
                f"Part {index}.",
                actors=[actor("Norland", aliases=["It"])],
                reactions=[
                    reaction(
                        f"denies the charge in town {n}", f"It denied the charge in town {n}.", by="It", stance="denies"
                    )
                    for n in towns
                ],
                commitments=[commitment("go on", "said that work on the new harbour would go on", by="It")]
                * (index == last),
            )
        )
    backend = Scripted([made.model_dump_json() for made in drafts])
    brief = summariser(backend, part_tokens=200).brief(Article(text))
    assert brief.bottom_line == "Part 0."
    assert brief.provenance.parts == len(requests) == len(brief.provenance.fingerprints)
    assert [a.name for a in brief.actors] == ["Norland"]
    assert [r.statement for r in brief.reactions] == [f"denies the charge in town {n}" for n in range(6)]
    assert all(r.by == ("Norland",) for r in brief.reactions)
    for item in brief.reactions:
        start, end = item.evidence[0].spans[0]
        assert text[start:end] == item.evidence[0].text
    at = brief.commitments[0].evidence[0].spans[0][0]
    assert at > text.index(requests[last].article.text) > text.index("said that work on the new harbour would go on")


def test_one_bad_part_is_repaired_alone() -> None:
    text = "\n\n".join(part(n) for n in range(4))
    count = len(summariser(Scripted([]), part_tokens=200).requests(Article(text)))
    backend = Scripted([ANSWER, "oops", *[ANSWER] * (count - 1)])
    brief = summariser(backend, part_tokens=200).brief(Article(text))
    assert [(r.part, r.round) for r in backend.asked][:3] == [(1, 0), (2, 0), (2, 1)]
    assert brief.provenance.repairs == 1
    assert len(backend.asked) == count + 1


def test_the_script_gives_its_lines_in_order_and_raises_its_errors() -> None:
    backend = Scripted(["one", Completion("two"), Unreachable("gone")])
    request = summariser(backend).requests(ARTICLE)[0]
    assert [backend.complete(request).text, backend.complete(request).text] == ["one", "two"]
    assert repr(backend) == "Scripted(1 lines left)"
    with pytest.raises(Unreachable, match="gone"):
        backend.complete(request)
    with pytest.raises(Unreachable, match="at its end"):
        backend.complete(request)
    assert len(backend.asked) == 4


def test_a_draft_survives_its_way_as_json() -> None:
    assert Draft.model_validate_json(ANSWER) == GOOD
