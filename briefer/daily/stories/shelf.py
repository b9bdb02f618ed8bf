"""The shelf of stories: which item is in which, why, and which ids have become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from briefer.daily.database import Database

TABLES = (
    "CREATE TABLE stories (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, made TEXT NOT NULL, became TEXT) WITHOUT ROWID",
    """CREATE TABLE story_pages (
        key TEXT PRIMARY KEY, story TEXT NOT NULL REFERENCES stories (id), joined TEXT NOT NULL, copy_of TEXT,
        made TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX story_pages_by_story ON story_pages (story)",
)
"""The step of the archive's migrations that makes them."""

FIRST = "first of its story"
"""Why the page that a story begins with is in it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One item in its story: `joined` says why, `copy_of` is the key of its original, `made` when it was placed."""

    key: str
    story: str
    joined: str
    copy_of: str | None
    made: str


class Stories:
    """Which story each item belongs to. An id is never given twice; that of a story that joined another leads there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, key: str) -> Placed | None:
        """Where the item with this key is."""
        row = self._database.one("SELECT * FROM story_pages WHERE key = ?", key)
        return Placed(**dict(row)) if row else None

    def pages(self, story: str) -> tuple[Placed, ...]:
        """The items of a story, by key."""
        rows = self._database.each("SELECT * FROM story_pages WHERE story = ? ORDER BY key", story)
        return tuple(Placed(**dict(row)) for row in rows)

    def all(self) -> Iterator[Placed]:
        """Every item that is in a story, by key."""
        for row in self._database.each("SELECT * FROM story_pages ORDER BY key"):
            yield Placed(**dict(row))

    def current(self, story: str) -> str | None:
        """The id that a story has now: its own, or the older one that it became. None for an unknown id."""
        became: dict[str, str | None] = {}
        name: str | None = story
        while name is not None and name not in became:
            row = self._database.one("SELECT became FROM stories WHERE id = ?", name)
            if row is None:
                return None
            became[name], story = row["became"], name
            name = row["became"]
        return story

    def beginning(self, prefix: str) -> list[str]:
        """The ids that begin so, oldest first."""
        rows = self._database.each(
            "SELECT id FROM stories WHERE substr(id, 1, ?) = ? ORDER BY number", len(prefix), prefix
        )
        return [row["id"] for row in rows]

    def newest(self, limit: int, least: int = 1) -> list[str]:
        """The ids of stories with at least so many pages, the newest first."""
        rows = self._database.each(
            """SELECT stories.id FROM stories JOIN story_pages ON story_pages.story = stories.id
                GROUP BY stories.id HAVING count(*) >= ? ORDER BY stories.number DESC LIMIT ?""",
            least,
            limit,
        )
        return [row["id"] for row in rows]

    def ages(self) -> dict[str, int]:
        """The number of each story, the older the lower."""
        return {row["id"]: row["number"] for row in self._database.each("SELECT id, number FROM stories")}

    def add(self, story: str, at: str) -> None:
        """A new story, younger than all others."""
        with self._database.write() as write:
            write.execute(
                "INSERT INTO stories SELECT ?, coalesce(max(number), 0) + 1, ?, NULL FROM stories", (story, at)
            )

    def become(self, younger: str, older: str) -> None:
        """Move all items of one story to another, to which its id leads from now on."""
        with self._database.write() as write:
            write.execute("UPDATE stories SET became = ? WHERE id = ?", (older, younger))
            write.execute("UPDATE story_pages SET story = ? WHERE story = ?", (older, younger))

    def place(self, placed: Iterable[Placed]) -> None:
        """Put items where they belong; of an item that is somewhere already the story, reason and original may change."""
        with self._database.write() as write:
            write.executemany(
                """INSERT INTO story_pages VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET
                    story = excluded.story, joined = excluded.joined, copy_of = excluded.copy_of""",
                [(one.key, one.story, one.joined, one.copy_of, one.made) for one in placed],
            )

    def export(self) -> Iterator[dict[str, Any]]:
        """Every item with its story as a JSON object, by key."""
        for row in self._database.each("SELECT * FROM story_pages ORDER BY key"):
            yield {"kind": "story", **dict(row)}
