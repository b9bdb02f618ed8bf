r"""Text folded for comparison, with every place in it traceable to the code points that it came from.

Folding makes equal what a copyist changes without noticing: runs of white space (also across a line or paragraph break)
become one space, quotation marks and apostrophes of any kind become `'`, dashes of any kind lose the spaces around them and
become `-`, initials stand together (`U. S.` is `U.S.`), soft hyphens and zero-width characters vanish, case is folded, and
compatibility forms such as ligatures and full-width letters become their plain letters (NFKC). Superscripts, fractions and circled
numbers stay as they are: 10⁶ is not 106.

>>> folded = fold("He  said:\n“Don’t”")
>>> folded.text, folded.origin(10, 15)
("he said: 'don't'", (11, 16))
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefer.domain.quote import Span

QUOTES = '"`´‘’‚‛“”„‟«»‹›′″＂＇'
DASHES = "‐‑‒–—―−⁃﹘﹣－"
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_PLAIN = [(mark, "'") for mark in QUOTES] + [(dash, "-") for dash in DASHES]
_BLANK = rf"\s{INVISIBLE}"
_INITIALS = r"(?P<initials>(?<=\b[A-Z]\.)\s+(?=[A-Z]\.))"
_IRREGULAR = re.compile(
    rf"{_INITIALS}|(?P<dash>[{_BLANK}]+-[{_BLANK}-]*|-[{_BLANK}-]+)"
    rf"|(?P<blank>[{_BLANK}]{{2,}}|[^\S ]|[{INVISIBLE}])"
    r"|(?P<quote>'{2,})"
    rf"|(?P<letters>[!-~]?[^\x00-\x7f{_BLANK}]+)"
)
_ASCII = re.compile(
    rf"{_INITIALS}|(?P<dash>\s+-[\s-]*|-[\s-]+)|(?P<blank>\s{{2,}}|[\t-\r\x1c-\x1f])|(?P<quote>'{{2,}})"
)
_JAMO = range(0x1160, 0x1200)


@dataclass(frozen=True)
class Folded:
    """`text`, and the places where its offsets and those of the original drift apart.

    A place is (offset here, length here, offset in the original, length in the original); between places both run in step.
    """

    text: str
    here: tuple[int, ...]
    places: tuple[tuple[int, int, int, int], ...]

    def origin(self, start: int, end: int) -> Span:
        """The span of the original that `text[start:end]` was folded from (at least one character)."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    def place(self, at: int) -> int:
        """An offset here that is not after what stands at the original's offset `at`."""
        index = bisect_right(self.places, at, key=lambda place: place[2]) - 1
        if index < 0:
            return at
        here, size, there, length = self.places[index]
        return here if at < there + length else here + size + at - there - length

    def _origin(self, at: int) -> Span:
        index = bisect_right(self.here, at) - 1
        if index < 0:
            return at, at + 1
        here, size, there, length = self.places[index]
        if at < here + size:
            return there, there + length
        shifted = there + length + at - here - size
        return shifted, shifted + 1


def fold(text: str) -> Folded:
    """`text` folded as the module says; linear in its length."""
    for odd, even in _PLAIN:
        if odd in text:
            text = text.replace(odd, even)
    parts: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    last = here = 0
    for match in (_ASCII if text.isascii() else _IRREGULAR).finditer(text):
        start = match.start()
        parts.append(text[last:start])
        here += start - last
        last = start
        for folded, length in _plain(match[0], match.lastgroup or ""):
            parts.append(folded)
            if len(folded) != length:
                places.append((here, len(folded), last, length))
            here += len(folded)
            last += length
    parts.append(text[last:])
    return Folded("".join(parts).lower(), tuple(place[0] for place in places), tuple(places))


def _plain(run: str, kind: str) -> tuple[tuple[str, int], ...]:
    match kind:
        case "dash":
            return (("-", len(run)),)
        case "blank":
            return ((" " if any(map(str.isspace, run)) else "", len(run)),)
        case "quote":
            return (("'", len(run)),)
        case "initials":
            return (("", len(run)),)
        case _:
            return _letters(run)


@lru_cache(maxsize=4096)
def _letters(run: str) -> tuple[tuple[str, int], ...]:
    """A run of letters beyond ASCII as (folded, length in the original): one pair where lengths agree, else one a character."""
    if not any(map(str.isnumeric, run)) and unicodedata.is_normalized("NFC", run):
        whole = _compatible(run)
        if len(whole) == len(run):
            return ((whole, len(run)),)
    return tuple((_compatible(part), len(part)) for part in _characters(run))


def _compatible(part: str) -> str:
    if unicodedata.category(part[0]) == "No":
        return part
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", part).casefold())


def _characters(run: str) -> Iterator[str]:
    """`run` cut before each character that does not combine with the one before it."""
    start = 0
    for at in range(1, len(run)):
        if not unicodedata.category(run[at]).startswith("M") and ord(run[at]) not in _JAMO:
            yield run[start:at]
            start = at
    yield run[start:]
