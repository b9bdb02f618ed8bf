"""Capitalised stretches of a sentence that may be names, with the words around them that say what they name."""

from __future__ import annotations

import re
from functools import cache

from briefer.rules.lexicon import kinds, known, words
from briefer.rules.titles import Name, is_given, taken_apart
from briefer.rules.tokens import Sentence, Token
from briefer.rules.wordclasses import finite_verbs

_SHORTEST_STRANGE = 4
_ENDINGS_OF_NOUNS = ("s", "ing", "ed", "ly", "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism")
"""What ends like this is more likely a common noun or a participle than a name that nobody knows."""
_ARABIC = re.compile(r"(?:al|el|ul|as|ad)-", re.ASCII)


def names(sentence: Sentence, seen: frozenset[str], plain: frozenset[str], surnames: frozenset[str]) -> list[Name]:
    """The names of a sentence, left to right.

    `seen` holds words that the article writes with a capital letter in the middle of sentences, `plain` those that it writes
    without one: only the first, and strange words that act ("Velonia accused"), are names at the beginning of a sentence.
    """
    found, i, tokens = [], 0, sentence.tokens
    while i < len(tokens):
        if not tokens[i].capital or not (_can_start(tokens, i, seen) or _strange(tokens, i, plain)):
            i += 1
            continue
        end = _end(tokens, i)
        found += taken_apart(tokens, i, end, surnames)
        i = end
    return found


def begins(tokens: list[Token], i: int) -> bool:
    """Whether token `i` begins a sentence, a quotation or a line of a list, where every word has a capital."""
    return i == 0 or tokens[i - 1].text in {".", "“", '"', "‘", ":", "•", "—", "–", "(", "*", "…", "'", "-"}


def _can_start(tokens: list[Token], i: int, seen: frozenset[str]) -> bool:
    token = tokens[i]
    if not token.capital or not token.word or token.low == "i" or token.low.startswith(("i’", "i'")):
        return False
    tail = token.text.rpartition("-")[2]
    if tail is not token.text and tail[:1].islower():  # "English-language", "Moscow-based"
        return False
    if (
        token.text.startswith(("R-", "D-", "I-")) and i and tokens[i - 1].text in {",", "("}
    ):  # "Jane Doe, R-Marshall, said"
        return False
    if (
        token.low in {"celsius", "fahrenheit", "kelvin"}
        or (token.low in _time() and not (i > 0 and _surname(tokens, i)))
        or (token.low in _function() and token.text.title() == token.text)
    ):
        return False
    if not begins(tokens, i):
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.low in words("words", "openers"):
        return False
    if token.text in known() or token.text in seen or (len(token.text) > 1 and token.text.isupper()):
        return True
    if after is not None and after.low in {"of", "for"} and token.low in words("heads", "before_of"):
        return i + 2 < len(tokens) and tokens[i + 2].capital  # "Ministry of Defence"
    return after is not None and after.capital and after.word and (after.low not in _time() or _surname(tokens, i + 1))


def _strange(tokens: list[Token], i: int, plain: frozenset[str]) -> bool:
    """Whether an unknown word that opens a sentence acts or owns something: "Velonia accused its neighbour of ..."."""
    token = tokens[i]
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or not begins(tokens, i) or not token.capital:
        return False
    return uncommon(token) and token.low not in plain and (after.low in finite_verbs() or after.text in {"’s", "'s"})


def uncommon(token: Token) -> bool:
    """Whether a word is none of the lexicons and does not end like a common noun: with a capital it may be a name."""
    if token.low in _common() or len(token.text) < _SHORTEST_STRANGE or not token.text.isalpha():
        return False
    return not token.low.endswith(_ENDINGS_OF_NOUNS)


@cache
def _common() -> frozenset[str]:
    listed = words("words", "openers", "adverbs", "softeners", "subordinators") | words("roles", "persons", "groups")
    return listed | _function() | _time() | words("cues", "hazard.nouns", "hazard.burdens") | frozenset(kinds())


def _end(tokens: list[Token], i: int) -> int:
    j = i + 1
    while j < len(tokens):
        token = tokens[j]
        following = tokens[j + 1] if j + 1 < len(tokens) else None
        if (
            (token.capital and token.word and (token.low not in _time() or _surname(tokens, j)))
            or token.low in words("heads", "legal")
            or (_ARABIC.match(token.text) and token.text[3:4].isupper())
        ):
            j += 1
        elif token.low in {"of", "for"} and _of_the(tokens, j):  # "Department of the Treasury"
            j += 3
        elif token.text in {"’", "'", "’s", "'s"} and _of_members(tokens, j):  # "the Seamen’s Federation"
            j += 1
        elif following is None or not following.capital or not following.word or following.low in _time():
            break
        elif (
            token.low in words("words", "particles")
            or (token.low in {"of", "for"} and tokens[j - 1].low in words("heads", "before_of"))
            or (token.low == "of" and _may_take_of(tokens[i:j]))
            or token.text == "&"
            or (token.low == "and" and _joins(tokens, i, j))
        ):
            j += 2
        else:
            break
    return j


def _surname(tokens: list[Token], j: int) -> bool:
    """Whether a month's name is a person's after a title or a given name: "Mr Jan", "Theresa May"."""
    called = tokens[j - 1].text in words("roles", "honorifics") or is_given(tokens[j - 1])
    return called and not (j + 1 < len(tokens) and tokens[j + 1].text.isdigit())


def _may_take_of(tokens: list[Token]) -> bool:
    """Whether a name has a head that takes "of" before its last word, and is no person's: "Bank Hapoalim of Israel"."""
    titled = any(t.text in words("roles", "ranks") for t in tokens)
    return not titled and any(t.low in words("heads", "before_of") for t in tokens)


def _of_members(tokens: list[Token], j: int) -> bool:
    """Whether a genitive at token `j` stands inside the name of a body, after its members: "Health Workers’ Union"."""
    if tokens[j - 1].low not in words("roles", "groups") and not tokens[j - 1].low.endswith("men"):
        return False
    k = j + 1
    while k < len(tokens) and tokens[k].capital and tokens[k].word:
        k += 1
    return k > j + 1 and any(t.low in kinds() for t in tokens[j + 1 : k])


def _of_the(tokens: list[Token], j: int) -> bool:
    inner = j + 2 < len(tokens) and tokens[j + 1].low == "the" and tokens[j + 2].capital
    return inner and tokens[j - 1].low in words("heads", "before_of") and tokens[j + 2].low not in _time()


def _joins(tokens: list[Token], i: int, j: int) -> bool:
    """Whether "and" stands inside one name, as in "Trade and Industry Ministry" or "Bosnia and Herzegovina"."""
    whole = " ".join(t.text for t in tokens[i : j + 2])
    if whole in known():
        return True
    if tokens[j - 1].text in known() or tokens[i].text in words("roles", "ranks"):
        return False
    if j - 2 > i and tokens[j - 2].low in {"of", "for"} and tokens[j + 1].text not in known():
        return tokens[j + 1].low not in kinds()  # "Institute of Water and Forests", "Alliance for Work and Peace"
    k = j + 1
    while k < len(tokens) and tokens[k].capital and tokens[k].word:
        k += 1
    return k - j > 2 and tokens[k - 1].low in kinds() and tokens[j - 1].low not in kinds()  # two words after "and"


@cache
def _time() -> frozenset[str]:
    return frozenset(word.lower() for word in words("words", "weekdays", "months"))


@cache
def _function() -> frozenset[str]:
    groups = ("determiners", "pronouns", "prepositions", "conjunctions", "subordinators", "relatives", "modals")
    return words("words", *groups, "auxiliaries", "be")
