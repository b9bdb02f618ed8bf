"""A press on loopback: feeds and pages made of the articles of the corpus, as they stood on a given day."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from loopback_web import Site

CORPUS = Path(__file__).parents[1] / "evals" / "corpus"
RSS = "application/rss+xml; charset=utf-8"
PARANA = ("w-001", "w-002", "w-003", "w-004", "w-005")
WIRE = "Meridian Wire"
DAYS = ("2026-03-09", "2026-03-10", "2026-04-08")


@dataclass(frozen=True)
class Piece:
    """One article of the corpus."""

    id: str
    title: str
    outlet: str
    published: str
    text: str

    @property
    def path(self) -> str:
        return f"/{self.id}.html"

    @property
    def body(self) -> str:
        return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.text.split("\n\n"))

    @property
    def page(self) -> str:
        return (
            f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{escape(self.title)}</title>"
            f"<meta property='article:published_time' content='{self.published}'>"
            f"<meta property='og:site_name' content='{escape(self.outlet, quote=True)}'></head>"
            f"<body><nav><a href='/'>Home</a></nav><article><h1>{escape(self.title)}</h1>{self.body}</article></body></html>"
        )


def pieces(names: Iterable[str] | None = None) -> list[Piece]:
    """The articles of the corpus with these ids, else all, oldest first."""
    found = []
    wanted = None if names is None else set(names)
    for folder in sorted(CORPUS.iterdir()):
        about = tomllib.loads((folder / "article.toml").read_text(encoding="utf-8"))
        if wanted is None or about["id"] in wanted:
            text = (folder / "article.txt").read_text(encoding="utf-8")
            found.append(Piece(about["id"], about["title"], about["outlet"], about["published"], text))
    return sorted(found, key=lambda piece: (piece.published, piece.id))


def rss(site: Site, articles: Sequence[Piece], *, whole: bool) -> str:
    """A feed of the articles: with their full text, or with a teaser and the page behind it."""
    items = []
    for piece in reversed(articles):
        teaser = piece.text.split("\n\n")[0]
        content = f"<content:encoded><![CDATA[{piece.body}]]></content:encoded>" if whole else ""
        items.append(
            f"<item><title>{escape(piece.title)}</title><link>{site.url(piece.path)}</link><guid>{piece.id}</guid>"
            f"<pubDate>{piece.published}T08:00:00Z</pubDate><description>{escape(teaser)}</description>{content}</item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Press</title><link>{site.url('/')}</link>{''.join(items)}</channel></rss>"
    )


def publish(site: Site, day: str, names: Iterable[str] | None = PARANA) -> None:
    """Let the site stand as it did on `day`: `/wire.xml` has the agency's articles, `/papers.xml` those of all others."""
    out = [piece for piece in pieces(names) if piece.published <= day]
    for piece in out:
        site.put(piece.path, piece.page)
    site.put("/wire.xml", rss(site, [piece for piece in out if piece.outlet == WIRE], whole=True), RSS)
    site.put("/papers.xml", rss(site, [piece for piece in out if piece.outlet != WIRE], whole=False), RSS)


def settings(site: Site, folder: Path, *more: str, backend: str = "rules") -> Path:
    """A configuration with the two feeds of the site, and `more` tables."""
    file = folder / "briefer.toml"
    file.write_text(
        f'backend = "{backend}"\narchive = "archive.sqlite"\neditions = "editions"\ncache = "cache"\n\n'
        '[fetch]\nallow_hosts = ["127.0.0.1"]\n\n'
        f'[[sources]]\nname = "wire"\nurl = "{site.url("/wire.xml")}"\nowner = "Agency"\n\n'
        f'[[sources]]\nname = "papers"\nurl = "{site.url("/papers.xml")}"\n\n' + "\n\n".join(more),
        encoding="utf-8",
    )
    return file
