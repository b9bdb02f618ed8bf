"""Deadlines in words become the last day that they leave, or no day where the words tell none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.daily.ledger.deadline import due, window

TUESDAY = "2026-03-10"
DAYS = {
    "today": "2026-03-10",
    "tomorrow": "2026-03-11",
    "on Tuesday": "2026-03-10",
    "Wednesday morning": "2026-03-11",
    "by Friday": "2026-03-13",
    "by this Friday": "2026-03-13",
    "next Friday": "2026-03-13",
    "by 5 p.m. on Friday": "2026-03-13",
    "by midnight on Friday": "2026-03-13",
    "by close of business on Friday": "2026-03-13",
    "before Friday": "2026-03-12",
    "Friday, March 13": "2026-03-13",
    "this week": "2026-03-15",
    "by the end of this week": "2026-03-15",
    "by the weekend": "2026-03-15",
    "next week": "2026-03-22",
    "within 24 hours": "2026-03-11",
    "within two weeks": "2026-03-24",
    "in a fortnight": "2026-03-24",
    "within the next 10 days": "2026-03-20",
    "within 30 days": "2026-04-09",
    "within a month": "2026-04-10",
    "in two months": "2026-05-10",
    "in three years' time": "2029-03-10",
    "for the next two years": "2028-03-10",
    "within 90 days of May 4": "2026-08-02",
    "this month": "2026-03-31",
    "by the end of next month": "2026-04-30",
    "by the end of March": "2026-03-31",
    "by end-March": "2026-03-31",
    "before the end of March": "2026-03-31",
    "March 25": "2026-03-25",
    "25 March": "2026-03-25",
    "on the 25th of March": "2026-03-25",
    "the 25th": "2026-03-25",
    "by the 5th": "2026-04-05",
    "on 31 March 2026": "2026-03-31",
    "2026-05-01": "2026-05-01",
    "by 2026-05-01T12:00:00+01:00": "2026-05-01",
    "by 31.12.2026": "2026-12-31",
    "by Sept. 30": "2026-09-30",
    "before April 1": "2026-03-31",
    "before the vote on April 1": "2026-03-31",
    "by 15 April at the latest": "2026-04-15",
    "no later than 15 April": "2026-04-15",
    "in April": "2026-04-30",
    "by May": "2026-05-31",
    "before May": "2026-04-30",
    "in early April": "2026-04-10",
    "mid-April": "2026-04-20",
    "in the second week of April": "2026-04-14",
    "last week of May": "2026-05-31",
    "by February": "2026-02-28",
    "by January": "2027-01-31",
    "in the third quarter": "2026-09-30",
    "in Q4": "2026-12-31",
    "first quarter of 2027": "2027-03-31",
    "by the end of Q2 2026": "2026-06-30",
    "the first half of 2027": "2027-06-30",
    "this year": "2026-12-31",
    "by 30 June next year": "2027-06-30",
    "in June of next year": "2027-06-30",
    "by the end of next year": "2027-12-31",
    "in the first quarter of next year": "2027-03-31",
    "early next year": "2027-04-30",
    "by mid-2027": "2027-08-31",
    "until at least the end of 2030": "2030-12-31",
    "by year-end": "2026-12-31",
    "by the end of the year": "2026-12-31",
    "before the year is out": "2026-12-31",
    "by 2028": "2028-12-31",
    "in 2027": "2027-12-31",
    "before 2028": "2027-12-31",
    "until the end of 2030": "2030-12-31",
    "by the end of the decade": "2029-12-31",
    "by Christmas": "2026-12-25",
}
NONE = (
    *("before the summer", "by spring", "soon", "immediately", "for now", "within days", "in the coming weeks"),
    *("while the votes were pending", "before the machines arrive", "the same day", "over four years", "for two years"),
    *("within 30 days of entry into force", "60 days after taking them", "within 60 days of ratification", "after May"),
    *(
        "from June 1",
        "starting in 2027",
        "since Friday",
        "31 June",
        "29 February 2027",
        "",
        "in 2 or 3 years",
        "by the 42nd",
    ),
    *("30 days", "June or July", "x" * 500),
)


@pytest.mark.parametrize(("words", "day"), DAYS.items())
def test_a_deadline_leaves_until(words: str, day: str) -> None:
    assert due(words, TUESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize("words", NONE)
def test_words_that_tell_no_day_give_none(words: str) -> None:
    assert due(words, TUESDAY) is None


def test_no_deadline_is_no_day() -> None:
    assert due(None, TUESDAY) is None


def test_the_day_is_told_from_the_day_on_which_the_article_was_published() -> None:
    assert due("by Friday", "2026-03-13T23:50:00-03:00") == date(2026, 3, 13)
    assert due("next Friday", "2026-03-13") == date(2026, 3, 20)
    assert due("by 20 March", "2026-04-08") == date(2026, 3, 20)
    assert due("by 5 January", "2026-12-20") == date(2027, 1, 5)


def test_what_holds_until_a_day_is_told_from_what_is_due_on_it() -> None:
    until, by = window("until the end of June", TUESDAY), window("by the end of June", TUESDAY)
    assert until is not None
    assert by is not None
    assert (until.last, until.term) == ("2026-06-30", True)
    assert (by.last, by.term) == ("2026-06-30", False)


@given(st.text(max_size=150), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_any_words_give_a_day_or_none(words: str, today: date) -> None:
    found = window(words, today.isoformat())
    assert found is None or date.fromisoformat(found.first) <= date.fromisoformat(found.last)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 300))
def test_a_day_written_out_is_that_day_from_wherever_it_is_seen(today: date, ahead: int) -> None:
    day = today + timedelta(ahead)
    month = day.strftime("%B")
    for words in (f"by {day.day} {month} {day.year}", f"on {month} {day.day}, {day.year}", day.isoformat()):
        assert due(words, today.isoformat()) == day
    assert due(f"by {day.day} {month}", today.isoformat()) == day


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 90))
def test_a_number_of_days_is_counted_from_publication(today: date, days: int) -> None:
    assert due(f"within {days} days", today.isoformat()) == today + timedelta(days)
