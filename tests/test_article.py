"""An article's own facts."""

from __future__ import annotations

import pytest

from briefer.domain.article import Article


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The port of Kelstad reopened.", 5),
        ("It's 1,200 kroner — paid.", 4),
        ("港は月曜日に再開した。", 5),
        ("Le port a rouvert à 8h30.", 6),
        ("", 0),
    ],
)
def test_words_are_counted_in_scripts_with_and_without_spaces(text: str, words: int) -> None:
    assert Article(text).words == words
