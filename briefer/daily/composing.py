"""What a day has come to, put into the one frozen value that every output is rendered from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from briefer.daily.assembly import Assembly, uncited
from briefer.daily.briefing import Tally
from briefer.daily.day import Day, unread
from briefer.daily.expected import expected
from briefer.daily.ledger.ahead import soonest
from briefer.daily.missed import Missed
from briefer.daily.printed import Print, Printed
from briefer.daily.window import Window
from briefer.domain.edition import (
    Counts,
    Dated,
    Edition,
    EditionStatus,
    Entry,
    Making,
    SourceReport,
    Story,
    Unread,
)
from briefer.version import __version__

ENTRIES = 300
"""So many entries of the ledger an edition prints, the gravest first; `briefer ledger list` has all."""
_GRAVEST = ("withdrawn", "broken", "changed", "overdue", "fulfilled", "new", "repeated")


@dataclass(frozen=True)
class Backing:
    """What makes the briefs, as an edition states it."""

    backend: str
    kind: str
    prompt: str
    prompt_sha256: str


@dataclass(frozen=True)
class Series:
    """The series that an edition belongs to, its title, and the zone of its days and times."""

    title: str
    profile: str
    slot: str
    zone: tzinfo


@dataclass(frozen=True)
class Composing:
    """Composes one edition: of the window `when`, out of the articles of `day`; `at` is the time, `past` what was printed."""

    series: Series
    when: Window
    day: Day
    past: Printed
    backing: Backing
    at: str

    def edition(
        self,
        gathered: tuple[Sequence[SourceReport], Missed],
        tally: Tally,
        assembly: Assembly,
        entries: Sequence[Entry],
        ahead: tuple[Dated, ...],
    ) -> Edition:
        """The edition: how its sources went and what of them was not read, what briefing came to, its stories, the ledger."""
        stories, differ, denied = assembly.stories(self.when.date, self.past.first(self.when.date), _by_story(entries))
        reports, lost = gathered
        last = self.past.last(self.when.date)
        failed = _failed(reports)
        missed = [*failed, *lost.listed, *self.day.over.values(), *self._unbriefed(assembly, tally)]
        shown = _gravest(entries)
        ahead = soonest((*ahead, *expected(stories, self.when.date)))
        return Edition(
            title=self.series.title,
            date=self.when.date,
            profile=self.series.profile,
            slot=self.series.slot,
            status=_status(reports, stories, missed, tally, moved=any(entry.change != "repeated" for entry in shown)),
            since=self._local(self.when.since),
            until=self._local(self.when.until),
            zone=getattr(self.series.zone, "key", ""),
            previous=last.date if last else "",
            counts=Counts(
                articles=len(self.day.stubs),
                copies=sum(story.copies for story in stories),
                stories=len(stories),
                briefed=tally.briefed,
                kept=tally.kept,
                unread=len(missed) - len(failed),
                undated=sum(not stub.dated for stub in self.day.stubs.values()),
                undated_later=self.day.later,
            ),
            making=self._making(tally, lost, len(entries) - len(shown)),
            sources=self._counted(reports),
            stories=stories,
            ledger=shown,
            disagreements=differ,
            disputes=denied,
            ahead=ahead,
            unread=tuple(missed),
            cited=assembly.pages(uncited(stories, shown, ahead)),
        )

    def printed(self, edition: Edition, tally: Tally, lost: Missed) -> Print:
        """What later editions need to know of this one."""
        failed = {key for key, stub in self.day.stubs.items() if stub.row in tally.passing}
        return Print(
            date=edition.date,
            until=self.when.until,
            made=edition.making.created,
            failed=edition.status == "failed",
            texts={key: stub.sha256 for key, stub in self.day.stubs.items() if key not in failed},
            unread=frozenset(failed | self.day.over.keys()),
            stories=frozenset(story.id for story in edition.stories),
            told=lost.told,
        )

    def _local(self, instant: str) -> str:
        return datetime.fromisoformat(instant).astimezone(self.series.zone).isoformat()

    def _unbriefed(self, assembly: Assembly, tally: Tally) -> list[Unread]:
        """The articles whose brief could not be made, and why."""
        stubs = [stub for stub in self.day.stubs.values() if stub.row in tally.failed]
        return [unread(assembly.archive.articles.row(stub.row), stub, tally.failed[stub.row].line) for stub in stubs]

    def _counted(self, reports: Iterable[SourceReport]) -> tuple[SourceReport, ...]:
        given = self.day.by_source()
        return tuple(report.model_copy(update={"articles": given[report.name]}) for report in reports)

    def _making(self, tally: Tally, lost: Missed, left_out: int) -> Making:
        more = f"{left_out} more of the ledger's entries were touched: `briefer ledger list` has all"
        return Making(
            backend=self.backing.backend,
            backend_kind=self.backing.kind,
            models=tuple(sorted(tally.models, key=lambda model: (-tally.models[model], model))),
            prompt=self.backing.prompt,
            prompt_sha256=self.backing.prompt_sha256,
            tokens=tally.used,
            cost_usd=tally.cost_usd,
            notes=(*tally.notes, *lost.notes, *([more] if left_out else [])),
            briefer=__version__,
            created=self.at,
        )


def _status(
    reports: Sequence[SourceReport], stories: Sequence[Story], missed: Sequence[Unread], tally: Tally, *, moved: bool
) -> EditionStatus:
    """Failed where nothing could be read: no source, or no article of all that can be. Quiet only without any article."""
    no_source = all(report.status == "failed" for report in reports)
    no_article = bool(tally.passing) and not tally.briefed
    if (not stories and no_source) or no_article:
        return "failed"
    if missed:
        return "partial"
    return "ok" if moved or stories else "quiet"


def _failed(reports: Iterable[SourceReport]) -> list[Unread]:
    return [
        Unread(what=f"all of {report.name}", source=report.name, reason=report.reason)
        for report in reports
        if report.status == "failed"
    ]


def _by_story(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for story in entry.stories:
            found.setdefault(story, []).append(entry)
    return found


def _gravest(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries that an edition prints, the gravest change first, in the ledger's order among equals."""
    return tuple(sorted(entries, key=lambda entry: _GRAVEST.index(entry.change))[:ENTRIES])
