"""Sentences as tokens with offsets into the article: what every rule reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from briefer.domain.article import Article

_TOKEN = re.compile(
    r"[a-z]{2,}+(?![\w’'/‑&-])"  # most words, found at once
    r"|(?:[A-Za-z]\.){2,}"  # U.S., p.m.
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Adm|Sen|Sens|Rep|Reps|Gov|Sgt|Rev|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|No|Inc|Corp|Ltd|Co|Bros)\."
    r"|(?:[A-Z]{2,3}|[$€£¥])?(?:\d[\d.,:]*\d|\d)(?:[^\W\d_]+(?:/[a-z]{1,2}\b)?)?(?:[-‑][^\W\d_]+)*%?"  # $40m, 50-year
    r"|[a-z]{1,3}/[a-z]{1,3}\b"  # km/h
    r"|['’](?:s|ll|re|ve|m)\b"  # "we’ll" is two words
    r"|[^\W\d_][^\W_]*(?:[-‑&][^\W_]+|['’](?!(?:s|ll|re|ve|m)\b)[^\W_]+)*"
    r"|\.{3}|\S"
)
_OPEN, _CLOSE = "“", "”"
_QUOTES = frozenset({_OPEN, _CLOSE, '"'})


class Token(NamedTuple):
    """One word or mark; `start` and `end` are code points of the article.

    `quoted` says whether it stands in quotation marks, `capital` whether it begins with a capital letter, `word` whether it
    is a word or number rather than a mark.
    """

    text: str
    low: str
    start: int
    end: int
    quoted: bool
    capital: bool
    word: bool


@dataclass(slots=True)
class Sentence:
    """One sentence: its tokens, and the mentions found in it (token index of their start, end, and who).

    `lows` are its words in lower case. What was asked of it before is kept: `ends`, where its clauses end, and `subjects`,
    what stands before its verbs.
    """

    text: str
    start: int
    tokens: list[Token]
    lows: tuple[str, ...]
    paragraph: int
    opens_in_quote: bool = False
    mentions: list[Mention] = field(default_factory=list)
    ends: dict[tuple[int, int], int] = field(default_factory=dict)
    subjects: dict[int, tuple[int, int] | None] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Where it ends in the article."""
        return self.start + len(self.text)

    def slice(self, a: int, b: int) -> str:
        """The article's words from token `a` up to but not including token `b`."""
        if a >= b:
            return ""
        return self.text[self.tokens[a].start - self.start : self.tokens[b - 1].end - self.start]


@dataclass(slots=True)
class Mention:
    """A stretch of tokens that stands for somebody; `who` is the key of an entity in the cast."""

    start: int
    end: int
    who: int


def read(article: Article) -> Iterator[Sentence]:
    """The sentences of `article`, each token marked whether it stands inside double quotation marks."""
    paragraphs = article.paragraphs
    paragraph, quoted = 0, False
    for start, end in article.sentences:
        while paragraph + 1 < len(paragraphs) and start >= paragraphs[paragraph][1]:
            paragraph, quoted = paragraph + 1, False
        text = article.text[start:end]
        tokens, after = _tokens(text, start, quoted=quoted)
        if tokens:
            yield Sentence(text, start, tokens, tuple(t.low for t in tokens), paragraph, opens_in_quote=quoted)
        quoted = after


def _opens(text: str, k: int, *, quoted: bool) -> bool:
    """Whether the straight mark at `k` opens a quotation: told by the space beside it, since many are never closed."""
    left = k == 0 or text[k - 1].isspace() or text[k - 1] in "(—–["
    right = k + 1 < len(text) and not text[k + 1].isspace()
    return left and (right or not quoted)


def _tokens(text: str, offset: int, *, quoted: bool) -> tuple[list[Token], bool]:
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        start, end = match.span()
        if word in _QUOTES:
            quoted = word == _OPEN or (word == '"' and _opens(text, start, quoted=quoted))
            found.append(Token(word, word, offset + start, offset + end, True, False, False))
            continue
        first = word[0]
        is_word = first.isalnum() or first in "$€£¥"
        found.append(Token(word, word.lower(), offset + start, offset + end, quoted, first.isupper(), is_word))
    return found, quoted
