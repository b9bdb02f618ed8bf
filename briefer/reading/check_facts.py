"""Names, numbers and dates in free text that the article does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.domain.brief import Check
from briefer.reading.amounts import Number, numbers
from briefer.reading.bounds import side
from briefer.reading.lexicon import COUNTRIES, OPENERS, TITLES
from briefer.reading.vocabulary import Vocabulary, dates
from briefer.reading.words import CALENDAR, plain

_CAPITAL = re.compile(
    r"(?:[A-Z]|[^\x00-\xbf])(?<![\w'’].)(?:\.(?:[^\W\d_]\.)+|\w*(?:['’](?!s\b)[^\W\d_]+)*)(?:['’]s\b)?"
)
_OPENING = re.compile(r"(?:^|\n|[.!?:;–—•]|[.!?][\"'”’)])\s*[\"'“‘(\[]*$")
_FINITE = re.compile(
    r"\s+(?:\w+ed|said|says|is|are|was|were|has|have|had|will|would|may|might|could|can|should|must|told|wants?|denies|does|did"
    r"|warns|accuses|threatens|agrees|refuses|insists|believes|thinks|condemns|critici[sz]es|seeks|becomes|remains|loses|tells|argues"
    r"|admits|confirms|announces|describes|dismisses|rejects|resigns|urges|vows|pledges)\b"
)
_TOLD = re.compile(r",? (?:who|whose)\b|, \d\d,|(?: and| &) [A-Z]")
"""What follows a name, and no other word in the singular that opens a text."""
_SURNAME = re.compile(
    r"\w{2,}(?:sson|nsen|dsen|ersen|[klmnvw]sk[iy]|ova|ovich|enko|escu|ovic|vic|dze|opoulos|akis|mann|stein)$"
)
_COMMON = frozenset(
    "today yesterday tomorrow tonight everyone everybody someone somebody nobody anyone anybody let what one".split()
)
_LINKED = re.compile(r"[ -](?:(?:of|the|and|for|de|du|von|van|al|bin|el) )*")
_UNCHECKED = frozenset({"1e0"})
"""Values that stand in phrases rather than for quantities: "one of them", "first"."""


def unknown_facts(text: str, path: str, vocabulary: Vocabulary, *, named: bool = False) -> Iterator[Check]:
    """The names, numbers and dates of a free text at `path` that the article lacks.

    `named` says that the text is a name: its first word is not capitalised merely because it is the first.
    """
    dated = list(dates(text))
    for start, end, keys in dated:
        if missing := [key for key in keys if key not in vocabulary.dates]:
            yield _finding("date", path, text[start:end] or missing[0])
    for number in numbers(text):
        if any(start <= number.start < end for start, end, _ in dated):
            continue
        if not _counted(number, text, vocabulary):
            yield _finding("number", path, _with_unit(number, text))
        elif (said := side(text, number)) and vocabulary.turns(number, said):
            yield _finding("number", path, f"at {said} {_with_unit(number, text)}")
    for name in _unknown_names(text, vocabulary, named=named):
        yield _finding("name", path, name)


def _finding(what: str, path: str, shown: str) -> Check:
    return Check(rule=f"{what}-not-in-article", path=path, message=f"the article does not have the {what} “{shown}”")


def _counted(number: Number, text: str, vocabulary: Vocabulary) -> bool:
    """Whether the article has the number, or the words count nothing: "half", "one of", "the two"."""
    if not number.value[-1].isdigit():
        return True
    literal, before = text[number.start : number.end], text[: number.start]
    if literal.isalpha() and (number.value in _UNCHECKED or before.endswith(("the ", "The "))):
        return True
    return vocabulary.has_number(number)


def _with_unit(number: Number, text: str) -> str:
    start = number.start - (number.unit not in {"", "%"})
    end = number.end + (number.unit == "%" and text[number.end : number.end + 1] == "%")
    return text[start:end]


def _unknown_names(text: str, vocabulary: Vocabulary, *, named: bool) -> Iterator[str]:
    doubtful = {word for word in set(_CAPITAL.findall(text)) if not _is_certain(word, vocabulary)}
    if not doubtful:
        return
    for run in _runs(text, list(_CAPITAL.finditer(text))):
        if doubtful.isdisjoint([match[0] for match in run]):
            continue
        phrase = text[run[0].start() : run[-1].end()]
        unknown = [
            m for m in run if not (_known(m, phrase, vocabulary) or (not named and _opens(m, run, text, vocabulary)))
        ]
        if unknown:
            yield text[unknown[0].start() : unknown[-1].end()]


def _is_certain(word: str, vocabulary: Vocabulary) -> bool:
    """Whether the article has a capitalised word, wherever it stands in a sentence."""
    return vocabulary.has_name(word.removesuffix("'s").removesuffix("’s"))


def _runs(text: str, found: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Capitalised words, those that belong to one name together."""
    run: list[re.Match[str]] = []
    for match in found:
        if run and not _LINKED.fullmatch(text, run[-1].end(), match.start()):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _known(match: re.Match[str], phrase: str, vocabulary: Vocabulary) -> bool:
    """Whether the article has a capitalised word, or the word is no name."""
    word = match[0]
    if not word[0].isupper() or word == "I":
        return True
    base = word.removesuffix("'s").removesuffix("’s")
    bare = plain(base)
    return (
        vocabulary.has_name(base)
        or bare in TITLES
        or bare in CALENDAR
        or (bare in OPENERS and not base[1:].isupper())
        or (phrase != word and vocabulary.has_initials(phrase))
    )


def _opens(match: re.Match[str], run: list[re.Match[str]], text: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is capitalised merely because a sentence begins with it, as far as can be told without a dictionary."""
    if not _OPENING.search(text, 0, match.start()):
        return False
    bare = plain(match[0].removesuffix("'s").removesuffix("’s"))
    owning = len(bare) < len(match[0]) and bare not in _COMMON
    named = match[0][1:].lower() != match[0][1:] or owning or bare in COUNTRIES or _SURNAME.match(bare)
    told = _FINITE.match(text, match.end()) or _TOLD.match(text, match.end())
    verb = told and not bare.endswith(("s", "ing", "ed", "ly")) and bare not in _COMMON
    followed = len(run) > 1 and run[0] is match and not vocabulary.has_name(run[1][0])
    return not (named or verb or followed)
