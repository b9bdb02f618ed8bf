"""The bottom line: the article's own lead, trimmed."""

from __future__ import annotations

import re

from briefer.rules.lexicon import words
from briefer.rules.tokens import Sentence

_DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /,]+|$)){1,8}(?:[^—–\n]{0,60}?)?(?:\([^)\n]{1,60}\) ?)?\s*(?:—|–|-{1,2})\s+"
)
_ENDS = re.compile(
    r", (?:and|but|while|as|after|which|who|although|though|because|said|according|with|in)\b|; | – | — "
)
_LABEL = re.compile(r"^(?:[A-Z][A-Z.’' -]{1,60}:\s+|\(?\d{1,2}[.)]\s+|[•*–-]\s+)")
"""The name of a speaker, a heading in capitals, or the number of a paragraph."""
_STOPPED = re.compile(r"[.!…][”\"’')\]]*$")
MAX_WORDS = 58
LEAST_WORDS = 6
"""A shorter sentence is a headline or a greeting."""
LOOKED_AT = 12
"""A lead stands among so many first sentences."""


def lead(sentences: list[Sentence]) -> str:
    """The first sentence that says something and asks nothing, without its dateline, and under 60 words.

    >>> _DATELINE.sub("", "WASHINGTON, June 20 (Reuters) – The pact was signed.")
    'The pact was signed.'
    """
    texts = [dateless(sentence.text) for sentence in sentences[:LOOKED_AT]]
    says = (text for text in [*filter(_stopped, texts), *texts] if _says(text))
    return trimmed(next(says, None) or sentences[0].text, MAX_WORDS)


def _says(text: str) -> bool:
    """Whether a sentence can stand alone: no question, no greeting, no "they will"."""
    found = text.split()
    return (
        len(found) >= LEAST_WORDS
        and not text.rstrip('”"').endswith("?")
        and found[0].lower() not in words("words", "pronouns")
    )


def _stopped(text: str) -> bool:
    """Whether a sentence has its full stop: a headline or a salutation has none."""
    return _STOPPED.search(text.rstrip()) is not None


def dateline(text: str) -> int:
    """How many characters of `text` are a dateline."""
    match = _DATELINE.match(text)
    return match.end() if match else 0


def dateless(text: str) -> str:
    """`text` without the place, date and agency that begin a wire story, or its label."""
    return _LABEL.sub("", text[dateline(text) :]) or text


def trimmed(text: str, limit: int) -> str:
    """`text` cut at the last clause boundary within `limit` words."""
    if len(text.split()) <= limit:
        return text
    cut = [m.start() for m in _ENDS.finditer(text) if len(text[: m.start()].split()) <= limit]
    if cut:
        return text[: cut[-1]]
    words = list(re.finditer(r"\S+", text))
    return text[: words[limit - 1].end()]
