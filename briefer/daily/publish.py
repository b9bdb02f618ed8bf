"""An edition written out as the files that people read: its folder, and the index and feed over all editions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from briefer.domain.edition import Edition
from briefer.domain.past import Past
from briefer.errors import OutputError

_PAGE = "brief.html"


def write(edition: Edition, folder: Path, past: Iterable[Edition | Past] = (), base_url: str | None = None) -> Path:
    """Write `folder`/DATE/edition.json, brief.md, brief.html, brief.txt, brief.eml, and `folder`/index.html and feed.xml.

    `past` are the other editions: index and feed list those of them whose page is in `folder`, so that no link leads nowhere;
    one of the same profile, date and slot gives way to `edition`.
    Links in the feed start at `base_url`, or are relative. Each file is whole at every moment: it is written beside its place
    and put there. Returns the edition's folder. Raises `OutputError` where something cannot be written.
    """
    from briefer.rendering.edition_atom import edition_atom
    from briefer.rendering.edition_index import edition_index
    from briefer.rendering.edition_index import folder as named

    here = Past.of(edition)
    others = (one if isinstance(one, Past) else Past.of(one) for one in past)
    title = here.title if here.title.strip() else "Daily brief"
    try:
        place = folder / named(here)
        editions = [
            here,
            *(one for one in others if _key(one) != _key(here) and (folder / named(one) / _PAGE).is_file()),
        ]
        over_all = {
            "index.html": edition_index(editions, title=title),
            "feed.xml": edition_atom(editions, title=title, base_url=base_url),
        }
    except ValueError as error:
        raise OutputError(f"the edition cannot be written: {error}") from error
    try:
        for name, pieces in _files(edition):
            _put(place / name, pieces)
        for name, text in over_all.items():
            _put(folder / name, [text])
    except OSError as error:
        where = error.filename or folder
        raise OutputError(f"cannot write {where}: {error.strerror or error}", hint="give another --output") from error
    return place


def _files(edition: Edition) -> Iterator[tuple[str, Iterable[str]]]:
    """The files of one edition in pieces, each made when it is asked for: a day of 10,000 articles need not be in memory twice."""
    from briefer.rendering.edition_html import html_pieces
    from briefer.rendering.edition_mail import edition_mail
    from briefer.rendering.edition_markdown import markdown_pieces
    from briefer.rendering.edition_sheet import sheet
    from briefer.rendering.edition_text import text_pieces
    from briefer.rendering.json import edition_json

    yield "edition.json", [edition_json(edition)]
    parts = sheet(edition)
    yield "brief.md", markdown_pieces(edition, parts)
    yield _PAGE, html_pieces(edition, parts)
    yield "brief.txt", text_pieces(edition, parts)
    yield "brief.eml", [edition_mail(edition, parts=parts).as_bytes().decode("ascii")]


def _key(past: Past) -> tuple[str, str, str]:
    return past.profile, past.date, past.slot


def _put(file: Path, pieces: Iterable[str]) -> None:
    """The file with this text, or, whatever happens, as it was."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as out:
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
