"""The articles of the archive: every version of every item once, the newest of each at hand, all of them searchable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from briefer.daily.database import Database, Row
from briefer.domain.article import Article
from briefer.domain.gathered import Gathered

_NEWEST = """SELECT items.*, texts.text AS words, entries.first AS first FROM entries
    JOIN items ON items.id = entries.item JOIN texts ON texts.sha256 = items.text"""
_ALL = """SELECT items.*, texts.text AS words, entries.first AS first FROM items
    JOIN entries ON entries.identity = items.identity JOIN texts ON texts.sha256 = items.text"""
_COLUMNS = (
    *(
        "key",
        "identity",
        "stamp",
        "source",
        "owner",
        "tier",
        "article",
        "title",
        "outlet",
        "published",
        "url",
        "language",
    ),
    *("text", "updated", "fetched", "at", "whole", "note"),
)


@dataclass(frozen=True)
class Kept:
    """An article in the archive: `row` numbers this version of it, `first` is when the first version was fetched."""

    row: int
    gathered: Gathered
    first: str

    @property
    def changed(self) -> bool:
        """Whether this is a later version of an item that was kept before."""
        return self.first != self.gathered.fetched


@dataclass(frozen=True)
class Hit:
    """One article that a search found, with the words around what was looked for."""

    kept: Kept
    excerpt: str


class Articles:
    """A shelf of articles. Texts that are equal to the letter, such as wire copies, are stored once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, gathered: Gathered) -> int:
        """Keep one version of an item, and hold it for the newest; its row. The same version again changes nothing."""
        article = gathered.article
        values = (
            *(
                gathered.key,
                gathered.identity,
                gathered.stamp,
                gathered.source,
                gathered.owner,
                gathered.tier,
                article.id,
            ),
            *(article.title, article.outlet, article.published, article.url, article.language, article.sha256),
            *(
                gathered.updated,
                gathered.fetched,
                instant(article.published or gathered.fetched),
                gathered.whole,
                gathered.note,
            ),
        )
        marks = ", ".join("?" * len(_COLUMNS))
        with self._database.write() as write:
            write.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (article.sha256, storable(article.text)))
            added = write.execute(
                f"INSERT INTO items ({', '.join(_COLUMNS)}) VALUES ({marks}) ON CONFLICT DO NOTHING RETURNING id",  # noqa: S608  # our columns
                tuple(storable(value) if isinstance(value, str) else value for value in values),
            ).fetchone()
            if added:
                row = int(added[0])
                write.execute(
                    "INSERT INTO search (rowid, title, text, outlet) SELECT * FROM searchable WHERE id = ?", (row,)
                )
            else:
                found = write.execute(
                    "SELECT id FROM items WHERE identity = ? AND stamp = ?",
                    (storable(gathered.identity), gathered.stamp),
                )
                row = int(found.fetchone()[0])
            write.execute(
                """INSERT INTO entries VALUES (?, ?, ?, ?)
                    ON CONFLICT (identity) DO UPDATE SET stamp = excluded.stamp, item = excluded.item""",
                (storable(gathered.identity), gathered.stamp, gathered.fetched, row),
            )
        return row

    def known(self, identity: str) -> str | None:
        """The stamp of the newest version of an item; None where it was never kept."""
        row = self._database.one("SELECT stamp FROM entries WHERE identity = ?", storable(identity))
        return row["stamp"] if row else None

    def fetched(self, since: str, until: str = "9999") -> Iterator[Kept]:
        """The newest version of each item, where it was fetched in [since, until); in the order of fetching. UTC, ISO 8601."""
        query = f"{_NEWEST} WHERE items.fetched >= ? AND items.fetched < ? ORDER BY items.id"
        yield from map(_kept, self._database.each(query, since, until))

    def published(self, since: str, until: str) -> Iterator[Kept]:
        """The newest version of each item that is of a time in [since, until): when it was published, else fetched.

        `since` and `until` are instants in UTC, ISO 8601; a bare date of publication counts as its first moment in UTC.
        """
        query = f"{_NEWEST} WHERE items.at >= ? AND items.at < ? ORDER BY items.at, items.id"
        yield from map(_kept, self._database.each(query, instant(since), instant(until)))

    def undated(self, since: str, sources: Sequence[str]) -> int:
        """How many items of these sources have no date and were fetched at `since` or after, in their newest version."""
        marks = ", ".join("?" * len(sources))
        row = self._database.one(
            f"""SELECT count(*) AS number FROM entries JOIN items ON items.id = entries.item
                WHERE published IS NULL AND at >= ? AND source IN ({marks})""",  # noqa: S608  # question marks
            instant(since),
            *map(storable, sources),
        )
        return int(row["number"]) if row else 0

    def item(self, key: str) -> tuple[Kept, ...]:
        """All versions of the item with this key, oldest first."""
        return tuple(map(_kept, self._database.each(f"{_ALL} WHERE items.key = ? ORDER BY items.id", key)))

    def row(self, row: int) -> Kept | None:
        """The version with this row."""
        found = self._database.one(f"{_ALL} WHERE items.id = ?", row)
        return _kept(found) if found else None

    def newest(self, key: str) -> Kept | None:
        """The newest version of the item with this key."""
        versions = self.item(key)
        return versions[-1] if versions else None

    def name(self, kept: Kept) -> str:
        """What an edition calls an article: its id, with a part of its key where an item that was kept earlier has the same."""
        gathered = kept.gathered
        first = self._database.one("SELECT key FROM items WHERE article = ? ORDER BY id LIMIT 1", gathered.article.id)
        alone = first is None or first["key"] == gathered.key
        return gathered.article.id if alone else f"{gathered.article.id}~{gathered.key}"

    def called(self, name: str) -> Kept | None:
        """The newest version of the article that editions call by this name."""
        article, _, key = name.partition("~")
        if key:
            return self.newest(key)
        found = self._database.one("SELECT key FROM items WHERE article = ? ORDER BY id LIMIT 1", article)
        return self.newest(found["key"]) if found else None

    def search(self, words: Sequence[str], limit: int = 20) -> list[Hit]:
        """The articles in which all of `words` stand, the best first; several words in one string are a phrase.

        Case and accents do not matter. What is looked for is data: it has no operators.
        """
        query = " ".join(
            f'"{phrase}"' for word in words if (phrase := storable(word).replace('"', " ").replace("\0", " ")).strip()
        )
        if not query:
            return []
        found = self._database.each(
            """SELECT items.*, texts.text AS words, entries.first AS first,
                    snippet(search, 1, '', '', '…', 24) AS excerpt
                FROM search JOIN items ON items.id = search.rowid JOIN entries ON entries.item = items.id
                JOIN texts ON texts.sha256 = items.text WHERE search MATCH ? ORDER BY rank, items.id LIMIT ?""",
            query,
            limit,
        )
        return [Hit(_kept(row), row["excerpt"]) for row in found]

    def export(self) -> Iterator[dict[str, Any]]:
        """Every version of every article as a JSON object, oldest first."""
        for row in self._database.each(f"{_ALL} ORDER BY items.id"):
            fields = {name: row[name] for name in _COLUMNS if name not in {"text", "at"}}
            yield {
                "kind": "article",
                "row": row["id"],
                **fields,
                "whole": bool(row["whole"]),
                "sha256": row["text"],
                "text": row["words"],
            }


def instant(stated: str) -> str:
    """A time in ISO 8601 as its instant in UTC, to compare as text: a bare date is its first moment, no zone means UTC."""
    moment = datetime.fromisoformat(stated)
    return (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat(timespec="seconds")


def storable(text: str) -> str:
    """`text` as SQLite can hold it: half of a surrogate pair, which is no character, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _kept(row: Row) -> Kept:
    article = Article(
        text=row["words"],
        id=row["article"],
        **{name: row[name] for name in ("title", "outlet", "published", "url", "language")},
    )
    gathered = Gathered(
        article=article,
        whole=bool(row["whole"]),
        **{name: row[name] for name in ("source", "identity", "stamp", "fetched", "owner", "tier", "updated", "note")},
    )
    return Kept(row["id"], gathered, row["first"])
