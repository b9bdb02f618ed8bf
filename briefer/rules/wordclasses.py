"""Which tokens are marks, which may be finite verbs, and which begin a noun phrase: by closed classes and the lexicons."""

from __future__ import annotations

from functools import cache

from briefer.rules.inflection import past, present
from briefer.rules.lexicon import table, words
from briefer.rules.tokens import Token

MARKS = frozenset(
    [",", ";", ":", "—", "–", "-", "(", ")", "[", "]", "“", "”", '"', "‘", "…", "•", "*", ".", "!", "?", "/"]
)
GENITIVE = frozenset({"’s", "'s", "’", "'"})


@cache
def finite_verbs() -> frozenset[str]:
    """The verbs of the lexicons that are finite as they stand: of saying, of stance, of commitment."""
    groups = [*table("verbs")["phrases"].values(), *table("cues")["commit"].values()]
    firsts = {phrase.split()[0] for group in groups for phrase in group.split("|") if phrase.strip()}
    stance = {
        form(verb) for line in table("verbs")["stance"].values() for verb in line.split() for form in (past, present)
    }
    steps = {verb for line in table("verbs")["steps"].values() for verb in line.partition(":")[0].split()}
    firsts |= {verb for verb in steps if verb.endswith("ed")}  # "cut" and "shut" are as often something else
    plain = words("words", "auxiliaries", "be") | words("verbs", "nouns")
    found = firsts | stance | words("verbs", "say", "voiced.verbs")
    return frozenset(w for w in found if w not in plain and not w.endswith("ing"))


@cache
def bare_verbs() -> frozenset[str]:
    """The base forms of the verbs of stance: finite after a plural ("the dockers oppose it")."""
    return frozenset(verb for line in table("verbs")["stance"].values() for verb in line.split())


@cache
def verbal() -> frozenset[str]:
    """The words that are verbs for sure: finite ones, modals, auxiliaries, and the forms of "be"."""
    return finite_verbs() | words("words", "modals", "auxiliaries", "be")


@cache
def telling() -> frozenset[str]:
    """What shows that a clause has its verb."""
    return finite_verbs() | words("words", "modals", "be", "pasts")


def begins_noun(token: Token) -> bool:
    """Whether a noun phrase may begin with `token`."""
    return (
        token.capital
        or token.text[0].isdigit()
        or token.low in words("words", "determiners", "possessives")
        or token.low == "to"
    )


def plain_verb(token: Token) -> bool:
    """Whether a word after "to" may be a verb in its base form, rather than the noun of somebody to whom."""
    closed = words("words", "determiners", "pronouns", "possessives", "weekdays", "months", "prepositions")
    return token.low.isalpha() and not token.capital and token.low not in closed
