"""On which side of a value a text stays ("at most", "from"), and which of several times it names ("next week", "the end of June")."""

from __future__ import annotations

import re
from functools import lru_cache

from briefer.scoring.constants import lexicon
from briefer.scoring.numbers import Date, opening
from briefer.scoring.words import fold

_TABLE = lexicon()["bounds"]
_MONTHS = "|".join(pair.split("=")[0] for pair in lexicon()["numbers"]["calendar"].split())
_SIDES = {
    phrase: (side, times)
    for side in ("upper", "lower")
    for times in (False, True)
    for phrase in _TABLE[f"{side}_time" if times else side]
}
_WHICH = {word: place for place in ("last", "this", "next") for word in _TABLE[place].split()}
_PARTS = {word: part for part in ("beginning", "middle", "end") for word in _TABLE[part].split()}
_PERIODS = "|".join(_TABLE["periods"].split())
_BOUND = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _SIDES), key=lambda p: (-len(p), p))) + r") ")
_OTHER = {"upper": "lower", "lower": "upper"}
_TURNING, _DOUBTING = (
    re.compile(rf"(?:\b(?:{'|'.join(_TABLE[name].split())})|n't)\b") for name in ("turning", "doubting")
)
_CLAUSE = re.compile(r"[.,;:] |\b(?:and|but|or)\b")
_TO_PERIOD = re.compile(
    rf"(?:(?:the|about|around|some|{'|'.join(_PARTS)}|{'|'.join(_WHICH)})[ -](?:of )?)*(?P<period>{_PERIODS})?"
)
_PLACE = re.compile(rf"\b({'|'.join(_WHICH)}) ({_PERIODS})\b")
_PART = re.compile(
    rf"\b({'|'.join(_PARTS)})[ -](?:of )?(?:(?:the|{'|'.join(_WHICH)}) )*({_PERIODS}|{_MONTHS}|20\d\d)\b"
)

Claims = frozenset[tuple[str, str]]
"""What is said of values: the value or period, and the side, place or part."""


@lru_cache(maxsize=1 << 15)
def claims(text: str) -> Claims:
    """The bounds and times in `text`: `{("<> usd:3.1", "upper")}` for "no more than $3.10", "not pay over $3.10"."""
    text = fold(text)
    found = {(f"which {period}", _WHICH[word]) for word, period in _PLACE.findall(text)}
    found |= {(f"part of {period}", _PARTS[word]) for word, period in _PART.findall(text)}
    for match in _BOUND.finditer(text):
        side, times = _SIDES[match[1]]
        value = _value(text, match.end(), times=times)
        if value:
            before = _CLAUSE.split(text[: match.start()])[-1]
            if not _DOUBTING.search(before):
                turned = not times and _TURNING.search(before)
                found.add((f"<> {value}", _OTHER[side] if turned else side))
    return frozenset(found)


def opposed(ours: Claims, theirs: Claims) -> tuple[Claims, Claims] | None:
    """Where both say something of one value, and nothing of it alike: these claims of each."""
    mine, yours = dict(ours), dict(theirs)
    keys = [k for k in mine.keys() & yours.keys() if {c for c in ours if c[0] == k}.isdisjoint(theirs)]
    if not keys:
        return None
    return frozenset(c for c in ours if c[0] in keys), frozenset(c for c in theirs if c[0] in keys)


def _value(text: str, start: int, *, times: bool) -> str:
    """What a bound before `start` bounds: a date or period where it is one of `times`, else an amount; or nothing."""
    skipped = _TO_PERIOD.match(text, start)
    if skipped and skipped["period"]:
        return skipped["period"] if times else ""
    value = opening(text, skipped.end() if skipped else start)
    if isinstance(value, Date):
        said = value.parts[2:] if any(value.parts[2:]) else value.parts
        return f"date:{said}" if times else ""
    return "" if value is None or times else f"{value[0]}:{value[1]}"
