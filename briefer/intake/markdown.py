"""A Markdown file to an article: the words a reader sees, a paragraph a block, without the markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefer.domain.article import Article
from briefer.intake.metadata import stated

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z_]+)\s*[:=]\s*(.*?)\s*$", re.MULTILINE)
_SYNONYMS = {"date": "published", "lang": "language", "link": "url", "canonical": "url", "source": "outlet"}


def markdown_article(text: str, where: str) -> Article:
    """The article that a Markdown `text` holds.

    Its text is what a reader sees: headings, paragraphs, list items, quotations, table rows and code, each a paragraph;
    links and emphasis are their words, images and raw HTML are left out. A first heading of level one is the title and not
    part of the text. Front matter between `---` or `+++` lines may state title, outlet, published (or date), url, language
    and id, one `key: value` a line. Spans are into this text, which `briefer text` prints.
    """
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        fields = _fields(front[2], where)
        text = text[front.end() :]
    title, blocks = _blocks(text)
    if title:
        fields.setdefault("title", title)
    return Article("\n\n".join(blocks), **fields)


def _fields(front: str, where: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for key, value in _FIELD.findall(front):
        name = key.lower()
        plain = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
        table.setdefault(_SYNONYMS.get(name, name), plain)
    return stated(dict(table), where)


def _blocks(text: str) -> tuple[str | None, list[str]]:
    """The title, if the text begins with one, and the blocks of words."""
    from markdown_it import MarkdownIt  # late: only Markdown needs it

    title: str | None = None
    blocks: list[str] = []
    heading = ""
    row: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            blocks.append(" | ".join(row))
            row = None
        elif token.type == "inline":
            words = _words(token.children or [])
            if row is not None:
                row.append(words)
            elif heading == "h1" and title is None and not blocks:
                title = words
            elif words:
                blocks.append(words)
            heading = ""
        elif token.type in {"fence", "code_block"} and token.content.strip():
            blocks.append(token.content.strip("\n"))
    return title, blocks


def _words(children: list[Token]) -> str:
    parts = []
    for child in children:
        if child.type in {"text", "code_inline", "text_special"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return " ".join("".join(parts).split())
