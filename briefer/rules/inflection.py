"""The forms of a regular English verb, and of an adverb."""

from __future__ import annotations

from functools import cache

from briefer.rules.lexicon import words

_VOWELS = "aeiou"
_DOUBLED = "bdgklmnprtv"


@cache
def present(verb: str) -> str:
    """The third person.

    >>> [present(v) for v in ("urge", "deny", "press", "pledge")]
    ['urges', 'denies', 'presses', 'pledges']
    """
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


@cache
def past(verb: str) -> str:
    """The past tense and participle.

    >>> [past(v) for v in ("urge", "deny", "slip", "veto", "rebut")]
    ['urged', 'denied', 'slipped', 'vetoed', 'rebutted']
    """
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return _stem(verb) + "ed"


@cache
def gerund(verb: str) -> str:
    """The form in -ing.

    >>> [gerund(v) for v in ("urge", "deny", "slip", "see")]
    ['urging', 'denying', 'slipping', 'seeing']
    """
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return verb[:-1] + "ing"
    return _stem(verb) + "ing"


def adverbial(word: str) -> bool:
    """Whether a word ends like an adverb and is none of the verbs and nouns that do too.

    >>> [w for w in ("sharply", "apply", "family", "likely") if adverbial(w)]
    ['sharply', 'likely']
    """
    return word.endswith("ly") and word not in words("words", "not_adverbs")


def forms(verb: str) -> frozenset[str]:
    """All forms of a regular verb, itself among them."""
    return frozenset({verb, present(verb), past(verb), gerund(verb)})


def _stem(verb: str) -> str:
    """With its last consonant doubled, where a short vowel stands before it in the last syllable."""
    short = len(verb) > 2 and verb[-1] in _DOUBLED and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    stressed = len([c for c in verb if c in _VOWELS]) == 1 or verb.endswith(
        ("but", "cur", "fer", "mit", "pel", "bar", "set", "gret", "scap")
    )
    return verb + verb[-1] if short and stressed else verb
