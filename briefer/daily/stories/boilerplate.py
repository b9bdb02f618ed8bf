"""Paragraphs that say nothing of the event: footers, appeals to subscribe, what a company says about itself each time."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from briefer.daily.stories.account import Account
from briefer.daily.stories.words import code, plain

_FOOTER = re.compile(
    r"\W{0,3}(?:(?:reporting|editing|writing|additional reporting|compiled|translated) by\b"
    r"|about (?:the (?:company|group|author|ministry)\b|us\b|[A-Z][^.!?]{0,60}$)"
    r"|(?:copyright\b|©|all rights reserved|subscribe|sign up|read more|follow us|share this|click here|join our)"
    r"|(?:please )?(?:enable|turn on|allow) (?:javascript|cookies)|access (?:denied|to this page)|are you a robot"
    r"|(?:this (?:content|article) is (?:only )?(?:available|reserved)|(?:log|sign) in to|already a subscriber)"
    r"|(?:for (?:more|further) information|media (?:contact|enquir|inquir)|press (?:contact|office:)|notes? to editors)"
    r"|(?:this (?:article|story|report|page) (?:was|is|has been|first)|originally published|forward-looking statements))",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
_FEW_PAGES, _MANY_PAGES = 3, 6
_BITS = 24
_OVERLAP = 0.34
"""Pages that share a footer share fewer of their paragraphs than this; copies share more."""


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text that are not by their first words a footer."""
    for line in text.split("\n"):
        part = line.strip()
        if part and not _FOOTER.match(part[:200]):
            yield part


def mark(paragraph: str) -> int:
    """32 bits that stand for the words of a paragraph; 0 where it is too short to count, or quotes somebody."""
    if any(sign in paragraph for sign in '“”"«»„'):
        return 0
    found = _WORDS.findall(plain(paragraph))
    return code(" ".join(found)) | 1 if len(found) >= 6 else 0  # fewer words are a heading


def boilerplate(accounts: Iterable[Account]) -> frozenset[int]:
    """The marks of paragraphs that return on pages which otherwise have nothing in common.

    At least three pages of one publisher, or six of any, must have it, and few of those other paragraphs in common: what
    returns together with the rest of the text is a copy, not a footer.
    """
    pages: list[array[int]] = []
    families: list[str] = []
    having = array("Q")
    for number, account in enumerate(accounts):
        marks = {found for part in paragraphs(account.text) if (found := mark(part))}
        pages.append(array("I", sorted(marks)))
        families.append(account.family)
        having.extend(found << _BITS | number for found in marks)
    together = groupby(sorted(having), key=lambda entry: entry >> _BITS)
    where = ((found, [entry & ((1 << _BITS) - 1) for entry in entries]) for found, entries in together)
    return frozenset(found for found, on in where if _returns(on, pages, families))


def _returns(on: list[int], pages: list[array[int]], families: list[str]) -> bool:
    if len(on) < _FEW_PAGES or (len(on) < _MANY_PAGES and len({families[number] for number in on}) > 1):
        return False
    alike = sum(_overlap(pages[a], pages[b]) > _OVERLAP for a, b in pairwise(on))
    return alike * 2 < len(on) - 1


def _overlap(a: array[int], b: array[int]) -> float:
    """How much of the shorter page's other paragraphs the longer one has."""
    shared = len(set(a) & set(b)) - 1
    rest = min(len(a), len(b)) - 1
    return shared / rest if rest > 0 else 0.0
