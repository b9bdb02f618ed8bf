"""Verbs of an article that it uses only of what may be, or only of what is denied; and where a text states them as facts."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cached_property, lru_cache

from briefer.reading.lexicon import CONTRARY, HEDGE

_BETWEEN = r"(?: (?:also|still|yet|soon|even|then|now|already|[a-z]+ly))?"
_MAYBE = tuple("might could may Might Could consider mull weigh".split())
_POSSIBLE = re.compile(
    rf"(?:(?:[Mm]ight|[Cc]ould|may){_BETWEEN}(?: have)?(?: be| been)?|(?:consider|mull|weigh)(?:s|ed|ing)?(?= [a-z]+ing\b))"
    r" (?P<verb>[a-z]{4,})"
)
_NOT = tuple("n't n’t not never denie denying refus declin".split())
_DENIED = re.compile(
    rf"(?:n[’']t|not|never|denie[sd](?: having)?|denying(?: having)?|(?:refus|declin)(?:e[sd]?|ing) to){_BETWEEN}(?: be| been)? "
    rf"(?P<verb>[a-z]{{4,}})"
)
_STATED = re.compile(
    rf"\b(?P<aux>will|shall|going to|has|have|had|is|are|was|were){_BETWEEN}(?: be| been| being)? (?P<verb>[a-z]{{4,}})"
    r"|\b(?P<bare>[a-z]{4,}(?:s|ed|d|t|e))(?= (?:the|an?|its|his|her|their|all|this|these|those|more|some)\b| [A-Z0-9])"
)
_STOP = re.compile(r"[.:](?!\w)|[;!?]")
_PERFECT = frozenset({"has", "have", "had"})
_BEING = frozenset({"is", "are", "was", "were"})
_SHORTEST = 4
"""Letters of a stem below which it is too common to tell anything."""
_PAST = {
    form: verb
    for verb, forms in {
        "break": "broke broken",
        "begin": "began begun",
        "bring": "brought",
        "build": "built",
        "choose": "chose chosen",
        "drive": "drove driven",
        "fall": "fell fallen",
        "fight": "fought",
        "freeze": "froze frozen",
        "hold": "held",
        "leave": "left",
        "lose": "lost",
        "rise": "rose risen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "shoot": "shot",
        "shut": "shut",
        "sink": "sank sunk",
        "spend": "spent",
        "steal": "stole stolen",
        "strike": "struck",
        "withdraw": "withdrew withdrawn",
    }.items()
    for form in forms.split()
}


class Unsettled:
    """What an article leaves open or denies, by the stem of the verb: a verb that it also uses otherwise is not among them."""

    def __init__(self, text: str) -> None:
        self._text = text

    def hardened(self, text: str, *, perfect: bool = False) -> Iterator[tuple[str, str]]:
        """What `text` states as a fact or foretells, and the article's words that only hold it possible.

        `perfect` looks at "has disrupted" alone: where a text names an event, "disrupts trade" says nothing of its reality.
        """
        for match, verb in _stated(text, HEDGE, self._possible):
            if (not perfect or match["aux"] in _PERFECT) and (there := self._only(verb, self._possible)):
                yield match[0].strip(), there

    def asserted(self, text: str) -> Iterator[tuple[str, str]]:
        """What `text` states as a fact, and the article's words that deny it."""
        for match, verb in _stated(text, CONTRARY, self._denied):
            if there := self._only(verb, self._denied):
                yield match[0].strip(), there

    @cached_property
    def _possible(self) -> dict[str, dict[int, str]]:
        return self._found(_POSSIBLE, _MAYBE)

    @cached_property
    def _denied(self) -> dict[str, dict[int, str]]:
        return self._found(_DENIED, _NOT)

    def _found(self, pattern: re.Pattern[str], beginnings: tuple[str, ...]) -> dict[str, dict[int, str]]:
        """For the stem of a verb, where the pattern has it, with the words there: "could disrupt"."""
        found: dict[str, dict[int, str]] = {}
        for at in _words(self._text, beginnings):
            if (match := pattern.match(self._text, at)) and len(root := stem(match["verb"])) >= _SHORTEST:
                begin = self._text.rfind(" ", 0, at) + 1 if match[0].startswith(("n't", "n’t")) else at
                found.setdefault(root, {})[match.start("verb")] = self._text[begin : match.end()]
        return found

    def _only(self, root: str, found: dict[str, dict[int, str]]) -> str | None:
        """The article's words, where it has the verb, in any form or in a word made of it, only in the places `found`."""
        at = found[root]
        past = "|".join(form for form, verb in _PAST.items() if stem(verb) == root)
        words = re.finditer(rf"\b(?:{re.escape(root)}\w*{'|' + past if past else ''})\b", self._text, re.IGNORECASE)
        for match in words:
            longer = len(root) > _SHORTEST or stem(match[0]) == root
            if longer and match.start() not in at:
                return None
        return next(iter(at.values()))


def _words(text: str, beginnings: tuple[str, ...]) -> Iterator[int]:
    """Where a word of `text` begins with one of these; a search for plain strings is quicker than a pattern of them all."""
    for beginning in beginnings:
        at = text.find(beginning)
        while at >= 0:
            if not (beginning.isalpha() and text[max(0, at - 1) : at].isalnum()):
                yield at
            at = text.find(beginning, at + 1)


def _stated(text: str, unless: re.Pattern[str], roots: Container[str]) -> Iterator[tuple[re.Match[str], str]]:
    """Where `text` states a verb whose stem is among `roots`, in a sentence without a word of `unless`."""
    for match in _STATED.finditer(text):
        verb = match["verb"] or match["bare"]
        root = stem(verb)
        if root not in roots or (match["aux"] in _BEING and not (verb.endswith(("ing", "ed")) or verb in _PAST)):
            continue
        if not unless.search(_around(text, *match.span())):
            yield match, root


def _around(text: str, start: int, end: int) -> str:
    """The sentence, or the part between colons or semicolons, that holds a span."""
    begin = max((stop.end() for stop in _STOP.finditer(text, 0, start)), default=0)
    stop = _STOP.search(text, end)
    return text[begin : stop.start() if stop else len(text)]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A verb without what its forms add, equal for all of them: disrupts, disrupted, disrupting."""
    word = _PAST.get(word.lower(), word.lower())
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:  # noqa: PLR2004  # letters
            word = word[: -len(ending)]
            break
    word = word.removesuffix("y")
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word  # noqa: PLR2004  # letters: stopped, selling
