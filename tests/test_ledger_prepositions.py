"""Deadlines with every preposition, compared with each other: what can be one day is one, what cannot has moved."""

from __future__ import annotations

import pytest
from ledger_told import told
from test_ledger_days import after, days

from briefer.domain.edition import Entry

TOLL = "keep the toll at $3"


def then(old: str, new: str) -> Entry:
    return after(told("Norvia", TOLL, deadline=old, article="a"), told("Norvia", TOLL, deadline=new, article="b"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("until 2028", "before 2028"),
        ("by 2028", "before 2028"),
        ("before 2028", "by the end of 2027"),
        ("before 2028", "until the end of 2027"),
        ("by 1 January 2028", "before 2028"),
        ("until 2028", "until the end of 2028"),
        ("until 2028", "until the end of 2027"),
        ("by 2028", "within 2028"),
        ("in 2028", "within 2028"),
        ("in 2028", "from 2028"),
        ("from 2028", "by 2028"),
        ("from 2028", "not before 2028"),
        ("from 2028", "after 2027"),
        ("until June", "before June"),
        ("by June", "until June"),
        ("by June", "by the end of May"),
        ("from June", "from 1 June"),
        ("after May", "from 1 June"),
        ("until 8 June", "before 8 June"),
        ("by 8 June", "on 8 June"),
        ("by 8 June", "from 8 June"),
        ("by 8 June", "not later than 8 June"),
        ("in June", "on 8 June"),
    ],
)
def test_what_may_be_one_day_has_not_moved(old: str, new: str) -> None:
    assert [then(old, new).change, then(new, old).change] == ["repeated", "repeated"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("until 2028", "until 2029"),
        ("before 2028", "before 2029"),
        ("before 2028", "in 2028"),
        ("before 2028", "by the end of 2028"),
        ("by 2027", "from 2028"),
        ("from 2028", "from 2029"),
        ("from 2028", "before 2028"),
        ("from 2028", "after 2028"),
        ("from June", "from July"),
        ("from 8 June", "from 9 June"),
        ("from 8 June", "on 10 June"),
        ("until June", "until July"),
        ("before June", "on 3 June"),
        ("by 8 June", "by 7 June"),
        ("before 8 June", "on 8 June"),
        ("on 8 June", "on 9 June"),
        ("within 2027", "within 2028"),
    ],
)
def test_what_cannot_be_one_day_has_moved(old: str, new: str) -> None:
    for first, second in ((old, new), (new, old)):
        entry = then(first, second)
        assert (entry.change, entry.deadline) == ("changed", second)
        assert entry.was is not None
        assert [(t.term, t.old, t.new) for t in entry.was.terms] == [("deadline", first, second)]


def test_a_promise_that_now_only_begins_later_is_not_late_at_its_old_day() -> None:
    *_, late = days(
        ("2026-05-04", [told("Norvia", TOLL, deadline="by June", article="a")]),
        ("2026-05-05", [told("Norvia", TOLL, deadline="from September", article="b")]),
        ("2026-07-20", []),
    )
    assert late == ()


def test_a_day_within_the_month_that_was_named_is_kept_as_the_more_exact_one() -> None:
    _, [exact], [moved] = days(
        ("2026-05-04", [told("Norvia", TOLL, deadline="in June", article="a")]),
        ("2026-05-05", [told("Norvia", TOLL, deadline="on 8 June", article="b")]),
        ("2026-05-06", [told("Norvia", TOLL, deadline="on 20 June", article="c")]),
    )
    assert (exact.change, exact.deadline, exact.due) == ("repeated", "on 8 June", "2026-06-08")
    assert (moved.change, moved.due) == ("changed", "2026-06-20")
