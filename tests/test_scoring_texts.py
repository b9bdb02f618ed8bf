"""What the scorer reads in free text: numbers, dates, denials, hedges, words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.domain.article import Article
from briefer.scoring.bounds import claims, opposed
from briefer.scoring.constants import constants
from briefer.scoring.numbers import Date, conflict, numbers
from briefer.scoring.phrase import phrase
from briefer.scoring.polarity import negation
from briefer.scoring.reply import parts
from briefer.scoring.source import Source
from briefer.scoring.words import stem, tokens


@pytest.mark.parametrize(
    "same",
    [
        ("$40m", "$40 million", "40 million dollars", "US$40,000,000", "forty million dollars"),
        ("4.5 per cent", "4.5 percent", "4.5%"),
        ("one week", "seven days", "168 hours"),
        ("a fortnight, or two weeks", "14 days"),
        ("two years", "24 months"),
        ("€1.2bn", "1.2 billion euros", "EUR 1,200m"),
        ("twenty-five ships", "25 ships"),
        ("March 25", "25 March", "25th of March", "Mar. 25"),
        ("25 March 2026", "March 25, 2026", "2026-03-25"),
        ("the first quarter of 2027", "Q1 2027"),
        ("three dollars ten", "$3.10"),
        ("from two seventy-five to four dollars fifty", "from $2.75 to $4.50"),
    ],
)
def test_one_value_written_in_several_ways_is_one_value(same: tuple[str, ...]) -> None:
    first, *others = (numbers(text)[0] for text in same)
    assert first
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("$40 million", "$400 million"),
        ("$40 million", "€40 million"),
        ("4 per cent", "4 euros"),
        ("March 25", "April 25"),
        ("on Monday", "on Friday"),
        ("by 2030", "by 2031"),
        ("24 hours", "24 days"),
    ],
)
def test_different_values_are_different(a: str, b: str) -> None:
    assert numbers(a)[0] != numbers(b)[0]


def test_may_and_march_are_months_only_where_they_are_written_so() -> None:
    assert not numbers("ships may march on")[0]
    assert numbers("in May")[0].dates == {Date(month=5)}


def test_dates_conflict_only_in_what_both_say() -> None:
    assert conflict(numbers("March 25")[0], numbers("2026")[0]) is None
    assert conflict(numbers("March 25")[0], numbers("25 March 2026")[0]) is None
    assert conflict(numbers("March 25")[0], numbers("March 26")[0])


def test_a_number_more_is_no_conflict_and_another_one_is() -> None:
    assert conflict(numbers("38 deaths")[0], numbers("38 deaths, nine tested")[0]) is None
    found = conflict(numbers("38 deaths, nine tested")[0], numbers("380 deaths, nine tested")[0])
    assert found == (frozenset({("count", Decimal(38))}), frozenset({("count", Decimal(380))}))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("denied supplying arms", 1),
        ("had not supplied arms", 1),
        ("refuses to supply arms", 1),
        ("did not deny supplying arms", 0),
        ("could not rule out power cuts", 0),
        ("does not rule out power cuts", 0),
        ("supplied arms", 0),
        ("not only supplied arms but shells", 0),
        ("left without a word", 0),
        ("says there is no letter, no annex and no wink", 1),
        ("denies it: there is no letter", 1),
        ("would not sign and has never paid", 2),
        ("unless it is paid", 1),
        ("no later than June", 0),
        ("refused to deny supplying arms", 0),
        ("declined to explicitly rule out power cuts", 0),
        ("failed to deny it", 0),
        ("failed to sign", 1),
        ("has yet to sign", 1),
        ("is unable to sign", 1),
        ("refrains from signing", 1),
        ("will not pay more than 5 dollars", 0),
    ],
)
def test_a_negation_is_counted_once_however_often_it_is_said(text: str, count: int) -> None:
    assert negation(tokens(text)).count == count


def test_a_phrase_keeps_its_content_and_sets_denials_and_hedges_apart() -> None:
    taken = phrase("Moscow denied that it might supply $40m of weapons to North Korea")
    assert taken.words == {"moscow", "suppli", "weapon", "north", "korea", "#usd:4E+7"}
    assert taken.capitals == {"north", "korea"}
    assert taken.first == "moscow"
    assert taken.hedges
    assert taken.negation.count == 1


@pytest.mark.parametrize(
    ("a", "b"), [("gave", "giving"), ("paid", "pays"), ("withdrew", "withdraws"), ("destabilized", "destabilizes")]
)
def test_forms_of_one_verb_have_one_stem(a: str, b: str) -> None:
    assert stem(a) == stem(b)


def test_a_word_of_every_sentence_weighs_less_than_one_of_a_single_sentence() -> None:
    source = Source(Article(text="The toll rises. The toll falls. The toll stays, said Acme."), constants())
    assert source.weight({"toll"}) < source.weight({"acm"})
    assert source.weight({"acm"}) == 1000
    assert source.overlap(frozenset({"toll", "acm"}), frozenset({"acm"})) > source.overlap(
        frozenset({"toll", "acm"}), frozenset({"toll"})
    )


@given(st.text(max_size=300))
def test_any_text_can_be_taken_apart(text: str) -> None:
    taken = phrase(text)
    assert taken.negation.count >= 0
    assert phrase(text).words == taken.words


@given(st.text(alphabet="0123456789,.$€% mbnk-", max_size=60))
def test_any_string_of_figures_can_be_read(text: str) -> None:
    found, _ = numbers(text)
    assert conflict(found, found) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("at no more than $3.10", "at no less than $3.10"),
        ("at no more than $3.10", "at more than $3.10"),
        ("for up to 21 days", "for at least 21 days"),
        ("under 12 per cent", "over 12 per cent"),
        ("this week", "next week"),
        ("this week", "last week"),
        ("until the end of June", "until the middle of June"),
        ("until the end of June", "from the end of June"),
        ("by mid-June", "by late June"),
        ("by next week", "after next week"),
        ("until June 30", "from 30 June"),
        ("not pay more than $5", "pay more than $5"),
    ],
)
def test_opposite_bounds_and_different_times_are_opposed(a: str, b: str) -> None:
    assert opposed(claims(a), claims(b))
    assert opposed(claims(b), claims(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("at no more than $3.10", "at most $3.10"),
        ("for up to 21 days", "for 21 days"),
        ("more than 12 ships", "no more than 15 ships"),
        ("this week", "by the end of the week"),
        ("by June 30", "before June 30"),
        ("cut by 12 per cent", "more than 12 per cent"),
        ("not until June", "from June"),
        ("not pay more than $5", "at most $5"),
        ("doubts that more than 80 come", "no more than 80 come"),
    ],
)
def test_bounds_and_times_that_may_both_be_right_are_not_opposed(a: str, b: str) -> None:
    assert opposed(claims(a), claims(b)) is None


@pytest.mark.parametrize(
    ("text", "answer", "claim"),
    [
        ("denies it, saying every ship was checked", "no", "every ship was checked"),
        ("did not deny it, saying every ship was checked", "yes", "every ship was checked"),
        ("the ministry rejects the charge as absurd: it paid", "no", "it paid"),
        ('says "not so": it paid', "no", "it paid"),
        ("calls the report untrue and says it paid", "no", "it paid"),
        ("says that it is not untrue and it paid", "yes", "it paid"),
        ("admits it: it paid", "yes", "it paid"),
        ("denied supplying arms", "", "denied supplying arms"),
        ("denied saying that it paid", "", "denied saying that it paid"),
        ("denied the report, which Acme wrote", "", "denied the report"),
        ("no letter was sent", "", "no letter was sent"),
    ],
)
def test_an_answer_before_a_claim_is_told_from_a_denial_of_it(text: str, answer: str, claim: str) -> None:
    found = parts(text)
    assert (found.answer, found.claim) == (answer, claim)
