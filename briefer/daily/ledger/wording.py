"""The words of a promise as the acts and things they name, so that "build a factory" and "erect a plant" are of one thing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from briefer.scoring.phrase import Phrase, phrase
from briefer.scoring.words import STOP, fold, stem, tokens

LONGEST = 2000
"""Free text is read up to so many characters: no phrase of a brief is that long, and an attack might be."""
_CACHED = 1 << 12
"""So many texts are held taken apart: those of a day of ordinary size."""
_PREFIX = 5
"""Words that begin with so many letters alike name one thing: "Lebanon", "Lebanese"; "inspectors", "inspection"."""
_ASIDE = re.compile(
    r", (?:neither|with|which|who|whose|where|rather than|instead of|including|such as|and otherwise|but|even|especially|under"
    r"|in line with|as (?=\w+ (?:promised|foreseen|planned|agreed|\w+ had)))\b"
)
"""Where an action ends and what is said about it begins."""
_PART_OF = re.compile(
    r"\b(?:by |until |before |at |from )(?:the )?(?:end|start|beginning|middle|close)(?: of)?\b", re.IGNORECASE
)
_CAPPED = re.compile(
    r"\b(?:not|never|no)\b(?P<between>(?: \w[\w'-]*){0,5}?) (?:exceed|surpass|top|go above|rise above|go over|rise over)\b",
    re.IGNORECASE,
)

Words = frozenset[str]


@cache
def table() -> dict[str, Any]:
    """The words of the ledger, as `words.toml` has them."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def _classes() -> dict[str, Words]:
    found: dict[str, set[str]] = {}
    for line in table()["alike"]:
        words = line.split()
        for word in words:
            found.setdefault(stem(word), set()).add(f"={words[0]}")
    return {word: frozenset(classes) for word, classes in found.items()}


@cache
def _empty() -> Words:
    return frozenset(map(stem, table()["empty"].split()))


@lru_cache(maxsize=1 << 14)
def senses(word: str) -> Words:
    """What the stem of a word may name: the acts or things of `words.toml`, else what begins like it."""
    return _classes().get(word) or frozenset({f"{word[:_PREFIX]}-"} if len(word) >= _PREFIX else {word})


@lru_cache(maxsize=_CACHED)
def taken(text: str) -> Phrase:
    """A phrase taken apart; "not let tolls exceed" is a cap, and no denial."""
    return phrase(_CAPPED.sub(r"\g<between> capped at", text[:LONGEST]))


@lru_cache(maxsize=_CACHED)
def words_of(text: str) -> Words:
    """The stems of the words of a text that name acts and things; without its amounts and dates."""
    return frozenset(word for word in taken(text).words if word[0] not in "#@") - _empty()


@lru_cache(maxsize=_CACHED)
def act(text: str) -> str:
    """The act that a phrase begins with: "send" of "not send troops"; "" where it names none."""
    named = words_of(text)
    return next((word for word in map(stem, taken(text).tokens) if word in named), "")


@lru_cache(maxsize=_CACHED)
def main(action: str) -> str:
    """An action without its time, and what is said about it after a comma: "the text", of "the text, neither the toll"."""
    action = _PART_OF.sub(" ", action)
    match = _ASIDE.search(action)
    return action[: match.start()] if match and " " in action[: match.start()] else action


def meant(words: Iterable[str]) -> Words:
    """All that some words may name."""
    return frozenset().union(*map(senses, words))


def found_in(words: Words, others: Words) -> Words:
    """Those of `words` that name something that one of `others` may name."""
    if words <= others:
        return words
    named = meant(others)
    return frozenset(word for word in words if word in others or not senses(word).isdisjoint(named))


def spoken(quote: str) -> Words:
    """The stems of the words of a quote."""
    return frozenset([stem(word) for word in tokens(quote[:LONGEST]) if word not in STOP])


@lru_cache(maxsize=_CACHED)
def shingles(quotes: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Four words in a row, of any quote."""
    found: set[tuple[str, ...]] = set()
    for quote in quotes:
        words = tokens(quote[:LONGEST])
        found.update(tuple(words[i : i + 4]) for i in range(len(words) - 3))
    return frozenset(found)


def says_something(text: str) -> bool:
    """Whether a text has a word that is not empty."""
    return any(stem(word) not in _empty() for word in tokens(fold(text)) if word not in STOP)
