"""What became of a commitment, where its own words say so: "dropped its promise to", "made good on its pledge to"."""

from __future__ import annotations

import re
from functools import cache

from briefer.daily.ledger.statement import Statement
from briefer.daily.ledger.wording import found_in, says_something, spoken, table, words_of
from briefer.domain.brief import Status
from briefer.scoring.words import fold

CLOSED: frozenset[Status] = frozenset({"fulfilled", "broken", "withdrawn"})
_ORDER: tuple[Status, ...] = ("withdrawn", "broken", "fulfilled")
_POINTING = r"(?:(?:its|his|her|their|the|that|this|those|these|a|an|our|my|any|all)\s+)?(?:[\w'-]+\s+){0,2}?"
_BEFORE = 5
"""So many words before a closing word may take it back: "has not dropped", "may drop"."""
_BACKED = 0.5
"""A quote closes a commitment if it has this share of the words of its action."""
_CLAUSE = re.compile(r"[,;:.\"]| - ")
_LEFT = re.compile(r"^\s*(?:to|of|that|on|for)?\s+")


@cache
def _patterns() -> tuple[tuple[Status, re.Pattern[str]], ...]:
    closing = table()["closing"]
    promise = rf"{_POINTING}(?:{'|'.join(closing['promise'].split())})"
    found: list[tuple[Status, re.Pattern[str]]] = []
    for status in _ORDER:
        found += [(status, re.compile(rf"\b(?:{text.replace('{promise}', promise)})\b")) for text in closing[status]]
    return tuple(found)


@cache
def _not_yet() -> frozenset[str]:
    return frozenset(table()["closing"]["not_yet"].split())


def closed(statement: Statement) -> Statement:
    """`statement` with the status that its words assert, and with the promise that they assert it of.

    What an article's brief says of the status holds, if it says that the commitment is over. Otherwise the action is read,
    and each quote that speaks of the action.
    """
    status, action = _told(statement.action)
    if statement.status in CLOSED:
        return statement.model_copy(update={"promise": action}) if status else statement
    if status:
        return statement.model_copy(update={"status": status, "promise": action})
    wanted = words_of(statement.action)
    for cited in statement.evidence:
        found = found_in(wanted, spoken(cited.text))
        if wanted and len(found) >= _BACKED * len(wanted) and (status := _told(cited.text)[0]):
            return statement.model_copy(update={"status": status})
    return statement


def revived(statement: Statement) -> bool:
    """Whether its words say that what was over holds again."""
    pattern = re.compile(rf"\b{table()['closing']['revived']}\b")
    return any(pattern.search(fold(text)) for text in (statement.action, *(c.text for c in statement.evidence)))


def _taken_back(before: str) -> bool:
    """Whether the words before a closing word, in its clause, make it a denial, a guess or a plan: "has not", "may", "to"."""
    words = re.findall(r"[\w']+", _CLAUSE.split(before)[-1])[-_BEFORE:]
    return words[-1:] == ["to"] or any(word in _not_yet() or word.endswith("n't") for word in words)


def _told(text: str) -> tuple[Status | None, str]:
    """The status that a text asserts, and the text without the words that assert it."""
    folded = fold(text)
    for status, pattern in _patterns():
        for match in pattern.finditer(folded):
            if not _taken_back(folded[: match.start()]):
                rest = (folded[: match.start()] + " " + _LEFT.sub("", folded[match.end() :])).strip()
                return status, rest if says_something(rest) else ""
    return None, text
