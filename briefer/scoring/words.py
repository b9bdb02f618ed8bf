"""Words of a text, folded and stemmed, so that two ways to write one word are one word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from briefer.scoring.constants import lexicon

_INITIALS = 4
"""A longer word that ends in a full stop ends a sentence; "F." and "U.S." do not."""
_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*\.?")
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\u00ad": ""}
)
_IRREGULAR = {form: line.split()[0] for line in lexicon()["irregular"] for form in line.split()}
STOP = frozenset(lexicon()["stop"].split())


def plain(text: str) -> str:
    """`text` without what typesetting adds: white space, accents, curly quotation marks, long dashes, ligatures."""
    text = " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split())
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """`text` without accents, typography and case."""
    return plain(text).casefold()


def tokens(text: str) -> list[str]:
    """The words of `text` in order, folded; `U.S.` is `us`, and a possessive is the bare word."""
    return [word for word in map(_clean, _WORD.findall(fold(text))) if word]


def neighbours(text: str) -> Iterator[tuple[str, str]]:
    """Every word of `text` as it stands there, with the word that stands right before it in its sentence, or nothing."""
    last, end = "", 0
    for match in _WORD.finditer(text):
        if text[end : match.start()].strip() or (last.endswith(".") and len(last) > _INITIALS):
            last = ""
        yield _clean(last), _clean(match[0])
        last, end = match[0], match.end()


def _clean(word: str) -> str:
    if word.endswith("n't"):
        return "not"
    if word.endswith(("'s", "s'")):
        word = word[:-2] if word.endswith("'s") else word[:-1]
    return word.replace(".", "").replace("'", "")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded word: Snowball's for English, with the common irregular forms put right."""
    import snowballstemmer  # late: nothing else needs it

    word = _IRREGULAR.get(word, word)
    # a new stemmer each time, because one keeps state; the cache makes that cheap
    stemmed: str = snowballstemmer.EnglishStemmer().stemWord(word)
    return stemmed
