"""Linking: copies are one voice, one event is one story, and what merely looks alike stays apart."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import LATER, REPORT, WIRE, account, told

from briefer.daily.stories.account import Account, Join, Linked, Rulings
from briefer.daily.stories.grouping import grouped, roundups
from briefer.daily.stories.link import link


def groups(linked: Linked) -> set[frozenset[str]]:
    return {frozenset(story) for story in linked.stories}


def test_a_wire_its_copy_a_report_and_what_follows_a_month_later_are_one_story_and_another_topic_of_the_minister_is_not() -> (
    None
):
    linked = link(told())
    assert groups(linked) == {frozenset({"wire", "copy", "report", "later"}), frozenset({"other"})}
    assert dict(linked.copies) == {"copy": "wire"}


def test_every_join_says_why_in_words() -> None:
    reasons = {(join.a, join.b): join.reason for join in link(told()).joins}
    assert reasons["copy", "wire"].startswith("has ")
    assert "five-word runs in common with “Ferry sinks off Lomar, 14 dead” (Kestrel Wire)" in reasons["copy", "wire"]
    assert "names" in reasons["report", "wire"]
    assert "days apart" in next(reason for (a, _), reason in reasons.items() if a == "later")


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_pages_does_not_matter(order: random.Random) -> None:
    pages = told()
    order.shuffle(pages)
    assert link(pages) == link(told())


def test_the_outcome_is_the_same_in_processes_with_other_hash_seeds(root: Path) -> None:
    code = (
        "import json; from telling import told; from briefer.daily.stories.link import link; found = link(told());"
        "print(json.dumps([found.stories, sorted(found.copies.items()), [j.reason for j in found.joins]]))"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{root}:{root / 'tests'}"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outcomes) == 1
    assert json.loads(outcomes.pop())[0]


def test_the_same_address_is_the_same_page_whatever_it_is_called() -> None:
    a = account("a", WIRE, url="https://www.example.org/ferry/?utm_source=feed#top")
    b = account("b", "Updated: the search goes on. More soon.", 3, url="http://example.org/ferry")
    linked = link([a, b])
    assert dict(linked.copies) == {"b": "a"}
    assert linked.joins[0].kind == "address"


def test_a_front_page_is_no_address_of_an_article() -> None:
    pages = [account("a", WIRE, url="https://example.org/"), account("b", OTHER_TEXT, 1, url="https://example.org")]
    assert len(link(pages).stories) == 2


OTHER_TEXT = (
    "Growers in the Alder valley expect half a crop of plums after the frost, their cooperative said on Monday evening."
)


def test_a_copy_with_another_headline_and_edited_figures_is_a_copy() -> None:
    edited = WIRE.replace("212", "about 200").replace("14 people", "at least 12 people").replace("nobody", "no one")
    linked = link([account("a", WIRE, title="Ferry sinks"), account("b", edited, 2, title="Disaster at sea")])
    assert dict(linked.copies) == {"b": "a"}


def test_the_original_is_the_fullest_of_the_first_day() -> None:
    short = WIRE[: WIRE.index("Divers are")]
    assert dict(link([account("short", short), account("full", WIRE, 6)]).copies) == {"short": "full"}
    assert dict(link([account("short", short), account("full", WIRE, 30)]).copies) == {"full": "short"}


def test_what_a_publisher_takes_over_from_its_last_report_makes_no_copy_but_one_story() -> None:
    news = (
        "Divers reached the wreck on Tuesday at noon and found the pin of the bow door sheared, Varnow said. "
        "The coastguard called off the search for survivors at dusk and the flags in Lomar went to half mast. "
        "Brightwater Lines cancelled all sailings."
    )
    background = WIRE[WIRE.index('"The bow') : WIRE.index("Divers are")]
    linked = link([account("a", WIRE, family="Kestrel"), account("b", f"{news}\n\n{background}", 26, family="Kestrel")])
    assert len(linked.stories) == 1
    assert not linked.copies


@pytest.mark.parametrize("text", ["", "   \n", "More soon.", "Please enable JavaScript to read this page on our site."])
def test_pages_without_a_text_of_their_own_are_not_put_together_for_that(text: str) -> None:
    pages = [
        account("a", text, title="Ferry sinks off Lomar"),
        account("b", text, 1, title="Frost takes half the plums"),
    ]
    linked = link(pages)
    assert len(linked.stories) == 2
    assert not linked.copies


def test_the_same_teaser_under_the_same_title_is_a_copy() -> None:
    pages = [account(key, "More soon.", title="Ferry sinks off Lomar, 14 dead") for key in "ab"]
    assert dict(link(pages).copies) == {"b": "a"}


def test_pages_in_other_languages_and_scripts_are_taken_as_they_are() -> None:
    spanish = "El transbordador Tarn Lily se hundió el lunes frente a Lomar con 212 pasajeros. Brightwater Lines lamentó la tragedia."
    japanese = "フェリーが月曜日に沈没し、14人が死亡した。運輸大臣は調査を命じた。" * 3
    linked = link(
        [account("a", WIRE), account("es", spanish, 2), account("ja", japanese, 3), account("ja2", japanese, 5)]
    )
    assert dict(linked.copies) == {"ja2": "ja"}


def test_half_of_a_surrogate_pair_and_odd_signs_do_no_harm() -> None:
    assert len(link([account("a", "\ud800 \x00 \u202e" * 20), account("b", WIRE)]).stories) == 2


def test_a_roundup_does_not_chain_the_stories_that_it_collects() -> None:
    pages = told()
    plums = (
        f"{OTHER_TEXT} The chairwoman, Benedikta Raum, said that trees in Lower Alder had lost all their blossom "
        "in one night. Insurers will not pay. Sprinklers saved some orchards near Upper Alder."
    )
    pages += [account("plums", plums, 4), account("both", f"{WIRE}\n\n{plums}", 8)]
    found = groups(link(pages))
    assert not any({"wire", "plums"} <= story for story in found)


def test_a_page_tied_to_two_that_have_nothing_in_common_collects_stories() -> None:
    joins = [Join("r", other, "words", 0.4, "", ("", "")) for other in ("a", "b")]
    assert roundups(joins, lambda *_: False) == {"r"}
    assert roundups(joins, lambda *_: True) == set()
    assert roundups(joins[:1], lambda *_: False) == set()


def test_two_groups_become_one_only_where_most_of_their_pages_have_to_do_with_each_other() -> None:
    joins = [Join("b", "a", "copy", 0.9, "", ("", "")), Join("c", "b", "words", 0.4, "", ("", ""))]
    for related, together in ((lambda *_: True, True), (lambda one, other: {one, other} == {"b", "c"}, False)):
        found, standing = grouped(["a", "b", "c"], joins, Rulings(), {}, related)
        assert (found.root("c") == found.root("a")) is together
        assert len(standing) == 1 + together


def test_the_same_notice_in_place_of_two_texts_makes_no_copy() -> None:
    notice = "Our readers in your country cannot see this page for legal reasons, which we regret; we work on a remedy."
    pages = [account("a", notice, title="Ferry sinks off Lomar"), account("b", notice, 1, title="Frost takes plums")]
    linked = link(pages)
    assert not linked.copies
    assert len(linked.stories) == 2


def test_a_footer_that_returns_on_every_page_of_a_publisher_joins_nothing() -> None:
    footer = (
        "Kestrel Holdings makes pumps, valves and meters for water works in eleven countries. Founded in Skarby, it is led by "
        "Mara Oldenhove and listed on the Brenna exchange. Its brands are Kestrel Flow, Kestrel Sense and Oldenhove Brothers."
    )
    bodies = [
        "Kestrel Holdings will build a plant for meters at Dunmore, it said today. Two hundred people will work there from autumn.",
        "Sales of Kestrel Holdings fell by four per cent in the quarter. Demand for valves was weak in southern markets.",
        "A court in Brenna has thrown out the claim of a former dealer against Kestrel Holdings over unpaid commissions.",
        "Kestrel Holdings has named Piet Sallow head of research. He comes from the university, where he taught hydraulics.",
    ]
    pages = [account(str(n), f"{body}\n\n{footer}", n, family="Kestrel") for n, body in enumerate(bodies)]
    linked = link(pages)
    assert len(linked.stories) == 4
    assert not linked.copies


def test_a_person_can_keep_apart_what_the_linker_would_join_and_join_what_it_would_not() -> None:
    apart = link(told(), Rulings(apart=(("report", "wire"),)))
    assert not any({"report", "wire"} <= story for story in groups(apart))
    together = link(told(), Rulings(together=(("other", "later"),)))
    assert groups(together) == {frozenset({"wire", "copy", "report", "later", "other"})}


def test_known_stories_stay_together_and_a_ruling_on_a_story_holds_for_pages_to_come() -> None:
    known = {"wire": "S1", "copy": "S1", "other": "S1"}
    assert any({"wire", "other", "report"} <= story for story in groups(link(told(), known=known)))
    ruled = link(told(), Rulings(apart=(("report", "S1"),)), known)
    assert not any({"wire", "report"} <= story for story in groups(ruled))


def test_a_feed_of_many_stories_keeps_them_apart_and_finds_the_copies_in_it() -> None:
    chance = random.Random(5)
    syllables = "bar del fin gor hal jin kas lem mor nor pel ros sul tav ven wick yar zeb".split()
    common = (WIRE + REPORT + LATER).lower().split()

    def text(number: int) -> str:
        own = ["".join(chance.sample(syllables, 3)).title() for _ in range(6)]
        return " ".join(chance.choice(own) if chance.random() < 0.12 else chance.choice(common) for _ in range(150))

    stories = [account(f"s{n}", text(n), n % 24, title=f"Title {n}") for n in range(250)]
    copies = [
        account(f"c{n}", f"{stories[n].text} A local sentence stands here.", n % 24 + 1, title=f"Local {n}")
        for n in range(50)
    ]
    linked = link([*stories, *copies])
    assert len(linked.stories) == 250
    assert {(copy[1:], original[0]) for copy, original in linked.copies.items()} == {(str(n), "s") for n in range(50)}
    assert all(copy[1:] == original[1:] for copy, original in linked.copies.items())


def test_three_hundred_papers_with_one_wire_are_one_voice() -> None:
    pages = [account(f"{n:03}", f"{WIRE}\nPrinted in town {n}.", n / 20, title=f"Paper {n}") for n in range(300)]
    linked = link(pages)
    assert len(linked.stories) == 1
    assert len(linked.copies) == 299


def test_pages_far_apart_in_time_are_not_one_story_for_having_the_names_in_common() -> None:
    pages: list[Account] = told()
    year = account("year", REPORT.replace("showed", "had shown"), title="A year on")
    pages.append(
        Account(year.key, OTHER_TEXT + LATER[:80], year.at + timedelta(days=200), year.title, None, year.family)
    )
    assert {"year"} in groups(link(pages))
