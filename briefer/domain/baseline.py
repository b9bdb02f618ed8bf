"""The bar that is committed beside the code, and what a gate says about a scorecard that is held against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from briefer.domain.brief import Value
from briefer.domain.evaluation import Scorecard


class Floor(Value):
    """What a system whose recordings have changed must not fall below: mean F1, share of valid briefs, share of proven items."""

    f1: float
    valid: float
    grounding: float


class Baseline(Value):
    """The document `briefer.baseline/1`: a scorecard that was blessed, the digests of its recordings, the floors.

    `recordings` has an entry a system: the digest of its recordings, or None for one that is computed anew each time. The
    digests of scorer and corpus stand in the scorecard.
    """

    format: Literal["briefer.baseline/1"] = "briefer.baseline/1"
    recordings: Mapping[str, str | None]
    floors: Mapping[str, Floor]
    scorecard: Scorecard


class Reason(Value):
    """One thing that the gate has to say: it fails, refuses to judge, or only notes."""

    kind: Literal["fails", "refused", "note"]
    system: str
    message: str
    recording: bool = False

    def __str__(self) -> str:
        return f"{self.kind}: {f'{self.system}: ' if self.system else ''}{self.message}"


class Verdict(Value):
    """All reasons of a gate, in the order of the systems."""

    reasons: tuple[Reason, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing failed and nothing was refused."""
        return all(reason.kind == "note" for reason in self.reasons)

    @property
    def exit_code(self) -> int:
        """0 passed, 5 where a recording is missing or stale, else 1."""
        if self.passed:
            return 0
        return 5 if any(reason.recording for reason in self.reasons if reason.kind != "note") else 1
