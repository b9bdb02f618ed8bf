"""What earlier editions have printed, so that the next one says only what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from briefer.daily.shelves import EditionKey, Notes

_KIND = "printed"
TOLD = timedelta(days=30)
"""For so long what cannot be read is not told again."""


@dataclass(frozen=True)
class Print:
    """What one edition printed: hashes of texts by key of their item, items it could not read, and its stories' ids.

    `until` is where its window ended, `made` when it was made; both are instants in UTC. `told` names what cannot be read.
    """

    date: str
    until: str
    made: str
    failed: bool
    texts: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


class Printed:
    """The prints of one profile and slot among the notes of an archive; without notes there are none."""

    def __init__(self, notes: Notes | None, profile: str, slot: str) -> None:
        self._notes = notes
        self._prefix = f"{profile}/{slot}/"
        self._prints: list[Print] | None = None

    def last(self, before: str) -> Print | None:
        """The last edition of a date before this one that did not fail."""
        return next((each for each in reversed(self._before(before)) if not each.failed), None)

    def seen(self, before: str) -> dict[str, str]:
        """Everything that editions of earlier dates have printed: the hash of the newest text by key."""
        return {key: text for each in self._before(before) for key, text in each.texts.items()}

    def first(self, before: str) -> dict[str, str]:
        """The date of the first edition that printed each story."""
        return {story: each.date for each in reversed(self._before(before)) for story in each.stories}

    def told(self, before: str) -> frozenset[str]:
        """What editions of the `TOLD` days before have told that it cannot be read."""
        earliest = (date.fromisoformat(before) - TOLD).isoformat()
        return frozenset(name for each in self._before(before) if each.date >= earliest for name in each.told)

    def keep(self, key: EditionKey, done: Print) -> None:
        """Keep what an edition printed, in place of what an earlier edition of the same day did."""
        value = {
            "until": done.until,
            "made": done.made,
            "failed": done.failed,
            "texts": dict(done.texts),
            "unread": sorted(done.unread),
            "stories": sorted(done.stories),
            "told": sorted(done.told),
        }
        if self._notes is None:
            raise ValueError("a print needs notes to be kept in")
        self._notes.keep(_KIND, f"{self._prefix}{key.date}", value)
        self._prints = None

    def _before(self, date: str) -> list[Print]:
        """The prints of earlier dates, oldest first."""
        if self._prints is None:
            self._prints = [
                Print(
                    date=name.removeprefix(self._prefix),
                    until=value["until"],
                    made=value["made"],
                    failed=value["failed"],
                    texts=value["texts"],
                    unread=frozenset(value["unread"]),
                    stories=frozenset(value["stories"]),
                    told=frozenset(value.get("told", ())),
                )
                for name, value in (self._notes.all(_KIND) if self._notes else ())
                if name.startswith(self._prefix)
            ]
        return [each for each in self._prints if each.date < date]
