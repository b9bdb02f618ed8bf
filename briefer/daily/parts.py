"""Parts that make up a total: who reports the parts and who reports the total say the same."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations

_MOST = 8
"""So many parts, the greatest, are tried."""
_CLOSE = Decimal("0.005")
"""Parts that are rounded make a total but for this share of it."""


def make_up(parts: Iterable[Decimal], total: Decimal, part: Decimal | None = None) -> bool:
    """Whether two or more different ones of `parts` add up to `total`; if `part` is given, with that among them."""
    smaller = sorted({each for each in parts if 0 < each < total} - {part}, reverse=True)[:_MOST]
    given = () if part is None else (part,)
    least = max(1, 2 - len(given))
    return any(
        abs(sum((*given, *chosen), Decimal(0)) - total) <= _CLOSE * total
        for size in range(least, len(smaller) + 1)
        for chosen in combinations(smaller, size)
    )
