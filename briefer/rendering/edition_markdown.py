"""An edition as Markdown (CommonMark with tables, and safe in GitHub's dialect)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from briefer.domain.edition import Edition
from briefer.rendering import edition_masthead as masthead
from briefer.rendering.edition_ledger import Promise
from briefer.rendering.edition_sheet import Coming, Denied, Differing, Left, Sheet, Source, Told, sheet
from briefer.rendering.edition_words import Line, Place, Proof, marked
from briefer.rendering.markdown import escaped

T = TypeVar("T")
Facts = Iterable[tuple[str, str]]


def edition_markdown(edition: Edition) -> str:
    """`edition` as a Markdown document; text of articles or models stands in it as words only, never as markup."""
    return "".join(markdown_pieces(edition, sheet(edition)))


def markdown_pieces(edition: Edition, parts: Sheet) -> Iterator[str]:
    """The document a block after the other; `parts` is `sheet(edition)`."""
    for number, block in enumerate(filter(None, _blocks(edition, parts))):
        yield f"\n\n{block}" if number else block
    yield "\n"


def _blocks(edition: Edition, parts: Sheet) -> Iterator[str]:
    yield from _masthead(edition)
    if edition.status != "failed" or parts.stories:  # it must not say that there is nothing, and that nothing changed
        yield from _bottom_lines(parts.stories)
        yield from _changes(parts)
    yield from _section("Stories", parts.stories, _story)
    yield from _section("Ledger of commitments", parts.ledger, _promise)
    yield from _section("Disagreements on figures", parts.differing, _differing)
    yield from _section("Claims and denials", parts.denied, _denied)
    yield from _section("Ahead", parts.ahead, _coming)
    yield from _left(parts.left)
    yield "## How this edition was made"
    yield _facts(masthead.details(edition))


def _masthead(edition: Edition) -> Iterator[str]:
    yield f"# {escaped(masthead.name(edition))}: {escaped(masthead.dateline(edition))}"
    yield f"**{masthead.STATUSES[edition.status]}.** {escaped(masthead.verdict(edition))}"
    yield _facts(masthead.facts(edition))
    yield from (f"*{escaped(note)}*" for note in masthead.notes(edition))
    rows = [(row.name, row.word, row.articles, row.reason) for row in masthead.sources(edition)]
    if rows:
        yield _table(("Source", "Status", "Articles", "Remark"), rows)


def _bottom_lines(stories: Sequence[Told]) -> list[str]:
    rows = [f"{story.number}. **{escaped(story.title)}** ({story.word}): {_line_of(story)}" for story in stories]
    return ["## Bottom lines", "\n".join(rows)] if rows else ["## Bottom lines", "There is no story."]


def _line_of(story: Told) -> str:
    return escaped(story.bottom_line) if story.bottom_line else "no bottom line"


def _changes(parts: Sheet) -> Iterator[str]:
    yield f"## {parts.heading}"
    for story in parts.updates:
        yield f"**Update: {escaped(story.update)}** ({escaped(story.title)})"
        yield from _proofs(story.update_proofs)
    yield from (block for promise in parts.changed for block in _changed(promise))
    yield parts.fresh


def _changed(promise: Promise) -> Iterator[str]:
    yield f"**{promise.word}**: {_sentence(promise.who, promise.says)} (commitment {promise.number})"
    if promise.was is None:
        yield _facts(promise.facts)
        yield from _proofs(promise.proofs)
        return
    was = promise.was
    now = [("Kind and status", promise.status), *promise.facts]
    rows = [(shift.term.capitalize(), shift.old, shift.new) for shift in promise.shifts]
    rows += [("Action", was.action, promise.action), ("All terms", _terms(was.facts), _terms(now))]
    told = _quotes(was.proofs), _quotes(promise.proofs)
    yield _table(("", f"Before ({was.seen})", "Now"), rows) + f"\n| Quote | {told[0]} | {told[1]} |"


def _story(story: Told) -> Iterator[str]:
    yield f"### {story.number}. {escaped(story.title)}"
    yield f"*{story.word}*. {_line_of(story)}" + (f" ({_place(story.told_by)})" if story.told_by else "")
    if story.update:
        yield f"**Update: {escaped(story.update)}**"
    yield _facts(
        [
            ("Told by", story.counts),
            ("Ranked here for", story.why),
            ("Seen", story.since),
            ("Story", f"{story.id}{'; ' + story.unproven if story.unproven else ''}"),
        ]
    )
    for _, heading, lines in story.lists:
        yield f"#### {heading} ({len(lines)})"
        yield "\n".join(row for line in lines for row in _item(line)).rstrip("\n")
    yield f"#### Articles ({len(story.articles)})"
    yield "\n".join(row for source in story.articles for row in _article(source))


def _item(line: Line) -> Iterator[str]:
    yield f"- *{escaped(line.label)}*: {_sentence(line.who, line.predicate)}"
    yield from (f"  - {name}: {escaped(value)}" for name, value in line.facts)
    for proof in _proofs(line.proofs):
        yield from ("", f"  {proof}")
    yield ""


def _article(source: Source) -> Iterator[str]:
    name = f"[{escaped(source.title)}](<{source.address}>)" if source.address else escaped(source.title)
    copied = f", a copy of {escaped(source.copy_of)}" if source.copy_of else ""
    yield f"- {name}, {escaped(', '.join(part for part in (source.outlet, source.day) if part))}{copied}"
    yield f"  - {escaped('; '.join(source.facts))}"
    if source.joined:
        yield f"  - Why in this story: {escaped(source.joined)}"
    if source.bottom_line:
        yield f"  - Bottom line: {escaped(source.bottom_line)}"


def _promise(promise: Promise) -> Iterator[str]:
    others = "; ".join(other for _, other in promise.possible)
    facts = [
        ("Kind and status", promise.status),
        *promise.facts,
        ("Seen", promise.seen),
        ("Stories", "; ".join(title for _, title in promise.stories)),
        ("Possibly the same as", others),
        ("Commitment", promise.id),
    ]
    head = f"{promise.number}\\. **{promise.word}**: {_sentence(promise.who, promise.says)}"
    yield head
    yield _facts(facts)
    yield from _proofs(promise.proofs)


def _differing(one: Differing) -> Iterator[str]:
    yield f"**{escaped(one.about)}** ({escaped(one.story)})"
    rows = [(figure.value, figure.outlets) for figure in one.figures]
    quotes = [_quotes(figure.proofs) for figure in one.figures]
    table = _table(("Figure", "Says", "Quote"), ()).split("\n")
    cells = (f"| {escaped(a)} | {escaped(b)} | {quote} |" for (a, b), quote in zip(rows, quotes, strict=True))
    yield "\n".join([*table, *cells])


def _denied(one: Denied) -> Iterator[str]:
    yield f"**{escaped(one.story)}**"
    claim, denial = (
        f"{_sentence(side.who, side.predicate)} ({escaped(side.label)})" for side in (one.claim, one.denial)
    )
    facts = [escaped(_terms(side.facts)) for side in (one.claim, one.denial)]
    rows = [f"| {claim} | {denial} |", f"| {facts[0]} | {facts[1]} |"]
    rows.append(f"| {_quotes(one.claim.proofs)} | {_quotes(one.denial.proofs)} |")
    yield "\n".join(["| Claim | Denial |", "|---|---|", *rows])


def _coming(one: Coming) -> Iterator[str]:
    entry = f" (commitment {one.promise})" if one.promise else ""
    yield f"**{escaped(one.day)}**: {escaped(one.what)}{entry}"
    yield from _proofs(one.proofs)


def _left(parts: Sequence[Left]) -> Iterator[str]:
    rows = []
    for one in parts:
        what = f"[{escaped(one.what)}](<{one.address}>)" if one.address else escaped(one.what)
        unlinked = f" ({escaped(one.unlinked)})" if one.unlinked else ""
        source = f", {escaped(one.of)}" if one.of else ""
        rows.append(f"- {what}{unlinked}{source}: {escaped(one.reason)}")
    if rows:
        yield f"## Not read ({len(rows)})"
        yield "\n".join(rows)


def _section(heading: str, parts: Sequence[T], write: Callable[[T], Iterator[str]]) -> Iterator[str]:
    if parts:
        yield f"## {heading} ({len(parts)})"
        yield from (block for part in parts for block in write(part))


def _sentence(who: str, rest: str) -> str:
    return (f"**{escaped(who)}**" if who else "") + escaped(rest)


def _proofs(proofs: Iterable[Proof]) -> Iterator[str]:
    yield from (f"> {escaped(proof.quote)} ({_place(proof.place)})" for proof in proofs)


def _quotes(proofs: Iterable[Proof]) -> str:
    return "; ".join(f"{escaped(marked(proof.quote))} ({_place(proof.place)})" for proof in proofs)


def _place(place: Place) -> str:
    return f"[{escaped(place.name)}](<{place.address}>)" if place.address else escaped(place.name)


def _terms(facts: Facts) -> str:
    return "; ".join(f"{name.lower()}: {value}" for name, value in facts)


def _facts(facts: Facts) -> str:
    return "\n".join(f"- {name}: {escaped(value)}" for name, value in facts if value)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(escaped(cell) for cell in head)} |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *(f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows)])
