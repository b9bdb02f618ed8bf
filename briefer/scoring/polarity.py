"""How often a text denies, and whether it hedges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefer.scoring.constants import lexicon
from briefer.scoring.words import STOP, stem

_WORDS = lexicon()
NEGATORS = frozenset(_WORDS["negators"].split())
DENIALS = frozenset(_WORDS["denials"].split())
HEDGES = frozenset(_WORDS["hedges"].split())
EXCEPTIONS = frozenset(_WORDS["exceptions"].split())
_RAISING = frozenset(map(stem, _WORDS["raising"].split()))
POSSIBLE = frozenset(_WORDS["possible"].split())
_BETWEEN = frozenset(_WORDS["between"].split())
_LISTS = frozenset(_WORDS["lists"].split())
_NO_NEGATION = re.compile(r"\b(?:" + "|".join(_WORDS["no_negation"]) + r")\b")
_DENYING = re.compile(r"\b(?:" + "|".join(_WORDS["denying_phrases"]) + r")\b")
_BOUNDED = re.compile(r"\b(?:not|never) (?=(?:\w+ ){1,4}(?:more|less|fewer) than \d)")
_YET_TO = re.compile(rf"\b(?:{'|'.join(_WORDS['yet_to'].split())}) yet to\b")
_DENIAL = "|".join(sorted(DENIALS))
_REFUSES_TO_DENY = re.compile(rf"\b(?:{_DENIAL}) to (?:(?:{'|'.join(sorted(_BETWEEN))}) )*(?=(?:{_DENIAL})\b)")
_HINT = {"yet"} | NEGATORS | DENIALS | frozenset(phrase.split()[0] for phrase in _WORDS["denying_phrases"])


@dataclass(frozen=True, slots=True)
class Negation:
    """How often a text denies, and the first content word (its stem) that each negation falls on, where there is one.

    Who "does not intend to pay" does neither: there it falls on both.

    `exceptions` are the words by which a negation can become an exception; `denials` counts the denying words, `lifted`
    those of them that are negated ("did not deny").
    """

    count: int = 0
    words: frozenset[str] = frozenset()
    exceptions: frozenset[str] = frozenset()
    denials: int = 0
    lifted: int = 0


def negation(words: Sequence[str]) -> Negation:
    """The negations of the text of folded `words`.

    A denial and the negation in its complement ("denies it: there is no letter") are one, said twice; a negated
    denial ("did not deny", "could not rule out", "refused to deny") is none; "has yet to sign" is "has not signed";
    "no letter, no annex and no wink" is one; "not pay more than 5" sets a bound. A leading "unless" turns what follows.
    """
    unless = bool(words) and words[0] == "unless"
    exceptions = EXCEPTIONS.intersection(words[1:] if unless else words)
    if _HINT.isdisjoint(words) and not unless:
        return Negation(exceptions=exceptions)
    count, denial, listed, pending, falls = int(unless), False, False, False, unless
    denied: set[str] = set()
    lifted = denials = 0
    for word in _plainly(words):
        if word in DENIALS:
            denials, lifted = denials + 1, lifted + pending
            count += not (pending or denial)
            denial, falls, pending = denial or not pending, not pending, False
        elif word in NEGATORS:
            count += pending
            pending = not (denial or (listed and word in _LISTS))
            listed, falls = listed or word in _LISTS, True
        else:
            if pending and word not in _BETWEEN:
                count, pending = count + 1, False
            if falls and word not in STOP and word not in HEDGES:
                denied.add(stem(word))
                falls = stem(word) in _RAISING
    return Negation(count + pending, frozenset(denied), exceptions, denials, lifted)


def _plainly(words: Sequence[str]) -> list[str]:
    """The words with each negation as one word: a denial or, before a verb, "not"; "refused to deny" is "not deny"."""
    text = _BOUNDED.sub("", _NO_NEGATION.sub(" ", _YET_TO.sub("not", " ".join(words))))
    text = _DENYING.sub(lambda match: "deny to" if match[0].endswith(" to") else "deny", text)
    return _REFUSES_TO_DENY.sub("not ", text).split()


def bare(text: str) -> str:
    """`text` without the phrases that deny in two words ("rule out")."""
    return _DENYING.sub(" ", text)


def hedges(words: Sequence[str]) -> bool:
    """Whether the text of folded `words` says that something may be rather than that it is."""
    return not HEDGES.isdisjoint(words)
