"""Words of likelihood that ICD 203 defines, looked up to their bands.

Source: Office of the Director of National Intelligence, Intelligence Community Directive 203, "Analytic Standards"
(2 January 2015), section D.6.e(2)(a), the table of seven bands. Words that it does not define ("may", "could", "highly likely",
"most likely", "a realistic possibility") have no band, and none is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """One band: its first name in the table, and its bounds in per cent."""

    name: str
    low: int
    high: int

    def __str__(self) -> str:
        """Such as `likely (55-80 %)`."""
        return f"{self.name} ({self.low}-{self.high} %)"


_TABLE = (
    (Band("almost no chance", 1, 5), ("almost no chance", "remote")),
    (Band("very unlikely", 5, 20), ("very unlikely", "highly improbable", "highly improbably")),
    (Band("unlikely", 20, 45), ("unlikely", "improbable", "improbably")),
    (Band("roughly even chance", 45, 55), ("roughly even chance", "roughly even odds")),
    (Band("likely", 55, 80), ("likely", "probable", "probably")),
    (Band("very likely", 80, 95), ("very likely", "highly probable", "highly probably")),
    (Band("almost certain", 95, 99), ("almost certain", "almost certainly", "nearly certain", "nearly certainly")),
)
_BANDS = {term: band for band, terms in _TABLE for term in terms}
_TERM = re.compile(r"\b(?:" + "|".join(sorted(_BANDS, key=len, reverse=True)) + r")\b")
_QUALIFIED = re.compile(
    r"(?:\bnot|n't|\bnever|\b(?:no|more|most|less|least|as|quite|fairly|rather|pretty|somewhat|highly|extremely|increasingly|hardly|too|so"
    r"|equally|just))(?:\s+(?:be|been|seem|seems|look|looks|all|that|very))*\s+$"
)


def band(words: str) -> Band | None:
    """The band of a phrase such as "is very likely to"; None where ICD 203 defines none of its words, or several that differ.

    A term that is denied, compared or given a degree that the directive does not know ("not likely", "more likely", "quite
    likely") has no band.
    """
    text = " ".join(words.casefold().replace("’", "'").split())
    found = set()
    for match in _TERM.finditer(text):
        if _QUALIFIED.search(text, 0, match.start()) or text[match.end() :].startswith(("r ", " not")):
            return None
        found.add(_BANDS[match[0]])
    return found.pop() if len(found) == 1 else None
