"""Which names, numbers and dates an article has, however it writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from briefer.reading.amounts import Number
from briefer.reading.bounds import Side, side
from briefer.reading.lexicon import PEOPLES
from briefer.reading.source import Source
from briefer.reading.words import plain

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_ACRONYM = re.compile(r"[^\W\d_a-z]\.(?:[^\W\d_]\.)+")
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDINGS = frozenset(
    "|n |an |ian |ns |ese |ish |i |vian a|an a|ian a|ese a|ish e|ian e|an y|ian y|ia o|an ey|ish en|ish".split()
)
_LINKS = r"[ -](?:(?:of|the|and|for|on|de|des|du) )*"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_CALENDAR = re.compile(rf"(?P<month>(?:{_MONTHS})\b|(?:{_SHORT})\b\.?)|(?P<weekday>{_WEEKDAYS})s?\b")
_CAPITALISED = re.compile(r"[A-Z][a-z]{2,8}")
_DATED = frozenset(f"{_MONTHS}|{_SHORT}|{_WEEKDAYS}".split("|"))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?: ?(?:[-–,]|and|or|to|through) ?{_DAY})*"
_BEFORE = re.compile(rf"(?<![\w.,]){_DAYS}(?: of)?[ \u00a0]$")
_AFTER = re.compile(rf"[ \u00a0]{_DAYS}(?![\d.,]*\d|\w)")
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


class Vocabulary:
    """What an article's text names: built from its source, each part when it is first asked for."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def has_name(self, name: str) -> bool:
        """Whether the article has the capitalised word `name`: as it is, or in another case, number or derivation."""
        return name in self._raw or self._has_word(name)

    @cached_property
    def _raw(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._source.text))

    def _has_word(self, name: str) -> bool:
        if any(form in self._raw for form in (f"{name}s", f"{name}’s", f"{name}'s")):
            return True
        if "." in name and name in self._source.text:
            return True
        bare = plain(_POSSESSIVE.sub("", name)).replace(".", "")
        if bare in self.words or bare.removesuffix("s") in self.words or bare + "s" in self.words:
            return True
        group = PEOPLES.get(bare, PEOPLES.get(bare.removesuffix("s")))
        if group and any(word in self.words or word in self.pairs for word in group.split()):
            return True
        if any(_derived(bare, word) for word in self.by_head.get(bare[:3], ())):
            return True
        return bare.isalpha() and 1 < len(bare) < 7 and name.isupper() and self._spelled_out(bare)  # noqa: PLR2004  # letters

    def _spelled_out(self, acronym: str) -> bool:
        """Whether capitalised words that begin with these letters follow one another in the article."""
        if not acronym.isascii():
            return False
        letters = (rf"{letter.upper()}\w+" for letter in acronym)
        return re.search(rf"\b{_LINKS.join(letters)}", self._source.text) is not None

    def has_initials(self, phrase: str) -> bool:
        """Whether the article has the initials of a name as a word: of "European Union" where it has "EU"."""
        initials = "".join(word[0] for word in _WORD.findall(phrase) if word[0].isupper())
        return len(initials) > 1 and (initials.lower() in self.words)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the article, without case, accents, points and possessive endings."""
        acronyms = [acronym.replace(".", "") for acronym in _ACRONYM.findall(self._source.text)]
        bare = [word if word.isalnum() else _POSSESSIVE.sub("", word) for word in self._raw]
        return frozenset(map(plain, (*acronyms, *bare)))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two words that follow each other, joined by a hyphen; for "united-states"."""
        every = [plain(word) for word in _WORD.findall(self._source.text)]
        return frozenset(f"{a}-{b}" for a, b in pairwise(every) if a in {"united", "ivory"})

    @cached_property
    def by_head(self) -> dict[str, list[str]]:
        """The words by their first three letters."""
        heads: dict[str, list[str]] = {}
        for word in self.words:
            heads.setdefault(word[:3], []).append(word)
        return heads

    def has_number(self, number: Number) -> bool:
        """Whether the article has the number, in digits or in words, and with no other unit than the one given."""
        units = self.numbers.get(number.value)
        return units is not None and (not number.unit or number.unit in units or "" in units)

    def turns(self, number: Number, said: Side) -> bool:
        """Whether the article has the number, and always as the least where `said` is the most, or the other way round."""
        found = {side(self._source.text, there) for there in self._source.numbers if there.value == number.value}
        return found == {"most" if said == "least" else "least"}

    @cached_property
    def numbers(self) -> dict[str, set[str]]:
        """For the value of each number, the units that it has."""
        found: dict[str, set[str]] = {}
        for number in self._source.numbers:
            found.setdefault(number.value, set()).add(number.unit)
        return found

    @cached_property
    def dates(self) -> frozenset[str]:
        """Every date of the article, as `dates` writes them."""
        return frozenset(key for _, _, keys in dates(self._source.text) for key in keys)


def dates(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The dates of `text`: start, end, and what they say: "may", "may 4", "friday"."""
    for at in _calendar_words(text):
        match = _CALENDAR.match(text, at)
        if match is None or (at and (text[at - 1].isalnum() or text[at - 1] == "-")):
            continue
        start, end = match.span()
        if match["weekday"]:
            yield start, end, (match["weekday"].lower(),)
            continue
        before, after = _BEFORE.search(text, max(0, start - 24), start), _AFTER.match(text, end)
        days = re.findall(r"\d+", (before[0] if before else "") + (after[0] if after else ""))
        month = match["month"].lower()[:3]
        if month == "may" and not days and _begins(text, start):
            continue  # the verb
        found = (month, *(f"{month} {int(day)}" for day in days))
        yield before.start() if before else start, after.end() if after else end, found
    for match in _ISO.finditer(text) if "-" in text else ():
        month, day = int(match[0][5:7]), int(match[0][8:])
        name = _MONTHS.lower().split("|")[month - 1][:3] if 0 < month <= 12 else "?"  # noqa: PLR2004  # months
        yield match.start(), match.end(), (f"{name} {day}",)


def _calendar_words(text: str) -> list[int]:
    found = set()
    for word in _DATED.intersection(word.removesuffix("s") for word in set(_CAPITALISED.findall(text))):
        at = text.find(word)
        while at >= 0:
            found.add(at)
            at = text.find(word, at + len(word))
    return sorted(found)


def _begins(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at].rstrip()
    return not before or before[-1] in ".!?:“\"'"


def _derived(one: str, other: str) -> bool:
    """Whether two names are a country and its people, or the like: Ukraine and Ukrainians, China and Chinese."""
    one, other = one.removesuffix("s"), other.removesuffix("s")
    root = 0
    while root < min(len(one), len(other)) and one[root] == other[root]:
        root += 1
    rests = sorted((one[root:], other[root:]), key=len)
    return root > 3 and f"{rests[0]}|{rests[1]}" in _ENDINGS  # noqa: PLR2004  # letters
