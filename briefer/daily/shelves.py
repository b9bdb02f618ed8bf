"""The smaller shelves of the archive: sources, answers, briefs, editions, decisions, notes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from briefer.daily.articles import storable
from briefer.daily.database import Database
from briefer.domain.brief import Brief
from briefer.intake.outcome import Outcome, State
from briefer.intake.settings import SourceSettings


@dataclass(frozen=True)
class EditionKey:
    """Which edition: one is made a profile, date (YYYY-MM-DD) and slot, such as morning."""

    date: str
    profile: str = "default"
    slot: str = "daily"


@dataclass(frozen=True)
class Decision:
    """What a person decided, such as kind `story.split`, and about what; `made` is when, in UTC."""

    kind: str
    subject: str
    object: str
    note: str
    made: str


class _Shelf:
    def __init__(self, database: Database) -> None:
        self._database = database


class Sources(_Shelf):
    """What one run leaves for the next about each source."""

    def state(self, source: SourceSettings) -> State:
        """What to send to ask only for what has changed."""
        row = self._database.one("SELECT etag, modified, form FROM sources WHERE place = ?", _place(source))
        return State(row["etag"], row["modified"], row["form"]) if row else State()

    def settle(self, source: SourceSettings, outcome: Outcome, at: str) -> None:
        """Keep how a source went. Call it after its articles are kept: its validators tell the next run not to ask for them."""
        state = outcome.state
        succeeded = at if outcome.status != "failed" else None
        with self._database.write() as write:
            write.execute(
                """INSERT INTO sources (place, name, etag, modified, checked, succeeded, status, reason, form)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (place) DO UPDATE SET
                    name = excluded.name, etag = excluded.etag, modified = excluded.modified, checked = excluded.checked,
                    succeeded = coalesce(excluded.succeeded, succeeded), status = excluded.status, reason = excluded.reason,
                    form = excluded.form""",
                (
                    _place(source),
                    source.name,
                    state.etag,
                    state.modified,
                    at,
                    succeeded,
                    outcome.status,
                    outcome.reason,
                    state.form,
                ),
            )

    def succeeded(self, source: SourceSettings) -> str | None:
        """When the source was last read without failing."""
        row = self._database.one("SELECT succeeded FROM sources WHERE place = ?", _place(source))
        return row["succeeded"] if row else None


class Unreadable(_Shelf):
    """The items of feeds that cannot be read, for `DAYS` days: then they are tried once more."""

    DAYS = 30

    def reason(self, identity: str, stamp: str, now: str) -> str | None:
        """Why the item could not be read, where it is remembered and has not changed since. `now` is ISO 8601."""
        found = self._database.one("SELECT * FROM unreadable WHERE identity = ?", storable(identity))
        if found is None or found["stamp"] != stamp:
            return None
        age = datetime.fromisoformat(now) - datetime.fromisoformat(found["at"])
        return str(found["reason"]) if age < timedelta(days=self.DAYS) else None

    def remember(self, identity: str, stamp: str, reason: str, now: str) -> None:
        """Remember it, in place of what was remembered of the item before."""
        with self._database.write() as write:
            write.execute(
                "INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?)",
                (storable(identity), stamp, storable(reason), now),
            )


class Answers(_Shelf):
    """What backends answered, by the key of what was asked, as JSON."""

    def get(self, key: str) -> str | None:
        """The answer that is kept under `key`."""
        row = self._database.one("SELECT completion FROM answers WHERE key = ?", key)
        return row["completion"] if row else None

    def keep(self, key: str, completion: str, at: str) -> None:
        """Keep an answer; the first one stays."""
        with self._database.write() as write:
            write.execute("INSERT OR IGNORE INTO answers VALUES (?, ?, ?)", (key, completion, at))


class Briefs(_Shelf):
    """The briefs of articles, by row of the article and recipe: what decided the brief besides it."""

    def get(self, row: int, recipe: str) -> Brief | None:
        """The brief that was made of an article by this recipe."""
        found = self._database.one("SELECT brief FROM briefs WHERE item = ? AND recipe = ?", row, recipe)
        return Brief.model_validate_json(found["brief"]) if found else None

    def keep(self, row: int, recipe: str, brief: Brief, at: str) -> None:
        """Keep a brief; one that was made before by the same recipe is replaced."""
        with self._database.write() as write:
            write.execute(
                "INSERT OR REPLACE INTO briefs VALUES (?, ?, ?, ?)", (row, recipe, brief.model_dump_json(), at)
            )

    def export(self) -> Iterator[dict[str, Any]]:
        """Every brief as a JSON object; `row` is its article's."""
        for row in self._database.each("SELECT * FROM briefs ORDER BY item, recipe"):
            yield {
                "kind": "brief",
                "row": row["item"],
                "recipe": row["recipe"],
                "kept": row["kept"],
                "brief": json.loads(row["brief"]),
            }


