"""Sentences as tokens with offsets into the article: what every rule reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefer.domain.article import Article

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., p.m.
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Adm|Sen|Sens|Rep|Reps|Gov|Sgt|Rev|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|No)\."
    r"|(?:[A-Z]{2,3}|[$€£¥])?\d[\d.,]*\d(?:[^\W\d_]+)?|(?:[A-Z]{2,3}|[$€£¥])?\d(?:[^\W\d_]+)?%?"
    r"|['’]s\b"
    r"|[^\W\d_][^\W_]*(?:[-‑&][^\W_]+|['’](?!s\b)[^\W_]+)*"
    r"|\.{3}|\S"
)
_OPEN, _CLOSE = "“", "”"


@dataclass(slots=True)
class Token:
    """One word or mark; `start` and `end` are code points of the article."""

    text: str
    low: str
    start: int
    end: int
    quoted: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is a word or number rather than a mark."""
        return self.text[0].isalnum() or self.text[0] in "$€£¥"


@dataclass(slots=True)
class Sentence:
    """One sentence: its tokens, and the mentions found in it (token index of their start, end, and who)."""

    text: str
    start: int
    tokens: list[Token]
    paragraph: int
    opens_in_quote: bool = False
    mentions: list[Mention] = field(default_factory=list)

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
            yield Sentence(text, start, tokens, paragraph, opens_in_quote=quoted)
        quoted = after


def _tokens(text: str, offset: int, *, quoted: bool) -> tuple[list[Token], bool]:
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word in {_OPEN, _CLOSE, '"'}:
            quoted = word == _OPEN or (word == '"' and not quoted)
            found.append(Token(word, word, offset + match.start(), offset + match.end(), quoted=True))
        else:
            found.append(Token(word, word.lower(), offset + match.start(), offset + match.end(), quoted=quoted))
    return found, quoted
