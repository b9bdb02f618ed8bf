"""Bytes of a feed (RSS, Atom, JSON Feed) to its entries; hostile and broken feeds give what can be had of them."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from briefer.errors import SourceError
from briefer.intake.fragment import line, plain
from briefer.intake.naming import parts
from briefer.intake.times import moment

LARGEST = 5_000_000
"""Bytes of a feed: parsing one takes about 2 s a megabyte."""
TEASER_WORDS = 100
_TEASER = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\b(?:(?:read|see) (?:more|on|the (?:full|whole|rest)\b[\w ]{0,20})|continue reading|mehr lesen"
    r"|weiter\s?lesen)\W*)\Z",
    re.IGNORECASE,
)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*|<\?[^>]*>\s*|<!DOCTYPE[^>]*>\s*)*<(?:rss|feed|rdf:RDF|channel)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Entry:
    """One item of a feed; `text` is the longest text that the feed gives of it, `whole` whether that looks like all of it."""

    guid: str | None
    link: str | None
    title: str | None
    text: str
    published: str | None = None
    updated: str | None = None
    language: str | None = None

    @property
    def whole(self) -> bool:
        """Whether the text is long enough for an article and does not end as a teaser does."""
        return len(self.text.split()) >= TEASER_WORDS and not _TEASER.search(self.text[-40:])

    @property
    def identity(self) -> str:
        """What stays the same when the item is edited: its GUID, else its link, else its title and text."""
        if self.guid:
            return f"guid:{self.guid}"
        return f"link:{self.link}" if self.link else f"text:{_digest(self.title or '', self.text)}"

    @property
    def stamp(self) -> str:
        """What changes when the item is edited."""
        return _digest(self.title or "", self.text, self.link or "", self.updated or "")[:16]


@dataclass(frozen=True)
class Feed:
    """The entries of a feed in its own order; `problem` says what is wrong with it where something is."""

    title: str | None
    entries: tuple[Entry, ...]
    problem: str = ""


def is_feed(kind: str, body: bytes) -> bool:
    """Whether an answer of media type `kind` is a feed: by its beginning, whatever it calls itself."""
    head = body[:4096].decode("utf-8", "replace").lstrip("\ufeff")
    if head.lstrip().startswith("{"):
        return kind.endswith("json") or "jsonfeed.org" in head
    return _FEED.match(head) is not None


def read_feed(body: bytes, url: str, where: str, charset: str | None = None) -> Feed:
    """The feed that `body` is; relative links start at `url`, `charset` is its header states. Raises `SourceError` for what is none."""
    if len(body) > LARGEST:
        raise SourceError(f"{where}: a feed of {len(body) / 1e6:.0f} MB", hint=f"the limit is {LARGEST / 1e6:.0f} MB")
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(body, url, where)
    import feedparser  # late: it costs 150 ms, and only feeds need it

    try:
        kind = f"application/xml; charset={charset}" if charset else "application/xml"
        parsed = feedparser.parse(io.BytesIO(body), response_headers={"content-location": url, "content-type": kind})
    except Exception as error:  # bytes of strangers: whatever the parser trips over, this feed alone fails
        raise SourceError(
            f"{where}: cannot be read as a feed ({type(error).__name__})", hint="tell its publisher"
        ) from error
    trouble = parsed.get("bozo_exception")
    relabelled = isinstance(trouble, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType)
    problem = line(str(trouble)) if trouble and not relabelled else ""
    if not parsed.get("version") and not parsed.entries:
        raise SourceError(
            f"{where}: no feed{f' ({problem[:120]})' if problem else ''}", hint="check the address of the feed"
        )
    language = _language(parsed.feed.get("language"))
    entries = _distinct([_entry(entry, language) for entry in parsed.entries])
    return Feed(line(parsed.feed.get("title", "")) or None, entries, problem)


def _distinct(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, without a GUID that several of them have whose links differ: it names none of them."""
    links: dict[str, set[str | None]] = {}
    for entry in entries:
        if entry.guid:
            links.setdefault(entry.guid, set()).add(entry.link)
    return tuple(replace(e, guid=None) if e.guid and len(links[e.guid]) > 1 else e for e in entries)


def _entry(entry: Mapping[str, Any], language: str | None) -> Entry:
    texts = [plain(str(content.get("value", ""))) for content in entry.get("content", ())]
    texts.append(plain(str(entry.get("summary", ""))))
    return Entry(
        guid=_short(entry.get("id")),
        link=_link(entry.get("link")),
        title=line(str(entry.get("title", "")))[:300] or None,
        text=max(texts, key=len),
        published=_when(entry, "published"),
        updated=_when(entry, "updated"),
        language=language,
    )


def _when(entry: Mapping[str, Any], name: str) -> str | None:
    if name not in entry:  # feedparser answers for `updated` with `published`, and warns
        return None
    if found := moment(entry.get(name)):
        return found
    parsed = entry.get(f"{name}_parsed")  # formats of its own, in UTC
    return moment("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*parsed[:6])) if parsed else None


def _json_feed(body: bytes, url: str, where: str) -> Feed:
    """JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""
    try:
        data = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{where}: not valid JSON ({line(str(error))[:120]})", hint="tell its publisher") from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise SourceError(f"{where}: JSON without items, no feed", hint="check the address of the feed")
    language = _language(data.get("language"))
    return Feed(_text(data, "title"), tuple(_json_entries(items, url, language)))


def _json_entries(items: list[Any], url: str, language: str | None) -> Iterator[Entry]:
    for item in items:
        if not isinstance(item, dict):
            continue
        link = item.get("url") or item.get("external_url")
        texts = [
            plain(str(item.get("content_html") or "")),
            str(item.get("content_text") or "").strip(),
            _text(item, "summary") or "",
        ]
        yield Entry(
            guid=_short(item.get("id")),
            link=_link(_joined(url, link)) if isinstance(link, str) else None,
            title=_text(item, "title"),
            text=max(texts, key=len),
            published=moment(item.get("date_published")),
            updated=moment(item.get("date_modified")),
            language=_language(item.get("language")) or language,
        )


def _text(table: Mapping[str, Any], key: str) -> str | None:
    value = table.get(key)
    return line(value)[:300] or None if isinstance(value, str) else None


def _short(value: object) -> str | None:
    return str(value).strip()[:500] or None if isinstance(value, str | int) else None


def _link(value: object) -> str | None:
    text = str(value).strip() if value else ""
    return text if text.startswith(("http://", "https://")) and text.isprintable() and parts(text).hostname else None


def _joined(url: str, link: str) -> str:
    try:
        return urljoin(url, link)
    except ValueError:  # such as http://[
        return ""


def _language(value: object) -> str | None:
    code = str(value or "").replace("_", "-").split("-")[0].strip().lower()
    return code if re.fullmatch("[a-z]{2,3}", code) else None


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
