"""The rules of the annotation guide that a program can check, on one reference of one article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from briefer.domain.article import Article
from briefer.domain.brief import LISTS

Level = Literal["error", "warning"]
Item = Mapping[str, Any]
Place = tuple[str | int, ...]

QUOTE_WORDS, QUOTES, FREE_TEXT_WORDS, BOTTOM_LINE_WORDS = 4, 3, 25, 60
REACH = {"actors": 20, "commitments": 12, "risks": 12, "reactions": 12}
FREE_TEXT = ("role", "action", "condition", "event", "driver", "target", "statement")
NAMES = ("by", "to", "affected", "assessed_by")
COPIED = ("deadline", "likelihood")
WARNINGS = {
    "affiliation": "the guide does not say in whose words an affiliation is",
    "alias": "the guide lists surface forms as the article has them, and two actors may share one",
    "invented": "a program cannot tell a new name from a known one in another form (Romanians, Romania)",
    "known-actor": "the guide asks for a listed actor wherever there is one, and here there may be none",
    "reach": "the guide says what is seldom more, and that what a reader must know decides",
}
"""Why a rule that only warns does no more than that."""

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_CAPITAL = re.compile(r"(?<=[^.!?;:] )[A-Z][\w’'-]*\w")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|[A-Z][A-Za-z]{1,3}|[A-Z]\.[A-Z])\.\s$")


@dataclass(frozen=True)
class Violation:
    """One rule broken at one place of a reference, such as `("risks", 0, "event")`."""

    level: Level
    rule: str
    place: Place
    message: str


@dataclass(frozen=True)
class Page:
    """One reference as its file gives it, beside its article; values of a wrong type count as absent."""

    table: Mapping[str, Any]
    article: Article

    def items(self, name: str) -> list[Item]:
        """The items of one list."""
        found = self.table.get(name)
        return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []

    @cached_property
    def folded(self) -> str:
        """The text with straight quotation marks, single spaces and small letters."""
        return fold(self.article.text)

    @cached_property
    def words(self) -> Counter[str]:
        """The words of the folded text."""
        return Counter(re.findall(r"\w+", self.folded))

    @cached_property
    def actors(self) -> frozenset[str]:
        """The names of the listed actors."""
        return frozenset(name for actor in self.items("actors") for _, name in strings(actor.get("name")))

    @cached_property
    def aliases(self) -> Mapping[str, frozenset[str]]:
        """Each alias with the names of the actors that have it."""
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for actor in self.items("actors"):
            for _, alias in strings(actor.get("aliases")):
                owners[alias].add(str(actor.get("name")))
        return {alias: frozenset(names) for alias, names in owners.items()}


def violations(table: Mapping[str, Any], article: Article) -> Iterator[Violation]:
    """All rules that the reference in `table` breaks, in the order of the guide."""
    page = Page(table, article)
    yield from _bottom_line(page)
    for name in LISTS:
        yield from _reach(page, name)
        yield from _repeated(page, name)
        for index, item in enumerate(page.items(name)):
            for rule in (_evidence, _actor, _names, _copied, _free_text):
                yield from rule(page, (name, index), item)


def fold(text: str) -> str:
    """`text` with straight quotation marks, single spaces and small letters."""
    return " ".join(re.sub("[“”]", '"', re.sub("[‘’]", "'", text)).casefold().split())


def strings(value: object) -> list[tuple[int, str]]:
    """The strings in a string or a list, with their places."""
    values = value if isinstance(value, list) else [value]
    return [(index, text) for index, text in enumerate(values) if isinstance(text, str)]


def count(text: str) -> int:
    """How many words `text` has, as people count them: what white space divides and has a letter or a digit."""
    return sum(any(char.isalnum() for char in word) for word in text.split())


def _bottom_line(page: Page) -> Iterator[Violation]:
    for _, text in strings(page.table.get("bottom_line")):
        if count(text) >= BOTTOM_LINE_WORDS:
            message = f"{count(text)} words; a bottom line has fewer than {BOTTOM_LINE_WORDS}"
            yield Violation("error", "bottom-line", ("bottom_line",), message)
        yield from _invented(page, ("bottom_line",), text)


def _reach(page: Page, name: str) -> Iterator[Violation]:
    found = len(page.items(name))
    if found > REACH[name]:
        yield Violation(
            "warning", "reach", (name,), f"{found} {name}; even a long article has seldom more than {REACH[name]}"
        )


def _repeated(page: Page, name: str) -> Iterator[Violation]:
    seen: dict[str, int] = {}
    for index, item in enumerate(page.items(name)):
        body = repr(sorted((key, value) for key, value in item.items() if key != "importance"))
        key = str(item.get("name")) if name == "actors" else body
        if key in seen:
            message = f"says again what {name}[{seen[key]}] says" if name != "actors" else f"'{key}' is listed twice"
            yield Violation("error", "duplicate", (name, index, "name"), message)
        seen.setdefault(key, index)


def _evidence(page: Page, at: Place, item: Item) -> Iterator[Violation]:
    quotes = strings(item.get("evidence"))
    if not 1 <= len(quotes) <= QUOTES:
        yield Violation("error", "evidence", (*at, "evidence"), f"{len(quotes)} quotes; an item has one to {QUOTES}")
    if len({text for _, text in quotes}) < len(quotes):
        yield Violation("error", "duplicate", (*at, "evidence"), "the same quote twice")
    for index, text in quotes:
        place = (*at, "evidence", index)
        if text not in page.article.text or not text.strip():
            yield Violation("error", "verbatim", place, _nearly(page, text))
        elif count(text) < QUOTE_WORDS and at[0] != "actors":
            yield Violation("error", "short", place, f"{count(text)} words; a quote has at least {QUOTE_WORDS}")
        if sentences(text) > 1:
            yield Violation("error", "one-sentence", place, "more than one sentence in one quote")


def sentences(quote: str) -> int:
    """How many sentences `quote` touches. Only plain ends count: a full stop, question or exclamation mark, then a capital."""
    ends = 0
    for match in _SENTENCE_END.finditer(quote.strip()):
        before, after = quote.strip()[: match.end()], quote.strip()[match.end() :].lstrip("\"'“‘([")
        ends += bool(after[:1].isupper() and not _ABBREVIATION.search(before))
    return ends + 1


def _nearly(page: Page, quote: str) -> str:
    shown = quote if len(quote) <= 60 else quote[:57] + "..."  # noqa: PLR2004  # enough to know it by
    if quote.strip() and fold(quote) in page.folded:
        return (
            f"'{shown}' is in the article with other white space, capitals or quotation marks: copy it letter by letter"
        )
    return f"'{shown}' is not in the article"


def _actor(page: Page, at: Place, item: Item) -> Iterator[Violation]:
    if at[0] != "actors":
        return
    for key in ("name", "aliases"):
        for index, text in strings(item.get(key)):
            place = (*at, key, index) if key == "aliases" else (*at, key)
            if text not in page.article.text:
                yield Violation("error", "verbatim", place, _nearly(page, text))
    for index, alias in strings(item.get("aliases")):
        others = (page.aliases[alias] | ({alias} & page.actors)) - {item.get("name")}
        if alias == item.get("name"):
            yield Violation("warning", "alias", (*at, "aliases", index), f"'{alias}' is the name itself")
        if others:
            message = f"'{alias}' names {', '.join(sorted(others))} too, and so identifies neither"
            yield Violation("warning", "alias", (*at, "aliases", index), message)


def _names(page: Page, at: Place, item: Item) -> Iterator[Violation]:
    for key in NAMES:
        for index, text in strings(item.get(key)):
            if text in page.actors:
                continue
            place = (*at, key, index)
            if owners := page.aliases.get(text):
                message = f"'{text}' is an alias: use the name, {' or '.join(sorted(owners))}"
                yield Violation("error", "known-actor", place, message)
            elif fold(text) not in page.folded:
                yield Violation("error", "known-actor", place, f"'{text}' is no listed actor, nor in the article")
            else:
                yield Violation("warning", "known-actor", place, f"'{text}' is no listed actor")


def _copied(page: Page, at: Place, item: Item) -> Iterator[Violation]:
    for key in COPIED:
        for _, text in strings(item.get(key)):
            if fold(text) not in page.folded:
                yield Violation("error", "verbatim", (*at, key), _nearly(page, text))
    for _, text in strings(item.get("affiliation")):
        if text not in page.actors and fold(text) not in page.folded:
            message = f"'{text}' is no listed actor, nor in the article"
            yield Violation("warning", "affiliation", (*at, "affiliation"), message)


def _free_text(page: Page, at: Place, item: Item) -> Iterator[Violation]:
    for key in FREE_TEXT:
        for _, text in strings(item.get(key)):
            if count(text) >= FREE_TEXT_WORDS:
                message = f"{count(text)} words; free text has fewer than {FREE_TEXT_WORDS}"
                yield Violation("error", "free-text", (*at, key), message)
            yield from _invented(page, (*at, key), text)


def _invented(page: Page, place: Place, text: str) -> Iterator[Violation]:
    for number in _NUMBER.findall(text):
        if number not in page.article.text:
            yield Violation("error", "invented", place, f"the number {number} is not in the article")
    for name in _CAPITAL.findall(text):
        if not all(part in page.words for part in re.findall(r"\w+", re.sub(r"['’]s?$", "", fold(name)))):
            yield Violation("warning", "invented", place, f"the name {name} is not in the article")
