"""Figures on which outlets differ are shown with both quotes; figures that only look different are not."""

from __future__ import annotations

import pytest

from briefer.daily.stories.disagreements import Told, disagreements
from briefer.domain.article import Article
from briefer.domain.edition import Disagreement

MORNING, NOON, NEXT = "2026-03-10T08:00:00+00:00", "2026-03-10T12:00:00+01:00", "2026-03-11T12:00:00+00:00"


def said(*texts: str, at: tuple[str, ...] = ()) -> tuple[Disagreement, ...]:
    times = [*at, *[MORNING] * len(texts)]
    return disagreements(
        "s", [Told(f"p{n}", Article(text, id=f"p{n}", published=times[n]), times[n]) for n, text in enumerate(texts)]
    )


def values(found: tuple[Disagreement, ...]) -> list[set[str]]:
    return [{figure.value for figure in one.figures} for one in found]


def test_tolls_that_differ_are_shown_with_the_sentences_that_have_them_and_who_says_so() -> None:
    texts = (
        "The quake struck at night. It killed 14 people in Velmora and injured at least 30 others, officials said.",
        "Nineteen people died in the earthquake and 41 were hurt, the mayor of Velmora said.",
        "The death toll in Velmora stood at 14, the interior ministry said, with about 40 injured.",
    )
    (found,) = said(*texts)
    assert found.about == "dead"
    assert found.story == "s"
    assert [(figure.value, figure.articles) for figure in found.figures] == [
        ("14 people", ("p0", "p2")),
        ("Nineteen people", ("p1",)),
    ]
    for figure in found.figures:
        for quote in figure.evidence:
            ((start, end),) = quote.spans
            assert quote.text == texts[int(quote.article[1])][start:end]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (
            "A loan of $140 million from Karst Bank.",
            "Karst Bank puts its loan at $150 million.",
            {"$140 million", "$150 million"},
        ),
        (
            "The ferry carried 212 passengers when it sank off Lomar, the coastguard said.",
            "The coastguard said 230 passengers were aboard the ferry off Lomar when it sank.",
            {"212 passengers", "230 passengers"},
        ),
        (
            "The central bank raised its key rate to 4.5% on Thursday.",
            "The central bank raised its key rate to 4.75 per cent on Thursday.",
            {"4.5%", "4.75 per cent"},
        ),
        (
            "Regulators fined Klippra 410 million kronor, the largest fine yet.",
            "The fine on Klippra, the largest yet, is 390 million kronor.",
            {"410 million kronor", "390 million kronor"},
        ),
        (
            "At least 40 people were killed.",
            "The quake killed at least 52 people.",
            {"At least 40 people", "at least 52 people"},
        ),
        ("At least 130 people fell ill.", "So far 170 people have fallen ill.", set()),
        ("Some 131 people fell ill.", "By noon 170 had fallen ill.", {"Some 131 people", "170"}),
        (
            "The fire burnt 5,600 hectares of pine.",
            "By evening the flames had eaten 7,100 hectares.",
            {"5,600 hectares", "7,100 hectares"},
        ),
        (
            "Police detained 40 people in Dorn.",
            "In Dorn 52 people were arrested.",
            {"40 people", "52 people"},
        ),
    ],
)
def test_figures_that_differ_for_the_same_thing_are_found(one: str, other: str, differ: set[str]) -> None:
    assert values(said(one, other)) == [differ] * bool(differ)


DEAD = (
    "The blast killed {} people.",
    "{} died.",
    "It left a death toll of {}.",
    "It left {} dead.",
    "The toll has risen to {}.",
)
HURT = ("The blast injured {} people.", "{} were wounded.", "{} people were hurt.")
HELD = ("Police arrested {} people.", "{} were detained.", "They took {} suspects into custody.")
MOVED = ("The army evacuated {} people.", "{} residents were evacuated.", "{} had to leave their homes.")
SACKED = (
    "The firm will cut {} jobs.",
    "It is to lay off {} workers.",
    "{} posts will go at the firm.",
    "It will make {} staff redundant.",
    "Layoffs of {} were announced.",
)


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        (one, other, about)
        for about, ways in (
            ("dead", DEAD),
            ("injured", HURT),
            ("detained", HELD),
            ("evacuated", MOVED),
            ("jobs cut", SACKED),
        )
        for one in ways
        for other in ways
    ],
)
def test_one_quantity_is_one_in_whatever_words_it_is_counted(one: str, other: str, about: str) -> None:
    (found,) = said(one.format(1100), other.format(1400))
    assert found.about == about
    assert not said(one.format("more than 1,000"), other.format("1,400"))
    assert not said(one.format("at least 1,100"), other.format("1,400"))
    assert not said(one.format(1400), other.format(1400))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("11 soldiers were killed.", "14 civilians were killed."),
        ("The blast killed 11 soldiers.", "It killed 14 people."),
        ("The blast killed 11 people.", "It wounded 14."),
        ("30 people were injured.", "12 were taken to hospital."),
        ("The flood left 120 people homeless.", "400 people were evacuated."),
        ("The firm will cut 1,100 jobs.", "The firm employs 1,400 workers and will cut its costs."),
        ("The firm will cut 1,100 jobs.", "The firm will hire 1,400 workers."),
        ("Eight people died in Dorn. Six more were killed in Lomar.", "Fourteen people died."),
        ("Eight people died in Dorn. Another six people died in Lomar.", "Fourteen people died."),
    ],
)
def test_two_quantities_are_no_disagreement(one: str, other: str) -> None:
    assert not said(one, other)
    assert not said(other, one)


