"""The articles of a day, briefed and grouped, become the stories of an edition."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefer.daily.archive import Archive
from briefer.daily.articles import Kept
from briefer.daily.briefing import Briefing
from briefer.daily.citing import Items
from briefer.daily.disputes import disputes
from briefer.daily.ledger.heard import Heard, hear
from briefer.daily.rank import Weighed, weighed
from briefer.daily.stories import disagreements as figures
from briefer.daily.stories.assign import Member
from briefer.daily.tell import Tale, Told, page, shortened
from briefer.daily.window import Stub
from briefer.domain.brief import Reaction
from briefer.domain.edition import Cited, Dated, Disagreement, Dispute, Entry, Page, Story

FULL = 100
"""So many stories, the weightiest, are told with all their lines; of the others an edition has bottom line and pages."""

COMPARED = 12
"""So many articles of one story, the oldest, are searched for figures on which they differ."""


class Assembled(NamedTuple):
    """The stories of an edition, and what their articles do not agree on."""

    stories: tuple[Story, ...]
    disagreements: tuple[Disagreement, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True)
class Assembly:
    """What the stories of an edition are put together from: the day's articles by key, the groups of the linker, the briefs."""

    archive: Archive
    briefing: Briefing
    stubs: Mapping[str, Stub]
    groups: Mapping[str, Sequence[Member]]

    def heard(self) -> Iterator[Heard]:
        """Every commitment of the day's articles, once an article that states it."""
        for story, members in self.groups.items():
            for told in self._told(members, earlier=False):
                if told.brief:
                    voice = told.member.copy_of or told.member.key
                    yield from hear(told.brief, article=told.name, story=story, voice=voice)

    def stories(self, date: str, first: Mapping[str, str], entries: Mapping[str, Sequence[Entry]]) -> Assembled:
        """The stories, the weightiest first, where their articles disagree on a figure, and what in them is denied.

        `first` has the date of the edition that had a known story first, `entries` what the ledger has of each story.
        """
        heaviest: list[Weighed] = []
        others: list[Weighed] = []
        differ: list[Disagreement] = []
        denied: list[Dispute] = []
        for story, members in self.groups.items():
            told = list(self._told(members, earlier=True))
            if not any(each.new and each.brief for each in told) and not any(
                each.new and each.copy_of for each in told
            ):
                continue  # none of its articles could be read: the edition says so elsewhere
            moved = tuple(entries.get(story, ()))
            item = weighed(Tale(story, told, date, first.get(story), moved).story(), moved)
            if len(heaviest) < FULL:
                heapq.heappush(heaviest, item)
            else:
                lighter = heapq.heappushpop(heaviest, item)
                others.append(lighter._replace(story=shortened(lighter.story)))
            denied += disputes(story, _reactions(told, new=True), _reactions(told, new=False))
            voices = [_figures(each) for each in told if each.voice or (each.new and each.brief)][:COMPARED]
            if len(voices) > 1:
                differ += figures.disagreements(story, voices)
        ordered = [*sorted(heaviest, reverse=True), *sorted(others, reverse=True)]
        return Assembled(tuple(each.story for each in ordered), tuple(differ), tuple(denied))

    def pages(self, names: Iterable[str]) -> tuple[Page, ...]:
        """The pages of earlier editions that these names mean."""
        found = [(name, self.archive.articles.called(name)) for name in sorted(set(names))]
        return tuple(page(kept, name, self.briefing.brief(kept.row), new=False) for name, kept in found if kept)

    def _told(self, members: Iterable[Member], *, earlier: bool) -> Iterator[Told]:
        """The articles of a story with their briefs: those of this edition, and where asked for those of `earlier` ones."""
        for member in members:
            new = member.key in self.stubs
            kept = self.archive.articles.row(member.row) if new or earlier else None
            if kept is None:
                continue
            yield Told(
                member=member,
                kept=kept,
                name=self.archive.articles.name(kept),
                brief=self.briefing.brief(member.row),
                copy_of=self._named(member.copy_of) if member.copy_of else None,
                new=new,
                earlier=self._earlier(kept) if new and kept.changed else (),
            )

    def _earlier(self, kept: Kept) -> tuple[str, ...]:
        versions = self.archive.articles.item(kept.gathered.key)
        return tuple(each.gathered.article.text for each in versions if each.row < kept.row)

    def _named(self, key: str) -> str | None:
        kept = self.archive.articles.newest(key)
        return self.archive.articles.name(kept) if kept else None


def _reactions(told: Iterable[Told], *, new: bool) -> list[Reaction[Cited]]:
    """The reactions in the new articles of a story, or in its earlier ones."""
    return [item for each in told if each.brief and each.new == new for item in Items(each.brief, each.name).reactions]


def uncited(stories: Iterable[Story], entries: Iterable[Entry], ahead: Iterable[Dated]) -> set[str]:
    """The names of articles that evidence stands in, and that no story of the edition has among its pages."""
    quotes: list[Cited] = []
    for entry in entries:
        quotes += entry.evidence
        quotes += entry.was.evidence if entry.was else ()
    for dated in ahead:
        quotes += dated.evidence
    return {quote.article for quote in quotes} - {page.id for story in stories for page in story.articles}


def _figures(told: Told) -> figures.Told:
    gathered = told.kept.gathered
    return figures.Told(told.name, gathered.article, gathered.article.published or gathered.fetched)
