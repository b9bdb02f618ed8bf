"""A list of subscriptions in OPML, as feed readers export it, to tables of sources."""

from __future__ import annotations

from pathlib import Path

from briefer.errors import ConfigError
from briefer.intake.naming import shown

LARGEST = 5_000_000


def read_opml(path: Path) -> list[dict[str, str]]:
    """A `[[sources]]` table (name, url, and language where stated) for each feed in an OPML file, once each, in its order.

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
    for outline in root.iter("outline") if root is not None else ():
        url = (outline.get("xmlUrl") or "").strip()
        if url.startswith(("http://", "https://")) and url not in tables:
            title = " ".join((outline.get("title") or outline.get("text") or url).split())
            tables[url] = {"name": title, "url": url} | _language(outline.get("language"))
    if not tables:
        raise ConfigError(f"{where}: names no feed", hint="an OPML file has <outline xmlUrl=...> for each feed")
    return _distinct(list(tables.values()))


def as_toml(tables: list[dict[str, str]]) -> str:
    """The tables as TOML that `briefer.toml` may hold."""
    import json  # a JSON string is a TOML string

    blocks = ("\n".join(f"{key} = {json.dumps(value)}" for key, value in table.items()) for table in tables)
    return "\n".join(f"[[sources]]\n{block}\n" for block in blocks)


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
