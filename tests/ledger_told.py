"""Builders of what a day's articles say of commitments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefer.daily.archive import Archive
from briefer.daily.ledger import keeping
from briefer.daily.ledger.heard import Heard
from briefer.daily.shelves import EditionKey
from briefer.domain.brief import Actor, Commitment
from briefer.domain.edition import Cited, Entry


def told(by: str | tuple[str, ...], action: str, *, article: str = "a-1", quote: str = "", **fields: Any) -> Heard:
    """One commitment as `article` tells it; `quote` defaults to a sentence that says just that."""
    names = (by,) if isinstance(by, str) else by
    known = {name: fields.pop(name) for name in ("published", "story", "voice", "actors") if name in fields}
    text = quote or f"{' and '.join(names)} will {action}"
    cited = Cited(article=article, text=text, spans=((0, len(text)),), fit="exact")
    values: dict[str, Any] = {"kind": "pledge", "status": "announced", **fields}
    return Heard(Commitment[Cited](evidence=(cited,), by=names, action=action, **values), article, **known)


def person(name: str, *aliases: str, of: str | None = None) -> Actor[Any]:
    """A person, with other names, who speaks for a body."""
    return Actor[Any](name=name, aliases=aliases, kind="person", affiliation=of)


def body(name: str, *aliases: str, of: str | None = None) -> Actor[Any]:
    """A body, with other names."""
    return Actor[Any](name=name, aliases=aliases, kind="government_body", affiliation=of)


def edition(path: Path, today: str, *heard: Heard) -> tuple[Entry, ...]:
    """What the daily brief does with the ledger."""
    key = EditionKey(today)
    with Archive.open(path) as archive:
        ledger, entries = keeping.before(archive, key).observe(today, heard, archive.decisions.all("ledger."))
        keeping.keep(archive, key, ledger)
    return entries
