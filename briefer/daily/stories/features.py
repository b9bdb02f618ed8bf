"""What the linker keeps of a page, some kilobytes in arrays: runs of words, quotations, terms with their weight, names."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from briefer.daily.stories.account import Account
from briefer.daily.stories.address import canonical
from briefer.daily.stories.boilerplate import boilerplate, mark, paragraphs
from briefer.daily.stories.common import Common, called, term, usual_terms
from briefer.daily.stories.names import Name, names
from briefer.daily.stories.words import WORD, code, plain, quotations, runs, words

_RUN, _QUOTED_RUN = 5, 3
UNIT = 65_535
_LONG = 250
_LEAD_WORDS = 60
_OUTLET_PAGES = 3
"""A publisher of so many pages is an outlet, and its name in them no news; the name of a company with one release may be."""
_DATELINE = re.compile(r"\A([^()\n]{0,60})\([^()\n]{2,40}\)\s*(?=[-–—])")
SHORT = 30
"""A text of fewer words is told from others by its title, too, and contains no other: it may be all that a paywall gives."""
_FEWEST = 5
"""Fewer words than this are the same on pages that have nothing to do with each other."""


@dataclass(slots=True)
class Features:
    """One page. `terms` are the numbers of those stems that other pages have too, `weights` what each weighs here, in 1/65,535.

    The squares of the weights of all stems add up to 1; `alone` is the part of stems that no other page has and that are in no
    name. `names` are its names as numbers of words, a 0 after each. Of a
    long text, which is `sparse`, only the even half of its `runs` is kept.
    """

    key: str
    hours: float
    day: int
    family: str
    label: str
    size: int
    sparse: bool
    address: str
    text: int
    runs: array[int]
    quoted: array[int]
    terms: array[int]
    weights: array[int]
    names: array[int]
    alone: float = 0.0


@dataclass(frozen=True)
class Side:
    """A page that is compared with several others: its features as sets."""

    page: Features

    @cached_property
    def runs(self) -> frozenset[int]:
        """Its runs of words."""
        return frozenset(self.page.runs)

    @cached_property
    def quoted(self) -> frozenset[int]:
        """Its quoted runs of words."""
        return frozenset(self.page.quoted)

    @cached_property
    def vector(self) -> dict[int, float]:
        """What each of its terms weighs."""
        return {term: weight / UNIT for term, weight in zip(self.page.terms, self.page.weights, strict=True)}


def featured(accounts: Iterable[Account]) -> tuple[list[Features], Common]:
    """The features of all pages, the oldest first. `accounts` is gone through thrice; no text is held on to."""
    families = Counter(plain(account.family) for account in accounts)
    common = Common(frozenset(family for family, pages in families.items() if pages >= _OUTLET_PAGES))
    footers = boilerplate(accounts)
    found = [_features(account, footers, common) for account in accounts]
    found.sort(key=lambda page: (page.hours, page.key))
    common.settle()
    for page in found:
        _weigh(page, common)
    return found, common


def _weigh(page: Features, common: Common) -> None:
    """Put the share of each term in the page for how often it stands there, and leave out those that no other page has."""
    weights = [common.weight(number) * _scaled(count) for number, count in zip(page.terms, page.weights, strict=True)]
    unit = UNIT / (math.hypot(*weights) or 1.0)
    shared = [
        (number, weight) for number, weight in zip(page.terms, weights, strict=True) if common.frequency[number] > 1
    ]
    who = usual_terms().union(page.names)
    lonely = (
        (weight / UNIT * unit) ** 2
        for number, weight in zip(page.terms, weights, strict=True)
        if common.frequency[number] == 1 and number not in who
    )
    page.alone = sum(lonely)
    page.terms = array("I", [number for number, _ in shared])
    page.weights = array("H", [round(weight * unit) for _, weight in shared])


def _scaled(count: int) -> float:
    return 1.0 + math.log(count)


def _features(account: Account, footers: frozenset[int], common: Common) -> Features:
    parts = list(paragraphs(account.text))
    if footers:
        parts = [part for part in parts if mark(part) not in footers]
    text = _DATELINE.sub(r"\1", "\n".join(parts))
    found, title = words(text), words(account.title)
    counts = Counter(map(term, filter(_telling, (*found, *found[:_LEAD_WORDS], *title, *title))))
    who = {name for name in _names(account, text, len(found)) if plain(" ".join(name)) not in common.publishers}
    common.learn(counts, who)
    terms = sorted(counts)
    quoted = {run for quotation in quotations(text) for run in runs(quotation, _QUOTED_RUN)}
    sparse = len(found) > _LONG
    stretches = runs(found, _RUN) if len(found) >= SHORT else set()
    same = [*title, *found] if len(found) < SHORT else found
    return Features(
        key=account.key,
        hours=account.at.timestamp() / 3600,
        day=account.at.toordinal(),
        family=account.family,
        label=_label(account),
        size=len(found),
        sparse=sparse,
        address=canonical(account.url),
        text=code(" ".join(same) if len(same) >= _FEWEST else f"\n{account.key}"),
        runs=array("I", sorted(evens(stretches) if sparse else stretches)),
        quoted=array("I", sorted(quoted)),
        terms=array("I", terms),
        weights=array("H", [min(counts[number], UNIT) for number in terms]),
        names=array("I", [number for name in sorted(who) for number in (*map(called, name), 0)]),
    )


def evens(runs: Iterable[int]) -> Iterator[int]:
    """The half of the runs that long texts are compared by."""
    return (run for run in runs if not run & 1)


def _names(account: Account, text: str, size: int) -> list[Name]:
    """The names of the text, and of a title that is written like a sentence."""
    title = WORD.findall(account.title)
    lower = sum(word[0].islower() for word in title)
    return names(f"{text}\n{account.title}" if 2 * lower >= len(title) or size < SHORT else text)


def _label(account: Account) -> str:
    title = " ".join(account.title.split()) or account.key
    short = title if len(title) <= 80 else f"{title[:79].rstrip()}…"  # a line of a terminal
    return f"“{short}”" + (f" ({account.family})" if account.family else "")


def _telling(word: str) -> bool:
    return len(word) > 2 or not word.isascii() or word.isdigit()
