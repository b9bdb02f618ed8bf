"""How sources are named: safely on one line of a terminal, and as the ids of articles."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit

from briefer.printable import printable

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST = 80


def shown(name: object) -> str:
    """`name` with everything that could move a cursor, end a line or fail to encode written as an escape."""
    return printable(str(name))


def slug(name: str) -> str:
    """An article id made of `name`: ASCII letters, digits, dots, dashes, underscores; "" where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return _UNSAFE.sub("-", plain).strip("-._")[:LONGEST].rstrip("-._")


def parts(url: str) -> SplitResult:
    """The parts of an address; what cannot be taken apart, such as `http://[`, has none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def address_slug(url: str) -> str:
    """An article id made of the last telling part of an address, else of its host."""
    return path_slug(url) or slug(parts(url).hostname or "")


def path_slug(url: str) -> str:
    """An article id made of the last part of an address that has a word in it; "" where none has."""
    for part in reversed(unquote(parts(url).path).split("/")):
        stem = re.sub(r"\.(?:html?|php|aspx?)$", "", part)
        if re.search(r"[A-Za-z]{3}", made := slug(stem)) and made not in {"index", "default"}:
            return made
    return ""
