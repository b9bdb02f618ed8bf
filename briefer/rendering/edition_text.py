"""An edition as plain text: for a mail's text part, for a terminal, for a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from briefer.domain.edition import Edition
from briefer.rendering import edition_masthead as masthead
from briefer.rendering.edition_ledger import Promise
from briefer.rendering.edition_sheet import Coming, Denied, Differing, Left, Sheet, Source, Told, sheet
from briefer.rendering.edition_words import Line, Place, Proof, marked
from briefer.rendering.layout import flow

T = TypeVar("T")
WIDTH = 78
_PIECE = 2_000


def edition_text(edition: Edition, parts: Sheet | None = None) -> str:
    """`edition` in lines of at most 78 terminal cells, without colours; addresses alone may be longer.

    `parts` is `sheet(edition)` where that is at hand.
    """
    return "".join(text_pieces(edition, sheet(edition) if parts is None else parts))


def text_pieces(edition: Edition, parts: Sheet) -> Iterator[str]:
    """The text in pieces of some lines; `parts` is `sheet(edition)`."""
    page = _Page()
    for _ in _written(page, edition, parts):
        if len(page.lines) > _PIECE:
            yield page.torn_off()
    yield page.torn_off()


def _written(page: _Page, edition: Edition, parts: Sheet) -> Iterator[None]:
    """Writes the edition on `page`, and stops after each of its parts."""
    _masthead(page, edition)
    if edition.status != "failed" or parts.stories:  # a failed day must not say that nothing changed
        _bottom_lines(page, parts.stories)
        _changes(page, parts)
    yield from _section(page, "Stories", parts.stories, _story)
    yield from _section(page, "Ledger of commitments", parts.ledger, _promise)
    yield from _section(page, "Disagreements on figures", parts.differing, _differing)
    yield from _section(page, "Claims and denials", parts.denied, _denied)
    yield from _section(page, "Ahead", parts.ahead, _coming)
    yield from _section(page, "Not read", parts.left, _left)
    page.heading("How this edition was made")
    page.facts(masthead.details(edition), indent=2)


class _Page:
    """Lines in the making."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def torn_off(self) -> str:
        """The lines that stand on the page, which is empty then."""
        text = "".join(f"{line}\n" for line in self.lines)
        self.lines.clear()
        return text

    def add(self, text: str, indent: int = 0, first: str | None = None) -> None:
        """A paragraph, if there is one; `first` stands before its first line in place of the indent."""
        if text:
            rest = " " * indent
            self.lines += flow([(text, "")], width=WIDTH, first=(rest if first is None else first, ""), rest=(rest, ""))

    def facts(self, facts: Iterable[tuple[str, str]], indent: int) -> None:
        """A line each."""
        for name, value in facts:
            if value:
                self.add(f"{name}: {value}", indent + 2, " " * indent)

    def proofs(self, proofs: Iterable[Proof], indent: int) -> None:
        """Quotes behind a bar, each with where it stands and its address on a line of its own."""
        for proof in proofs:
            bar = " " * indent + "| "
            self.lines += flow([(marked(proof.quote), "")], width=WIDTH, first=(bar, ""), rest=(bar, ""))
            self.place(proof.place, indent)

    def place(self, place: Place, indent: int) -> None:
        """Where a quote stands."""
        self.add(place.name, indent + 4, " " * indent + "  - ")
        self.address(place.address, indent + 4)

    def address(self, address: str | None, indent: int) -> None:
        """An address, never broken: a reader must be able to follow it."""
        if address:
            self.lines.append(" " * indent + address)

    def gap(self) -> None:
        if not self.lines or self.lines[-1]:
            self.lines.append("")

    def heading(self, text: str) -> None:
        self.gap()
        self.title(text, "-")

    def title(self, text: str, rule: str) -> None:
        """A line over a rule of its length."""
        start = len(self.lines)
        self.add(text)
        if len(self.lines) > start:
            self.lines.append(rule * min(WIDTH, max(len(line) for line in self.lines[start:])))


def _masthead(page: _Page, edition: Edition) -> None:
    page.title(masthead.name(edition), "=")
    page.add(masthead.dateline(edition))
    page.gap()
    page.add(f"{masthead.STATUSES[edition.status].upper()}. {masthead.verdict(edition)}")
    page.gap()
    page.facts(masthead.facts(edition), indent=0)
    for note in masthead.notes(edition):
        page.add(note, 2, "* ")
    page.gap()
    for row in masthead.sources(edition):
        said = f"{row.word}{f', {row.articles}' if row.articles else ''}{f': {row.reason}' if row.reason else ''}"
        page.add(f"{row.name}: {said}", 4, "  ! " if row.status == "failed" else "  - ")


