"""Pages in, stories out: which pages copy each other, which tell of one event, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefer.daily.stories.account import COPYING, Account, Join, Linked, Rulings
from briefer.daily.stories.candidates import Index
from briefer.daily.stories.common import Common
from briefer.daily.stories.features import Features, Side, featured
from briefer.daily.stories.grouping import Groups, grouped, roundups
from briefer.daily.stories.likeness import Pair

_NO_RULINGS = Rulings()
_AS_FULL = 0.8
"""A shortened copy that appears before its original on the same day is told by being so much shorter."""


def link(accounts: Iterable[Account], rulings: Rulings = _NO_RULINGS, known: Mapping[str, str] | None = None) -> Linked:
    """Put pages together that copy each other or tell of one event.

    `accounts` is gone through twice, so it must be a collection, or something that begins anew each time. `known` leads
    from keys to ids of stories that they are in already, which stay together. The outcome depends on the pages and the
    decisions alone: not on their order, nor on a clock, nor on chance. Time and memory grow in step with the number of pages.
    """
    pages, common = featured(accounts)
    numbers = {page.key: number for number, page in enumerate(pages)}

    def related(a: str, b: str) -> bool:
        return Pair(Side(pages[max(numbers[a], numbers[b])]), pages[min(numbers[a], numbers[b])], common).related()

    joins = _joins(pages, common)
    collecting = roundups(joins, related)
    joins = [join for join in joins if join.a not in collecting and join.b not in collecting]
    groups, standing = grouped([page.key for page in pages], joins, rulings, known or {}, related)
    stories = _stories(pages, groups)
    return Linked(stories, _copies(pages, standing, stories), tuple(standing))


def _joins(pages: Sequence[Features], common: Common) -> list[Join]:
    index = Index(pages, common)
    found: list[Join] = []
    for number, page in enumerate(pages):
        side = Side(page)
        found += filter(None, (Pair(side, pages[other], common).join() for other in index.earlier(number)))
    return found


def _stories(pages: Sequence[Features], groups: Groups) -> tuple[tuple[str, ...], ...]:
    members: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        members[groups.root(page.key)].append(page.key)
    return tuple(map(tuple, members.values()))


def _copies(pages: Sequence[Features], joins: Iterable[Join], stories: Iterable[Sequence[str]]) -> dict[str, str]:
    """Each copy with its original: of the pages that speak with one voice the earliest that is as full as any of that day."""
    keys = [key for story in stories for key in story]
    voices = Groups(keys, ())
    for join in joins:
        if join.kind in COPYING:
            voices.merge(join.a, join.b)
    by_key = {page.key: page for page in pages}
    copies = {}
    for key in keys:
        voice = voices.pages(key)
        original = _original([by_key[one] for one in voice])
        if key != original:
            copies[key] = original
    return copies


def _original(voice: Sequence[Features]) -> str:
    """The key of the first page; where a page of that day is a good deal fuller, of the first that is about as full."""
    first_day = [page for page in voice if page.day == voice[0].day]
    fullest = max(page.size for page in first_day)
    return next(page.key for page in first_day if page.size >= _AS_FULL * fullest)
