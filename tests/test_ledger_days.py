"""The ledger from day to day: what becomes of a promise, and what keeps two apart."""

from __future__ import annotations

from ledger_told import told

from briefer.daily.ledger.ledger import Ledger

DAM = "pay $10 million to repair the Lenga dam"


def test_a_promise_is_new_then_repeated_then_raised_then_fulfilled() -> None:
    ledger, [first] = Ledger().observe("2026-05-04", [told("Norvia", DAM, deadline="by the end of June", article="a")])
    ledger, [second] = ledger.observe(
        "2026-05-05", [told("Norvia", "spend $10m on repairs to the Lenga dam", deadline="by 30 June", article="b")]
    )
    ledger, [third] = ledger.observe(
        "2026-05-08", [told("Norvia", "pay $14 million to repair the Lenga dam", article="c")]
    )
    ledger, [fourth] = ledger.observe(
        "2026-05-12", [told("Norvia", "pay $14 million for the Lenga dam's repair", status="fulfilled", article="d")]
    )
    assert [e.change for e in (first, second, third, fourth)] == ["new", "repeated", "changed", "fulfilled"]
    assert len({e.id for e in (first, second, third, fourth)}) == 1
    assert third.was is not None
    assert [(t.term, t.old, t.new) for t in third.was.terms] == [("amount", "$10 million", "$14 million")]
    assert [c.article for c in third.was.evidence] == ["b"]
    assert third.deadline == "by the end of June"
    assert fourth.first_seen == "2026-05-04"


def test_the_same_words_by_another_actor_are_another_promise() -> None:
    ledger, _ = Ledger().observe("2026-05-04", [told("Norvia", DAM, article="a")])
    _, [entry] = ledger.observe("2026-05-05", [told("Sudland", DAM, article="b")])
    assert entry.change == "new"
    assert entry.possible == ()


def test_a_due_day_that_passed_without_word_is_reported_once() -> None:
    ledger, _ = Ledger().observe("2026-05-04", [told("Norvia", DAM, deadline="by Friday", article="a")])
    ledger, quiet = ledger.observe("2026-05-08", [])
    ledger, [late] = ledger.observe("2026-05-09", [])
    ledger, after = ledger.observe("2026-05-10", [])
    assert (quiet, late.change, late.due, after) == ((), "overdue", "2026-05-08", ())
