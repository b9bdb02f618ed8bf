"""Editions as an Atom 1.0 feed (RFC 4287): an entry a day, its ids stable, its summary the day's bottom lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from briefer.domain.past import Past
from briefer.rendering.edition_index import folder, heading, newest_first, outcome
from briefer.rendering.untrusted import one_line, web_address

SHOWN = 60
"""So many editions stand in the feed: two months of a daily one."""
LINES = 12
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[\ufffe\uffff]")  # what `one_line` leaves and XML 1.0 does not know
_NEVER = "1970-01-01T00:00:00+00:00"


def edition_atom(editions: Iterable[Past], *, title: str = "Daily brief", base_url: str | None = None) -> str:
    """The feed over the newest of `editions`.

    Links are relative to the feed, or start at `base_url` where it is a web address. The ids are tags (RFC 4151) of the host
    of `base_url`, else of localhost: they change when the host does, and never else.
    """
    base = (web_address(base_url) or "").rstrip("/")
    base = f"{base}/" if base else ""
    authority = urlsplit(base).hostname or "localhost"
    shown = newest_first(editions)[:SHOWN]
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(root, "id", f"tag:{authority},2026:briefer/feed")
    _add(root, "title", title)
    _add(root, "updated", max((_stamp(past.making.created) for past in shown), default=_NEVER))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=f"{base}feed.xml")
    SubElement(root, "link", rel="alternate", type="text/html", href=f"{base}index.html")
    _add(SubElement(root, "author"), "name", "briefer")
    _add(root, "generator", "briefer")
    for past in shown:
        root.append(_entry(past, base, authority))
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="utf-8"?>\n', "\n")
    )


def _entry(past: Past, base: str, authority: str) -> Element:
    entry = Element("entry")
    path = "/".join(quote(one_line(part), safe="") for part in (past.profile, past.date, past.slot))
    _add(entry, "id", f"tag:{authority},2026:briefer/{path}")
    _add(entry, "title", f"{heading(past)}: {outcome(past)[0]}")
    _add(entry, "updated", _stamp(past.making.created))
    SubElement(entry, "link", rel="alternate", type="text/html", href=f"{base}{folder(past)}/brief.html")
    SubElement(entry, "category", term=past.status)
    _add(entry, "summary", "\n".join(_summary(past))).set("type", "text")
    return entry


def _summary(past: Past) -> Sequence[str]:
    """How the day went, and its first bottom lines."""
    told = [f"{one_line(s.title)}: {one_line(s.bottom_line or '')}".removesuffix(": ") for s in past.stories[:LINES]]
    more = len(past.stories) - LINES
    return [outcome(past)[1], *told, *([f"{more} more stories"] if more > 0 else [])]


def _add(parent: Element, tag: str, text: str) -> Element:
    child = SubElement(parent, tag)
    child.text = "\n".join(_NO_XML.sub("\ufffd", one_line(line)) for line in text.split("\n"))
    return child


def _stamp(stated: str) -> str:
    """An instant as RFC 3339 has it, in UTC; what is none is the beginning of time."""
    try:
        found = datetime.fromisoformat(stated)
    except ValueError:
        return _NEVER
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds")