class Editions(_Shelf):
    """The editions, as JSON texts. One that is remade becomes the next revision; the earlier ones stay."""

    def get(self, key: EditionKey) -> str | None:
        """The newest revision of an edition."""
        row = self._database.one(
            "SELECT edition FROM editions WHERE profile = ? AND date = ? AND slot = ? ORDER BY revision DESC LIMIT 1",
            *(key.profile, key.date, key.slot),
        )
        return row["edition"] if row else None

    def keep(self, key: EditionKey, edition: str, at: str) -> int:
        """Keep an edition as the next revision of its kind; its number, from 1."""
        with self._database.write() as write:
            row = write.execute(
                """INSERT INTO editions SELECT ?1, ?2, ?3, coalesce(max(revision), 0) + 1, ?4, ?5 FROM editions
                    WHERE profile = ?1 AND date = ?2 AND slot = ?3 RETURNING revision""",
                (key.profile, key.date, key.slot, edition, at),
            ).fetchone()
        return int(row[0])

    def before(self, key: EditionKey) -> tuple[EditionKey, str, str] | None:
        """The last edition of the same profile and slot before that date: its key, its JSON, and when it was kept."""
        row = self._database.one(
            """SELECT * FROM editions WHERE profile = ? AND slot = ? AND date < ?
                ORDER BY date DESC, revision DESC LIMIT 1""",
            *(key.profile, key.slot, key.date),
        )
        return (EditionKey(row["date"], row["profile"], row["slot"]), row["edition"], row["kept"]) if row else None

    def ahead_before(self, key: EditionKey) -> list[Any]:
        """What lay ahead, as JSON values, in the last edition of the same profile and slot before that date."""
        row = self._database.one(
            """SELECT json_extract(edition, '$.ahead') AS ahead FROM editions WHERE profile = ? AND slot = ? AND date < ?
                ORDER BY date DESC, revision DESC LIMIT 1""",
            *(key.profile, key.slot, key.date),
        )
        found: list[Any] = json.loads(row["ahead"]) if row and row["ahead"] else []
        return found

    def all(self) -> list[EditionKey]:
        """All editions, newest first."""
        rows = self._database.each(
            "SELECT DISTINCT date, profile, slot FROM editions ORDER BY date DESC, profile, slot DESC"
        )
        return [EditionKey(row["date"], row["profile"], row["slot"]) for row in rows]

    def export(self) -> Iterator[dict[str, Any]]:
        """Every revision of every edition as a JSON object, oldest first."""
        for row in self._database.each("SELECT * FROM editions ORDER BY date, profile, slot, revision"):
            yield {"kind": "edition", **dict(row), "edition": json.loads(row["edition"])}


class Decisions(_Shelf):
    """What people decided: stories split or joined, matches of the ledger confirmed. The newest word on a pair holds."""

    def keep(self, decision: Decision) -> None:
        """Keep a decision; the same one again only moves to the end, with its new note."""
        with self._database.write() as write:
            write.execute(
                "INSERT OR REPLACE INTO decisions (kind, subject, object, note, made) VALUES (?, ?, ?, ?, ?)",
                (decision.kind, decision.subject, decision.object, decision.note, decision.made),
            )

    def all(self, prefix: str = "") -> list[Decision]:
        """The decisions whose kind begins with `prefix`, in the order in which they were made."""
        rows = self._database.each(
            "SELECT * FROM decisions WHERE substr(kind, 1, ?) = ? ORDER BY id", len(prefix), prefix
        )
        return [Decision(row["kind"], row["subject"], row["object"], row["note"], row["made"]) for row in rows]

    def export(self) -> Iterator[dict[str, Any]]:
        """Every decision as a JSON object."""
        for row in self._database.each("SELECT * FROM decisions ORDER BY id"):
            fields = dict(row)
            yield {"kind": "decision", "id": fields.pop("id"), "what": fields.pop("kind"), **fields}


class Notes(_Shelf):
    """Small JSON values by kind and name, for what a run wants to find again: entries of the ledger, ids of stories."""

    def get(self, kind: str, name: str) -> Any:
        """The value, or None."""
        row = self._database.one("SELECT value FROM notes WHERE kind = ? AND name = ?", kind, name)
        return json.loads(row["value"]) if row else None

    def keep(self, kind: str, name: str, value: Any) -> None:
        """Keep a value that JSON can hold; an earlier one is replaced."""
        self.keep_text(kind, name, json.dumps(value, ensure_ascii=False))

    def text(self, kind: str, name: str) -> str | None:
        """The value as JSON text, for who reads it without making objects of it in between."""
        row = self._database.one("SELECT value FROM notes WHERE kind = ? AND name = ?", kind, name)
        return row["value"] if row else None

    def keep_text(self, kind: str, name: str, value: str) -> None:
        """Keep a value that is JSON text already; an earlier one is replaced."""
        with self._database.write() as write:
            write.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", (kind, name, value))

    def names(self, kind: str, prefix: str = "") -> list[str]:
        """The names of a kind that begin with `prefix`, in order, without it."""
        rows = self._database.each(
            "SELECT name FROM notes WHERE kind = ? AND substr(name, 1, ?) = ? ORDER BY name", kind, len(prefix), prefix
        )
        return [row["name"][len(prefix) :] for row in rows]

    def forget(self, kind: str, name: str) -> None:
        """Keep no value under this name any longer."""
        with self._database.write() as write:
            write.execute("DELETE FROM notes WHERE kind = ? AND name = ?", (kind, name))

    def all(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Every name of a kind with its value, by name."""
        for row in self._database.each("SELECT name, value FROM notes WHERE kind = ? ORDER BY name", kind):
            yield row["name"], json.loads(row["value"])


def _place(source: SourceSettings) -> str:
    return source.url or str(source.path)
