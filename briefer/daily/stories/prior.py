"""How common English words are in general, guessed from their rank in a list of the 5,000 commonest."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from briefer.daily.stories.words import plain, stem

UNLISTED = 0.004


def likely(term: str) -> float:
    """How likely a page of general news has a word of this stem."""
    return ranked().get(term, UNLISTED)


@cache
def ranked() -> dict[str, float]:
    """The likelihood of every listed stem: falling with its rank, as word counts do."""
    lines = files(__package__).joinpath("common.txt").read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    found: dict[str, float] = {}
    for rank, word in enumerate(words):
        found.setdefault(stem(plain(word)), min(0.6, 280 / (rank + 230)))
    return found
