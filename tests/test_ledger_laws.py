"""Laws of the ledger: whatever a day says, in whatever order, nothing is lost, nothing counts twice."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_told import told

from briefer.daily.ledger.heard import Heard
from briefer.daily.ledger.ledger import Ledger
from briefer.daily.ledger.likeness import likeness

BY = ("Norvia", "Sudland", "Estela Ruiz", "Ruiz", "Moscow", "Russia", "the ministry", "Health ministry")
ACTIONS = (
    "pay $10 million to repair the Lenga dam",
    "pay $14 million for repairs to the Lenga dam",
    "send 300 troops to Mali",
    "not send troops to Mali",
    "stop work for 24 hours",
    "stop work for longer",
    "close the border",
    "dropped its promise to close the border",
    "not raise the toll above $3.10",
    "sign the treaty on fishing",
    "sign the fisheries treaty, neither now nor later",
    "help",
)
DEADLINES = (
    None,
    None,
    "by Friday",
    "next Friday",
    "by the end of May",
    "in June",
    "within 30 days",
    "for now",
    "until 2030",
)
STATUSES = ("proposed", "announced", "announced", "agreed", "in_force", "fulfilled", "broken", "withdrawn")
KINDS = ("pledge", "pledge", "offer", "obligation", "threat")
START = date(2026, 5, 4)


@st.composite
def a_day(draw: st.DrawFn, number: int, size: int = 7) -> list[Heard]:
    """What the articles of one day say; every quote stands in one commitment of one article alone."""
    heard = []
    for index in range(draw(st.integers(0, size))):
        article = f"{number}-{draw(st.integers(0, 2))}"
        heard.append(
            told(
                draw(st.sampled_from(BY)),
                draw(st.sampled_from(ACTIONS)),
                article=article,
                quote=f"quote {number} {index} of what was said",
                deadline=draw(st.sampled_from(DEADLINES)),
                status=draw(st.sampled_from(STATUSES)),
                kind=draw(st.sampled_from(KINDS)),
                condition=draw(st.sampled_from((None, None, "if parliament agrees"))),
                story=draw(st.sampled_from(("", "s-1", "s-2"))),
                published=(START + timedelta(number - draw(st.integers(0, 1)))).isoformat(),
            )
        )
    return heard


@st.composite
def some_days(draw: st.DrawFn) -> list[tuple[str, list[Heard]]]:
    gaps = draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
    numbers = [sum(gaps[: i + 1]) for i in range(len(gaps))]
    return [((START + timedelta(n)).isoformat(), draw(a_day(n))) for n in numbers]


@given(some_days(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_within_a_day_does_not_matter(days: list[tuple[str, list[Heard]]], chance: object) -> None:
    one, other = Ledger(), Ledger()
    for today, heard in days:
        shuffled = list(heard)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
        one, ours = one.observe(today, heard)
        other, theirs = other.observe(today, shuffled)
        assert ours == theirs
    assert one == other


@given(some_days())
@settings(max_examples=60)
def test_a_day_that_is_observed_again_changes_nothing(days: list[tuple[str, list[Heard]]]) -> None:
    ledger = Ledger()
    for today, heard in days:
        once, entries = ledger.observe(today, heard)
        again, same = once.observe(today, heard)
        assert (again, same) == (once, entries)
        ledger = again


@given(some_days())
@settings(max_examples=60)
def test_every_quote_is_in_exactly_one_entry_of_its_day_and_of_the_ledger(days: list[tuple[str, list[Heard]]]) -> None:
    ledger = Ledger()
    for today, heard in days:
        ledger, entries = ledger.observe(today, heard)
        for quote in (cited for each in heard for cited in each.commitment.evidence):
            assert [quote in entry.evidence for entry in entries].count(True) == 1
            kept = [[c for s in record.statements for c in s.evidence] for record in ledger.records]
            assert [quote in each for each in kept].count(True) == 1
        assert len({entry.id for entry in entries}) == len(entries)


@given(some_days())
@settings(max_examples=40)
def test_the_ledger_survives_json(days: list[tuple[str, list[Heard]]]) -> None:
    ledger = Ledger()
    for today, heard in days:
        ledger, _ = ledger.observe(today, heard)
    assert Ledger.model_validate_json(ledger.model_dump_json(exclude_defaults=True)) == ledger


@given(some_days())
@settings(max_examples=60)
def test_an_entry_is_as_its_change_says(days: list[tuple[str, list[Heard]]]) -> None:
    ledger, known = Ledger(), set[str]()
    for today, heard in days:
        ledger, entries = ledger.observe(today, heard)
        for entry in entries:
            assert (entry.id in known) == (entry.first_seen < today)
            assert (entry.last_seen == today) or entry.change == "overdue"
            assert (entry.change == "new") <= (entry.id not in known)
            assert (entry.change == "changed") <= (entry.was is not None and bool(entry.was.terms))
            assert (entry.change in {"fulfilled", "broken", "withdrawn"}) <= (entry.status == entry.change)
            assert set(entry.possible) <= {record.id for record in ledger.records} - {entry.id}
        known |= {entry.id for entry in entries}


@given(a_day(1, size=2), a_day(2, size=2))
def test_likeness_is_the_same_from_both_sides(ours: list[Heard], theirs: list[Heard]) -> None:
    for a in (heard.statement("2026-05-05") for heard in ours):
        for b in (heard.statement("2026-05-06") for heard in theirs):
            assert likeness(a, b) == likeness(b, a)
