"""Words of likelihood have the band that ICD 203 gives them, or none."""

from __future__ import annotations

import pytest

from briefer.domain.likelihood import band


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("almost no chance", 1, 5),
        ("a remote chance", 1, 5),
        ("very unlikely", 5, 20),
        ("highly improbable", 5, 20),
        ("is unlikely to", 20, 45),
        ("unlikely this year", 20, 45),
        ("improbable", 20, 45),
        ("a roughly even chance", 45, 55),
        ("roughly even odds", 45, 55),
        ("is likely to", 55, 80),
        ("would likely", 55, 80),
        ("Probably", 55, 80),
        ("probable", 55, 80),
        ("very\n likely", 80, 95),
        ("highly probable", 80, 95),
        ("almost certainly", 95, 99),
        ("nearly certain", 95, 99),
    ],
)
def test_a_term_of_the_directive_has_its_band(words: str, low: int, high: int) -> None:
    found = band(words)
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "words",
    [
        "may",
        "might",
        "could potentially",
        "will",
        "",
        "a realistic possibility",
        "about one in three",
        "certain",
        "not likely",
        "isn’t likely",
        "more likely",
        "most likely",
        "less likely than not",
        "highly likely",
        "quite likely",
        "extremely unlikely",
        "as likely as not",
        "likelihood",
        "remotely",
        "likely in May, unlikely in June",
    ],
)
def test_words_that_the_directive_does_not_define_have_no_band(words: str) -> None:
    assert band(words) is None


def test_a_band_is_shown_with_its_name_and_bounds() -> None:
    assert str(band("very likely")) == "very likely (80-95 %)"
