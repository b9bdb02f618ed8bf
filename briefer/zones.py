"""The time zone whose days and hours are meant: the configured one, else that of TZ, else the machine's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from briefer.errors import ConfigError
from briefer.printable import printable

LOCALTIME = Path("/etc/localtime")
_DATABASE = "zoneinfo/"
_RULE = re.compile(r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)[+-]?\d")
"""How a rule of POSIX begins, such as CET-1CEST: the C library reads it, and it names no place."""


def named(key: str) -> tzinfo:
    """The zone called `key` in the IANA database, such as Europe/Berlin. Raises `ValueError` where there is none."""
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # a folder of the database is an OSError
        if key == "UTC":  # which needs no database
            return UTC
        lacking = "" if available_timezones() else ", nor any other: this machine lacks tzdata"
        raise ValueError(f"no time zone '{printable(key)[:60]}'{lacking}") from error


def zone(configured: str | None, environment: Mapping[str, str], localtime: Path = LOCALTIME) -> tzinfo:
    """The zone in force; `localtime` is the file that says the machine's. Raises `ConfigError` for one that does not exist."""
    if configured:
        return _or_error("timezone", configured)
    stated = environment.get("TZ", "").removeprefix(":")
    if _RULE.match(stated):
        return _of_this_moment()
    if stated:
        return _or_error("TZ", stated.rpartition(_DATABASE)[2])
    if "TZ" in environment:  # POSIX: TZ that is empty means UTC
        return UTC
    try:
        return named(str(localtime.resolve()).rpartition(_DATABASE)[2])
    except ValueError:  # a file of its own, which the C library reads
        return _of_this_moment()


def _or_error(origin: str, key: str) -> tzinfo:
    try:
        return named(key)
    except ValueError as error:
        raise ConfigError(f"{origin}: {error}", hint="name one as in Europe/Berlin or UTC") from error


def _of_this_moment() -> tzinfo:
    """The machine's offset from UTC as it is now."""
    now = datetime.now().astimezone()
    if now.tzinfo is None:  # pragma: no cover  # astimezone always gives one
        raise ValueError("a time without a zone")
    return now.tzinfo
