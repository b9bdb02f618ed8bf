"""Addresses in one form, so that the same page met twice is known as the same."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"(?:utm_|mc_|at_)\w+|fbclid|gclid|igshid|ref|source|cmp|partner|ocid|smid|share|output|amp", re.IGNORECASE
)
_PREFIX = re.compile(r"^(?:www|m|amp|mobile)\.")
_SUFFIX = re.compile(r"(?:/amp|/index\.(?:html?|php)|\.amp)?/*$")


def canonical(url: str | None) -> str:
    """The address without scheme, `www.`, tracking parameters and fragment; "" for what names no page of its own.

    A host alone, without path or query, names a front page: it is no address of an article.

    >>> canonical("https://www.example.org/a/1/?utm_source=feed&id=7#top")
    'example.org/a/1?id=7'
    """
    try:
        parts = urlsplit((url or "").strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    pairs = sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0]))
    path = _SUFFIX.sub("", parts.path)
    if not path and not pairs:
        return ""
    place = _PREFIX.sub("", host) + (f":{port}" if port not in {None, 80, 443} else "")
    return place + path + (f"?{urlencode(pairs)}" if pairs else "")