def _bottom_lines(page: _Page, stories: Sequence[Told]) -> None:
    page.heading("Bottom lines")
    for story in stories:
        number = f"{story.number}. ".ljust(4)
        page.add(f"{story.title} ({story.word.lower()})", len(number), number)
        page.add(story.bottom_line, len(number))
    if not stories:
        page.add("There is no story.")


def _changes(page: _Page, parts: Sheet) -> None:
    page.heading(parts.heading)
    for story in parts.updates:
        page.gap()
        page.add(f"UPDATE: {story.update} ({story.title})", 2)
        page.proofs(story.update_proofs, 4)
    for promise in parts.changed:
        page.gap()
        page.add(f"{promise.word.upper()}: {promise.who}{promise.says} (commitment {promise.number})", 2)
        _changed(page, promise)
    if parts.updates or parts.changed:
        page.gap()
    page.add(parts.fresh)


def _changed(page: _Page, promise: Promise) -> None:
    page.facts(((shift.term.capitalize(), f"{shift.old} -> {shift.new}") for shift in promise.shifts), indent=4)
    if was := promise.was:
        page.add(f"Before ({was.seen}): {was.action}", 4)
        page.facts(was.facts, indent=4)
        page.proofs(was.proofs, 4)
        page.add(f"Now: {promise.action}", 4)
    page.facts([("Kind and status", promise.status), *promise.facts], indent=4)
    page.proofs(promise.proofs, 4)


def _story(page: _Page, story: Told) -> None:
    page.add(f"{story.number}. {story.title}", 2, "")
    page.add(f"{story.word}. {story.bottom_line}", 2)
    if story.told_by:
        page.place(story.told_by, 0)
    if story.update:
        page.add(f"Update: {story.update}", 2)
    why = [("Told by", story.counts), ("Ranked here for", story.why), ("Seen", story.since), ("Story", story.id)]
    page.facts([*why, ("Not proven", story.unproven)], indent=2)
    for _, heading, lines in story.lists:
        page.gap()
        page.add(f"{heading} ({len(lines)})", 2)
        for line in lines:
            _item(page, line)
    page.gap()
    page.add(f"Articles ({len(story.articles)})", 2)
    for source in story.articles:
        _article(page, source)


def _item(page: _Page, line: Line) -> None:
    page.add(f"[{line.label}] {line.sentence}", 4, "  - ")
    page.facts(line.facts, indent=4)
    page.proofs(line.proofs, 4)


def _article(page: _Page, source: Source) -> None:
    where = ", ".join(part for part in (source.title, source.outlet, source.day) if part)
    page.add(f"{where}{f', a copy of {source.copy_of}' if source.copy_of else ''}", 4, "  - ")
    page.address(source.address, 4)
    page.add("; ".join(source.facts), 4)
    page.facts([("Why in this story", source.joined), ("Bottom line", source.bottom_line)], indent=4)


def _promise(page: _Page, promise: Promise) -> None:
    number = f"{promise.number}. ".ljust(4)
    page.add(f"{promise.word.upper()}: {promise.who}{promise.says}", len(number), number)
    facts = [("Kind and status", promise.status), *promise.facts, ("Seen", promise.seen)]
    facts.append(("Stories", "; ".join(title for _, title in promise.stories)))
    facts.append(("Possibly the same as", "; ".join(other for _, other in promise.possible)))
    page.facts([*facts, ("Commitment", promise.id)], indent=4)
    page.proofs(promise.proofs, 4)


def _differing(page: _Page, one: Differing) -> None:
    page.add(f"{one.about} ({one.story})", 2)
    for figure in one.figures:
        page.add(f"{figure.value}: {figure.outlets}", 4, "  - ")
        page.proofs(figure.proofs, 4)


def _denied(page: _Page, one: Denied) -> None:
    page.add(one.story, 2)
    for head, line in (("Claim", one.claim), ("Denial", one.denial)):
        page.add(f"{head} [{line.label}]: {line.sentence}", 4, "  - ")
        page.facts(line.facts, indent=4)
        page.proofs(line.proofs, 4)


def _coming(page: _Page, one: Coming) -> None:
    page.add(f"{one.day}: {one.what}{f' (commitment {one.promise})' if one.promise else ''}", 2)
    page.proofs(one.proofs, 2)


def _left(page: _Page, one: Left) -> None:
    source = f", {one.of}" if one.of else ""
    page.add(f"{one.what}{source}: {one.reason}", 4, "  - ")
    page.add(one.unlinked, 4)
    page.address(one.address, 4)


def _section(page: _Page, heading: str, parts: Sequence[T], write: Callable[[_Page, T], None]) -> Iterator[None]:
    if parts:
        page.heading(f"{heading} ({len(parts)})")
        for part in parts:
            page.gap()
            write(page, part)
            yield
