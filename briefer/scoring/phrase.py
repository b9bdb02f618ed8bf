"""A free text taken apart once: its content words, numbers, names, denial and hedging."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from briefer.scoring.bounds import Claims, claims
from briefer.scoring.constants import lexicon
from briefer.scoring.numbers import Numbers, numbers
from briefer.scoring.polarity import DENIALS, HEDGES, Negation, bare, hedges, negation
from briefer.scoring.reply import ANSWERS, parts
from briefer.scoring.words import STOP, stem, tokens

_CAPITAL = re.compile(r"[^\W\d_]\S*")
_ANTONYMS = [tuple(stem(word) for word in pair.split()) for pair in lexicon()["antonyms"]]
_OPPOSITES: dict[str, frozenset[str]] = {
    word: frozenset(other for pair in _ANTONYMS if word in pair for other in pair if other != word)
    for word in {w for pair in _ANTONYMS for w in pair}
}


class Saying(NamedTuple):
    """What a text denies when its answer ("denies it, saying") and the clause hung on to it are set apart."""

    answer: str
    """ "yes", "no", or nothing."""
    claim: Negation
    """What is denied after the answer."""
    core: Negation
    """What is denied before the clause that is hung on, too."""
    hung_on: frozenset[str]
    """The words of that clause."""


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
    saying: Saying
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
    whole = negation(every)
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
        negation=whole,
        saying=_saying(text, every, whole),
        hedges=hedges(every),
        turned=frozenset(opposite for word in stems for opposite in _OPPOSITES.get(word, ())),
        claims=claims(text),
    )


def _saying(text: str, every: tuple[str, ...], whole: Negation) -> Saying:
    if not (whole.count or whole.denials) and ANSWERS.isdisjoint(every):
        return Saying("", whole, whole, frozenset())
    found = parts(text)
    if not (found.answer or found.hung_on):
        return Saying("", whole, whole, frozenset())
    core, hung_on = tokens(found.claim), tokens(found.hung_on)
    return Saying(
        found.answer,
        negation([*core, *hung_on]) if found.answer else whole,
        negation(core),
        frozenset(stem(word) for word in hung_on if word not in STOP and word not in DENIALS),
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
