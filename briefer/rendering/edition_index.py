"""The index page over past editions: each with its day, how it went, what was read, and the way to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from briefer.domain.past import Past
from briefer.rendering.edition_masthead import STATUSES, cost
from briefer.rendering.edition_times import count, day, weekday
from briefer.rendering.page import asset, page
from briefer.rendering.untrusted import one_line

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


class Row(NamedTuple):
    """One edition of the list."""

    href: str
    day: str
    status: str
    word: str
    sentence: str
    titles: tuple[str, ...]
    more: int
    cost: str


def edition_index(editions: Iterable[Past], *, title: str = "Daily brief") -> str:
    """The page over `editions`, newest first, by month."""
    shown = newest_first(editions)
    months = [(month, [_row(past) for past in found]) for month, found in groupby(shown, key=_month)]
    return page(
        "edition_index.html",
        style=asset("page.css") + asset("edition_index.css"),
        name=one_line(title) or "Daily brief",
        months=months,
        total=count(len(shown), "edition"),
    )


def newest_first(editions: Iterable[Past]) -> list[Past]:
    """`editions` in the order of lists: by date, those of one date by when they were made."""
    return sorted(editions, key=lambda past: (past.date, past.making.created, past.slot, past.profile), reverse=True)


def folder(past: Past) -> str:
    """The name of the folder of an edition: its date, and what tells it from the usual one of that day.

    Raises `ValueError` where its date is none.
    """
    if not _DATE.fullmatch(past.date):
        raise ValueError(f"an edition's date is YYYY-MM-DD, not {past.date!r}")
    parts = [past.profile] * (past.profile != "default") + [past.slot] * (past.slot != "daily")
    return "-".join([past.date, *(_UNSAFE.sub("-", part)[:40].strip("-") or "x" for part in parts)])


def heading(past: Past) -> str:
    """What lists call it."""
    extra = [one_line(past.profile)] * (past.profile != "default") + [one_line(past.slot)] * (past.slot != "daily")
    return f"{one_line(past.title) or 'Daily brief'}, {', '.join([day(past.date), *extra])}"


def outcome(past: Past) -> tuple[str, str]:
    """Its status in a word, and what was read in a sentence."""
    failed, total = sum(source.status == "failed" for source in past.sources), len(past.sources)
    sources = f"{failed} of {count(total, 'source')} failed" if failed else f"{count(total, 'source')} read"
    articles = f"{count(past.counts.articles, 'article')} in {count(past.counts.stories, 'story', 'stories')}"
    unread = f", {past.counts.unread:,} not read" if past.counts.unread else ""
    match past.status:
        case "failed":
            return STATUSES["failed"], f"nothing could be read: {sources}"
        case "quiet":
            return STATUSES["quiet"], f"{sources}, nothing new"
        case _:
            return STATUSES[past.status], f"{articles}; {sources}{unread}"


def _row(past: Past) -> Row:
    word, sentence = outcome(past)
    titles = tuple(one_line(story.title) for story in past.stories[:3])
    extra = [one_line(past.profile)] * (past.profile != "default") + [one_line(past.slot)] * (past.slot != "daily")
    return Row(
        href=f"{folder(past)}/brief.html",
        day=", ".join([weekday(past.date), *extra]),
        status=past.status,
        word=word,
        sentence=sentence,
        titles=titles,
        more=len(past.stories) - len(titles),
        cost=f"cost {cost(past.making.cost_usd)}",
    )


def _month(past: Past) -> str:
    return day(past.date).partition(" ")[2] if _DATE.fullmatch(past.date) else ""
