"""An article as the scorer sees it: how rare its words are, what its sentences say, and where evidence stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from math import log2

from briefer.domain.article import Article
from briefer.domain.quote import Evidence, Quote
from briefer.scoring.constants import Constants
from briefer.scoring.phrase import Phrase, phrase

_RARE = 1000
"""Weight of a word that one sentence has. Weights are whole numbers, so that sums of them are exact in any order."""


class Source:
    """One article, and the constants by which its briefs are scored."""

    def __init__(self, article: Article, constants: Constants) -> None:
        self.constants = constants
        self._sentences = article.sentences
        self._starts = [start for start, _ in self._sentences]
        self._phrases = [phrase(article.text[start:end]) for start, end in self._sentences]
        self._proper: frozenset[str] = frozenset().union(*(sentence.capitals for sentence in self._phrases))
        self._letters = _bit_set(article.text)
        self._length = len(article.text)
        self._unseen = round(_RARE * constants.text_unseen)
        total = len(self._sentences)
        counts = Counter(word for sentence in self._phrases for word in sentence.words)
        self._weights = {w: round(_RARE * log2(1 + total / n) / log2(1 + total)) for w, n in counts.items()}

    def weight(self, words: Iterable[str]) -> int:
        """The weight of `words`: the fewer sentences of the article have one, the more it weighs."""
        get, unseen = self._weights.get, self._unseen
        return sum([get(word, unseen) for word in words])

    def overlap(self, ours: frozenset[str], theirs: frozenset[str]) -> float:
        """Agreement of two sets of words (F1), each word with its weight; 0 where they share none."""
        shared = ours & theirs
        return 2 * self.weight(shared) / (self.weight(ours) + self.weight(theirs)) if shared else 0.0

    def proper(self, taken: Phrase) -> frozenset[str]:
        """The words of `taken` that are names; the first one too where the article has it as a name within a sentence."""
        capitals = taken.capitals | {taken.first} if taken.first in self._proper else taken.capitals
        return capitals & taken.words

    def bits(self, evidence: Iterable[Evidence], least_words: int) -> tuple[int, int]:
        """The letters and the sentences that located quotes cover, as bit sets; a quote of fewer words covers none."""
        letters = sentences = 0
        for quote in evidence:
            if isinstance(quote, Quote) and len(quote.text.split()) >= least_words:
                for start, end in quote.spans:
                    letters |= _stretch(max(0, start), min(end, self._length))
                    sentences |= self._covered(start, end)
        return letters & self._letters, sentences

    def _covered(self, start: int, end: int) -> int:
        """The sentences that have a letter or digit between two offsets."""
        found = 0
        index = bisect_right(self._starts, start) - 1
        for i in range(max(0, index), len(self._sentences)):
            first, last = self._sentences[i]
            if first >= end:
                break
            if _stretch(max(first, start), min(last, end)) & self._letters:
                found |= 1 << i
        return found

    def phrases(self, sentences: int) -> list[Phrase]:
        """What the sentences of a bit set say."""
        return [each for index, each in enumerate(self._phrases) if sentences >> index & 1]


def _stretch(start: int, end: int) -> int:
    return (1 << end) - (1 << start) if start < end else 0


def _bit_set(text: str) -> int:
    """The bit set of the letters and digits of `text`."""
    return int("0" + "".join("1" if c.isalnum() else "0" for c in reversed(text)), 2)
