"""An edition as a sheet: its parts in reading order and in words, so that no two outputs can disagree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefer.domain.brief import LISTS
from briefer.domain.edition import Edition, Page, Story
from briefer.rendering.edition_ledger import Promise, promises
from briefer.rendering.edition_times import count, day, instant, local, weekday
from briefer.rendering.edition_words import Line, Place, Places, Proof, outlet, title, unlinked
from briefer.rendering.lines import HEADINGS, joined
from briefer.rendering.untrusted import one_line, web_address

STORY = {"new": "New", "update": "Update", "repeated": "Nothing new"}
TIERS = {"primary": "primary source", "secondary": "", "tertiary": "collects reports"}


class Source(NamedTuple):
    """One article of a story, in words: `copy_of` is the title of what it copies, `facts` are its other particulars."""

    title: str
    outlet: str
    day: str
    address: str | None
    facts: tuple[str, ...]
    joined: str
    bottom_line: str
    copy_of: str
    new: bool


class Told(NamedTuple):
    """One story: `counts` are its articles, copies, publishers and primary sources; `lists` those of its lists that have lines."""

    number: int
    id: str
    title: str
    status: str
    word: str
    since: str
    counts: str
    why: str
    bottom_line: str
    told_by: Place | None
    update: str
    update_proofs: tuple[Proof, ...]
    lists: tuple[tuple[str, str, tuple[Line, ...]], ...]
    articles: tuple[Source, ...]
    unproven: str

    @property
    def size(self) -> str:
        """How much there is of it: `6 commitments, 1 risk, 2 articles`."""
        parts = [(len(lines), heading.lower().removesuffix("s")) for _, heading, lines in self.lists]
        return ", ".join(count(number, what) for number, what in [*parts, (len(self.articles), "article")])


class Said(NamedTuple):
    """What some outlets say of a quantity."""

    value: str
    outlets: str
    proofs: tuple[Proof, ...]


class Differing(NamedTuple):
    """A quantity on which outlets disagree."""

    story: str
    about: str
    figures: tuple[Said, ...]


class Denied(NamedTuple):
    """A claim beside its denial."""

    story: str
    claim: Line
    denial: Line


class Coming(NamedTuple):
    """Something on a day to come; `promise` is the number of its entry in the ledger, 0 for none."""

    day: str
    what: str
    promise: int
    proofs: tuple[Proof, ...]


class Left(NamedTuple):
    """What was not read, and why."""

    what: str
    source: str
    address: str | None
    unlinked: str
    reason: str

    @property
    def of(self) -> str:
        """The source that it is of; "" where `what` names it."""
        return "" if self.what in (self.source, f"all of {self.source}", f"part of {self.source}") else self.source


class Sheet(NamedTuple):
    """All that an edition says below its masthead, in reading order. `changed` are promises of `ledger` that a reader must see."""

    stories: tuple[Told, ...]
    changed: tuple[Promise, ...]
    ledger: tuple[Promise, ...]
    differing: tuple[Differing, ...]
    denied: tuple[Denied, ...]
    ahead: tuple[Coming, ...]
    left: tuple[Left, ...]
    previous: str | None = None

    @property
    def heading(self) -> str:
        """What stands over the changes: since when they are. A first edition has nothing to compare itself with."""
        if self.previous == "":
            return "First edition"
        return (
            f"Changed since the edition of {day(self.previous)}" if self.previous else "Changed since the last edition"
        )

    @property
    def updates(self) -> tuple[Told, ...]:
        """The stories with a new fact."""
        return tuple(story for story in self.stories if story.update)

    @property
    def fresh(self) -> str:
        """What the ledger has that it did not have before, or that nothing at all has changed; "" for neither."""
        new = sum(promise.change == "new" for promise in self.ledger)
        if self.previous == "":
            stand = f" {count(len(self.ledger), 'commitment stands', 'commitments stand')} in the ledger."
            return "There is no earlier edition to compare it with." + (stand if self.ledger else "")
        if new:
            return f"{count(new, 'new commitment stands', 'new commitments stand')} in the ledger."
        return "" if self.updates or self.changed else "Nothing has changed."


def sheet(edition: Edition) -> Sheet:
    """The parts of `edition`."""
    pages = edition.pages()
    places = Places(pages, (page.id for story in edition.stories for page in story.articles))
    stories = {story.id: one_line(story.title) for story in edition.stories}
    ledger = promises(edition, places, stories)
    numbers = {entry.id: number for number, entry in enumerate(edition.ledger, 1)}
    order = ("withdrawn", "broken", "overdue", "changed", "fulfilled")
    changed = [promise for change in order for promise in ledger if promise.change == change]
    return Sheet(
        stories=tuple(_told(n, story, places, pages, edition.until) for n, story in enumerate(edition.stories, 1)),
        changed=tuple(changed),
        ledger=ledger,
        differing=tuple(_differing(edition, places, stories, pages)),
        denied=tuple(
            Denied(
                stories.get(dispute.story, one_line(dispute.story)),
                places.line("reactions", dispute.claim),
                places.line("reactions", dispute.denial),
            )
            for dispute in edition.disputes
        ),
        ahead=tuple(
            Coming(weekday(d.on), one_line(d.what), numbers.get(d.entry or "", 0), places.proofs(d.evidence))
            for d in edition.ahead
        ),
        left=tuple(
            Left(one_line(u.what), one_line(u.source), web_address(u.url), unlinked(u.url), one_line(u.reason))
            for u in edition.unread
        ),
        previous=edition.previous,
    )


def _told(number: int, story: Story, places: Places, pages: dict[str, Page], until: str) -> Told:
    lists = ((name, HEADINGS[name], places.lines(name, getattr(story, name))) for name in reversed(LISTS[1:]))
    ordered = [*reversed([*lists]), ("actors", HEADINGS["actors"], places.lines("actors", story.actors))]
    return Told(
        number=number,
        id=one_line(story.id),
        title=one_line(story.title) or "Untitled",
        status=story.status,
        word=STORY[story.status],
        since=f"first seen {day(story.first_seen)}",
        counts=_counts(story),
        why=one_line(story.why),
        bottom_line=one_line(story.bottom_line or ""),
        told_by=places[story.told_by] if story.told_by else None,
        update=one_line(story.update.fact) if story.update else "",
        update_proofs=places.proofs(story.update.evidence) if story.update else (),
        lists=tuple(one for one in ordered if one[2]),
        articles=tuple(_source(page, story, pages, places[page.id].address, until) for page in story.articles),
        unproven=f"{count(story.unproven, 'line')} not proven, left out" if story.unproven else "",
    )


def _counts(story: Story) -> str:
    copies = f", {count(story.copies, 'copy', 'copies')} among them" if story.copies else ""
    primary = count(story.primary, "primary source") if story.primary else "no primary source"
    return f"{count(story.pages, 'article')}{copies}; {count(story.families, 'publisher')}; {primary}"


def _source(page: Page, story: Story, pages: dict[str, Page], address: str | None, until: str) -> Source:
    name, original = outlet(page), pages.get(page.copy_of or "")
    owner = one_line(page.family)
    facts = (
        f"publisher {owner}" if owner and owner != name else "",
        f"source {one_line(page.source)}" if one_line(page.source) != name else "",
        TIERS[page.tier],
        f"updated {instant(page.updated)}" if page.updated else "",
        f"read {local(page.fetched, until)}",
        count(page.words, "word"),
        f"in {one_line(page.language)}" if page.language and page.language != "en" else "",
        "" if page.new else "seen before",
        "" if page.whole else "not its whole text",
        one_line(page.note),
        "" if address else unlinked(page.url),
    )
    shared = page.id == story.told_by and page.bottom_line == story.bottom_line
    return Source(
        title=title(page),
        outlet=name,
        day=day(page.published) or "no date",
        address=address,
        facts=tuple(fact for fact in facts if fact),
        joined=one_line(page.joined),
        bottom_line="" if shared else one_line(page.bottom_line or ""),
        copy_of=f"{title(original)} ({outlet(original)})" if original else one_line(page.copy_of or ""),
        new=page.new,
    )


def _differing(
    edition: Edition, places: Places, stories: dict[str, str], pages: dict[str, Page]
) -> Iterator[Differing]:
    for one in edition.disagreements:
        yield Differing(
            stories.get(one.story, one_line(one.story)),
            one_line(one.about),
            tuple(
                Said(
                    one_line(figure.value),
                    joined([outlet(pages[a]) if a in pages else a for a in figure.articles]),
                    places.proofs(figure.evidence),
                )
                for figure in one.figures
            ),
        )
