"""Whether a cited sentence can bear out what is said to stand in it: a number is easily wrong, and then its sentence shares no word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefer.domain.article import Article
from briefer.domain.brief import LISTS, Actor, AnyItem, Commitment, Piece, Reaction, Risk
from briefer.domain.quote import Quote
from briefer.domain.sentences import sentences
from briefer.reading.fold import fold
from briefer.reading.locate import locate

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_EMPTY = frozenset(
    "about after also been could from have into might more must over said says shall should such than that their them then there "
    "they this what when where which will with would".split()
)


def borne_out(piece: Piece, article: Article) -> Piece:
    """`piece` with the evidence of an item taken away where its sentences share no word with it, although the article has its words.

    An item none of whose words the article has is left alone: it may be in another language. An actor rests on its name.
    """
    known = _words(article.text)
    numbers = {article.text[start:end]: number for number, (start, end) in enumerate(sentences(article.text), 1)}

    def tested(item: AnyItem[str]) -> AnyItem[str]:
        said, cited = _words(_text(item)) & known, [numbers[quote] for quote in item.evidence if quote in numbers]
        if not cited or not said or said & _words(" ".join(item.evidence)):
            return item
        return item.model_copy(update={"evidence": (_elsewhere(cited, article),)})

    return piece.model_copy(update={name: tuple(map(tested, getattr(piece, name))) for name in LISTS})


def _elsewhere(cited: Sequence[int], article: Article) -> str:
    """Words for sentences that say something else: none that the article has, so that nothing can be proven by them."""
    said = f"sentence {' and '.join(map(str, cited))} that says something else"
    while isinstance(locate(said, article, fewest=1), Quote):
        said = f"no {said}"
    return said


def _text(item: AnyItem[str]) -> str:
    match item:
        case Actor():
            return ""
        case Commitment():
            return item.action
        case Risk():
            return item.event
        case Reaction():
            return item.statement


def _words(text: str) -> set[str]:
    """The words of a text that carry its content, each cut to its stem's length."""
    return {word[:_STEM] for word in _WORD.findall(fold(text).text.lower()) if word not in _EMPTY}
