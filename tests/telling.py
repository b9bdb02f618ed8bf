"""Accounts of invented events, for tests of the linker."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefer.daily.archive import Archive
from briefer.daily.stories.account import Account
from briefer.domain.article import Article
from briefer.domain.gathered import Gathered

START = datetime(2026, 3, 9, 8, tzinfo=UTC)

_TEXTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
WIRE, COPY, REPORT, LATER, OTHER = (_TEXTS[name] for name in ("wire", "copy", "report", "later", "other"))


def account(
    key: str, text: str, hours: float = 0, *, title: str = "", family: str = "", url: str | None = None
) -> Account:
    """A page so many hours after the first."""
    return Account(key, text, START + timedelta(hours=hours), title, url, family or f"Paper {key}")


def told() -> list[Account]:
    """One event in four pages, and another of the same minister."""
    return [
        account("wire", WIRE, title="Ferry sinks off Lomar, 14 dead", family="Kestrel Wire"),
        account("copy", COPY, 5, title="Skarby waits for news of the ferry"),
        account("report", REPORT, 9, title="Crews had warned of the door"),
        account("later", LATER, 24 * 30, title="Line knew of the alarm"),
        account("other", OTHER, 6, title="Night trams for Skarby"),
    ]


def kept(archive: Archive, *accounts: Account, fetched: str = "2026-03-10T04:00:00+00:00") -> dict[str, str]:
    """Keep accounts in an archive; their keys there, by those that they have here."""
    keys = {}
    for one in accounts:
        article = Article(one.text, id=one.key, title=one.title or None, published=one.at.isoformat(), url=one.url)
        gathered = Gathered(article, one.family, f"test:{one.key}", "1", fetched, owner=one.family)
        archive.articles.keep(gathered)
        keys[one.key] = gathered.key
    return keys


def opened(folder: Path) -> Archive:
    """A new archive."""
    return Archive.open(folder / "archive.sqlite")
