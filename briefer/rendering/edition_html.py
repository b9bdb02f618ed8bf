"""An edition as one self-contained page: every line opens on its quotes, and each quote leads to its article."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.domain.edition import Edition
from briefer.rendering import edition_masthead as masthead
from briefer.rendering.edition_ledger import CHANGES
from briefer.rendering.edition_sheet import STORY, Sheet, sheet
from briefer.rendering.edition_words import marked
from briefer.rendering.lines import HEADINGS
from briefer.rendering.page import asset, pieces

OPEN = 25
"""So many stories stand open with all their lines; a day with more would be a page that nobody can read."""


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
        open=OPEN,
        contents=list(_contents(edition, shown)),
        headings=list(HEADINGS.items())[1:],
        story_statuses=_present(STORY, {story.status for story in shown.stories}),
        changes=_present(CHANGES, {promise.change for promise in shown.ledger}),
        statuses=[(state, state.replace("_", " ")) for state in dict.fromkeys(p.state for p in shown.ledger)],
    )


def _present(words: dict[str, str], found: set[str]) -> list[tuple[str, str]]:
    """The choices of a filter that choose something."""
    return [(value, word.lower()) for value, word in words.items() if value in found]


def _contents(edition: Edition, parts: Sheet) -> Iterator[tuple[str, str, int | None]]:
    if edition.status != "failed" or parts.stories:
        yield "lines", "Bottom lines", None
        yield "changes", "Changed", len(parts.updates) + len(parts.changed)
    rest = (
        ("stories", "Stories", parts.stories),
        ("ledger", "Ledger", parts.ledger),
        ("figures", "Disagreements", parts.differing),
        ("denials", "Claims and denials", parts.denied),
        ("ahead", "Ahead", parts.ahead),
        ("unread", "Not read", parts.left),
    )
    yield from ((anchor, heading, len(found)) for anchor, heading, found in rest if found)
