"""The words of a promise as what they name, so that "$5m to build a plant" and "invest in a factory" share their acts and things."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from briefer.daily.ledger.people import who
from briefer.daily.ledger.statement import Party, Statement
from briefer.scoring.phrase import Phrase, phrase
from briefer.scoring.words import STOP, fold, stem, tokens

LONGEST = 2000
"""Free text is read up to so many characters: no phrase of a brief is that long, and an attack might be."""
_CAPPED = re.compile(
    r"\b(?:not|never|no)\b(?P<between>(?: \w[\w'-]*){0,5}?) (?:exceed|surpass|top|go above|rise above|go over|rise over)\b",
    re.IGNORECASE,
)


@cache
def table() -> dict[str, Any]:
    """The words of the ledger, as `words.toml` has them."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def _classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in table()["alike"]:
        first, *others = line.split()
        for word in (first, *others):
            found.setdefault(stem(word), f"={first}")
    return found


@cache
def _empty() -> frozenset[str]:
    return frozenset(map(stem, table()["empty"].split()))


@lru_cache(maxsize=1 << 15)
def taken(text: str) -> Phrase:
    """A phrase taken apart; "not let tolls exceed" is a cap, and no denial."""
    return phrase(_CAPPED.sub(r"\g<between> capped at", text[:LONGEST]))


@lru_cache(maxsize=1 << 15)
def acts(text: str) -> frozenset[str]:
    """The acts and things that a text names, without its amounts and dates."""
    classes = _classes()
    words = {word for word in taken(text).words if word[0] not in "#@"} - _empty()
    return frozenset(classes.get(word, word) for word in words)


def about(statement: Statement) -> frozenset[str]:
    """The acts and things of a promise, without the names of those who give and get it."""
    return acts(statement.action) - _names((*statement.by, *statement.to))


def backing(statement: Statement) -> frozenset[str]:
    """All that it says besides: its condition and its evidence."""
    return _backing(statement.action, statement.condition or "", tuple(c.text for c in statement.evidence)) - _names(
        statement.by
    )


@lru_cache(maxsize=1 << 14)
def _backing(action: str, condition: str, quotes: tuple[str, ...]) -> frozenset[str]:
    return acts(action).union(acts(condition), *map(acts, quotes))


@lru_cache(maxsize=1 << 14)
def _names(parties: tuple[Party, ...]) -> frozenset[str]:
    classes = _classes()
    words = (word for party in parties for form in who(party).forms for word in form.words)
    return frozenset(classes.get(stem(word), stem(word)) for word in words)


@lru_cache(maxsize=1 << 14)
def shingles(quotes: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Four words in a row, of any quote."""
    found: set[tuple[str, ...]] = set()
    for quote in quotes:
        words = tokens(quote[:LONGEST])
        found.update(tuple(words[i : i + 4]) for i in range(len(words) - 3))
    return frozenset(found)


def content(text: str) -> frozenset[str]:
    """The stems of all words of a text that are not empty."""
    return frozenset(stem(word) for word in tokens(fold(text)) if word not in STOP) - _empty()
