"""Whether a text is English, judged by its function words."""

from __future__ import annotations

import re

from briefer.errors import SourceError
from briefer.rules.lexicon import words

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
"""How many words are looked at: the beginning of the article is enough to tell."""


def require_english(text: str, name: str) -> None:
    """Raises `SourceError` where `text` is not English.

    In English running text a quarter to a half of the words are function words; one in nine is asked for, so that a list of
    names passes, and more of them than of the function words of other European languages.
    """
    seen = [match[0].lower() for match in _first(text)]
    english = sum(word in words("words", "english") for word in seen)
    foreign = sum(word in words("words", "foreign") for word in seen)
    if english * 9 < len(seen) or english <= foreign:
        raise SourceError(
            f"{name}: the rules read English only", hint="choose a model backend, such as --backend openai"
        )


def _first(text: str) -> list[re.Match[str]]:
    found = []
    for match in _WORD.finditer(text):
        found.append(match)
        if len(found) == _SAMPLE:
            break
    return found
