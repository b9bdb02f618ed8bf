"""An article made ready for looking up words in it: each index is built once, when it is first needed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefer.domain.article import Article
from briefer.domain.quote import Span
from briefer.reading.amounts import COUNTING, Number, numbers
from briefer.reading.fold import Folded, fold
from briefer.reading.words import Word, words

_NEGATIVE_PREFIX = re.compile(r"(?<![^\W_])(?:non|un|anti|counter|dis|mis)[-‐‑]$", re.IGNORECASE)
_CONTRACTION = re.compile(r"['’ʼ]t\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W_]+")
_JOINERS = "\u00ad\u200c\u200d\u2060"


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
    def numbers(self) -> list[Number]:
        """The numbers of the text."""
        return list(numbers(self.text))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For the key of each word, where in `words` it stands."""
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            found.setdefault(word.key, []).append(index)
        return found

    def exact(self, quote: str, start: int = 0) -> Span | None:
        """The first place from `start` on where `quote` stands letter by letter, on the boundaries of words."""
        text, size = self.text, len(quote)
        at = text.find(quote, start) if quote else -1
        while at >= 0:
            if not _inside(text, at) and not _inside(text, at + size) and not self.cuts(at, at + size):
                return at, at + size
            at = text.find(quote, at + 1)
        return None

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
        """Whether the span leaves out at an edge what turns its meaning: `n't`, `non-`, or a part of a number."""
        text = self.text
        if end < len(text) and text[end] in "'’ʼ" and _CONTRACTION.match(text, end) and text[end - 1].isalpha():
            return True
        if start and text[start - 1] in "-‐‑" and _NEGATIVE_PREFIX.search(text, max(0, start - 8), start):
            return True
        return self.cut_number(start, end) is not None

    def cut_number(self, start: int, end: int) -> Span | None:
        """The number of the text that the span holds a part of, if there is one."""
        text = self.text
        for edge, word in ((start, _first_word(text, start)), (end, _last_word(text, start, end))):
            if word and (word[0].isdigit() or word[-1].isdigit() or word.lower() in COUNTING):
                index = bisect_left(self.numbers, edge, key=_start) - 1  # the last number that begins before the edge
                if index >= 0 and self.numbers[index].end > edge:
                    return self.numbers[index].start, self.numbers[index].end
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


def _start(number: Number) -> int:
    return number.start


def _first_word(text: str, at: int) -> str:
    match = _LETTERS.match(text, at)
    return match[0] if match else ""


def _last_word(text: str, start: int, end: int) -> str:
    return text[max(text.rfind(" ", start, end), text.rfind("-", start, end), start - 1) + 1 : end]
