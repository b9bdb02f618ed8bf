"""Where sentences end: syntok is shown a part of the words, and must end sentences where it would if it saw all."""

from __future__ import annotations

import pytest
import syntok.segmenter
from hypothesis import given
from hypothesis import strategies as st

from briefer.domain.sentences import paragraphs, sentences

_PIECES = (
    "The a b I V 5 3.5 10:30 No. no Nr. Mr. Dr Inc. U.S. p.m. e.g. vs. etc. A. b. Oct. May 2024 It However lower UPPER "
    "said. said.” end!’ “Why? … ... . ; ? ! ) ( [x] “ ” ' (see note) (a) (A (In (etc.) (Ltd.) (“A b.”) d.) ((a) don't "
    "well-known aB word.Word — - _ $5 km/h etc.) !) isn’t"
).split()
_SPACES = (" ", " ", " ", " ", " ", "  ", "\u00a0", "\n", "")


@st.composite
def _texts(draw: st.DrawFn) -> str:
    pieces = st.tuples(st.sampled_from(_PIECES), st.sampled_from(_SPACES))
    return "".join(piece + space for piece, space in draw(st.lists(pieces, max_size=24)))


def _by_whole_paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        for parts in syntok.segmenter.analyze(text[start:end]):
            for tokens in parts:
                last = tokens[-1]
                found.append((start + tokens[0].offset, start + last.offset + len(last.value)))
    return tuple(found)


@given(_texts())
def test_sentences_end_where_syntok_ends_them_that_sees_every_word(text: str) -> None:
    assert sentences(text) == _by_whole_paragraphs(text)


@pytest.mark.parametrize("words", [40, 60])
def test_long_brackets_are_read_as_syntok_reads_them(words: int) -> None:
    text = f"He left. The board (which {'met ' * words}here. And there) agreed. It rose (see 2. below). Then it fell."
    assert sentences(text) == _by_whole_paragraphs(text)


def test_a_sentence_has_its_closing_marks_and_its_abbreviations() -> None:
    text = "“We left at 5 p.m. on Monday.” Mr. Doe (the U.S. envoy) agreed."
    assert [text[start:end] for start, end in sentences(text)] == [
        "“We left at 5 p.m. on Monday.”",
        "Mr. Doe (the U.S. envoy) agreed.",
    ]
