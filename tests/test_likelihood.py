"""Words of likelihood have the bands of ICD 203, and no others."""

from __future__ import annotations

import pytest

from briefer.domain.likelihood import BANDS, band


@pytest.mark.parametrize(("words", "expected"), BANDS.items())
def test_a_term_that_icd_203_defines_has_its_band(words: str, expected: tuple[int, int]) -> None:
    assert band(words) == expected
    assert band(f"It is {words.upper()} to") == expected


@pytest.mark.parametrize("words", ["could", "might", "may", "potentially", "could possibly", "", "certain", "a chance"])
def test_words_that_icd_203_does_not_define_have_none(words: str) -> None:
    assert band(words) is None


@pytest.mark.parametrize(
    "words", ["not likely", "isn’t likely to", "more likely", "highly likely", "less probable", "most likely"]
)
def test_a_term_that_another_word_changes_has_none(words: str) -> None:
    assert band(words) is None


def test_the_longest_term_counts() -> None:
    assert band("is very likely to") == (80, 95)
    assert band("is very  unlikely to") == (5, 20)
    assert band("unlikely") == (20, 45)


def test_two_terms_of_different_bands_have_none() -> None:
    assert band("likely or almost certain") is None
    assert band("probably, or likely") == (55, 80)
