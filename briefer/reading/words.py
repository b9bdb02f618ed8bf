"""A text as comparable words: which are numbers, which names, which negate."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from briefer.reading.amounts import CURRENCY, numbers

Kind = Literal["plain", "number", "name", "negation"]

NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without hardly barely scarcely rarely seldom "
    "deny denies denied denying denial denials refuse refuses refused refusing refusal refusals "
    "reject rejects rejected rejecting rejection decline declines declined declining "
    "fail fails failed failing failure lack lacks lacked lacking unlikely untrue false falsely".split()
)
"""Words whose presence or absence turns a statement into its opposite."""

_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "de", "counter")
_SUFFIXES = (("less", "ful"), ("less", ""))
CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept "
    "oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)
_INNER = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
"""Accents, and characters that nobody sees, within a word."""
_LETTER = rf"[^\W_][{_INNER}]*"
_WORD = re.compile(rf"per[ \u00a0]cent\b(?!age)|(?:{_LETTER})+(?:['’](?:{_LETTER})+)*|[$€£¥₹₩₽%]", re.IGNORECASE)
_UNSEEN = re.compile(f"[{_INNER}]")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*\s+[\"'“‘(\[]*$|^\W*$|[\n•]\s*[\"'“‘(\[]*$|[“\"‘]$")
_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_CONTRACTED = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: `key` is equal for words that are the same but for case, accents, and a possessive ending.

    A number's key is its value, so "40m" and "40 million" are one word; "didn't" is two: "did" and "not".
    `shown` is the word as the text has it.
    """

    key: str
    start: int
    end: int
    shown: str
    kind: Kind = "plain"


def words(text: str) -> list[Word]:
    """The words of `text`, in order."""
    found = [Word("#" + n.value, n.start, n.end, text[n.start : n.end], "number") for n in numbers(text)]
    counted = [(word.start, word.end) for word in found]
    acronyms = {match.start(): match.end() for match in _ACRONYM.finditer(text)}
    skip = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        index = bisect_left(counted, (end, 0)) - 1
        if start < skip or (index >= 0 and counted[index][1] > start):
            continue
        if start in acronyms:
            skip = acronyms[start]
            shown = text[start:skip]
            found.append(Word(plain(shown.replace(".", "")), start, skip, shown, "name"))
        else:
            found += _word(text, match[0], start)
    return sorted(found, key=lambda word: word.start) if counted else found


def _word(text: str, raw: str, start: int) -> list[Word]:
    key, end = plain(raw), start + len(raw)
    if key in {"%", "percent", "per cent"} or raw in CURRENCY:
        return [Word("%" if key.startswith("per") else key, start, end, raw, "number")]
    if key == "cannot":
        return [Word("can", start, start + 3, raw[:3]), Word("not", start + 3, end, raw, "negation")]
    stem, mark, ending = key.rpartition("'")
    if mark and ending == "t" and stem.endswith("n"):
        verb, cut = stem[:-1], end - 3
        return [Word(_CONTRACTED.get(verb, verb), start, cut, raw[:-3]), Word("not", cut, end, raw, "negation")]
    if mark and ending == "s":
        key = stem
    if any(map(str.isdigit, key)):
        return [Word(key, start, end, raw, "number")]
    if key in NEGATIONS or (key in _PREFIXES and text[end : end + 1] in {"-", "‐", "‑"}):
        return [Word(key, start, end, raw, "negation")]
    return [Word(key, start, end, raw, "name" if _is_name(text, raw, key, start) else "plain")]


def _is_name(text: str, raw: str, key: str, start: int) -> bool:
    """Whether the word is capitalised as names are: not merely because a sentence begins with it."""
    if not raw[0].isupper():
        return False
    if key in CALENDAR or any(map(str.isupper, raw[1:])):
        return True
    return not _SENTENCE_END.search(text, max(0, start - 8), start) if start else False


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """`word` without case, accents and typographic apostrophes."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold().replace("\u00a0", " ")
    return _UNSEEN.sub("", bare)


def flips(one: str, other: str) -> bool:
    """Whether two words differ by a negating prefix or ending only: lawful and unlawful, harmful and harmless."""
    short, long = sorted((one, other), key=len)
    if any(long == prefix + short for prefix in _PREFIXES):
        return len(short) > 2  # noqa: PLR2004  # "in" before a word of two letters is chance
    return any(
        (one, other) in ((root + a, root + b), (root + b, root + a))
        for a, b in _SUFFIXES
        if (root := short.removesuffix(a if short.endswith(a) else b))
    )
