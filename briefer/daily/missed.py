"""What of the sources could not be read: told in each edition, or once where another attempt is of no use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from briefer.daily.printed import Printed
from briefer.daily.window import Window, span
from briefer.domain.edition import Unread
from briefer.intake.outcome import Lost


class LostFrom(NamedTuple):
    """What was lost, and of which source."""

    source: str
    lost: Lost


@dataclass(frozen=True)
class Missed:
    """`listed` is what an edition lists; `told` names what of it is not told again; `before` counts what was told before."""

    listed: tuple[Unread, ...] = ()
    told: frozenset[str] = frozenset()
    before: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """That something is left out, where it is."""
        if not self.before:
            return ()
        things, them = ("1 thing that cannot be read is", "it") if self.before == 1 else (_many(self.before), "them")
        return (f"{things} not listed again: an earlier edition lists {them}",)


def _many(number: int) -> str:
    return f"{number} things that cannot be read are"


def missed(lost: Iterable[LostFrom], when: Window, printed: Printed, now: datetime) -> Missed:
    """What the edition of the window `when` says of what was lost: of items with a date, those of its window."""
    known = printed.told(when.date)
    listed: list[Unread] = []
    told: set[str] = set()
    before = 0
    for source, one in lost:
        name = hashlib.sha256(one.identity.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        if one.lasting and name in known:
            before += 1
            continue
        if one.published and not _within(one.published, when, now):
            continue
        listed.append(Unread(what=one.what, source=source, url=one.url, reason=one.reason))
        told |= {name} if one.lasting else set()
    return Missed(tuple(listed), frozenset(told), before)


def _within(published: str, when: Window, now: datetime) -> bool:
    begins, ends = span(published, now)
    return begins < datetime.fromisoformat(when.until) and ends > datetime.fromisoformat(when.since)
