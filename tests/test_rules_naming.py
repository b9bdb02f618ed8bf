"""Rules for who is who: short names in brackets, parties behind names, and who speaks in a statement."""

from __future__ import annotations

from ruled import actor, ruled

from briefer.domain.article import Article
from briefer.rules.draft import draft


def test_all_short_names_in_brackets_are_the_firms() -> None:
    text = (
        "Corwin Marine Works Inc. (Corwin Marine or the Company) makes cranes in Aldport. "
        "The Company said it would close its agency in Lutha by the end of the year."
    )
    assert set(actor(text, "Corwin Marine Works Inc.").aliases) >= {"Corwin Marine", "Company"}
    [pledge] = ruled(text).commitments
    assert pledge.by == ("Corwin Marine Works Inc.",)


def test_a_party_and_its_district_behind_a_name_are_nobody() -> None:
    found = ruled("Rep. Jana Holt, R-Marshall, said he would offer an amendment on the House floor by Monday.")
    assert [one.name for one in found.actors] == ["Jana Holt"]


_SPEECH = (
    "Good morning. We have built a system that the Harbour Institute runs at no cost to our members. "
    "The Transport Board asked us about fees. We will publish the fees, port by port, on 1 July."
)


def test_we_in_a_speech_are_the_body_that_publishes_it() -> None:
    [pledge] = draft(Article(_SPEECH, outlet="Harbour Institute")).commitments
    assert pledge.by == ("Harbour Institute",)


def test_we_in_a_ministrys_statement_are_the_state_that_its_name_has() -> None:
    text = "Norway regrets the raid. We ask for calm. We stand by our neighbours. We will send a doctor on Monday."
    [pledge] = draft(Article(text, outlet="Ministry of Foreign Affairs of Norway")).commitments
    assert pledge.by == ("Norway",)
