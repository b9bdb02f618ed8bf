"""The archive: every article, answer, brief, edition and decision of the daily brief, kept once in one SQLite file.

    with Archive.open(path) as archive, archive.alone(wait=60):
        archive.articles.keep(gathered)              # each is kept when the call returns, whatever happens next
        archive.sources.settle(source, outcome, at)  # after its articles: only now is "unchanged" a true answer
        for kept in archive.articles.fetched(since):
            brief = archive.briefs.get(kept.row, recipe) or ...
            archive.briefs.keep(kept.row, recipe, brief, at)
        archive.editions.keep(edition_key, text, at)

A run that was killed is simply run again: what is kept is not fetched, asked or paid for again. Tables are read and written
through the shelves (`articles`, `sources`, `unreadable`, `answers`, `briefs`, `editions`, `decisions`, `notes`, `stories`),
each of which says what it promises; several steps become one by `with archive.together():`. To add a table, add a step to
`MIGRATIONS` and a shelf.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from briefer.daily.articles import Articles
from briefer.daily.database import Database
from briefer.daily.shelves import Answers, Briefs, Decisions, Editions, Notes, Sources, Unreadable
from briefer.daily.stories import shelf as stories

_FIRST = (
    "CREATE TABLE texts (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL)",
    """CREATE TABLE items (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL, identity TEXT NOT NULL, stamp TEXT NOT NULL,
        source TEXT NOT NULL, owner TEXT, tier TEXT NOT NULL,
        article TEXT NOT NULL, title TEXT, outlet TEXT, published TEXT, url TEXT, language TEXT,
        text TEXT NOT NULL REFERENCES texts (sha256),
        updated TEXT, fetched TEXT NOT NULL, at TEXT NOT NULL, whole INTEGER NOT NULL, note TEXT NOT NULL,
        UNIQUE (identity, stamp))""",
    "CREATE INDEX items_by_key ON items (key)",
    """CREATE TABLE entries (
        identity TEXT PRIMARY KEY, stamp TEXT NOT NULL, first TEXT NOT NULL,
        item INTEGER NOT NULL UNIQUE REFERENCES items (id)) WITHOUT ROWID""",
    "CREATE INDEX items_by_time ON items (at)",
    "CREATE INDEX items_by_fetch ON items (fetched)",
    """CREATE VIEW searchable AS SELECT items.id, title, texts.text AS text, outlet
        FROM items JOIN texts ON texts.sha256 = items.text""",
    """CREATE VIRTUAL TABLE search USING fts5 (
        title, text, outlet, content = 'searchable', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2')""",
    """CREATE TABLE sources (
        place TEXT PRIMARY KEY, name TEXT NOT NULL, etag TEXT, modified TEXT,
        checked TEXT NOT NULL, succeeded TEXT, status TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE answers (key TEXT PRIMARY KEY, completion TEXT NOT NULL, kept TEXT NOT NULL)",
    """CREATE TABLE briefs (
        item INTEGER NOT NULL REFERENCES items (id), recipe TEXT NOT NULL, brief TEXT NOT NULL, kept TEXT NOT NULL,
        PRIMARY KEY (item, recipe))""",
    """CREATE TABLE editions (
        profile TEXT NOT NULL, date TEXT NOT NULL, slot TEXT NOT NULL, revision INTEGER NOT NULL,
        edition TEXT NOT NULL, kept TEXT NOT NULL, PRIMARY KEY (profile, date, slot, revision))""",
    """CREATE TABLE decisions (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, object TEXT NOT NULL,
        note TEXT NOT NULL, made TEXT NOT NULL, UNIQUE (kind, subject, object))""",
    "CREATE TABLE notes (kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID",
)
_NAMED = ("CREATE INDEX items_by_article ON items (article, id)",)
_LOST = (
    "ALTER TABLE sources ADD COLUMN form TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE unreadable (identity TEXT PRIMARY KEY, stamp TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID",
)
MIGRATIONS = (_FIRST, stories.TABLES, _NAMED, _LOST)
"""The steps from an empty file to today's tables. A released step never changes: a new one is added."""


class Archive:
    """An open archive; closing it is a courtesy, nothing depends on it. Any number of threads may use it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.articles = Articles(database)
        self.sources = Sources(database)
        self.unreadable = Unreadable(database)
        self.answers = Answers(database)
        self.briefs = Briefs(database)
        self.editions = Editions(database)
        self.decisions = Decisions(database)
        self.notes = Notes(database)
        self.stories = stories.Stories(database)

    @classmethod
    def open(cls, path: str | Path) -> Archive:
        """The archive in a file, made where there is none, brought up to date where it is older. Raises `ArchiveError`."""
        return cls(Database(Path(path), MIGRATIONS))

    def alone(self, wait: float = 0.0) -> AbstractContextManager[None]:
        """Be the only run on this archive; wait for that at most so many seconds. Raises `ArchiveError` where it is taken."""
        return self._database.alone(wait)

    def together(self) -> AbstractContextManager[Any]:
        """What is done in the block is kept all together or not at all."""
        return self._database.write()

    def export(self) -> Iterator[dict[str, Any]]:
        """All that is kept, a JSON object each, with `kind` article, brief, edition, story or decision; oldest first."""
        yield from self.articles.export()
        yield from self.briefs.export()
        yield from self.editions.export()
        yield from self.stories.export()
        yield from self.decisions.export()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
