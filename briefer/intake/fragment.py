"""A piece of markup, such as feeds carry, to plain text: a paragraph a block, no tag and no script left."""

from __future__ import annotations

import re

_BLOCK = re.compile(
    "address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre|section|table|"
    "td|th|tr|ul"
)
_DROPPED = ("script", "style", "noscript", "iframe", "object", "embed", "svg", "math", "template", "form", "button")
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"[<&]")


def plain(markup: str) -> str:
    """The words of `markup` as a reader sees them; text without markup keeps its words too."""
    if not _MARKUP.search(markup):
        return _joined([markup])
    from lxml import etree, html  # late: only markup needs it

    try:
        root = html.fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        words = element.text if event == "start" else element.tail
        if isinstance(element.tag, str) and _BLOCK.fullmatch(element.tag):
            parts.append("\n\n")
        parts.append(_SPACE.sub(" ", words or ""))
    return _joined("".join(parts).split("\n\n"))


def line(markup: str) -> str:
    """The words of `markup` on one line."""
    return " ".join(plain(markup).split())


def _joined(blocks: list[str]) -> str:
    return "\n\n".join(words for block in blocks if (words := " ".join(block.split())))
