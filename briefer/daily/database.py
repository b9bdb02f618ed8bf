"""One SQLite file for many threads and runs: write-ahead log, migrations, and a lock that dies with its process."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from briefer.errors import ArchiveError

Row = sqlite3.Row
_BUSY_SECONDS = 30.0
_BATCH = 256
_TICK = 0.1


class Database:
    """An open database file. Every thread may use it; writes take turns, across processes too.

    `migrations` are the steps from an empty file to today's tables, each a sequence of statements; a file that has been
    through some of them goes through the rest, in one transaction. Never change a step that was released: add one.

    A transaction that was committed survives the end of its process at any point (a power cut may lose the last ones, never
    the file). Raises `ArchiveError` for all that SQLite finds wrong.
    """

    def __init__(self, path: Path, migrations: Sequence[Sequence[str]]) -> None:
        self.path = path
        self._lock = threading.RLock()
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._connect()
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = NORMAL")
                self._migrate(migrations)
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file; nothing is lost where this is not called."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of what is done in the block is kept, or nothing. It may stand within another."""
        with self._lock:
            if self._connection.in_transaction:
                with self._told((sqlite3.Error,)):
                    yield self._connection
                return
            with self._told((sqlite3.Error,)):
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.rollback()
                    raise
                self._connection.commit()

    def one(self, query: str, *values: Any) -> Row | None:
        """The first row of a query."""
        with self._told(), self._lock:
            row: Row | None = self._connection.execute(query, values).fetchone()
            return row

    def each(self, query: str, *values: Any) -> Iterator[Row]:
        """The rows of a query as they stand when it begins, a few at a time: writing may go on meanwhile."""
        with self._told(), closing(self._connect()) as connection:
            cursor = connection.execute(query, values)
            while rows := cursor.fetchmany(_BATCH):
                yield from rows

    @contextmanager
    def alone(self, wait: float) -> Iterator[None]:
        """Be the only one who is in such a block for this file, on this machine; wait for that at most so many seconds.

        Raises `ArchiveError` where another run holds on. The lock is on a file of its own beside the database, so that
        others can read and search meanwhile; the system takes it back from a process that was killed.
        """
        lock = self.path.with_name(f"{self.path.name}.lock")
        with self._told():
            holder = sqlite3.connect(lock, timeout=0, isolation_level=None)
        with closing(holder):
            end = time.monotonic() + wait
            while not self._begun(holder):
                if (left := end - time.monotonic()) <= 0:
                    waited = f" (waited {wait:.0f} s)" if wait else ""
                    message = f"{self.path}: another run is using this archive{waited}"
                    hint = "run again when it is done; `briefer daily --wait SECONDS` waits for that"
                    raise ArchiveError(message, hint=hint)
                time.sleep(min(left, _TICK))  # SQLite's own waiting would be deaf to Ctrl-C
            yield

    def _begun(self, holder: sqlite3.Connection) -> bool:
        """Whether the lock is ours now."""
        try:
            with self._told():
                holder.execute("BEGIN EXCLUSIVE")
        except ArchiveError as error:
            if getattr(error.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.row_factory = Row
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _migrate(self, migrations: Sequence[Sequence[str]]) -> None:
        with self.write() as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > len(migrations):
                raise ArchiveError(
                    f"{self.path}: made by a newer briefer (format {version}, known is {len(migrations)})",
                    hint="upgrade briefer, or name another file",
                )
            if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise ArchiveError(f"{self.path}: a database, but no archive of briefer", hint="name another file")
            for step in migrations[version:]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(migrations)}")

    @contextmanager
    def _told(self, kinds: tuple[type[Exception], ...] = (sqlite3.Error, OSError)) -> Iterator[None]:
        """Errors of these kinds become one line with its remedy."""
        try:
            yield
        except kinds as error:
            what = getattr(error, "strerror", None) or error
            raise ArchiveError(f"{self.path}: {what}", hint=_remedy(error)) from error


def _remedy(error: Exception) -> str:
    remedies = {
        sqlite3.SQLITE_NOTADB: "it is no archive: name another file",
        sqlite3.SQLITE_CORRUPT: "it is damaged: take it from a backup, or name another file",
        sqlite3.SQLITE_FULL: "the disk is full: make room and run again",
        sqlite3.SQLITE_BUSY: "another program is writing to it: try again",
        sqlite3.SQLITE_CANTOPEN: "check the path and its permissions",
        sqlite3.SQLITE_READONLY: "check its permissions",
    }
    return remedies.get(getattr(error, "sqlite_errorcode", -1) & 0xFF, "check the path, its permissions and the disk")
