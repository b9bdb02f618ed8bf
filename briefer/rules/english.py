"""Whether a text is English, judged by its function words."""

from __future__ import annotations

import re
from itertools import islice

from briefer.errors import SourceError
from briefer.rules.lexicon import words

_WORD = re.compile(r"[^\W\d_]+")
_DENSE, _SPARSE, _SHORT = 9, 16, 40
"""One word in nine has to be a function word; in texts of fewer than forty words, one in sixteen."""
_SAMPLE = 600
"""How many words are looked at: the beginning of the article is enough to tell."""


def require_english(text: str, name: str) -> None:
    """Raises `SourceError` where `text` is not English.

    In English running text a quarter to a half of the words are function words. Far fewer are asked for, so that a list of
    names passes, but more than there are function words of other European languages.
    """
    seen = [match[0] for match in islice(_WORD.finditer(text.lower()), _SAMPLE)]
    ours, theirs = words("words", "english"), words("words", "foreign")
    english = sum(word in ours for word in seen)
    foreign = sum(word in theirs for word in seen)
    if english * (_SPARSE if len(seen) < _SHORT else _DENSE) < len(seen) or english <= foreign:
        raise SourceError(
            f"{name}: the rules read English only", hint="choose a model backend, such as --backend openai"
        )
