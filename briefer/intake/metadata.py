"""What is known of an article beside its text: the TOML file next to it, and dates as sources write them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from briefer.domain.article import Article
from briefer.errors import SourceError
from briefer.intake.naming import shown

FIELDS = ("id", "title", "outlet", "published", "url", "language")


def beside(path: Path) -> dict[str, str]:
    """The fields of an article that `<stem>.toml` beside `path` states; other keys in it are its own affair.

    Raises `SourceError` where that file cannot be read, or a field is no text.
    """
    file = path.with_suffix(".toml")
    if file == path or not file.is_file():
        return {}
    where = shown(file)
    try:
        table = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SourceError(f"{where}: cannot be read: {error.strerror}", hint="it describes the article") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{where}: not UTF-8 (byte {error.start})", hint="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{where}: not valid TOML: {error}", hint="mend or remove that line") from error
    return stated(table, where)


def stated(table: dict[str, Any], where: str) -> dict[str, str]:
    """The known fields of `table`, as text. Raises `SourceError` where one is neither text nor a date."""
    found = {}
    for key in FIELDS:
        value = table.get(key)
        if isinstance(value, date | datetime):
            value = value.isoformat()
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise SourceError(f"{where}: {key} is {type(value).__name__}, not text", hint="put it in quotation marks")
        found[key] = " ".join(value.split())
    return found


def described(article: Article, fields: dict[str, str]) -> Article:
    """`article` with what `fields` state put over what it says of itself."""
    return replace(article, **fields) if fields else article
