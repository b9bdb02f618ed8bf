"""The figures of a text, and the sentence that has one which other texts have not."""

from __future__ import annotations

from collections.abc import Iterable

from briefer.domain.article import Article
from briefer.domain.edition import Cited
from briefer.reading.amounts import numbers


def figures(text: str) -> frozenset[str]:
    """The values of all numbers in a text, in figures or in words."""
    return frozenset(number.value for number in numbers(text))


def novelty(article: Article, name: str, before: Iterable[str]) -> Cited | None:
    """The first sentence of `article`, which the edition calls `name`, with a number that none of the texts `before` has."""
    known = frozenset().union(*map(figures, before))
    for start, end in article.sentences:
        sentence = article.text[start:end]
        if not figures(sentence) <= known:
            return Cited(article=name, text=sentence, spans=((start, end),), fit="exact")
    return None
