"""The days that a text names on which something is to be: "if parliament agrees on 14 May"; English only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.daily.ledger.deadline import window

_MONTHS = (
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec"
)
_MONTH = rf"(?:{'|'.join(_MONTHS.split())})\.?"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?(?!\w)|\b\d{{4}}-\d\d-\d\d\b"
)
_WEEKDAY = re.compile(
    r"\b(?:(?:next|this|this coming|on|by|before) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow)\b"
)
_BY = re.compile(r"^(?:on|by|before) ")


def scheduled(text: str, published: str, *, weekdays: bool = False) -> Iterator[str]:
    """The days, YYYY-MM-DD, that a text of that date names and that are later than it; `weekdays` too, where these mean days to come."""
    for pattern in (_DATE, _WEEKDAY) if weekdays else (_DATE,):
        for match in pattern.finditer(text):
            found = window(f"on {_BY.sub('', match[0])}".replace(".", ""), published)
            if found and found.first == found.last > published[:10]:
                yield found.last
