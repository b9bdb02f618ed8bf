"""Whether cited sentences can bear out an item: where a number is wrong they share no word, and what is made up names nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefer.domain.article import Article
from briefer.domain.brief import LISTS, Actor, AnyItem, Commitment, Piece, Reaction, Risk
from briefer.domain.quote import Quote
from briefer.reading.fold import fold
from briefer.reading.items import told
from briefer.reading.locate import locate
from briefer.reading.source import Source

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_EMPTY = frozenset(
    "about after also been could from have into might more must over said says shall should such than that their them then there "
    "they this what when where which will with would".split()
)


def borne_out(piece: Piece, article: Article) -> Piece:
    """`piece` with the evidence of an item taken away where it cannot bear the item out.

    That is where its sentences share no word with the item although the article has such words, and where the article does not
    have the name of who is said to act or speak. Items in another language or script than the article's are left alone, and
    so are actors, who rest on their names.
    """
    source, known = Source(article), _words(article.text)
    numbers = {article.text[start:end]: number for number, (start, end) in enumerate(article.sentences, 1)}

    def tested(item: AnyItem[str]) -> AnyItem[str]:
        cited = [numbers[quote] for quote in item.evidence if quote in numbers]
        said = _words(told(item)) & known
        if cited and said and not said & _words(" ".join(item.evidence)):
            return _without(item, f"sentence {' and '.join(map(str, cited))} that says something else", source)
        strangers = [name for name in _voices(item) if _latin(article.text) and not _named(name, source)]
        if cited and strangers:
            return _without(item, f"sentence {' and '.join(map(str, cited))} without {strangers[0]}", source)
        return item

    return piece.model_copy(update={name: tuple(map(tested, getattr(piece, name))) for name in LISTS})


def _without(item: AnyItem[str], said: str, source: Source) -> AnyItem[str]:
    """The item with words for its evidence that the article does not have, so that nothing can be proven by them."""
    while isinstance(locate(said, source, fewest=1), Quote):
        said = f"no {said}"
    return item.model_copy(update={"evidence": (said,)})


def _named(name: str, source: Source) -> bool:
    """Whether the article has the name, or its last word that begins with a capital: titles may come before it."""
    last = next((word for word in reversed(name.split()) if word[:1].isupper()), name)
    return any(isinstance(locate(form, source, fewest=1), Quote) for form in (name, last))


def _voices(item: AnyItem[str]) -> Sequence[str]:
    match item:
        case Commitment() | Reaction():
            return item.by
        case Risk():
            return item.assessed_by
        case Actor():
            return ()


def _latin(text: str) -> bool:
    """Whether most letters are those of English: names in other scripts are often given in English."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isascii() for letter in letters) * 2 > len(letters)


def _words(text: str) -> set[str]:
    """The words of a text that carry its content, each cut to its stem's length."""
    return {word[:_STEM] for word in _WORD.findall(fold(text).text.lower()) if word not in _EMPTY}
