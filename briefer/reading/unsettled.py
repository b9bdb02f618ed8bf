"""Verbs of an article that it uses only of what may be, or only of what is denied; and where a text states them as facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from briefer.reading.lexicon import CONTRARY, HEDGE

_BETWEEN = r"(?: (?:also|still|yet|soon|even|then|now|already|[a-z]+ly))?"
_POSSIBLE = re.compile(
    rf"\b(?:[Mm]ight|[Cc]ould|may){_BETWEEN}(?: have)?(?: be| been)? (?P<verb>[a-z]{{4,}})"
    r"|\b(?:consider|mull|weigh)(?:s|ed|ing)? (?P<noun>[a-z]{3,}ing)\b"
)
_DENIED = re.compile(
    rf"\b(?:(?:did|does|do|has|have|had|was|were|is|are|will|would) not|[a-z]+n[’']t|never|denie[sd](?: having)?|denying(?: having)?"
    rf"|(?:refus|declin)(?:e[sd]?|ing) to){_BETWEEN}(?: be| been)? (?P<verb>[a-z]{{4,}})"
)
_STATED = re.compile(
    rf"\b(?P<aux>will|shall|going to|has|have|had|is|are|was|were){_BETWEEN}(?: be| been| being)? (?P<verb>[a-z]{{4,}})"
    r"|\b(?P<bare>[a-z]{4,}(?:s|ed|d|t|e))(?= (?:the|an?|its|his|her|their|all|this|these|those|more|some)\b| [A-Z0-9])"
)
_SENTENCE = re.compile(r"[^.;:!?]+(?:[.:](?=\w)[^.;:!?]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_PERFECT = frozenset({"has", "have", "had"})
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
        for said, verb, aux in _stated(text, HEDGE):
            if (not perfect or aux in _PERFECT) and (there := self._only(verb, self._possible)):
                yield said, there

    def asserted(self, text: str) -> Iterator[tuple[str, str]]:
        """What `text` states as a fact, and the article's words that deny it."""
        for said, verb, _ in _stated(text, CONTRARY):
            if there := self._only(verb, self._denied):
                yield said, there

    @cached_property
    def _possible(self) -> dict[str, dict[int, str]]:
        return self._found(_POSSIBLE)

    @cached_property
    def _denied(self) -> dict[str, dict[int, str]]:
        return self._found(_DENIED)

    def _found(self, pattern: re.Pattern[str]) -> dict[str, dict[int, str]]:
        """For the stem of a verb, where the pattern has it, with the words there: "could disrupt"."""
        found: dict[str, dict[int, str]] = {}
        for match in pattern.finditer(self._text):
            group = match.lastgroup or "verb"
            root = stem(match[group])
            if len(root) >= _SHORTEST:
                found.setdefault(root, {})[match.start(group)] = match[0]
        return found

    def _only(self, root: str, found: dict[str, dict[int, str]]) -> str | None:
        """The article's words, where it has the verb, in any form or in a word made of it, only in the places `found`."""
        if (at := found.get(root)) is None:
            return None
        past = "|".join(form for form, verb in _PAST.items() if stem(verb) == root)
        words = re.finditer(rf"\b(?:{re.escape(root)}\w*{'|' + past if past else ''})\b", self._text, re.IGNORECASE)
        for match in words:
            longer = len(root) > _SHORTEST or stem(match[0]) == root
            if longer and match.start() not in at:
                return None
        return next(iter(at.values()))


def _stated(text: str, unless: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """What sentences of `text` without a word of `unless` state: the words, the stem of the verb, its auxiliary or ""."""
    for sentence in _SENTENCE.findall(text):
        if unless.search(sentence):
            continue
        for match in _STATED.finditer(sentence):
            verb, aux = match["verb"] or match["bare"], match["aux"] or ""
            if aux not in {"is", "are", "was", "were"} or verb.endswith(("ing", "ed")) or verb in _PAST:
                yield match[0].strip(), stem(verb), aux


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
