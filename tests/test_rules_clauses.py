"""Where the rules end a clause, and what they take for one word: texts that can stand alone."""

from __future__ import annotations

import pytest

from briefer.domain.article import Article
from briefer.rules.clauses import phrase
from briefer.rules.lead import lead
from briefer.rules.tokens import Sentence, read


def _sentences(text: str) -> list[Sentence]:
    return list(read(Article(text)))


@pytest.mark.parametrize(
    ("text", "start", "clause"),
    [
        ("The club will launch a boat and it plans to sign him.", "launch", "launch a boat"),
        ("The board will see the scheme through and the staff are not worried.", "see", "see the scheme through"),
        (
            "The court will sit on Monday, the judges will then vote on the order.",
            "sit",
            "sit on Monday",
        ),
        ("It will round up the gang but very few are likely to be found.", "round", "round up the gang"),
        (
            "It will build a road and the mayor’s bridge by June.",
            "build",
            "build a road and the mayor’s bridge by June",
        ),
        (
            "Chair Jo Lund and the Road Board must act at once.",
            "Chair",
            "Chair Jo Lund and the Road Board must act at once",
        ),
        (
            "The scheme to hold back the issue of harbour permits is working.",
            "hold",
            "hold back the issue of harbour permits",
        ),
        ("It called the pact odd but harmless.", "called", "called the pact odd but harmless"),
        ("It will find out where", "find", "find out"),
        ("It will open at 9:30am on Monday.", "open", "open at 9:30am on Monday"),
        ("It will keep the 40-year lease and the 80km/h limit.", "keep", "keep the 40-year lease and the 80km/h limit"),
    ],
)
def test_a_clause_ends_where_another_begins(text: str, start: str, clause: str) -> None:
    sentence = _sentences(text)[0]
    at = next(k for k, token in enumerate(sentence.tokens) if token.text == start)
    assert phrase(sentence, at) == clause


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a 50-year-old pact", ["a", "50-year-old", "pact"]),
        ("at 80 km/h or 90km/h", ["at", "80", "km/h", "or", "90km/h"]),
        ("from 8:00am to 9:15pm", ["from", "8:00am", "to", "9:15pm"]),
        ("8–10 per cent, 24-17", ["8", "–", "10", "per", "cent", ",", "24", "-", "17"]),
        ("$40m by 2030.", ["$40m", "by", "2030", "."]),
    ],
)
def test_numbers_keep_their_units_and_times_their_minutes(text: str, words: list[str]) -> None:
    assert [token.text for token in _sentences(text)[0].tokens] == words


@pytest.mark.parametrize(
    "before",
    [
        "Statement by the Harbour Board on the closure of the inner basin\n\n",
        "Mr. President of the Assembly of the Isles,\n\n",
        "1. ",
        "HOLDING THE LINE FOR OUR FAMILIES: ",
    ],
)
def test_a_lead_is_a_sentence_and_no_heading(before: str) -> None:
    text = f"{before}The Harbour Board closed the inner basin on Monday.\n\nIt will open again in May."
    assert lead(_sentences(text)) == "The Harbour Board closed the inner basin on Monday."


def test_where_nothing_has_a_full_stop_the_first_line_that_says_something_is_the_lead() -> None:
    assert (
        lead(_sentences("Harbour\n\nBoard closes the inner basin until May"))
        == "Board closes the inner basin until May"
    )
