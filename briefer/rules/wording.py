"""Whether a line can be printed by itself: the last look at what was found."""

from __future__ import annotations

import re
from functools import cache

from briefer.rules.items import Found
from briefer.rules.lexicon import words
from briefer.rules.wordclasses import finite_verbs

_SHORT = re.compile(r"\W*(?:that|it|this|there|what|he|she)[’']s\b", re.IGNORECASE)
"""A subject with a verb that is short in speech."""
_GENITIVE = ("’s ", "'s ", "’ ", "' ")


@cache
def _verbs() -> frozenset[str]:
    plain = words("words", "modals", "auxiliaries", "be", "pasts", "negations")
    return plain | finite_verbs() | words("verbs", "say", "voiced.verbs")


@cache
def _before_nouns() -> frozenset[str]:
    return words("words", "determiners", "possessives") | words("roles", "groups")


def stands(found: Found) -> bool:
    """Whether the text of a finding says something by itself: it owns nothing that is not there, and what judges has its verb."""
    text = found.text.split()
    if not text or found.text.startswith(_GENITIVE):
        return False
    noun = text[0][0].isupper() or text[0].lower() in _before_nouns()
    if found.where != "reactions" or not noun:
        return True
    if _SHORT.match(found.text):
        return True
    return any(word.lower() in _verbs() or word.endswith(("ed", "n't", "n’t")) for word in text[1:])
