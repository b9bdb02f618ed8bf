"""One story of an edition: its pages, what they say together, and what in it is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefer.daily.articles import Kept
from briefer.daily.citing import Items
from briefer.daily.figures import novelty
from briefer.daily.stories.assign import Member, family
from briefer.daily.stories.counts import counts
from briefer.daily.united import same, united
from briefer.domain.brief import Brief, Commitment, Item, Reaction, Risk
from briefer.domain.edition import Cited, Entry, Page, Story, Update

MOST = {"actors": 12, "commitments": 10, "risks": 8, "reactions": 10}
"""How many items of each list a story shows; the whole of a brief is in the archive."""
_FACTS = ("withdrawn", "broken", "fulfilled", "changed", "new")
"""Changes of the ledger that are facts, the gravest first."""
_MOVED = 2
"""So many lines of a brief is each quote worth that stands behind something new in the ledger, when a story looks for its teller."""


@dataclass(frozen=True)
class Told:
    """One article of a story with its brief, where it has one.

    `name` is what the edition calls it, `new` is of this edition; `earlier` are the texts of its versions before this one.
    """

    member: Member
    kept: Kept
    name: str
    brief: Brief | None
    copy_of: str | None = None
    new: bool = True
    earlier: tuple[str, ...] = ()

    @property
    def voice(self) -> bool:
        """Whether it speaks for itself, and is new."""
        return self.new and self.copy_of is None

    def page(self) -> Page:
        """What the edition says of the article itself."""
        return page(self.kept, self.name, self.brief, self.member.joined, self.copy_of, new=self.new)


def page(  # each a column of the edition's table
    kept: Kept, name: str, brief: Brief | None, joined: str = "", copy_of: str | None = None, *, new: bool
) -> Page:
    """What an edition says of an article that it calls `name`."""
    gathered, article = kept.gathered, kept.gathered.article
    return Page(
        id=name,
        title=article.title,
        outlet=article.outlet,
        family=family(gathered),
        source=gathered.source,
        tier=gathered.tier,
        url=article.url,
        language=article.language,
        published=article.published,
        updated=gathered.updated,
        fetched=gathered.fetched,
        words=article.words,
        copy_of=copy_of,
        joined=joined,
        new=new,
        bottom_line=brief.bottom_line if brief else None,
        whole=gathered.whole,
        note=gathered.note,
    )


@dataclass(frozen=True)
class Tale:
    """All that is known of one story when its edition is made; `first` is the date of the edition that had it first."""

    id: str
    told: Sequence[Told]
    date: str
    first: str | None = None
    entries: Sequence[Entry] = field(default_factory=tuple)

    def story(self) -> Story:
        """The story as this edition tells it; `why` is left to the ranking."""
        lead = self._lead()
        items = [Items(told.brief, told.name) for told in self._voices(lead) if told.brief]
        before = [Items(told.brief, told.name) for told in self.told if told.brief and not told.new]
        update = None if self.first is None else self._update(items, before)
        brief = lead.brief
        others = {told.member.key: told.member.family for told in self.told}
        counted = counts([told.member for told in self.told if told.new], others)
        return Story(
            id=self.id,
            title=lead.kept.gathered.article.title or f"Untitled ({lead.kept.gathered.source})",
            status="new" if self.first is None else "update" if update else "repeated",
            first_seen=self.first or self.date,
            pages=counted.pages,
            copies=counted.copies,
            families=counted.families,
            primary=counted.primary,
            voices=counted.voices,
            articles=tuple(told.page() for told in sorted(self.told, key=_order)),
            why="",
            bottom_line=brief.bottom_line if brief else None,
            told_by=lead.name if brief else None,
            update=update,
            actors=united(item for each in items for item in each.actors)[: MOST["actors"]],
            commitments=united(item for each in items for item in each.commitments)[: MOST["commitments"]],
            risks=united(item for each in items for item in each.risks)[: MOST["risks"]],
            reactions=united(item for each in items for item in each.reactions)[: MOST["reactions"]],
            unproven=sum(_unproven(told.brief) for told in self.told if told.brief and told.voice),
        )

    def _lead(self) -> Told:
        """The article that tells the story: of those that speak for themselves the one with most that is proven, and new."""
        voices = (
            [told for told in self.told if told.voice] or [told for told in self.told if told.new] or list(self.told)
        )
        return min(voices, key=lambda told: (-_weight(told), told.member.at, told.name))

    def _voices(self, lead: Told) -> list[Told]:
        others = [told for told in self.told if told.new and told is not lead]
        return [lead, *sorted(others, key=lambda told: (-_weight(told), told.name))]

    def _update(self, items: Iterable[Items], before: Sequence[Items]) -> Update | None:
        """The first new fact: what happened to a promise, a new one, a risk, a reaction or a figure that no earlier page has."""
        for change in _FACTS:
            for entry in self.entries:
                if entry.change == change and (fresh := self._fresh(entry.evidence)):
                    return Update(fact=_promise(entry), evidence=fresh)
        for name in ("commitments", "risks", "reactions"):
            known = [item for each in before for item in getattr(each, name)]
            for each in items:
                for item in getattr(each, name):
                    if not any(same(item, earlier) for earlier in known):
                        return Update(fact=_said(item), evidence=item.evidence)
        texts = [told.kept.gathered.article.text for told in self.told if not told.new]
        texts += [text for told in self.told for text in told.earlier]
        for told in sorted(self.told, key=_order):
            if told.new and (quote := novelty(told.kept.gathered.article, told.name, texts)):
                return Update(fact=" ".join(quote.text.split()), evidence=(quote,))
        return None

    def _fresh(self, evidence: Iterable[Cited]) -> tuple[Cited, ...]:
        names = {told.name for told in self.told if told.new}
        return tuple(quote for quote in evidence if quote.article in names)


def shortened(story: Story) -> Story:
    """The story without the lines of its lists: its bottom line and its pages."""
    return story.model_copy(update={"actors": (), "commitments": (), "risks": (), "reactions": ()})


def _said(item: Item[Cited]) -> str:
    """A commitment, a risk or a reaction in words."""
    match item:
        case Commitment():
            return f"{', '.join(item.by)}: {item.action}"
        case Risk():
            return f"risk: {item.event}"
        case Reaction():
            return f"{', '.join(item.by)}: {item.statement}"
    raise TypeError(type(item).__name__)  # pragma: no cover  # an actor is no fact


def _promise(entry: Entry) -> str:
    """What happened to a promise, in words."""
    who = f"{', '.join(entry.by)}: {entry.action}"
    if entry.was is None:
        return who if entry.change == "new" else f"{entry.change}: {who}"
    terms = "; ".join(f"{term.term} {term.old or 'none'} -> {term.new or 'none'}" for term in entry.was.terms)
    return f"{entry.change}: {who}" + (f" ({terms})" if terms else "")


def _weight(told: Told) -> int:
    """How well an article tells its story: the number of its proven lines; of one that is no more than a teaser, none."""
    if told.brief is None:
        return -1
    return sum(1 for _ in told.brief.proven.items()) if told.kept.gathered.whole else 0


def _unproven(brief: Brief) -> int:
    return sum(1 for _ in brief.unproven.items())


def _order(told: Told) -> tuple[bool, str, str]:
    """New pages first, each by time."""
    return (not told.new, told.member.at, told.name)
