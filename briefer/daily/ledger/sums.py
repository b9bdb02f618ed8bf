"""What a commitment is worth: the amounts in its action, compared as values and shown as a reader writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from briefer.daily.ledger.statement import Sum
from briefer.daily.ledger.wording import senses
from briefer.daily.parts import make_up
from briefer.reading import amounts
from briefer.scoring.numbers import numbers
from briefer.scoring.words import STOP, stem, tokens

_SYMBOLS = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥"}
_CODE = 3
"""The letters of a currency code; longer units are names, of pesos and of crowns."""
_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_MINUTES = ((10080, "week"), (1440, "day"), (60, "hour"), (1, "minute"))
_THOUSAND = 1000
_CLOSE = Decimal("0.005")
"""Two sums that differ by less than this share of the greater are one, rounded twice."""
_CONTRAST = re.compile(
    r"\b(?:rather than|instead of|up from|down from|compared (?:with|to)|against|and not|not the)\b[^,;.()]*(?:\.\d[^,;.()]*)?"
    r"|\bfrom\b[^,;()]*?(?=\bto\b)",
    re.IGNORECASE,
)
_PREFIX = "of "
"""What a count is of: `of troop`."""


def sums(action: str, deadline: str | None = None) -> tuple[Sum, ...]:
    """The amounts in an action, save dates, durations that are its deadline, and what the amount is said not to be."""
    action = _CONTRAST.sub(" ", action)
    found, _ = numbers(action)
    times, _ = numbers(deadline or "")
    measured = [pair for pair in found.amounts - times.amounts if pair[0] != "count"]
    return tuple(sorted({(unit, _plain(value)) for unit, value in measured} | set(_counts(action))))


def money(text: str) -> tuple[Sum, ...]:
    """The amounts of money and the shares in a text."""
    found, _ = numbers(text)
    return tuple(
        sorted((unit, _plain(value)) for unit, value in found.amounts if unit not in {"count", "minutes", "months"})
    )


def _counts(text: str) -> Iterable[Sum]:
    """What is counted, such as 300 troops; a number before a unit of measure or of time counts nothing."""
    measured, _ = numbers(text)
    values = {value for unit, value in measured.amounts if unit == "count"}
    for number in amounts.numbers(text):
        value = _decimal(number.value)
        following = [w for w in tokens(text[number.end : number.end + 60]) if w not in STOP][:1]
        if number.unit == "" and value in values and following and following[0].isalpha():
            yield _PREFIX + stem(following[0]), _plain(value)


def _decimal(canonical: str) -> Decimal | None:
    """`12e8`, a significand whose exponent counts from its last digit, as a number."""
    if not re.fullmatch(r"\d+(?:e-?\d+)?", canonical):
        return None
    return Decimal(canonical.replace("e", "E")).normalize()


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def changed(
    old: Iterable[Sum], new: Iterable[Sum], old_said: Iterable[Sum], new_said: Iterable[Sum]
) -> tuple[str, str] | None:
    """The amounts that are no longer what they were, old and new, as a reader writes them; None where none changed.

    A new amount counts where what was said before (`old_said`) has others of its dimension and not this one, nor the parts
    of which it is the total, nor, with what is said now (`new_said`), the total of which it is a part; one of the
    old that the new words still have beside it ("150 rather than 140") is what it was, not what it is.
    """
    before, after = set(old), set(new)
    for unit in sorted({unit for unit, _ in after}):
        ours = {value for dimension, value in before if _one_dimension(dimension, unit)}
        said = {value for dimension, value in (*before, *old_said) if _comparable(dimension, unit)}
        known = {value for dimension, value in (*before, *old_said) if _one_dimension(dimension, unit)}
        now = {value for dimension, value in (*after, *new_said) if _one_dimension(dimension, unit)}
        fresh = {value for dimension, value in after if dimension == unit and not _among(value, said)}
        fresh = {value for value in fresh if not _totalled(value, known, now)}
        if not fresh or (unit.startswith(_PREFIX) and not ours):
            continue
        gone = {value for value in ours if not _among(value, {v for d, v in after if d == unit})} or ours
        was = gone or (said if len(said) == 1 else set())
        return _shown(unit, was), _shown(unit, fresh)
    return None


def _totalled(value: str, said: set[str], now: set[str]) -> bool:
    """Whether a value is the total of what was said before, or a part of it by what is said now."""
    number, parts = Decimal(value), set(map(Decimal, now))
    return make_up(map(Decimal, said), number) or any(make_up(parts, total, number) for total in map(Decimal, said))


def _comparable(one: str, other: str) -> bool:
    """Whether two amounts may be of one thing: of money in one currency, or of anything counted."""
    return one == other or (one.startswith(_PREFIX) and other.startswith(_PREFIX))


def _one_dimension(one: str, other: str) -> bool:
    """Whether two amounts are of one thing: so many hostages, so many captives."""
    nouns = one.removeprefix(_PREFIX), other.removeprefix(_PREFIX)
    return one == other or (_comparable(one, other) and not senses(nouns[0]).isdisjoint(senses(nouns[1])))


def agree(old: Iterable[Sum], new: Iterable[Sum]) -> bool:
    """Whether both have an amount in common."""
    theirs = set(new)
    return any(_among(value, {v for d, v in theirs if _one_dimension(d, unit)}) for unit, value in old)


def _among(value: str, values: set[str]) -> bool:
    number = Decimal(value)
    return any(abs(number - Decimal(other)) <= _CLOSE * max(abs(number), abs(Decimal(other))) for other in values)


def _shown(unit: str, values: set[str]) -> str:
    return " and ".join(_amount(unit, value) for value in sorted(map(Decimal, values)))


def _amount(unit: str, value: Decimal) -> str:
    if unit == "%":
        return f"{value:f}%"
    if unit == "minutes":
        size, name = next(((s, n) for s, n in _MINUTES if value % s == 0), (1, "minute"))
        return _some(value / size, name)
    if unit == "months":
        return _some(value / 12, "year") if value % 12 == 0 and value else _some(value, "month")
    scaled = _scaled(value)
    if unit.startswith(_PREFIX):
        return scaled
    if unit in _SYMBOLS:
        return f"{_SYMBOLS[unit]}{scaled}"
    return f"{scaled} {unit.upper() if len(unit) == _CODE else f'{unit}s'}"


def _some(value: Decimal, name: str) -> str:
    return f"{value.normalize():f} {name}{'' if value == 1 else 's'}"


def _scaled(value: Decimal) -> str:
    for power, name in _SCALES:
        if abs(value) >= Decimal(10) ** power:
            return f"{(value / Decimal(10) ** power).normalize():f} {name}"
    return f"{value:,f}"
