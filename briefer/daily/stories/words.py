"""Texts as words, runs of words, and the words in quotation marks, hashed the same on every machine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from zlib import crc32

WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:['’.,][^\W_]+)*")
_QUOTED = re.compile(
    r"“([^“”]{8,600}?)(?:”|$)|\"([^\"]{8,600}?)(?:\"|$)|«([^«»]{8,600})»|„([^„“”]{8,600})[“”]", re.MULTILINE
)
_SINGLE = re.compile(r"(?<!\w)‘([^‘\n]{12,600}?)’(?!\w)|(?<![\w'])'([^'\n]{12,600}(?:'\w[^'\n]*)*)'(?!\w)")
_ENDING = re.compile(r"(?:'s|s')$")
_MULTIPLIER, _MASK = 0x01000193, 0xFFFFFFFF


def plain(text: str) -> str:
    """`text` in lower case and one Unicode form, with one kind of apostrophe."""
    return unicodedata.normalize("NFKC", text).lower().replace("’", "'")


def words(text: str) -> list[str]:
    """The words of a text in plain form, in order; a character of Chinese, Japanese or Thai is a word."""
    return WORD.findall(plain(text))


def stem(word: str) -> str:
    """An English word without its inflection, roughly: what matters is that forms of one word fall together."""
    word = _ENDING.sub("", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending, rest in (("ings", 4), ("ing", 4), ("ers", 4), ("ed", 4), ("es", 4), ("er", 4), ("s", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= rest and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == "e" else word


def code(word: str) -> int:
    """32 bits that stand for a word."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def runs(found: Sequence[str], length: int) -> set[int]:
    """The runs of so many words, 32 bits each; of a shorter text, which has none, the whole."""
    if not found:
        return set()
    mixed = codes = [crc32(word) for word in "\0".join(found).encode("utf-8", "surrogatepass").split(b"\0")]
    for step in range(1, min(length, len(codes))):
        mixed = [(m * _MULTIPLIER ^ c) & _MASK for m, c in zip(mixed, codes[step:], strict=False)]
    return {(m ^ m >> 15) * 0x2C1B3C6D & _MASK for m in mixed}


def quotations(text: str) -> Iterator[list[str]]:
    """The words of each quotation."""
    for match in (*_QUOTED.finditer(text), *_SINGLE.finditer(text)):
        yield words(next(group for group in match.groups() if group))
