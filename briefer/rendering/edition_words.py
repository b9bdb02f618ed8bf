"""The items of an edition in words, each with its proofs: what every renderer of an edition says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from briefer.domain.brief import AnyItem, ListName
from briefer.domain.edition import Cited, Page
from briefer.rendering.edition_times import day
from briefer.rendering.lines import in_words, joined
from briefer.rendering.untrusted import one_line, web_address


class Place(NamedTuple):
    """Where a quote stands, safe to show: `name` says outlet and day; `address` is a web address, or None."""

    name: str
    address: str | None


class Proof(NamedTuple):
    """A quote on one line, and where it stands."""

    quote: str
    place: Place


class Line(NamedTuple):
    """One item, each part on one line and safe to show, as `briefer.rendering.lines.Line` has it; all of them are proven."""

    list: ListName
    labels: tuple[str, ...]
    who: str
    towards: str
    says: str
    facts: tuple[tuple[str, str], ...]
    proofs: tuple[Proof, ...]

    @property
    def label(self) -> str:
        """Its labels as one text."""
        return ", ".join(self.labels)

    @property
    def predicate(self) -> str:
        """What stands after `who`: towards whom, and what."""
        towards = f", towards {self.towards}" if self.towards else ""
        return towards + (": " if self.who and self.says else "") + self.says

    @property
    def sentence(self) -> str:
        """The line as it is read aloud, without labels and facts."""
        return self.who + self.predicate


class Places:
    """The articles of an edition, as its quotes name them."""

    def __init__(self, pages: Mapping[str, Page], told: Iterable[str]) -> None:
        """`told` are the articles that are listed with their title elsewhere: others are named with it here."""
        listed = set(told)
        self._places = {name: _place(page, titled=name not in listed) for name, page in pages.items()}

    def __getitem__(self, article: str) -> Place:
        """The place called `article`; one that the edition does not know is said to be that."""
        return self._places.get(article) or Place(f"article {one_line(article)}, not in this edition", None)

    def proofs(self, evidence: Iterable[Cited]) -> tuple[Proof, ...]:
        """The quotes with their places."""
        return tuple(Proof(one_line(cited.text), self[cited.article]) for cited in evidence)

    def line(self, name: ListName, item: AnyItem[Cited]) -> Line:
        """One item of a story."""
        words = in_words(item)
        return Line(
            list=name,
            labels=tuple(label.replace("_", " ") for label in words.labels),
            who=joined(words.who),
            towards=joined(words.towards),
            says=one_line(words.says),
            facts=tuple((key, value) for key, value in words.facts if value),
            proofs=self.proofs(item.evidence),
        )

    def lines(self, name: ListName, items: Sequence[AnyItem[Any]]) -> tuple[Line, ...]:
        """The items of one list of a story."""
        return tuple(self.line(name, item) for item in items)


def outlet(page: Page) -> str:
    """What a reader calls the outlet of an article."""
    return one_line(page.outlet or "") or one_line(page.family) or one_line(page.source)


def title(page: Page) -> str:
    """An article's title, or its name where it has none."""
    return one_line(page.title or "") or f"Article {one_line(page.id)}"


def marked(quote: str) -> str:
    """A quote between quotation marks, unless it begins with some of its own."""
    return quote if quote.startswith(("“", '"', "„", "«", "‘", "'")) else f"“{quote}”"


def unlinked(url: str | None) -> str:
    """An address that must not become a link, as the text that it is; "" for one that may."""
    return "" if web_address(url) else one_line(url or "")


def _place(page: Page, *, titled: bool) -> Place:
    parts = [outlet(page), day(page.published), title(page) if titled else "", unlinked(page.url) if titled else ""]
    return Place(", ".join(part for part in parts if part), web_address(page.url))
