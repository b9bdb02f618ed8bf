"""A list of subscriptions in OPML, as feed readers export it, to tables of sources."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from briefer.errors import ConfigError
from briefer.intake.naming import parts, shown

LARGEST = 5_000_000


class Subscriptions(NamedTuple):
    """A `[[sources]]` table (name, url, kind, and language where stated) for each feed, and what is left out, with the reason."""

    tables: list[dict[str, str]]
    left_out: list[str]


def read_opml(path: Path) -> Subscriptions:
    """The feeds in an OPML file, once each, in its order. An outline without an address that has others in it is a group.

    Raises `ConfigError` for what cannot be read, or names no feed.
    """
    from lxml import etree  # late: only an import needs it

    where = shown(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{where}: cannot be read: {error.strerror}", hint="check the path") from error
    if len(data) > LARGEST:
        raise ConfigError(f"{where}: {len(data) / 1e6:.0f} MB is too large for OPML", hint="export fewer subscriptions")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ConfigError(f"{where}: not valid XML: {error.msg}", hint="export it again") from error
    tables: dict[str, dict[str, str]] = {}
    left_out: list[str] = []
    for outline in root.iter("outline") if root is not None else ():
        url = (outline.get("xmlUrl") or "").strip()
        title = " ".join((outline.get("title") or outline.get("text") or url).split())
        if not url.startswith(("http://", "https://")) or not parts(url).hostname:
            left_out += [_why_not(title, url)] if url or not len(outline) else []
        elif url not in tables:
            tables[url] = {"name": title, "url": url, "kind": "feed"} | _language(outline.get("language"))
    if not tables:
        others = f": {'; '.join(left_out)}"[:300] if left_out else ""
        raise ConfigError(f"{where}: names no feed{others}", hint="an OPML file has <outline xmlUrl=...> for each feed")
    return Subscriptions(_distinct(list(tables.values())), left_out)


def as_toml(tables: list[dict[str, str]]) -> str:
    """The tables as TOML that `briefer.toml` may hold."""
    import json  # a JSON string is a TOML string

    blocks = ("\n".join(f"{key} = {json.dumps(value)}" for key, value in table.items()) for table in tables)
    return "\n".join(f"[[sources]]\n{block}\n" for block in blocks)


def _why_not(title: str, url: str) -> str:
    name = shown(title[:80]) or "an outline without a name"
    if not url:
        return f"{name}: it has no address of a feed"
    return f"{name}: {shown(url[:200])} is no http or https address"


def _language(value: str | None) -> dict[str, str]:
    code = (value or "").split("-")[0].strip().lower()
    return {"language": code} if len(code) == 2 and code.isalpha() else {}  # noqa: PLR2004  # ISO 639-1


def _distinct(tables: list[dict[str, str]]) -> list[dict[str, str]]:
    taken: set[str] = set()
    for table in tables:
        name, number = table["name"], 1
        while table["name"] in taken:
            number += 1
            table["name"] = f"{name} ({number})"
        taken.add(table["name"])
    return tables
