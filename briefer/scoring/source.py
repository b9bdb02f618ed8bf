"""An article as the scorer sees it: how rare its words are, what its sentences say, and where evidence stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log2
from typing import NamedTuple

from briefer.domain.article import Article
from briefer.domain.quote import Evidence, Quote, Span
from briefer.scoring.constants import Constants, lexicon
from briefer.scoring.phrase import Phrase, phrase
from briefer.scoring.words import stem

NO_NAMES = frozenset(map(stem, lexicon()["no_names"].split()))
_RARE = 1000
"""Weight of a word that one sentence has. Weights are whole numbers, so that sums of them are exact in any order."""


class Ground(NamedTuple):
    """Where evidence stands: its stretches in order, how many letters and digits they have, and the bit set of sentences."""

    spans: tuple[Span, ...] = ()
    letters: int = 0
    sentences: int = 0


class Source:
    """One article, and the constants by which its briefs are scored."""

    def __init__(self, article: Article, constants: Constants) -> None:
        self.constants = constants
        self._sentences = article.sentences
        self._starts = [start for start, _ in self._sentences]
        self._phrases = [phrase(article.text[start:end]) for start, end in self._sentences]
        self._proper: frozenset[str] = frozenset().union(*(sentence.capitals for sentence in self._phrases))
        self._letters = [0, *accumulate(c.isalnum() for c in article.text)]  # how many before each offset
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
        return (capitals & taken.words) - NO_NAMES

    def ground(self, evidence: Iterable[Evidence], least_words: int) -> Ground:
        """Where located quotes stand; a quote of fewer words than `least_words` stands nowhere."""
        found: list[Span] = []
        for quote in evidence:
            if isinstance(quote, Quote) and len(quote.text.split()) >= least_words:
                found += quote.spans
        spans = _merged(found, len(self._letters) - 1) if found else ()
        sentences = 0
        for start, end in spans:
            sentences |= self._sentences_of(start, end)
        return Ground(spans, sum([self.letters(start, end) for start, end in spans]), sentences)

    def letters(self, start: int, end: int) -> int:
        """How many letters and digits stand between two offsets."""
        return self._letters[end] - self._letters[start]

    def shared(self, ours: Ground, theirs: Ground) -> int:
        """How many letters and digits two pieces of evidence share."""
        if ours.spans == theirs.spans:
            return ours.letters
        both = ((max(s, t), min(e, f)) for s, e in ours.spans for t, f in theirs.spans)
        return sum([self.letters(start, end) for start, end in both if start < end])

    def _sentences_of(self, start: int, end: int) -> int:
        """The sentences that have a letter or digit between two offsets, as a bit set."""
        found = 0
        for i in range(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end)):
            first, last = self._sentences[i]
            if self.letters(max(first, start), max(first, start, min(last, end))):
                found |= 1 << i
        return found

    def phrases(self, sentences: int) -> list[Phrase]:
        """What the sentences of a bit set say."""
        return [each for index, each in enumerate(self._phrases) if sentences >> index & 1]


def _merged(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """The same stretches of a text of that length in order, without overlap."""
    if len(spans) == 1 and 0 <= spans[0][0] < spans[0][1] <= length:
        return (spans[0],)
    merged: list[Span] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif start < end:
            merged.append((start, end))
    return tuple(merged)
