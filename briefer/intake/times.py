"""Times as sources write them to ISO 8601 with a zone, or to nothing where they cannot be meant."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_EARLIEST = 1990
_SLACK = timedelta(days=1)


def moment(value: object) -> str | None:
    """`value` (RFC 9110 or RFC 5322 date, or ISO 8601) as ISO 8601 with its own zone, UTC where it has none.

    A bare date stays a bare date. None for what is no time.
    """
    if not isinstance(value, str) or not (text := value.strip()):
        return None
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(text)
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def plausible(stated: str | None, now: str) -> str | None:
    """`stated`, unless news cannot have been published then: before 1990, or more than a day after `now`. Both are ISO 8601."""
    if stated is None:
        return None
    found = datetime.fromisoformat(stated)
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        sensible = found.year >= _EARLIEST and found <= datetime.fromisoformat(now) + _SLACK
    except OverflowError:  # the last day of the year 9999, west of Greenwich
        return None
    return stated if sensible else None
