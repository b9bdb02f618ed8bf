"""Untrusted text made safe to show: nothing in it can move a cursor, hide words, turn their order or lead elsewhere."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# Soft hyphen, zero-width space, marks and overrides of direction, invisible operators, byte order mark, tags.
# The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji are spelled with them.
INVISIBLE = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_URL_SAFE = "%/:=&?~#+!$,;'@()*[]-._"


def neutral(text: str) -> str:
    """`text` without invisible formatting, each control character and lone surrogate as U+FFFD; white space stays."""
    return _CONTROL.sub("\ufffd", _INVISIBLE.sub("", text))


def one_line(text: str) -> str:
    """`neutral(text)` on one line, each run of white space as one space, none at the ends."""
    # what is printable has no control or formatting character in it
    shown = " ".join((text if text.isprintable() else neutral(text)).split())
    return text if shown == text else shown  # one string in memory where two would say the same


def web_address(url: str | None) -> str | None:
    """`url` where it is an absolute http or https address, percent-encoded so that it can stand in a link; else None."""
    try:
        parts = urlsplit((url or "").strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    return quote(parts.geturl().encode("utf-8", "replace"), safe=_URL_SAFE)
