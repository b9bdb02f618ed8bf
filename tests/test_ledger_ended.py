"""A promise that was kept, broken or withdrawn is over, in whatever words and on whatever day that was told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ledger_told import edition, told
from test_ledger_days import DAM, days

from briefer.cli.main import cli
from briefer.daily.ledger.ledger import Ledger

SHELTERS = "open three night shelters for the homeless"


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["ledger", *words, "--archive", str(path)])


@pytest.mark.parametrize(
    ("promise", "end"),
    [
        ("build a bypass round Lenga", "abandon the Lenga ring road"),
        ("hire 400 nurses", "withdraw its promise of extra nursing staff"),
        ("reopen the coast line", "give up its pledge to restore trains along the coast"),
        ("subsidise heat pumps with $40 million", "end the heating grant scheme before it starts"),
        ("cut 1,200 jobs at its Leipzig plant", "drop its plan to lay off 1,200 staff in Leipzig"),
    ],
)
def test_the_promise_of_a_story_that_is_withdrawn_in_other_words_is_neither_open_nor_late(
    promise: str, end: str
) -> None:
    [first], [second], late = days(
        ("2026-05-04", [told("Norvia", promise, deadline="by Friday", article="a", story="s")]),
        ("2026-05-06", [told("Norvia", end, status="withdrawn", article="b", story="s")]),
        ("2026-05-20", []),
    )
    assert (second.id, second.change, second.status) == (first.id, "withdrawn", "withdrawn")
    assert late == ()


def test_of_two_promises_of_a_story_the_one_is_over_that_the_words_name_and_the_other_is_late() -> None:
    ring, nurses = (
        told("Norvia", a, deadline="by Friday", article="a", story="s")
        for a in ("build a bypass round Lenga", "hire 400 nurses")
    )
    end = told("Norvia", "withdraw its promise of extra nursing staff", status="withdrawn", article="b", story="s")
    _, [ended], [late] = days(("2026-05-04", [ring, nurses]), ("2026-05-06", [end]), ("2026-05-20", []))
    assert (ended.change, ended.first_seen) == ("withdrawn", "2026-05-04")
    assert (late.change, late.action) == ("overdue", "build a bypass round Lenga")


def test_what_may_be_over_is_called_possible_on_both_sides_and_late_by_nobody() -> None:
    ledger, [first] = Ledger().observe(
        "2026-05-04", [told("the council", SHELTERS, deadline="by Friday", article="a", story="s")]
    )
    end = told("the council", "shelve accommodation for rough sleepers", status="withdrawn", article="b", story="s")
    ledger, [second] = ledger.observe("2026-05-06", [end])
    assert (second.id == first.id, second.possible) == (False, (first.id,))
    ledger, late = ledger.observe("2026-05-20", [])
    promise = ledger.get(first.id)
    assert promise is not None
    assert (late, ledger.overdue(), promise.possible) == ((), (), (second.id,))


def test_a_promise_told_anew_in_other_words_after_its_end_is_late_by_nobody() -> None:
    _, _, [again], late = days(
        ("2026-05-04", [told("Norvia", "hire 400 nurses", article="a", story="s")]),
        ("2026-05-05", [told("Norvia", "hire 400 nurses", status="withdrawn", article="b", story="s")]),
        ("2026-05-06", [told("Norvia", "recruit nursing staff", deadline="by Friday", article="c", story="s")]),
        ("2026-05-20", []),
    )
    assert (again.status, late) == ("withdrawn", ()) or (bool(again.possible), late) == (True, ())


@pytest.mark.parametrize(
    ("promise", "end", "fields"),
    [
        ("buy two million doses of the malaria vaccine", "buy the measles vaccine", {}),
        (DAM, "abandon the Lenga ring road", {"by": "Ostia"}),
        (DAM, "abandon the Lenga ring road", {"story": "other"}),
        (DAM, "abandon the Lenga ring road", {"article": "a"}),
    ],
)
def test_another_promise_that_is_withdrawn_ends_none(promise: str, end: str, fields: dict[str, str]) -> None:
    by = fields.pop("by", "Norvia")
    where = {"article": "b", "story": "s", **fields}
    *_, entries = days(
        ("2026-05-04", [told("Norvia", promise, article="a", story="s")]),
        ("2026-05-05", [told(by, end, status="withdrawn", **where)]),
    )
    assert [(e.change, e.first_seen) for e in entries] == [("withdrawn", "2026-05-05")]


@pytest.mark.parametrize("end", ["withdrawn", "fulfilled", "broken"])
@pytest.mark.parametrize(
    "recalled",
    [
        {"deadline": "by Friday"},
        {"deadline": "by 20 May"},
        {"status": "in_force"},
        {"action": "pay $14 million to repair the Lenga dam", "deadline": "by Friday"},
    ],
)
def test_what_is_over_stays_so_whatever_is_recalled_of_it(end: str, recalled: dict[str, str]) -> None:
    fields: dict[str, str] = {"action": DAM, **recalled}
    *_, [entry], late = days(
        ("2026-05-04", [told("Norvia", DAM, article="a")]),
        ("2026-05-05", [told("Norvia", DAM, status=end, article="b")]),
        ("2026-05-06", [told("Norvia", fields.pop("action"), article="c", **fields)]),
        ("2026-06-20", []),
    )
    assert (entry.change, entry.status, late) == ("repeated", end, ())


def test_an_end_that_an_older_article_tells_is_the_end() -> None:
    *_, [entry], late = days(
        ("2026-05-06", [told("Norvia", DAM, deadline="by Friday", article="a", published="2026-05-06")]),
        ("2026-05-07", [told("Norvia", DAM, status="withdrawn", article="b", published="2026-05-05")]),
        ("2026-05-20", []),
    )
    assert (entry.change, late) == ("withdrawn", ())


def test_a_promise_that_is_confirmed_to_be_one_withdrawn_is_not_shown_as_late(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    [end] = edition(
        path,
        "2026-05-04",
        told("the council", "shelve accommodation for rough sleepers", status="withdrawn", article="b"),
    )
    [first] = edition(path, "2026-05-05", told("the council", SHELTERS, deadline="by Friday", article="a"))
    assert [e.change for e in edition(path, "2026-05-11")] == ["overdue"]
    assert first.id in run(path, "list", "--overdue").output
    assert run(path, "confirm", first.id, end.id).exit_code == 0
    assert run(path, "list", "--overdue").stdout == run(path, "list", "--open").stdout == ""
    assert '"change": "overdue"' not in run(path, "list", "--all", "--format", "json").stdout
    assert edition(path, "2026-05-11") == ()
