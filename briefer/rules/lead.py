"""The bottom line: the article's own lead, trimmed."""

from __future__ import annotations

import re

from briefer.rules.tokens import Sentence

_DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /,]+|$)){1,8}(?:[^—–\n]{0,60}?)?(?:\([^)\n]{1,60}\) ?)?\s*(?:—|–|-{1,2})\s+"
)
_ENDS = re.compile(
    r", (?:and|but|while|as|after|which|who|although|though|because|said|according|with|in)\b|; | – | — "
)
MAX_WORDS = 58


def lead(sentences: list[Sentence]) -> str:
    """The first sentence that says something, without its dateline, and under 60 words.

    >>> _DATELINE.sub("", "WASHINGTON, June 20 (Reuters) – The pact was signed.")
    'The pact was signed.'
    """
    text = dateless(sentences[0].text)
    if len(text.split()) < 6 and len(sentences) > 1:  # shorter is a headline or a greeting
        text = dateless(sentences[1].text)
    return trimmed(text, MAX_WORDS)


def dateline(text: str) -> int:
    """How many characters of `text` are a dateline."""
    match = _DATELINE.match(text)
    return match.end() if match else 0


def dateless(text: str) -> str:
    """`text` without the place, date and agency that begin a wire story."""
    return text[dateline(text) :] or text


def trimmed(text: str, limit: int) -> str:
    """`text` cut at the last clause boundary within `limit` words."""
    if len(text.split()) <= limit:
        return text
    cut = [m.start() for m in _ENDS.finditer(text) if len(text[: m.start()].split()) <= limit]
    if cut:
        return text[: cut[-1]]
    words = list(re.finditer(r"\S+", text))
    return text[: words[limit - 1].end()]
