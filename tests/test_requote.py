"""The re-ask for quotes that are not in the article: what it asks, what it takes, and what it never touches."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from drafting import actor, commitment, draft, reaction, risk
from hypothesis import given
from hypothesis import strategies as st

from briefer.backends.bound import Bound
from briefer.backends.inspection import compare
from briefer.backends.recordings import Recorded, Slots
from briefer.backends.scripted import Scripted
from briefer.config import load
from briefer.domain.article import Article
from briefer.domain.brief import Brief, Tokens
from briefer.domain.exchange import Completion, Sampling
from briefer.errors import BrieferError, RecordingMissing, Unreachable
from briefer.prompting.compose import marker
from briefer.prompting.shelf import Shelf, released
from briefer.reading.ground import ground
from briefer.reading.requote import mend, offered, unfounded
from briefer.summarise import Summariser
from briefer.wiring import summariser as configured

STORY = (
    "Norland will reopen berth 4 by June 1, it said. Sudland denied that it had cut crews.\n\n"
    "The repair cost $2 billion, the port said, and a storm could delay the ferries until autumn."
)
ARTICLE = Article(STORY, id="w-004")
GOOD_QUOTE = "Norland will reopen berth 4 by June 1"
DRAFT = draft(
    "Norland reopens a berth.",
    actors=[actor("Norland"), actor("Sudland")],
    commitments=[commitment("reopen berth 4", "Norland promised to open its berth 4 again")],
    risks=[risk("the ferries are delayed until autumn", "a storm might well hold up all ferries")],
    reactions=[reaction("denies cutting crews", "Sudland denied that it had cut crews", by="Sudland", stance="denies")],
)
ANSWER = DRAFT.model_dump_json()
SHELF = Shelf((released(),))
WHEN = "2026-11-24T10:00:00+00:00"


def pipeline(backend: Any, template: str | None = "requote@1") -> Summariser:
    again = SHELF.get(template) if template else None
    return Summariser(
        backend, SHELF.get("brief@1"), SHELF.get("repair@1"), lambda: WHEN, "scripted", requote_template=again
    )


def reply(*quotes: Sequence[str]) -> str:
    return json.dumps({"quotes": [{"item": n, "evidence": list(given)} for n, given in enumerate(quotes, 1)]})


def briefed(*lines: str | Completion | BrieferError) -> tuple[Brief, Scripted]:
    backend = Scripted(lines)
    return pipeline(backend).brief(ARTICLE), backend


def test_only_the_items_whose_quotes_are_not_in_the_article_are_asked_about() -> None:
    _, backend = briefed(ANSWER, reply((), ()))
    first, again = backend.asked
    assert again.messages[0].role == "system"
    text = again.messages[-1].content
    assert STORY in text.split(marker(STORY) + " BEGIN")[1].split(marker(STORY) + " END")[0]
    items = text.rsplit("what is wrong with them:\n", 1)[1].splitlines()
    assert [json.loads(line.split(" ", 1)[1])["list"] for line in items] == ["commitments", "risks"]
    assert "Norland promised to open its berth 4 again" in items[0]
    assert (again.slot, again.prompt) == ("w-004.requote", "brief@1")
    assert again.fingerprint != first.fingerprint
    assert json.loads(again.schema)["required"] == ["quotes"]


def test_an_item_that_is_quoted_anew_is_proven_and_counted() -> None:
    brief, _ = briefed(ANSWER, reply([GOOD_QUOTE], ["a storm could delay the ferries until autumn"]))
    assert [item.action for item in brief.commitments] == ["reopen berth 4"]
    assert brief.commitments[0].evidence[0].spans == ((0, 37),)
    assert [item.event for item in brief.risks] == ["the ferries are delayed until autumn"]
    assert list(brief.unproven.items()) == []
    assert (brief.provenance.requotes, brief.provenance.repairs, brief.provenance.attempts) == (1, 0, 2)
    assert len(brief.provenance.fingerprints) == 2
    assert brief.provenance.notes == (
        "requote: of 2 items whose quotes are not in the article 2 quoted anew, 0 withdrawn, 0 left unproven",
    )


def test_an_item_that_the_model_withdraws_is_gone_and_the_brief_says_so() -> None:
    brief, _ = briefed(ANSWER, reply([GOOD_QUOTE], []))
    assert (brief.risks, brief.unproven.risks) == ((), ())
    assert "1 quoted anew, 1 withdrawn, 0 left" in brief.provenance.notes[0]


@pytest.mark.parametrize(
    "quotes",
    [
        ["Norland vowed to open berth 4"],
        [GOOD_QUOTE, "and so it will be, the port promised"],
        ["Norland will not reopen berth 4 by June 1"],
        ["The repair cost $2 billion, the port said"],
        ["berth 4"],
    ],
)
def test_new_quotes_that_do_not_hold_leave_the_item_unproven_with_its_first_ones(quotes: list[str]) -> None:
    brief, _ = briefed(ANSWER, reply(quotes, ()))
    assert brief.commitments == ()
    (item,) = brief.unproven.commitments
    assert [quote.quoted for quote in item.evidence] == ["Norland promised to open its berth 4 again"]
    assert "0 quoted anew, 1 withdrawn, 1 left unproven" in brief.provenance.notes[0]


def test_nothing_is_asked_where_every_quote_is_in_the_article_or_no_template_is_given() -> None:
    sound = DRAFT.model_copy(update={"commitments": (), "risks": ()})
    brief, backend = briefed(sound.model_dump_json())
    assert (len(backend.asked), brief.provenance.requotes, brief.provenance.notes) == (1, 0, ())
    off = Scripted([ANSWER])
    assert pipeline(off, None).brief(ARTICLE).provenance.requotes == 0
    assert len(off.asked) == 1


@pytest.mark.parametrize(
    "line",
    [
        "no JSON",
        "[]",
        '{"quotes": "none"}',
        "",
        Completion(reply([GOOD_QUOTE], []), finish="length"),
        Unreachable("gone"),
    ],
)
def test_a_useless_answer_leaves_the_brief_as_it_was_and_is_noted(line: str | Completion | BrieferError) -> None:
    brief, _ = briefed(ANSWER, line)
    plain = pipeline(Scripted([ANSWER]), None).brief(ARTICLE)
    assert (brief.proven, brief.unproven, brief.checks) == (plain.proven, plain.unproven, plain.checks)
    assert brief.provenance.notes[0].endswith("2 left unproven")


def test_what_an_answer_says_of_items_that_were_not_asked_about_changes_nothing() -> None:
    answer = '{"quotes": [{"item": 9, "evidence": []}, {"item": true, "evidence": []}, {"item": 0, "evidence": []}, 7]}'
    brief, _ = briefed(ANSWER, answer)
    assert len(list(brief.unproven.items())) == 2
    assert len(brief.actors) == 2


def test_a_number_that_the_article_corrects_is_not_proven_by_a_right_quote() -> None:
    article = Article("The repair cost $2 billion, the port said. The dredger alone had cost $1 billion.")
    quoted, right = "The repair cost $1 billion, the port said", {1: ("The repair cost $2 billion, the port said",)}
    for action, mended in (("pay the port $1 billion for the repair", 0), ("pay the port for its repair", 1)):
        wrong = draft(commitments=[commitment(action, quoted)])
        (asked,) = unfounded(wrong, article)
        assert asked.contradicts
        assert mend(wrong, article, (asked,), right).mended == mended


def test_a_denial_is_not_proven_by_what_it_denies() -> None:
    wrong = draft(
        reactions=[reaction("says that it had cut crews", "Sudland admits it had cut the crews", by="Sudland")]
    )
    asked = unfounded(wrong, ARTICLE)
    assert mend(wrong, ARTICLE, asked, {1: ("Sudland denied that it had cut crews",)}).left == 1


QUOTES = st.lists(
    st.sampled_from([GOOD_QUOTE, "a storm could delay the ferries", "no such words are there", ""]), max_size=3
)


@given(st.dictionaries(st.integers(-1, 6), QUOTES.map(tuple), max_size=4))
def test_whatever_is_answered_proven_items_stay_proven_and_none_comes_from_nowhere(quotes: Any) -> None:
    before = ground(DRAFT, ARTICLE)
    result = mend(DRAFT, ARTICLE, unfounded(DRAFT, ARTICLE), quotes)
    after = ground(result.draft, ARTICLE)
    kept = [item for _, item in after.proven.items()]
    assert all(item in kept for _, item in before.proven.items())
    assert len(kept) == len(list(before.proven.items())) + result.mended
    assert len(list(after.unproven.items())) == result.left
    assert result.mended + result.withdrawn + result.left == len(list(before.unproven.items()))


def test_an_answer_is_read_from_a_fence_and_with_a_comma_too_many() -> None:
    assert offered('Here:\n```json\n{"quotes": [{"item": 1, "evidence": ["a b"],},]}\n```') == {1: ("a b",)}
    assert offered('{"item": 1}') is None


def test_a_part_of_a_long_article_is_asked_about_itself() -> None:
    filler = "Officials said that work on the new harbour would go on as it had been planned for years. " * 30
    long = Article(f"{STORY}\n\n{filler}\n\n{filler}", id="long")
    empty = draft("The rest.").model_dump_json()
    backend = Scripted([ANSWER, reply([GOOD_QUOTE], []), empty, empty, empty])
    found = Summariser(
        backend,
        SHELF.get("brief@1"),
        SHELF.get("repair@1"),
        lambda: WHEN,
        "scripted",
        part_tokens=400,
        requote_template=SHELF.get("requote@1"),
    ).brief(long)
    assert backend.asked[1].slot == f"long.part1of{found.provenance.parts}.requote"
    assert backend.asked[1].article.text == backend.asked[0].article.text
    assert found.provenance.parts > 1
    assert [item.action for item in found.commitments] == ["reopen berth 4"]


def test_a_requote_is_recorded_and_replayed_in_a_slot_of_its_own(tmp_path: Path) -> None:
    slots, sampling = Slots(tmp_path), Sampling(model="m")
    answers = [Completion(text, usage=Tokens(prompt=9), model="m") for text in (ANSWER, reply([GOOD_QUOTE], []))]
    kept = Recorded(Scripted(answers), slots, "x", "openai", lambda: WHEN, ())
    request = pipeline(Scripted([])).requests(ARTICLE)[0]
    pipeline(Bound(kept, sampling)).answer(request)
    assert [path.name for path in slots.files()] == ["w-004.json", "w-004.requote.json"]
    requests = [request.bound(sampling)]

    def ask(backend: Any, one: Any) -> object:
        return pipeline(backend).answer(one)

    assert compare(slots, requests, sampling, ask) == []
    (tmp_path / "brief@1" / "w-004.requote.json").unlink()
    assert [finding.what for finding in compare(slots, requests, sampling, ask)] == ["missing"]


def test_a_requote_that_is_not_recorded_is_no_note_but_an_error() -> None:
    with pytest.raises(RecordingMissing):
        briefed(ANSWER, RecordingMissing("nothing recorded"))


def test_the_configuration_turns_it_on(tmp_path: Path) -> None:
    file = tmp_path / "briefer.toml"
    file.write_text('backend = "rules"\n', encoding="utf-8")
    assert configured(load(str(file))).requote_template is None
    file.write_text('backend = "rules"\nrequotes = 1\n', encoding="utf-8")
    assert configured(load(str(file))).requote_template == SHELF.get("requote@1")