@pytest.mark.parametrize("time", ["on Thursday", "in March", "on Monday, 9 March", "yesterday evening", "this week"])
def test_what_figures_are_about_is_no_day_or_month(time: str) -> None:
    (found,) = said(
        f"The ferry carried 212 passengers off Lomar {time} when it sank.",
        f"There were 230 passengers on the ferry off Lomar {time} when it sank.",
    )
    words = {word.strip(",").lower() for word in found.about.split()}
    assert "passengers" in words
    assert not words & {"thursday", "march", "monday", "yesterday", "evening", "week"}


def test_a_day_in_common_does_not_make_two_figures_one() -> None:
    assert not said(
        "Lomar counted 212 lorries on Thursday in March.", "On a Thursday in March the port of Lomar had 230 lorries."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("At least 12 people were killed.", "More than 10 people died; 12 bodies were found."),
        ("About 400 people were evacuated.", "The army evacuated 412 people."),
        (
            "A deal worth $412 million to dredge the river Ard.",
            "The deal to dredge the river Ard is worth $0.4 billion.",
        ),
        ("It killed twelve people.", "It killed 12 people."),
        (
            "Growth of 12.5% in the Ard valley's harvest this season.",
            "The Ard valley's harvest saw growth of 12 per cent this season.",
        ),
        ("Unemployment in Brenna rose to 5.1 per cent in May.", "Inflation in Brenna rose to 4.2 per cent in May."),
        ("Argentina would pay $206 million for the channel.", "The mayor asked for $9 million to shift the intake."),
        ("It killed 14 people, including three children.", "Of the 14 people killed, two were children."),
        ("The quake killed 14 people.", "In 2019 a quake killed 51 people there. This one killed 14."),
        ("The motion passed 24-17 in the senate on 10 March.", "The senate passed the motion 25-16 on 11 March."),
        ("A 43-year-old man was arrested.", "A 34-year-old man was arrested."),
        ("Tickets cost between $10 and $12 in Lomar.", "Tickets cost $14 to $15 in Lomar."),
        ("Fourteen people died and 30 were hurt.", "Thirty people were injured, and 14 died."),
        ("Two firemen died.", "The quake killed 23 people."),
        ("Two deckhands were killed.", "Nineteen people were killed, two deckhands among them."),
        (
            "Brazil would give $82m, Paraguay $124m and Argentina $206m for the Ard channel.",
            "The Ard channel would cost $412m, shared by Argentina, Brazil and Paraguay.",
        ),
        (
            "The grant for the Ard ferry is 30 million crowns; a second one, of 45 million crowns, is for its pier.",
            "The Ard ferry and its pier get a grant of 75 million crowns.",
        ),
        ("Eight people died in Dorn and six in Lomar.", "Fourteen people died."),
        ("The firm cuts 700 jobs in Dorn and 500 jobs in Lomar.", "In Dorn and Lomar the firm cuts 1,200 jobs."),
        ("", "Nothing was said."),
        ("Hundreds were injured.", "Dozens were injured."),
    ],
)
def test_figures_that_do_not_contradict_each_other_are_left_alone(one: str, other: str) -> None:
    assert not said(one, other)


def test_parts_that_do_not_make_up_the_total_disagree_with_it() -> None:
    parts = "Brazil would give $82m, Paraguay $124m and Argentina $206m for the Ard channel."
    assert said(parts, "The Ard channel would cost $450m, shared by Argentina, Brazil and Paraguay.")
    assert said("Eight people died in Dorn and six in Lomar.", "Fifteen people died.")


def test_a_figure_of_the_next_day_is_marked_as_perhaps_newer_and_of_the_next_week_left_out() -> None:
    one, other = "It killed 14 people in Velmora.", "It killed 19 people in Velmora."
    (next_day,) = said(one, other, at=(MORNING, NEXT))
    assert next_day.about == "dead (a later page may have newer figures)"
    assert not said(one, other, at=(MORNING, "2026-03-17T08:00:00+00:00"))
    assert said(one, other, at=(MORNING, NOON))[0].about == "dead"


def test_what_one_outlet_says_later_is_its_update_and_no_disagreement() -> None:
    texts = ("It killed 14 people in Velmora.", "It killed 19 people in Velmora.")
    told = [Told(f"p{n}", Article(text, id=f"p{n}", outlet="Gazette"), MORNING) for n, text in enumerate(texts)]
    assert not disagreements("s", told)
    other = Told("q", Article(texts[1], id="q", outlet="Herald"), MORNING)
    assert disagreements("s", [told[0], other])


def test_the_order_in_which_articles_come_does_not_matter() -> None:
    told = [
        Told("a", Article("It killed 14 people.", id="a"), NOON),
        Told("b", Article("It killed 19 people.", id="b"), MORNING),
        Told("c", Article("It killed 14 people and hurt 3.", id="c"), MORNING),
    ]
    assert disagreements("s", told) == disagreements("s", told[::-1])


def test_figures_in_other_scripts_and_odd_texts_do_no_harm() -> None:
    assert not said("死者は14人。", "\ud800 14 \x00 people", "١٤ قتيلا", "$" * 500, "1e999 people killed 10.10.10 dead")
