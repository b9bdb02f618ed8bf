"""Items whose quotes are not in the article, and what becomes of them when a model has quoted anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefer.domain.article import Article
from briefer.domain.brief import LISTS, Actor, AnyItem, Draft
from briefer.reading.amounts import numbers
from briefer.reading.answers import Unreadable, objects
from briefer.reading.check import FREE_TEXT
from briefer.reading.fold import fold
from briefer.reading.ground import ground, verdicts
from briefer.reading.locate import Contradiction, NotFound
from briefer.reading.source import Source

_MOST_QUOTES = 3
_WORD = re.compile(r"[^\W_]{4,}")
_STEM = 6
_HARMLESS = frozenset({"actor-not-listed"})
"""Rules that speak of the brief as a whole, not against the item."""


@dataclass(frozen=True)
class Unfounded:
    """An item of a draft (`name` and `index` say which) that its quotes do not prove; `problems` has a line for each bad quote."""

    name: str
    index: int
    item: AnyItem[str]
    problems: tuple[str, ...]
    contradicts: bool

    def shown(self) -> dict[str, Any]:
        """The item as a model is shown it."""
        fields = {key: value for key, value in vars(self.item).items() if value not in (None, ())}
        return {"list": self.name, **fields, "wrong": self.problems}


@dataclass(frozen=True)
class Mended:
    """A draft after a model has quoted anew: how many items were mended, withdrawn by the model, and left as they were."""

    draft: Draft
    mended: int = 0
    withdrawn: int = 0
    left: int = 0


def unfounded(draft: Draft, article: Article) -> tuple[Unfounded, ...]:
    """The items of `draft` that `ground` would not call proven, in the order of the document."""
    source = Source(article)
    found = []
    for name in LISTS:
        for index, item in enumerate(getattr(draft, name)):
            given = verdicts(item, name, source)
            wrong = tuple(
                _wrong(quote, verdict)
                for quote, verdict in zip(item.evidence, given, strict=True)
                if isinstance(verdict, (NotFound, Contradiction))
            )
            if wrong or not given:
                contradicts = any(isinstance(verdict, Contradiction) for verdict in given)
                found.append(Unfounded(name, index, item, wrong or ("no evidence is given",), contradicts))
    return tuple(found)


def offered(answer: str) -> dict[int, tuple[str, ...]] | None:
    """For each item that `answer` speaks of, by its number, the quotes that it gives; None where it is no such answer."""
    try:
        for value in objects(answer, "quotes"):
            entries = value.get("quotes")
            if isinstance(entries, list):
                return {n: quotes for entry in entries if isinstance(entry, dict) for n, quotes in _entry(entry)}
    except Unreadable:
        return None
    return None


def mend(draft: Draft, article: Article, asked: tuple[Unfounded, ...], quotes: Mapping[int, tuple[str, ...]]) -> Mended:
    """`draft` with the new `quotes` for the items that were `asked` about, numbered from 1.

    An item whose new quotes hold, by the same grounding as all others and with no check against it, takes them; one for which
    the model gives none is left out; any other stays as it was. What was not asked about is not touched.
    """
    lists: dict[str, list[AnyItem[str] | None]] = {name: list(getattr(draft, name)) for name in LISTS}
    mended = withdrawn = 0
    for number, one in enumerate(asked, 1):
        if number not in quotes:
            continue
        new = one.item.model_copy(update={"evidence": quotes[number][:_MOST_QUOTES]})
        if not new.evidence:
            lists[one.name][one.index] = None
            withdrawn += 1
        elif _holds(new, one, draft, article):
            lists[one.name][one.index] = new
            mended += 1
    kept = {name: tuple(item for item in items if item is not None) for name, items in lists.items()}
    return Mended(draft.model_copy(update=kept), mended, withdrawn, len(asked) - mended - withdrawn)


def _wrong(quote: str, verdict: NotFound | Contradiction) -> str:
    why = verdict.reason if isinstance(verdict, NotFound) else f"the article differs: {'; '.join(verdict.differs)}"
    return f"“{quote}”: {why}"


def _entry(entry: dict[str, Any]) -> list[tuple[int, tuple[str, ...]]]:
    number, evidence = entry.get("item"), entry.get("evidence")
    if isinstance(number, bool) or not isinstance(number, int) or not isinstance(evidence, list):
        return []
    return [(number, tuple(quote for quote in evidence if isinstance(quote, str) and quote.strip()))]


def _holds(item: AnyItem[str], one: Unfounded, draft: Draft, article: Article) -> bool:
    """Whether the article proves `item`, alone with the actors, and no check speaks against it.

    A quote that differed from the article in a number may have carried that number into the item: then all numbers of the
    item have to stand in its new quotes.
    """
    lists: dict[str, Any] = dict.fromkeys(LISTS, ()) | {"actors": draft.actors} | {one.name: (item,)}
    grounded = ground(draft.model_copy(update=lists), article)
    path = f"{one.name}[0]"
    if not getattr(grounded.proven, one.name) or not _about(item):
        return False
    if any(check.path.startswith(path) and check.rule not in _HARMLESS for check in grounded.checks):
        return False
    return not one.contradicts or _figures(_said(item)) <= _figures(" ".join(item.evidence))


def _about(item: AnyItem[str]) -> bool:
    """Whether the quotes of `item` name the actor, or share two words with what it says: a model in need copies any sentence."""
    quoted = _words(" ".join(item.evidence))
    if isinstance(item, Actor):
        return not _words(" ".join((item.name, *item.aliases))).isdisjoint(quoted)
    said = _words(_said(item))
    return len(said & quoted) >= min(2, len(said))


def _said(item: AnyItem[str]) -> str:
    return " ".join(str(value) for key, value in vars(item).items() if key in FREE_TEXT and value)


def _words(text: str) -> set[str]:
    """The first letters of the words of `text` that are longer than most particles."""
    return {word[:_STEM] for word in _WORD.findall(fold(text).text)}


def _figures(text: str) -> set[str]:
    return {number.value for number in numbers(text)}
