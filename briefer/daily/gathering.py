"""The sources of an edition, read into the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefer.daily.archive import Archive
from briefer.daily.missed import LostFrom
from briefer.daily.watch import Watch
from briefer.domain.edition import SourceReport
from briefer.intake.gather import Gatherer
from briefer.intake.outcome import Outcome
from briefer.intake.settings import SourceSettings
from briefer.pool import ordered


@dataclass(frozen=True)
class Gathering:
    """Reads sources by `workers` threads; whatever one of them gives is kept as it comes."""

    archive: Archive
    gatherer: Gatherer
    workers: int

    def run(self, sources: Sequence[SourceSettings], watch: Watch) -> tuple[list[SourceReport], list[LostFrom]]:
        """How each source went, with `articles` left at 0, and what of them could not be read. One that fails stops no other."""
        watch.stage("reading sources", len(sources))
        found: list[SourceReport] = []
        lost: list[LostFrom] = []
        for outcome in ordered(self._one, sources, min(self.workers, len(sources))):
            watch.step()
            found.append(SourceReport(name=outcome.source, status=outcome.status, reason=outcome.reason))
            lost += [LostFrom(outcome.source, one) for one in outcome.lost]
        return found, lost

    def _one(self, source: SourceSettings) -> Outcome:
        outcome = self.gatherer.gather(source, self.archive.sources.state(source))
        self.archive.sources.settle(source, outcome, self.gatherer.now())
        return outcome
