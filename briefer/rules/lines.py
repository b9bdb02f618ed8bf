"""Findings become the lines of a draft: sorted, without doubles, no more than a reader can use."""

from __future__ import annotations

from briefer.domain.brief import Commitment, Reaction, Risk
from briefer.rules.cast import Cast
from briefer.rules.clauses import evidence
from briefer.rules.items import Found
from briefer.rules.wording import stands

SHORT, LONG = 10, 12
"""How many items a list has at most, in an article of ordinary length and in a long one (guide, rule 6)."""
MOST_QUOTES = 3
"""So many quotes an item has at most (guide, rule 1)."""
ACTORS, ACTORS_LONG = 15, 20
BARE = 2
_NAMELESS = frozenset({("this", "move"), ("this", "step"), ("this", "decision"), ("against", "both"), ("for", "both")})
_POINTING = frozenset({"it", "this", "that", "them", "so", "him", "her"})
ORDINARY = 1_200
"""Words of an article of ordinary length."""


class Lines:
    """The three lists of what was found, and `speaking`: the keys of all who stand in them."""

    def __init__(self, cast: Cast, found: list[Found], words: int) -> None:
        self._cast = cast
        cap = SHORT if words <= ORDINARY else LONG
        self.most_actors = ACTORS if words <= ORDINARY else ACTORS_LONG
        self.kept = {
            where: _chosen([f for f in found if f.where == where], cap)
            for where in ("commitments", "risks", "reactions")
        }
        self.commitments = tuple(self._commitment(f) for f in self.kept["commitments"])
        self.risks = tuple(self._risk(f) for f in self.kept["risks"])
        self.reactions = tuple(self._reaction(f) for f in self.kept["reactions"])

    @property
    def all(self) -> list[Found]:
        """Everything that was kept."""
        return [f for kept in self.kept.values() for f in kept]

    def _names(self, keys: list[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._cast[key].name for key in keys))

    def _commitment(self, f: Found) -> Commitment[str]:
        return Commitment[str](
            evidence=_evidence(f),
            by=self._names(f.by),
            to=self._names([k for k in f.to if k not in f.by]),
            kind=f.kind,
            action=f.text,
            condition=f.condition or None,
            deadline=f.deadline or None,
            status=f.status,
        )

    def _risk(self, f: Found) -> Risk[str]:
        return Risk[str](
            evidence=_evidence(f),
            event=f.text,
            driver=f.driver or None,
            affected=self._names(f.affected),
            domain=f.domain,
            likelihood=f.likelihood or None,
            assessed_by=self._names(f.by),
        )

    def _reaction(self, f: Found) -> Reaction[str]:
        return Reaction[str](
            evidence=_evidence(f),
            by=self._names(f.by),
            target=f.target or None,
            stance=f.stance,
            statement=f.text,
        )


def _evidence(f: Found) -> tuple[str, ...]:
    quotes = [evidence(g.sentence, g.start, g.end) for g in (f, *f.also)]
    return tuple(dict.fromkeys(quotes))[:MOST_QUOTES]


def _chosen(found: list[Found], cap: int) -> list[Found]:
    """Without doubles, and where there are too many the weightiest, in the order of the article."""
    kept: list[Found] = []
    for f in found:
        if not stands(f) or _hollow(f) or _rhetoric(f) or any(overlap(f, g) and _same(f, g) for g in kept[-6:]):
            continue
        again = [g for g in kept if (f.by, f.stance, f.kind) == (g.by, g.stance, g.kind) and _repeats(f, g)]
        if again:
            again[0].also.append(f)
        else:
            kept.append(f)
    first = sorted(range(len(kept)), key=lambda k: (-_weight(kept[k]), k))[:cap]
    return [kept[k] for k in sorted(first)]


def _hollow(f: Found) -> bool:
    """Whether a reaction only points: "rejects it", "voted against both", with nobody knowing what."""
    parts = f.text.lower().split()
    short = len(parts) <= BARE and parts[-1] in _POINTING
    short = short or (len(parts) <= BARE + 1 and tuple(parts[-2:]) in _NAMELESS)
    return f.where == "reactions" and short and (f.stance != "denies" or not f.target)


def _repeats(f: Found, g: Found) -> bool:
    """Whether `f` says again what `g` says: a reaction to nothing in particular, "such a step would provoke an answer"."""
    if f.where == "reactions":
        return not f.target
    return (
        f.where == "commitments" and f.sentence is g.sentence and f.text.lower().startswith(("such ", "this ", "that "))
    )


def _rhetoric(f: Found) -> bool:
    """Whether a pledge is a turn of speech: "From now on we will not ask", said of nothing in particular."""
    bare = f.where == "commitments" and not (f.condition or f.deadline) and len(f.text.split()) <= BARE + 1
    return bare and f.text.startswith("will not ") and f.sentence.tokens[f.end - 1].quoted


def _weight(f: Found) -> int:
    """How much of an item is filled: one that says to whom, when or on what condition is worth more than a bare one."""
    return sum(map(bool, (f.by, f.target, f.condition, f.deadline, f.driver))) + (len(f.text.split()) > 4)


def overlap(f: Found, g: Found) -> bool:
    """Whether two findings rest on the same words."""
    return f.sentence is g.sentence and f.start < g.end and g.start < f.end


def _same(f: Found, g: Found) -> bool:
    return f.text in g.text or g.text in f.text
