"""What the linker keeps of a page, a few kilobytes in arrays: runs of words, quotations, terms with their weight, names."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from briefer.daily.stories.account import Account
from briefer.daily.stories.address import canonical
from briefer.daily.stories.boilerplate import boilerplate, mark, paragraphs
from briefer.daily.stories.names import Name, names, place
from briefer.daily.stories.prior import UNLISTED, ranked
from briefer.daily.stories.words import WORD, code, plain, quotations, runs, stem, words

_RUN, _QUOTED_RUN = 5, 3
_PRIOR_PAGES = 100
"""So many pages of general news are counted with those at hand: a first day of ten pages knows what is common, too."""
_LEAD_WORDS = 60
_LONGEST_NAME = 4
_SHORT = 30
"""A text of fewer words is told from others by its title, too: it may be all that a feed or a paywall gives."""
_FEWEST = 5
"""Fewer words than this are the same on pages that have nothing to do with each other."""


@dataclass(slots=True)
class Features:
    """One page. `terms` are sorted codes of stems, `counts` how often each stands there, `names` its names, parted by 0."""

    key: str
    hours: float
    day: int
    family: str
    label: str
    size: int
    address: str
    text: int
    runs: array[int]
    quoted: array[int]
    terms: array[int]
    counts: array[int]
    names: array[int]
    norm: float = 1.0


class Common:
    """How telling each term is among the pages at hand, and how each name is written. `publishers` are in no news."""

    def __init__(self, publishers: frozenset[str]) -> None:
        self.publishers = publishers
        self.pages = 0
        self.frequency: Counter[int] = Counter()
        self.spelt: dict[int, str] = {}

    def learn(self, called: Iterable[Name]) -> None:
        """Remember how names are written: each of its words stands for the longest that has it."""
        for name in called:
            written = " ".join(name[-_LONGEST_NAME:])
            for word in map(_coded, name):
                self.spelt[word] = min(self.spelt.get(word, written), written, key=lambda one: (-len(one), one))

    def weight(self, term: int) -> float:
        """The inverse document frequency of a term."""
        likely = _PRIOR_PAGES * _prior().get(term, UNLISTED)
        return math.log((self.pages + _PRIOR_PAGES) / (self.frequency[term] + likely))


def featured(accounts: Iterable[Account]) -> tuple[list[Features], Common]:
    """The features of all pages, the oldest first. `accounts` is gone through thrice; no text is held on to."""
    common = Common(frozenset(plain(account.family) for account in accounts))
    footers = boilerplate(accounts)
    found = [_features(account, footers, common) for account in accounts]
    found.sort(key=lambda page: (page.hours, page.key))
    common.pages = len(found)
    for page in found:
        weights = (common.weight(term) * scaled(count) for term, count in zip(page.terms, page.counts, strict=True))
        page.norm = math.sqrt(sum(weight * weight for weight in weights)) or 1.0
    for term in [term for term in common.spelt if common.frequency[term] == 1]:
        del common.spelt[term]
    return found, common


def scaled(count: int) -> float:
    """How much a term counts that stands on a page so often."""
    return 1.0 + math.log(count)


def _features(account: Account, footers: frozenset[int], common: Common) -> Features:
    parts = [part for part in paragraphs(account.text) if mark(part) not in footers or mark(part) == 0]
    text = "\n".join(parts)
    found = words(text)
    title = words(account.title)
    terms = Counter(code(stem(word)) for word in (*found, *found[:_LEAD_WORDS], *title, *title) if _telling(word))
    called = {name for name in _names(account, text, len(found)) if plain(" ".join(name)) not in common.publishers}
    common.learn(called)
    common.frequency.update(terms.keys())
    ordered = sorted(terms)
    quoted = {
        run for quotation in quotations(text) for run in runs(quotation, _QUOTED_RUN) if len(quotation) >= _QUOTED_RUN
    }
    same = [*title, *found] if len(found) < _SHORT else found
    return Features(
        key=account.key,
        hours=account.at.timestamp() / 3600,
        day=account.at.toordinal(),
        family=account.family,
        label=_label(account),
        size=len(found),
        address=canonical(account.url),
        text=code(" ".join(same) if len(same) >= _FEWEST else f"\n{account.key}"),
        runs=array("I", sorted(runs(found, _RUN))),
        quoted=array("I", sorted(quoted)),
        terms=array("I", ordered),
        counts=array("B", [min(terms[term], 255) for term in ordered]),
        names=array("I", [number for name in sorted(called) for number in (*map(_coded, name), 0)]),
    )


def _names(account: Account, text: str, size: int) -> list[Name]:
    """The names of the text, and of a title that is written like a sentence."""
    title = WORD.findall(account.title)
    lower = sum(word[0].islower() for word in title)
    return names(f"{text}\n{account.title}" if 2 * lower >= len(title) or size < _SHORT else text)


def _coded(word: str) -> int:
    """The code of a word of a name as a term; 1 for those that tell nothing: countries, initials."""
    spelt = plain(word)
    return 1 if place(spelt) or len(spelt) < 3 else code(stem(spelt))  # initials name nobody


def _label(account: Account) -> str:
    title = " ".join(account.title.split()) or account.key
    short = title if len(title) <= 80 else f"{title[:79].rstrip()}…"  # a line of a terminal
    return f"“{short}”" + (f" ({account.family})" if account.family else "")


def _telling(word: str) -> bool:
    return len(word) > 2 or not word.isascii() or word.isdigit()


@cache
def _prior() -> dict[int, float]:
    return {code(term): share for term, share in ranked().items()}
