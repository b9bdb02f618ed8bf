"""An answer that cites numbered sentences in, the piece of a draft that it says out: numbers become the words that they stand for."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from briefer.domain.article import Article
from briefer.domain.brief import LISTS, Actor, AnyItem, Commitment, Piece, Reaction, Risk
from briefer.domain.quote import Quote
from briefer.reading.answers import Unreadable, objects
from briefer.reading.fold import fold
from briefer.reading.locate import locate
from briefer.reading.names import bare_name
from briefer.reading.parse import lenient, malformed, problems

_NUMBER = re.compile(r"\W*(?:sentence\s*|s)?(\d{1,6})\W*", re.IGNORECASE)
"""A number as models write it: 7, "7", [7], S7, sentence 7."""
_LARGEST = 999_999


class Cited(NamedTuple):
    """What an answer says, and notes on what of it was left out."""

    piece: Piece
    notes: tuple[str, ...] = ()


def read(answer: str, asks: Sequence[str], article: Article, most: Mapping[str, int]) -> Cited:
    """The piece of a draft in the text of an answer that was asked for the properties `asks` of `article`, or of a part of one.

    A number of a sentence becomes the sentence; one that there is not becomes words that the article does not have, so that
    its item ends among the unproven ones. Items that repeat an earlier one, and those beyond the `most` of their list, are left
    out. Raises `Malformed`.
    """
    found: tuple[str, ...] = ()
    cited = _Sentences(article)
    try:
        for value in objects(answer, asks[0]):
            table = {name: value[name] for name in asks if name in value}
            try:
                piece = Piece.model_validate(lenient(cited.quoted(table)))
            except ValidationError as error:
                found = found or problems(error, value)
                continue
            if absent := tuple(f"{name}: missing" for name in asks if name not in table):
                found = found or absent
                continue
            return _bounded(piece, most)
    except Unreadable as error:
        found = (str(error),)
    raise malformed(found, answer)


class _Sentences:
    """The numbered sentences of an article."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._spans = article.sentences
        self._texts = [article.text[start:end] for start, end in self._spans]

    def quoted(self, table: dict[str, Any]) -> dict[str, Any]:
        """The properties of an answer with every number of a sentence replaced by the sentence."""
        found = dict(table)
        if "bottom_line" in table:
            found["bottom_line"] = self._line(table["bottom_line"])
        for name in table.keys() & set(LISTS):
            items = table[name]
            if isinstance(items, list):
                found[name] = [self._item(item) if isinstance(item, dict) else item for item in items]
        return found

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        if "evidence" not in item and isinstance(name := item.get("name"), str):
            return {**item, **self._mention(name)}
        entries = _listed(item.get("evidence"))
        quotes = [self._quote(entry) for entry in entries]
        return {**item, "evidence": [quote for at, quote in enumerate(quotes) if quote not in quotes[:at]]}

    def _mention(self, name: str) -> dict[str, Any]:
        """An actor for which no evidence was asked: its name is copied, and the first sentence that has it proves it.

        It is spelt as the article spells it. Where the article does not have it, the name is the evidence that is missing.
        """
        found = locate(name, self._article, fewest=1)
        if not isinstance(found, Quote) or len(found.spans) > 1:
            return {"name": name, "evidence": [name]}
        at = found.spans[0][0]
        return {
            "name": found.text,
            "evidence": [self._article.text[a:b] for a, b in self._spans if a <= at < b] or [name],
        }

    def _quote(self, entry: Any) -> Any:
        """The sentence of a number; other text may be a quotation, and is looked for like one."""
        number = _number(entry)
        return entry if number is None else self._sentence(number) or self._missing(number)

    def _line(self, value: Any) -> Any:
        """The sentences that are cited as the bottom line, or the text that stands in their place; None where there is neither."""
        numbers = [_number(entry) for entry in _listed(value)]
        if None in numbers:
            return value
        return " ".join(dict.fromkeys(filter(None, (self._sentence(number) for number in numbers if number)))) or None

    def _sentence(self, number: int) -> str | None:
        return self._texts[number - 1] if 1 <= number <= len(self._texts) else None

    def _missing(self, number: int) -> str:
        """Words for a sentence that there is not: none that the article has, so that nothing can be proven by them."""
        said = f"sentence {number} of {len(self._texts)}"
        while isinstance(locate(said, self._article, fewest=1), Quote):
            said = f"no {said}"
        return said


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _number(entry: Any) -> int | None:
    """The number that an entry is, kept within what can be counted; None for what is none."""
    match entry:
        case bool():
            return None
        case int() | float() if entry == entry // 1:
            return int(max(-1, min(entry, _LARGEST)))
        case str() if written := _NUMBER.fullmatch(entry):
            return int(written[1])
        case _:
            return None


def _bounded(piece: Piece, most: Mapping[str, int]) -> Cited:
    """The piece without repeats, and with no more items than its lists may have."""
    kept: dict[str, Any] = {}
    notes = []
    for name in LISTS:
        distinct: dict[Hashable, AnyItem[str]] = {}
        items = getattr(piece, name)
        for item in items:
            distinct.setdefault(_says(item), item)
        kept[name] = tuple(distinct.values())[: most.get(name)]
        if left := len(items) - len(distinct):
            notes.append(f"{name}: {left} repeated item{'s' if left > 1 else ''} left out")
        if left := len(distinct) - len(kept[name]):
            notes.append(f"{name}: {left} item{'s' if left > 1 else ''} over the bound left out")
    return Cited(piece.model_copy(update=kept), tuple(notes))


def _says(item: AnyItem[str]) -> Hashable:
    """What makes an item a repeat of another: who, and what; not where it is said."""
    match item:
        case Actor():
            return bare_name(item.name)
        case Commitment():
            return _who(item.by), fold(item.action).text
        case Risk():
            return fold(item.event).text
        case Reaction():
            return _who(item.by), fold(item.statement).text


def _who(names: Sequence[str]) -> frozenset[str]:
    return frozenset(map(bare_name, names))
