"""What befell those who are counted, by the words around the number: killed, injured, missing, displaced, ill, detained; or burnt."""

from __future__ import annotations

import re

from briefer.daily.stories.words import stem

_HARM = {
    "dead": r"killed|kill|kills|killing|dead|died|die|dying|deaths?|fatalit\w+|lives|bodies|drowned|perished|death toll",
    "injured": r"injur\w+|wounded|wounding|hurt|hospitali[sz]ed",
    "missing": r"missing|unaccounted",
    "displaced": r"displac\w+|evacuat\w+|homeless",
    "ill": r"ill|sickened|infected|poisoned",
    "detained": r"arrest\w*|detain\w*|detention",
}
_AREAS = frozenset({"hectares", "acres"})
_FIRE = re.compile(
    r"\b(?:burn\w*|scorch\w*|charr\w*|wildfires?|fires?|blazes?|flames|eaten|devour\w*|consumed|blackened)\b",
    re.IGNORECASE,
)
_HARMS = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in _HARM.items()}
ANYONE = frozenset({"", *map(stem, "people persons lives bodies others deaths fatalities victims casualties".split())})
"""Nouns that say of nobody in particular who came to harm."""
_CUT = re.compile(r"[,;:.!?()“”\"]|\b(?:and|but|while|after|before|when|as|which|who)\b")


def harm(before: str, after: str) -> str:
    """What befell those who are counted: by the words after the number, else by the last ones before it."""
    following = _CUT.split(after, maxsplit=1)[0]
    found = {name: match.start() for name, pattern in _HARMS.items() if (match := pattern.search(following))}
    if found:
        return min(found, key=lambda name: found[name])
    heard = _CUT.split(before)[-1]
    last = {name: [m.start() for m in pattern.finditer(heard)] for name, pattern in _HARMS.items()}
    told = {name: starts[-1] for name, starts in last.items() if starts}
    return max(told, key=lambda name: told[name]) if told else ""


def burnt(noun: str, sentence: str) -> str:
    """That land burnt, where a sentence about fire counts hectares or acres."""
    return "burnt" if noun in _AREAS and _FIRE.search(sentence) else ""
