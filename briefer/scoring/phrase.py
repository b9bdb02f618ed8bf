"""A free text taken apart once: its content words, numbers, names, denial and hedging."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefer.scoring.bounds import Claims, claims
from briefer.scoring.constants import lexicon
from briefer.scoring.numbers import Numbers, numbers
from briefer.scoring.polarity import DENIALS, HEDGES, Negation, bare, hedges, negation
from briefer.scoring.words import STOP, stem, tokens

_CAPITAL = re.compile(r"[^\W\d_]\S*")
_ANTONYMS = [tuple(stem(word) for word in pair.split()) for pair in lexicon()["antonyms"]]
_OPPOSITES: dict[str, frozenset[str]] = {
    word: frozenset(other for pair in _ANTONYMS if word in pair for other in pair if other != word)
    for word in {w for pair in _ANTONYMS for w in pair}
}


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """What of a free text is compared.

    `tokens` are all its words, folded, in order. `words` are stems of the content words, with its numbers and dates as
    words of their own; denials and hedges are kept apart. `capitals` are the stems of the words that are written like
    names, the first word left out; `first` is the stem of the first word if it is.
    """

    tokens: tuple[str, ...]
    words: frozenset[str]
    numbers: Numbers
    capitals: frozenset[str]
    first: str
    negation: Negation
    hedges: bool
    turned: frozenset[str]
    """Words that would say the opposite of this text."""
    claims: Claims
    """The bounds it sets and the times it names."""


@lru_cache(maxsize=1 << 15)
def phrase(text: str) -> Phrase:
    """`text`, taken apart."""
    found, rest = numbers(text)
    every = tuple(tokens(text))
    content = [word for word in tokens(bare(rest)) if word not in STOP]
    plain = [word for word in content if word not in DENIALS and word not in HEDGES]
    stems = frozenset(map(stem, plain or content))
    capitals = [words[0] for words in map(tokens, _capitalised(text)) if words and words[0] not in STOP]
    first = tokens(text.split(maxsplit=1)[0]) if text[:1].isupper() else []
    return Phrase(
        tokens=every,
        words=stems | _canonical(found),
        numbers=found,
        capitals=frozenset(map(stem, capitals)),
        first=stem(first[0]) if first else "",
        negation=negation(every),
        hedges=hedges(every),
        turned=frozenset(opposite for word in stems for opposite in _OPPOSITES.get(word, ())),
        claims=claims(text),
    )


def _capitalised(text: str) -> list[str]:
    return [word for word in _CAPITAL.findall(text)[1 if text[:1].isalpha() else 0 :] if word[0].isupper()]


def _canonical(found: Numbers) -> frozenset[str]:
    """Numbers and dates as words, each part of a date for itself, so that `March 25` and `25 March 2026` share two of three."""
    amounts = {f"#{dimension}:{value}" for dimension, value in found.amounts}
    dates = {
        f"@{part}:{value}" for date in found.dates for part, value in zip("yqmdw", date.parts, strict=True) if value
    }
    return frozenset(amounts | dates)
