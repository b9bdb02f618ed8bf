"""Words of likelihood and the bands that ICD 203 gives them."""

from __future__ import annotations

import re

Band = tuple[int, int]
"""Per cent, lowest and highest."""

# Intelligence Community Directive 203 (2015), Analytic Standards, section D.6.e(2)(a): the two rows of terms and their bands.
BANDS: dict[str, Band] = {
    "almost no chance": (1, 5),
    "remote": (1, 5),
    "very unlikely": (5, 20),
    "highly improbable": (5, 20),
    "unlikely": (20, 45),
    "improbable": (20, 45),
    "improbably": (20, 45),
    "roughly even chance": (45, 55),
    "roughly even odds": (45, 55),
    "roughly even": (45, 55),
    "likely": (55, 80),
    "probable": (55, 80),
    "probably": (55, 80),
    "very likely": (80, 95),
    "highly probable": (80, 95),
    "almost certain": (95, 99),
    "almost certainly": (95, 99),
    "nearly certain": (95, 99),
}
_TERM = re.compile(r"\b(?:" + "|".join(sorted(BANDS, key=len, reverse=True)).replace(" ", r"\s+") + r")\b")
# A word before a term that makes another term of it.
_CHANGED = re.compile(
    r"(?:n't|\b(?:not|never|no|neither|nor|hardly|scarcely|more|less|most|least|very|highly|quite|rather|fairly|somewhat"
    r"|increasingly|extremely|equally|so|too|as|how))\s+$"
)


def band(words: str) -> Band | None:
    """The band of `words`, in per cent, where they hold exactly one term that ICD 203 defines.

    >>> band("is very likely to")
    (80, 95)

    "May", "might", "could" have none. Neither has a term that another word changes ("not likely", "more likely", "highly
    likely"): the directive does not define those.
    """
    folded = words.casefold().replace("’", "'")
    found = list(_TERM.finditer(folded))
    if any(_CHANGED.search(folded[: m.start()]) for m in found):
        return None
    bands = {BANDS[" ".join(m[0].split())] for m in found}
    return bands.pop() if len(bands) == 1 else None
