"""An article made ready for looking up words in it: each index is built once, when it is first needed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefer.domain.article import Article
from briefer.domain.quote import Span
from briefer.reading.amounts import COUNTING, NUMBER
from briefer.reading.fold import Folded, fold
from briefer.reading.words import Word, words

_NEGATIVE_PREFIX = re.compile(r"(?<![^\W_])(?:non|un|anti|counter|dis|mis)[-‐‑]$", re.IGNORECASE)
_CONTRACTION = re.compile(r"['’ʼ]t\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W_]+")
_JOINERS = "\u00ad\u200c\u200d\u2060"
_REACH = 40
"""Characters on either side of an edge in which a number that crosses it is looked for."""


@dataclass(frozen=True)
class Source:
    """One article as grounding sees it."""

    article: Article

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def folded(self) -> Folded:
        """The text, folded."""
        return fold(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """The words of the text."""
        return words(self.text)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For the key of each word, where in `words` it stands."""
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            found.setdefault(word.key, []).append(index)
        return found

    def exact(self, quote: str, start: int = 0) -> Iterator[Span]:
        """Where `quote` stands letter by letter from `start` on, on the boundaries of words, in order."""
        return ((s, e) for s, e in occurrences(self.text, quote, start) if not self.cuts(s, e))

    def alike(self, folded_quote: str, start: int = 0) -> Iterator[Span]:
        """Where a folded quote stands in the folded text, from the offset `start` of the text on, in order."""
        for s, e in occurrences(self.folded.text, folded_quote, self.folded.place(start)):
            begin, end = self.folded.origin(s, e)
            begin, end = self.trimmed(begin, end)
            if begin >= start and begin < end and not self.cuts(begin, end):
                yield begin, end

    def alike_within(self, folded_quote: str, start: int, end: int) -> Span | None:
        """The first place of a folded quote that begins between two offsets of the text."""
        for span in self.alike(folded_quote, start):
            return span if span[0] <= end else None
        return None

    def trimmed(self, start: int, end: int) -> Span:
        """The span without white space at its ends."""
        raw = self.text[start:end]
        return start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())

    def cuts(self, start: int, end: int) -> bool:
        """Whether the span drops a part of a word at an edge that could turn its meaning: `n't`, `non-`, or of a number."""
        text = self.text
        if end < len(text) and _CONTRACTION.match(text, end) and text[end - 1].isalpha():
            return True
        if start and text[start - 1] in "-‐‑" and _NEGATIVE_PREFIX.search(text, max(0, start - 8), start):
            return True
        return self.cut_number(start, end) is not None

    def cut_number(self, start: int, end: int) -> Span | None:
        """The number of the text that the span holds a part of, if there is one."""
        text = self.text
        for edge, word in ((start, _first_word(text, start)), (end, _last_word(text, end))):
            if not (word[:1].isdigit() or word[-1:].isdigit() or word.lower() in COUNTING):
                continue
            space = text.find(" ", max(0, edge - _REACH), edge)  # begin on a word: a number is not read from its middle
            for match in NUMBER.finditer(text, space + 1 if space >= 0 else max(0, edge - _REACH), edge + _REACH):
                if match.start() < edge < match.end():
                    return match.span()
        return None


def occurrences(text: str, part: str, start: int) -> Iterator[Span]:
    """Where `part` stands in `text` from `start` on, beginning and ending on the boundaries of words."""
    if not part:
        return
    at = text.find(part, start)
    while at >= 0:
        end = at + len(part)
        if not _inside(text, at) and not _inside(text, end):
            yield at, end
        at = text.find(part, at + 1)


def _inside(text: str, at: int) -> bool:
    """Whether a word runs across offset `at`."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    return not after.isascii() and (unicodedata.combining(after) > 0 or (after in _JOINERS and before.isalnum()))


def _first_word(text: str, at: int) -> str:
    match = _LETTERS.match(text, at)
    return match[0] if match else ""


def _last_word(text: str, at: int) -> str:
    start = at
    while start and start > at - _REACH and text[start - 1].isalnum():
        start -= 1
    return text[start:at]
