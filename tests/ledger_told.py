"""Builders of what a day's articles say of commitments."""

from __future__ import annotations

from typing import Any

from briefer.daily.ledger.heard import Heard
from briefer.domain.brief import Actor, Commitment
from briefer.domain.edition import Cited


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
