"""An edition as one self-contained page: every line opens on its quotes, and each quote leads to its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from briefer.domain.edition import Edition
from briefer.rendering import edition_masthead as masthead
from briefer.rendering.edition_ledger import CHANGES
from briefer.rendering.edition_sheet import STORY, Sheet, Told, sheet
from briefer.rendering.edition_words import marked
from briefer.rendering.lines import HEADINGS
from briefer.rendering.page import asset, pieces

MANY = 30
"""So many stand in a list before the rest of it is folded."""
LINES = 120
"""About so many lines of stories stand open, those of the first; a day with more would be a page that nobody reads."""


def edition_html(edition: Edition) -> str:
    """The page. Everything in it can be read without scripts, which only filter."""
    return "".join(html_pieces(edition, sheet(edition)))


def html_pieces(edition: Edition, shown: Sheet) -> Iterator[str]:
    """The page a piece after the other; `shown` is `sheet(edition)`."""
    return pieces(
        "edition.html",
        style=asset("page.css") + asset("edition.css"),
        script=asset("edition.js"),
        name=masthead.name(edition),
        dateline=masthead.dateline(edition),
        status=edition.status,
        word=masthead.STATUSES[edition.status],
        verdict=masthead.verdict(edition),
        facts=masthead.facts(edition),
        notes=masthead.notes(edition),
        sources=masthead.sources(edition),
        details=masthead.details(edition),
        sheet=shown,
        marked=marked,
        many=MANY,
        opened=_opened(shown.stories),
        contents=list(_contents(edition, shown)),
        headings=list(HEADINGS.items())[1:],
        story_statuses=_present(STORY, {story.status for story in shown.stories}),
        changes=_present(CHANGES, {promise.change for promise in shown.ledger}),
        statuses=[(state, state.replace("_", " ")) for state in dict.fromkeys(p.state for p in shown.ledger)],
    )


def _opened(stories: Sequence[Told]) -> frozenset[int]:
    """The numbers of the stories that stand open: the first ones that tell something new, as long as there is room."""
    news = [story for story in stories if story.status != "repeated"]
    sizes = (sum(len(lines) for name, _, lines in story.lists if name != "actors") for story in news)
    used = accumulate(sizes)
    return frozenset(
        story.number for n, (story, lines) in enumerate(zip(news[:MANY], used, strict=False)) if not n or lines <= LINES
    )


def _present(words: dict[str, str], found: set[str]) -> list[tuple[str, str]]:
    """The choices of a filter that choose something."""
    return [(value, word.lower()) for value, word in words.items() if value in found]


def _contents(edition: Edition, parts: Sheet) -> Iterator[tuple[str, str, int | None]]:
    if edition.status != "failed" or parts.stories:
        yield "lines", "Bottom lines", None
        yield "changes", "First edition" if parts.previous == "" else "Changed", len(parts.updates) + len(parts.changed)
    rest = (
        ("stories", "Stories", parts.stories),
        ("ledger", "Ledger", parts.ledger),
        ("figures", "Disagreements", parts.differing),
        ("denials", "Claims and denials", parts.denied),
        ("ahead", "Ahead", parts.ahead),
        ("unread", "Not read", parts.left),
    )
    yield from ((anchor, heading, len(found)) for anchor, heading, found in rest if found)
