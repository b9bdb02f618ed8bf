"""The ledger from day to day: what becomes of a promise, and what the edition prints of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from ledger_told import body, person, told

from briefer.daily.ledger.ahead import ahead
from briefer.daily.ledger.heard import Heard
from briefer.daily.ledger.ledger import Ledger
from briefer.daily.ledger.retention import STATEMENTS
from briefer.daily.shelves import Decision
from briefer.domain.edition import Entry

DAM = "pay $10 million to repair the Lenga dam"
Terms = list[tuple[str, str | None, str | None]]


def days(*told_on: tuple[str, Iterable[Heard]]) -> list[tuple[Entry, ...]]:
    ledger, found = Ledger(), []
    for today, heard in told_on:
        ledger, entries = ledger.observe(today, heard)
        found.append(entries)
    return found


def after(first: Heard, second: Heard) -> Entry:
    """The one entry of the second of two days."""
    _, [entry] = days(("2026-05-04", [first]), ("2026-05-11", [second]))
    return entry


def terms(entry: Entry) -> Terms:
    return [] if entry.was is None else [(term.term, term.old, term.new) for term in entry.was.terms]


def test_a_promise_is_new_then_repeated_then_raised_then_fulfilled() -> None:
    [first], [second], [third], [fourth] = days(
        ("2026-05-04", [told("Norvia", DAM, deadline="by the end of June", article="a")]),
        ("2026-05-05", [told("Norvia", "spend $10m on repairs to the Lenga dam", deadline="by 30 June", article="b")]),
        ("2026-05-08", [told("Norvia", "pay $14 million to repair the Lenga dam", article="c")]),
        (
            "2026-05-12",
            [told("Norvia", "pay $14 million for the Lenga dam's repair", status="fulfilled", article="d")],
        ),
    )
    assert [e.change for e in (first, second, third, fourth)] == ["new", "repeated", "changed", "fulfilled"]
    assert len({e.id for e in (first, second, third, fourth)}) == 1
    assert terms(third) == [("amount", "$10 million", "$14 million")]
    assert third.was is not None
    assert [c.article for c in third.was.evidence] == ["b"]
    assert [c.article for c in third.evidence] == ["c"]
    assert (third.deadline, third.due) == ("by the end of June", "2026-06-30")
    assert terms(fourth) == [("status", "announced", "fulfilled")]
    assert (fourth.first_seen, fourth.last_seen) == ("2026-05-04", "2026-05-12")


def test_the_same_words_by_another_actor_are_another_promise() -> None:
    entry = after(told("Norvia", DAM, article="a"), told("Sudland", DAM, article="b"))
    assert (entry.change, entry.possible) == ("new", ())


def test_a_due_day_that_passed_without_word_is_reported_once_on_the_first_edition_after_it() -> None:
    promised, quiet, on_the_day, late, later = days(
        ("2026-05-04", [told("Norvia", DAM, deadline="by Friday")]),
        *((f"2026-05-0{n}", []) for n in (6, 8, 9)),
        ("2026-05-20", []),
    )
    assert [e.change for e in promised] == ["new"]
    assert (quiet, on_the_day, later) == ((), (), ())
    assert [(e.change, e.due, e.evidence[0].article) for e in late] == [("overdue", "2026-05-08", "a-1")]


def test_a_promise_that_was_kept_in_time_is_not_overdue() -> None:
    promised = told("Norvia", DAM, deadline="by Friday", article="a")
    kept = told("Norvia", DAM, status="fulfilled", article="b")
    *_, quiet = days(("2026-05-04", [promised]), ("2026-05-07", [kept]), ("2026-05-09", []))
    assert quiet == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "not raise the toll", "deadline": "by Friday"},
        {"action": "keep the ferry running", "deadline": "until Friday"},
    ],
)
def test_what_holds_until_a_day_is_not_late_after_it(fields: dict[str, str]) -> None:
    action = fields.pop("action")
    _, quiet = days(("2026-05-04", [told("Norvia", action, **fields)]), ("2026-05-09", []))
    assert quiet == ()


def test_a_late_promise_that_is_given_a_new_day_may_be_late_again() -> None:
    changes = [
        [e.change for e in entries]
        for entries in days(
            ("2026-05-04", [told("Norvia", DAM, deadline="by Friday", article="a")]),
            ("2026-05-09", []),
            ("2026-05-11", [told("Norvia", DAM, deadline="by 20 May", article="b")]),
            ("2026-05-20", []),
            ("2026-05-21", []),
        )
    ]
    assert changes == [["new"], ["overdue"], ["changed"], [], ["overdue"]]


def test_a_promise_spoken_of_after_its_day_is_overdue_until_that_was_said_once() -> None:
    changes = [
        [e.change for e in entries]
        for entries in days(
            ("2026-05-04", [told("Norvia", DAM, deadline="by Friday", article="a")]),
            ("2026-05-11", [told("Norvia", DAM, article="b")]),
            ("2026-05-12", [told("Norvia", DAM, article="c")]),
        )
    ]
    assert changes == [["new"], ["overdue"], ["repeated"]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("by the end of March", "by 31 March"),
        ("next Friday", "13 March"),
        ("by Friday", "on 13 March 2026"),
        ("in April", "on 7 April"),
        ("by 7 April", "in April"),
        ("within 30 days", "within 30 days"),
        ("by the end of the year", None),
        ("while talks last", "for as long as talks last"),
    ],
)
def test_a_deadline_in_other_words_or_in_none_is_no_change(old: str, new: str | None) -> None:
    first = told("Norvia", DAM, deadline=old, article="a", published="2026-03-09")
    second = told("Norvia", DAM, deadline=new, article="b", published="2026-03-11")
    _, [entry] = days(("2026-03-09", [first]), ("2026-03-11", [second]))
    assert (entry.change, entry.was) == ("repeated", None)
    assert entry.deadline is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("by the end of March", "in April"),
        ("on 25 March", "by the end of April"),
        ("by Friday", "by 20 March"),
        ("until the end of 2030", "the end of 2029"),
        ("within 30 days of ratification", "within 60 days of ratification"),
        (None, "by Friday"),
    ],
)
def test_a_deadline_of_another_day_is_a_change(old: str | None, new: str) -> None:
    first = told("Norvia", DAM, deadline=old, article="a", published="2026-03-09")
    second = told("Norvia", DAM, deadline=new, article="b", published="2026-03-11")
    _, [entry] = days(("2026-03-09", [first]), ("2026-03-11", [second]))
    assert entry.change == "changed"
    assert terms(entry) == [("deadline", old, new)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("send 300 troops to Mali", "send 1,500 troops to Mali", ("300", "1,500")),
        ("release 10 hostages from the camp", "free 12 captives from the camp", ("10", "12")),
        ("cut emissions by 20%", "cut emissions by 30 per cent", ("20%", "30%")),
        ("lend Kenya €1.2 billion", "lend Kenya €900 million", ("€1.2 billion", "€900 million")),
        ("raise the wage to 900 pesos", "raise the wage to 950 pesos", ("900 pesos", "950 pesos")),
        (
            "lend $140 million to the port",
            "lend the port $150 million rather than $140 million",
            ("$140 million", "$150 million"),
        ),
        (
            "raise aid from $5 million to $8 million",
            "raise aid from $5 million to $9 million",
            ("$8 million", "$9 million"),
        ),
    ],
)
def test_another_amount_is_a_change_with_the_old_and_the_new_one(old: str, new: str, said: tuple[str, str]) -> None:
    entry = after(told("Norvia", old, article="a"), told("Norvia", new, article="b"))
    assert entry.change == "changed"
    assert terms(entry) == [("amount", *said)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("spend $412 million on dredging the canal", "spend $412m on dredging the canal"),
        ("spend $412 million on dredging the canal", "pay for dredging the canal"),
        ("spend $412.3 million on dredging the canal", "spend $412 million on dredging the canal"),
        ("send forty troops to Mali", "send 40 troops to Mali"),
        ("release ten hostages from the camp", "free 10 captives from the camp"),
        ("release hostages from the camp", "free 10 captives from the camp"),
        ("fix 300 leaks in Harle by the end of October", "repair 300 leaking pipes in Harle"),
        ("stop work at the port for 24 hours", "stop work at the port for a day"),
    ],
)
def test_the_same_amount_or_none_is_no_change(old: str, new: str) -> None:
    assert after(told("Norvia", old, article="a"), told("Norvia", new, article="b")).change == "repeated"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("parts", "total", "quote"),
    [
        ("pay $82m, $124m and $206m for the Ard channel", "pay $412 million for the Ard channel", ""),
        (
            "pay $206m for the Ard channel",
            "pay $412m for the Ard channel",
            "It will be 82, 124 and 206: $82m, $124m and $206m",
        ),
        ("send 100 medics and 200 medics to Mali", "send 300 medics to Mali", ""),
    ],
)
def test_the_parts_of_a_sum_are_no_other_sum(parts: str, total: str, quote: str, *, turned: bool) -> None:
    told_on = [told("Norvia", parts, quote=quote, article="a"), told("Norvia", total, article="b")]
    first, second = reversed(told_on) if turned else told_on
    assert (after(first, second).change, terms(after(first, second))) == ("repeated", [])


def test_parts_that_make_up_another_sum_are_a_change() -> None:
    parts = told("Norvia", "pay $82m, $124m and $306m for the Ard channel", article="b")
    assert after(told("Norvia", "pay $412m for the Ard channel", article="a"), parts).change == "changed"


def test_a_total_that_the_earlier_quote_gave_is_no_new_amount() -> None:
    first = told(
        "Norvia", "pay $6 million and $4 million to repair the dam", quote="a plan of $10 million: 6 and 4", article="a"
    )
    assert after(first, told("Norvia", "pay $10 million to repair the dam", article="b")).change == "repeated"


@pytest.mark.parametrize(("old", "new"), [("proposed", "agreed"), ("announced", "agreed"), ("agreed", "in_force")])
def test_a_promise_that_goes_further_has_changed_and_one_told_more_modestly_has_not(old: str, new: str) -> None:
    entry = after(told("Norvia", DAM, status=old, article="a"), told("Norvia", DAM, status=new, article="b"))
    assert (entry.change, entry.status, terms(entry)) == ("changed", new, [("status", old, new)])
    entry = after(told("Norvia", DAM, status=new, article="a"), told("Norvia", DAM, status=old, article="b"))
    assert (entry.change, entry.status) == ("repeated", new)


def test_an_offer_that_became_binding_has_changed() -> None:
    entry = after(
        told("Norvia", DAM, kind="offer", status="proposed", article="a"),
        told("Norvia", DAM, kind="obligation", status="agreed", article="b"),
    )
    assert terms(entry) == [("kind", "offer", "obligation"), ("status", "proposed", "agreed")]


def test_a_condition_that_was_added_or_replaced_is_a_change_and_one_left_out_is_not() -> None:
    bare = told("Norvia", DAM, article="a")
    bound = told("Norvia", DAM, condition="if parliament agrees", article="b")
    other = told("Norvia", DAM, condition="once the bank has paid", article="b")
    assert terms(after(bare, bound)) == [("condition", None, "if parliament agrees")]
    again = told("Norvia", DAM, condition="provided the parliament agrees", article="c")
    assert after(bound, again).change == "repeated"
    assert after(bound, other).change == "changed"
    assert after(bound, bare).change == "repeated"


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("Norvia dropped its promise to repair the Lenga dam", "withdrawn"),
        ("Norvia has withdrawn its offer to repair the Lenga dam", "withdrawn"),
        ("Norvia will no longer repair the Lenga dam", "withdrawn"),
        ("The minister, who had promised to repair the Lenga dam, took that back", "withdrawn"),
        ("The pledge to repair the Lenga dam has been scrapped", "withdrawn"),
        ("Norvia broke its promise to repair the Lenga dam", "broken"),
        ("Norvia reneged on its commitment to repair the Lenga dam", "broken"),
        ("Norvia failed to keep its pledge to repair the Lenga dam", "broken"),
        ("Norvia made good on its promise to repair the Lenga dam", "fulfilled"),
        ("Norvia kept its word to repair the Lenga dam", "fulfilled"),
        ("Norvia finished the repair of the Lenga dam that it had promised", "fulfilled"),
        ("Norvia has not dropped its promise to repair the Lenga dam", "repeated"),
        ("Norvia may drop its plan to repair the Lenga dam", "repeated"),
        ("Norvia denied that it broke its promise to repair the Lenga dam", "repeated"),
        ("If it broke its promise to repair the Lenga dam, Norvia would pay", "repeated"),
        ("Norvia will keep its promise to repair the Lenga dam", "repeated"),
    ],
)
def test_plain_words_say_what_became_of_a_promise(words: str, change: str) -> None:
    entry = after(
        told("Norvia", "repair the Lenga dam", article="a"),
        told("Norvia", "repair the Lenga dam", quote=words, article="b"),
    )
    assert entry.change == change


def test_plain_words_in_the_action_say_it_too() -> None:
    entry = after(
        told("Norvia", "repair the Lenga dam", article="a"),
        told("Norvia", "dropped its promise to repair the Lenga dam", article="b"),
    )
    assert (entry.change, entry.status) == ("withdrawn", "withdrawn")
    assert entry.was is not None
    assert entry.was.evidence[0].article == "a"


def test_a_strike_that_was_called_off_is_a_threat_withdrawn() -> None:
    entry = after(
        told("rail union RMX", "walk out for 48 hours", kind="threat", condition="unless talks resume", article="a"),
        told("RMX", "call off its 48-hour walkout", article="b"),
    )
    assert (entry.change, entry.action) == ("withdrawn", "call off its 48-hour walkout")


def test_an_amount_that_only_the_earlier_quote_had_is_the_old_one() -> None:
    entry = after(
        told("Norvia", "build a hospital in Tamar", quote="a hospital in Tamar, at a cost of $40 million", article="a"),
        told("Norvia", "spend $55 million on a hospital in Tamar", article="b"),
    )
    assert terms(entry) == [("amount", "$40 million", "$55 million")]


def test_a_promise_may_be_kept_by_another_act() -> None:
    entry = after(
        told("Norvia", "build a new bridge at Lenga", article="a"),
        told("Norvia", "open the bridge at Lenga", status="fulfilled", article="b"),
    )
    assert entry.change == "fulfilled"


def test_a_closed_promise_that_is_only_recalled_stays_closed_and_one_renewed_is_open_again() -> None:
    withdrawn = told("Norvia", DAM, status="withdrawn", article="b")
    start = (("2026-05-04", [told("Norvia", DAM, article="a")]), ("2026-05-05", [withdrawn]))
    *_, [recalled] = days(*start, ("2026-05-06", [told("Norvia", DAM, article="c")]))
    *_, [renewed] = days(
        *start,
        ("2026-05-06", [told("Norvia", DAM, quote="Norvia again promised to repair the Lenga dam", article="c")]),
    )
    assert (recalled.change, recalled.status) == ("repeated", "withdrawn")
    assert (renewed.change, renewed.status) == ("changed", "announced")


def test_what_several_outlets_say_on_one_day_is_one_entry_with_their_quotes() -> None:
    [[entry]] = days(
        (
            "2026-05-04",
            [
                told("Norvia", DAM, article="a", story="s"),
                told("Norvia", "spend $10m on repairs to the Lenga dam", article="b", story="s", deadline="by Friday"),
            ],
        )
    )
    assert [c.article for c in entry.evidence] == ["a", "b"]
    assert (entry.change, entry.deadline, entry.stories) == ("new", "by Friday", ("s",))


def test_copies_of_one_wire_speak_once() -> None:
    wire = told("Norvia", DAM, article="wire", voice="wire")
    copy = told("Norvia", DAM, article="copy", voice="wire")
    other = told("Norvia", DAM, article="own", voice="own")
    [[entry]] = days(("2026-05-04", [copy, wire, other]))
    assert [c.article for c in entry.evidence] == ["copy", "own"]


def test_two_threats_of_one_article_stay_two() -> None:
    day = [
        told("Dockers", "stop work for 24 hours", kind="threat", quote="would stop for 24 hours", article="a"),
        told(
            "Dockers",
            "stop work for longer than 24 hours",
            kind="threat",
            quote="and for longer",
            condition="if fees rise",
            article="a",
        ),
    ]
    [entries] = days(("2026-05-04", day))
    assert len(entries) == 2
    _, again = days(
        ("2026-05-04", day),
        (
            "2026-05-05",
            [
                told(
                    h.commitment.by,
                    h.commitment.action,
                    kind="threat",
                    condition=h.commitment.condition,
                    article="b",
                    quote=h.commitment.evidence[0].text,
                )
                for h in day
            ],
        ),
    )
    assert sorted(e.change for e in again) == ["repeated", "repeated"]


def test_the_opposite_promise_is_another_one() -> None:
    entry = after(told("Norvia", "close the border", article="a"), told("Norvia", "not close the border", article="b"))
    assert (entry.change, entry.possible) == ("new", ())


def test_a_threat_to_withhold_a_loan_unless_is_the_promise_of_that_loan() -> None:
    entry = after(
        told(
            "Harbour Bank",
            "withhold the $40 million loan",
            kind="threat",
            condition="if no auditor is named",
            article="a",
        ),
        told(
            "Harbour Bank",
            "lend $45 million",
            kind="offer",
            status="proposed",
            condition="once an auditor is named",
            article="b",
        ),
    )
    assert terms(entry)[0] == ("amount", "$40 million", "$45 million")


def test_a_doubtful_match_is_a_new_entry_that_names_the_candidate() -> None:
    first, [second] = days(
        ("2026-05-04", [told("Health ministry", "buy two million doses of the malaria vaccine", article="a")]),
        ("2026-05-05", [told("Health ministry", "buy two million doses of the measles vaccine", article="b")]),
    )
    assert second.change == "new"
    assert second.possible == (first[0].id,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"by": "Estela Ruiz"}, {"by": "Ruiz"}),
        ({"by": "Russia"}, {"by": "Moscow"}),
        ({"by": "Estela Ruiz", "actors": (person("Estela Ruiz", of="Norvia"),)}, {"by": "Norvia"}),
        ({"by": "World Trade Organization"}, {"by": "WTO"}),
        ({"by": ("Chad", "Mali", "Niger")}, {"by": ("Niger", "Chad", "Mali")}),
        ({"by": ("Chad", "Mali", "Niger")}, {"by": "Chad, Mali and Niger"}),
        ({"by": "Russia"}, {"by": "the Russian government"}),
        ({"by": "Norvia"}, {"by": "Norvia's government"}),
        ({"by": "Government of Norvia"}, {"by": "Norvia"}),
        ({"by": "Acme Motors"}, {"by": "Acme"}),
        ({"by": "Health Minister Paula Greaves"}, {"by": "Greaves", "actors": (person("Paula Greaves", "Greaves"),)}),
        ({"by": "Health Minister Paula Greaves"}, {"by": "health ministry"}),
        ({"by": "the ministry", "actors": (body("Ministry of Works", "the ministry"),)}, {"by": "Ministry of Works"}),
    ],
)
def test_one_promiser_by_two_names(old: dict[str, object], new: dict[str, object]) -> None:
    first = told(old.pop("by"), "repair the Lenga dam", article="a", **old)  # type: ignore[arg-type]  # names or a name
    second = told(new.pop("by"), "repair the Lenga dam", article="b", **new)  # type: ignore[arg-type]  # names or a name
    assert after(first, second).change == "repeated"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            {"by": "Ana Ruiz", "actors": (person("Ana Ruiz", "Ruiz"),)},
            {"by": "Luis Ruiz", "actors": (person("Luis Ruiz", "Ruiz"),)},
        ),
        (
            {"by": "health ministry", "actors": (body("health ministry", of="Chad"),)},
            {"by": "health ministry", "actors": (body("health ministry", of="Mali"),)},
        ),
        ({"by": ("Chad", "Mali", "Niger")}, {"by": "Ghana"}),
        ({"by": "Niger"}, {"by": "Niger Delta Avengers"}),
    ],
)
def test_two_promisers_of_like_names(old: dict[str, object], new: dict[str, object]) -> None:
    first = told(old.pop("by"), "repair the Lenga dam", article="a", **old)  # type: ignore[arg-type]  # names or a name
    second = told(new.pop("by"), "repair the Lenga dam", article="b", **new)  # type: ignore[arg-type]  # names or a name
    assert after(first, second).change == "new"


def test_to_others_is_another_promise() -> None:
    entry = after(
        told("Norvia", "lend $2 million", to=("Chad",), article="a"),
        told("Norvia", "lend $2 million", to=("Mali",), article="b"),
    )
    assert entry.change == "new"


@pytest.mark.parametrize("published", ["", "some time in March", "2026-13-45"])
def test_where_an_article_has_no_date_its_deadlines_are_told_from_that_of_the_edition(published: str) -> None:
    [[entry]] = days(("2026-05-04", [told("Norvia", DAM, deadline="by Friday", published=published)]))
    assert entry.due == "2026-05-08"


def test_an_older_article_read_later_changes_nothing() -> None:
    *_, [entry] = days(
        (
            "2026-05-05",
            [told("Norvia", "pay $14 million to repair the Lenga dam", article="a", published="2026-05-05")],
        ),
        ("2026-05-06", [told("Norvia", DAM, article="b", published="2026-05-03")]),
    )
    assert (entry.change, entry.action) == ("repeated", "pay $14 million to repair the Lenga dam")


def test_a_day_observed_anew_is_observed_instead_and_what_came_after_it_is_forgotten() -> None:
    first, _ = Ledger().observe("2026-05-04", [told("Norvia", DAM, article="a")])
    second, _ = first.observe(
        "2026-05-05", [told("Norvia", DAM, article="b"), told("Ostia", "close the border", article="b")]
    )
    third, _ = second.observe("2026-05-06", [told("Norvia", "pay $14 million to repair the Lenga dam", article="c")])
    anew = [told("Sudland", "open the airport", article="d")]
    assert third.observe("2026-05-05", anew) == first.observe("2026-05-05", anew)
    assert third.before("2026-05-05").records == first.records


def test_an_article_that_was_parted_from_its_entry_is_an_entry_of_its_own_and_goes_to_no_other() -> None:
    ledger, [best, _] = Ledger().observe(
        "2026-05-04",
        [
            told("Norvia", "repair the Lenga dam", article="a"),
            told("Norvia", "repair the Lenga dam and its sluice gates", article="a"),
        ],
    )
    again = [told("Norvia", "repair the Lenga dam", article="b")]
    joined, [entry] = ledger.observe("2026-05-05", again)
    assert entry.id == best.id
    parting = [Decision("ledger.split", best.id, "b", "", "2026-05-05")]
    rebuilt, [other] = ledger.observe("2026-05-05", again, parting)
    assert (other.change, rebuilt.records) == ("new", joined.ruled(parting).records)
    later, [third] = rebuilt.observe("2026-05-06", [told("Norvia", "repair the Lenga dam", article="b")], parting)
    assert (third.id, len(later.records)) == (other.id, 3)


def test_what_is_due_is_looked_forward_to_soonest_first() -> None:
    ledger, _ = Ledger().observe(
        "2026-05-04",
        [
            told("Norvia", DAM, deadline="by the end of June", article="a"),
            told("Sudland", "open the airport", deadline="on Friday", article="b"),
            told("Ostia", "sign the treaty", deadline="by 2030", article="c"),
            told("Westria", "keep the ferry running", deadline="until 1 June", article="d"),
            told("Ostia", "free the bloggers", deadline="by 1 June", status="withdrawn", article="e"),
        ],
    )
    assert [(d.on, d.what) for d in ahead(ledger, "2026-05-04")] == [
        ("2026-05-08", "Sudland: open the airport"),
        ("2026-06-01", "Westria: keep the ferry running (until then)"),
        ("2026-06-30", f"Norvia: {DAM}"),
    ]
    assert [d.on for d in ahead(ledger, "2026-06-02")] == ["2026-06-30"]


def test_closed_and_old_promises_are_forgotten_and_those_to_come_are_not() -> None:
    ledger, _ = Ledger().observe(
        "2026-01-05",
        [
            told("Norvia", DAM, status="fulfilled", article="a"),
            told("Sudland", "open the airport", article="b"),
            told("Ostia", "sign the treaty", deadline="by 2030", article="c"),
        ],
    )
    left = {}
    for today in ("2026-03-01", "2026-04-01", "2026-12-01"):
        ledger, _ = ledger.observe(today, [])
        left[today] = sorted(record.statements[0].article for record in ledger.records)
    assert left == {"2026-03-01": ["a", "b", "c"], "2026-04-01": ["b", "c"], "2026-12-01": ["c"]}


def test_the_history_of_a_promise_that_is_repeated_for_ever_stays_short() -> None:
    ledger, day = Ledger(), date(2026, 1, 1)
    for number in range(2 * STATEMENTS):
        today = (day + timedelta(number)).isoformat()
        ledger, [entry] = ledger.observe(today, [told("Norvia", DAM, article=f"a-{number}")])
        assert entry.change == ("repeated" if number else "new")
    [record] = ledger.records
    assert len(record.statements) == STATEMENTS
    assert record.first_seen == "2026-01-01"


def test_of_two_articles_of_a_day_the_later_holds_whatever_zone_its_time_is_told_in() -> None:
    earlier = told("Norvia", DAM, deadline="by 1 June", article="a", published="2026-05-04T08:00:00+02:00")
    later = told("Norvia", DAM, deadline="by 1 July", article="b", published="2026-05-04T07:00:00+00:00")
    [[entry]] = days(("2026-05-04", [earlier, later]))
    assert (entry.deadline, [cited.article for cited in entry.evidence]) == ("by 1 July", ["a", "b"])
