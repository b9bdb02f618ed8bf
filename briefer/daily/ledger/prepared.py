"""A statement made ready to be compared with many others: its parties, its words, its quotes, each worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from briefer.daily.ledger.closing import CLOSED
from briefer.daily.ledger.people import Who, who
from briefer.daily.ledger.statement import Statement, Sum
from briefer.daily.ledger.wording import Words, act, main, meant, senses, shingles, spoken, table, taken, words_of
from briefer.scoring.phrase import Phrase
from briefer.scoring.words import stem

PAY = "=pay"
_PAYING = 0.4
"""The weight of paying, lending, funding, against that of another act or thing: a promiser may promise many sums."""


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """Words, and all that they may name."""

    words: Words
    senses: Words

    def having(self, words: Words) -> Words:
        """Those of `words` that name something that is named here."""
        if words <= self.words:
            return words
        return frozenset([w for w in words if w in self.words or not senses(w).isdisjoint(self.senses)])


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """One statement.

    `about` is what its action names, without those who give and get it; `said` is all that it names, evidence included;
    `proper` are the words of its action that are written like names. `withholds` says that it threatens, under a condition,
    to keep back what it otherwise gives: a promise told from its other side.
    """

    statement: Statement
    by: tuple[Who, ...]
    to: tuple[Who, ...]
    about: Named
    weight: float
    said: Named
    proper: Words
    act: str
    action: str
    withholds: bool
    sums: tuple[Sum, ...]
    day: str
    quotes: tuple[str, ...]

    @property
    def main(self) -> Phrase:
        """What its action first says."""
        return taken(main(self.action))

    @property
    def quoted(self) -> Named:
        """What its evidence names."""
        return _named(frozenset[str]().union(*map(spoken, self.quotes)))

    @property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Its quotes as stretches of four words."""
        return shingles(self.quotes)

    @property
    def over(self) -> bool:
        """Whether it tells how the commitment ended, which it may do by another act: "open" for "build"."""
        return self.statement.status in CLOSED

    @property
    def family(self) -> str:
        """Threats are never what promises are."""
        return "threat" if self.statement.kind == "threat" and not self.withholds else "promise"


def prepared(statement: Statement) -> Prepared:
    """`statement`, made ready."""
    by, to = tuple(map(who, statement.by)), tuple(map(who, statement.to))
    given, got = _names(by), _names(to)
    action = statement.promise or statement.action
    withholds = statement.kind == "threat" and statement.condition is not None and _keeps_back(action)
    about = words_of(main(action)) - given - got - (_keeping_back() if withholds else frozenset())
    acts = act(action)
    if statement.status == "withdrawn":
        about, acts = about - _withdrawing() or about, "" if acts in _withdrawing() else acts
    quotes = tuple(cited.text for cited in statement.evidence)
    quoted = frozenset[str]().union(*map(spoken, quotes))
    said = quoted | words_of(action) | words_of(statement.condition or "") | got
    return Prepared(
        statement=statement,
        by=by,
        to=to,
        about=_named(about),
        weight=weight(about),
        said=_named(said),
        proper=taken(action).capitals & about,
        act=acts,
        action=action,
        withholds=withholds,
        sums=statement.sums,
        day=statement.window.last if statement.window else "",
        quotes=quotes,
    )


def weight(words: Words) -> float:
    """What words weigh together."""
    return len(words) - (1 - _PAYING) * sum([PAY in senses(word) for word in words])


@lru_cache(maxsize=1 << 12)
def _named(words: Words) -> Named:
    return Named(words, meant(words))


def _names(parties: tuple[Who, ...]) -> Words:
    return frozenset(stem(word) for party in parties for form in party.forms for word in form.words)


@lru_cache(maxsize=1 << 13)
def _keeps_back(action: str) -> bool:
    words = frozenset(map(stem, taken(action).tokens))
    return bool(words & _means()) and bool(taken(action).negation.count or words & _keeping_back())


@cache
def _keeping_back() -> Words:
    return frozenset(map(stem, table()["keep_back"].split()))


@cache
def _withdrawing() -> Words:
    return frozenset(map(stem, table()["withdrawing"].split()))


@cache
def _means() -> Words:
    return frozenset(map(stem, table()["means"].split()))
