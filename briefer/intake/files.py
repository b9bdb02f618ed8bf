"""Files and folders to articles: what is an article in a folder, and how each kind of file is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from briefer.domain.article import Article
from briefer.errors import SourceError
from briefer.intake.decode import decode, decode_markup, is_html
from briefer.intake.found import Found
from briefer.intake.metadata import beside, described
from briefer.intake.naming import shown, slug

LARGEST = 20_000_000
"""Bytes that one source may have; the longest articles have a few hundred thousand."""
TEXTS = frozenset({".txt", ".text"})
MARKDOWN = frozenset({".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
MAIL = frozenset({".eml"})
SUFFIXES = TEXTS | MARKDOWN | PAGES | MAIL
_ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "changelog", "contributing", "notice"})


def read_file(path: Path) -> Article:
    """The article in one file, with what a TOML file beside it states. Raises `SourceError`."""
    return find_file(path).article


def find_file(path: Path) -> Found:
    """Like `read_file`, with what a collector needs: the id that is stated for the article, or the mail's own, is its GUID."""
    found = from_bytes(contents(path), shown(path), path.suffix.lower())
    article = described(found.article, beside(path))
    if article.id != article.sha256[:12]:
        return replace(found, article=article, guid=article.id)
    stem = path.parent.name if path.name == "article.txt" else path.stem
    return replace(found, article=replace(article, id=slug(stem)))


def from_bytes(data: bytes, where: str, suffix: str = "") -> Found:
    """What `data` holds. Raises `SourceError`.

    It is a page, Markdown or mail by its `suffix`, a page by its beginning unless the suffix says that it is text, and text
    in all other cases.
    """
    if suffix in MAIL:
        from briefer.intake.mail import read_mail

        return read_mail(data, where)
    if suffix in PAGES or (suffix not in TEXTS | MARKDOWN and is_html(data[:4096].decode("utf-8-sig", "replace"))):
        from briefer.intake.html import extract

        return extract(decode_markup(data, where), where)
    text = decode(data, where)
    if suffix in MARKDOWN:
        from briefer.intake.markdown import markdown_article

        article = markdown_article(text, where)
    else:
        article = Article(text)
    if not article.text.strip():
        raise SourceError(f"{where}: no words in it", hint="there is nothing to brief")
    return Found(article)


def contents(path: Path) -> bytes:
    """The bytes of a file of at most `LARGEST` bytes. Raises `SourceError` that says what is wrong with it."""
    where = shown(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise SourceError(
                f"{where}: {_special(found.st_mode)}, not a file", hint="for a stream, pipe it in and give -"
            )
        if found.st_size > LARGEST:
            raise too_large(where, f"{found.st_size / 1e6:,.0f} MB")
        with path.open("rb") as file:
            return read_stream(file, where)
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:  # a name with a NUL in it
        raise SourceError(f"{where}: no file can have this name", hint="check the path") from error


def read_stream(stream: BinaryIO, where: str) -> bytes:
    """All bytes of `stream`, which may have at most `LARGEST` of them. Raises `SourceError`."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise too_large(where, f"more than {LARGEST / 1e6:.0f} MB")
    return data


def too_large(where: str, size: str) -> SourceError:
    """The error for a source beyond `LARGEST`."""
    return SourceError(f"{where}: {size} is too large for an article", hint=f"the limit is {LARGEST / 1e6:.0f} MB")


def unreadable(path: Path, error: OSError) -> SourceError:
    """The error for a path that cannot be opened."""
    hints = {
        FileNotFoundError: "check the path",
        PermissionError: "check its permissions (chmod +r)",
        NotADirectoryError: "a part of the path is a file",
    }
    what = "no such file or folder" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
    return SourceError(f"{shown(path)}: {what}", hint=hints.get(type(error), "check the path"))


class EmptyFolder(SourceError):
    """A folder that could be read and has no article."""


def articles_in(folder: Path) -> list[Path | SourceError]:
    """The files of `folder` and the folders in it that are articles, sorted by path; an error for a folder that is closed to us.

    A folder in the corpus layout (article.txt with article.toml) is one article, its article.txt; nothing else in it is
    read. Elsewhere every file with a known suffix is one, except hidden ones and those that are about the folder (README,
    LICENSE). Links to folders are not followed. Raises `EmptyFolder` where there is none.
    """
    found = list(_walk(folder))
    if not found:
        known = ", ".join(sorted(SUFFIXES))
        raise EmptyFolder(f"{shown(folder)}: a folder without articles", hint=f"articles are files that end in {known}")
    return found


def _walk(folder: Path) -> Iterator[Path | SourceError]:
    if (folder / "article.txt").is_file() and (folder / "article.toml").is_file():
        yield folder / "article.txt"
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield unreadable(folder, error)
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path)
        elif path.suffix.lower() in SUFFIXES and path.stem.lower() not in _ABOUT_THE_FOLDER and not path.is_dir():
            yield path


def _special(mode: int) -> str:
    kinds = {
        stat.S_ISFIFO: "a named pipe",
        stat.S_ISSOCK: "a socket",
        stat.S_ISCHR: "a device",
        stat.S_ISBLK: "a device",
    }
    return next((name for test, name in kinds.items() if test(mode)), "a folder")
