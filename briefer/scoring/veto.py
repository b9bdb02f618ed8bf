"""Why a pair earns nothing although it looks alike: one side says the opposite of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefer.scoring.bounds import opposed
from briefer.scoring.constants import FieldSpec
from briefer.scoring.items import Item, People, Text, Value
from briefer.scoring.names import Identity, Names
from briefer.scoring.numbers import NOTHING, Date, conflict
from briefer.scoring.numbers import Value as Number
from briefer.scoring.phrase import Phrase
from briefer.scoring.source import Source
from briefer.scoring.words import stem

_STEM = 4
"""So many letters tell a name from others: "Slovenia", "Slovenian"."""


@dataclass(frozen=True, slots=True)
class Veto:
    """The field in which two items contradict each other, and why."""

    field: str
    reason: str


class Court:
    """Finds contradictions between the items of one list of one article; which side comes first makes no difference."""

    def __init__(self, specs: tuple[FieldSpec, ...], source: Source, names: Names) -> None:
        self._specs = [(i, spec) for i, spec in enumerate(specs) if spec.veto != "nothing"]
        self._source = source
        self._names = names
        self._c = source.constants
        index = {spec.name: i for i, spec in enumerate(specs)}
        self._by, self._to = index.get("by"), index.get("target", index.get("to"))

    def vetoes(self, a: Item, b: Item, values: Sequence[float]) -> list[Veto]:
        """All contradictions, in the order of the fields; `values` says how alike the fields are."""
        found = []
        for i, spec in self._specs:
            ours, theirs = a.values[i], b.values[i]
            if ours is None or theirs is None:
                continue
            if values[i] < 1 or (
                isinstance(ours, Text) and isinstance(theirs, Text) and ours.phrase is not theirs.phrase
            ):
                reason = self._field(spec, ours, theirs)
                found += [Veto(spec.name, f"{spec.name}: {reason}")] if reason else []
        if self._by is not None and values[self._by] < 1 and self._swapped(a, b):
            found.append(Veto("by", "by: the one who acts and the one who is acted upon have changed places"))
        return found

    def _field(self, spec: FieldSpec, ours: Value, theirs: Value) -> str:
        match ours, theirs:
            case str(), str():
                return f"{min(ours, theirs)} against {max(ours, theirs)}" if {ours, theirs} in self._c.opposite else ""
            case People(), People():
                return "somebody else" if self._other_people(spec, ours, theirs) else ""
            case Text(), Text():
                if spec.kind != "target":
                    return next(self._texts(spec, ours, theirs), "")
                x, y = _person(ours), _person(theirs)
                return "somebody else" if x and y and self._other_people(spec, x, y) else ""
        return ""  # pragma: no cover  # both come from one spec

    def _other_people(self, spec: FieldSpec, a: People, b: People) -> bool:
        """Whether nobody on one side may be anybody on the other.

        Where the field has to be `named`, both give a proper name, and one of them none of those that the other rests on:
        two careful readers of one sentence may choose different addressees from it.
        """
        if self._meet(a.identities, b.identities):
            return False
        if spec.veto == "any":
            return True
        return _proper(a) and _proper(b) and not (_mentioned(a, b) and _mentioned(b, a))

    def _meet(self, ours: tuple[Identity, ...], theirs: tuple[Identity, ...]) -> bool:
        names = self._names
        return any(names.likeness(x, y) > 0 or names.related(x, y) for x in ours for y in theirs)

    def _swapped(self, a: Item, b: Item) -> bool:
        if self._by is None or self._to is None:
            return False
        sides = (_person(item.values[i]) for item in (a, b) for i in (self._by, self._to))
        a_by, a_to, b_by, b_to = (people.identities if people else () for people in sides)
        straight = self._same(a_by, b_by) or self._same(a_to, b_to)
        return not straight and self._same(a_by, b_to) and self._same(a_to, b_by)

    def _same(self, ours: tuple[Identity, ...], theirs: tuple[Identity, ...]) -> bool:
        return any(self._names.likeness(x, y) > 0 for x in ours for y in theirs)

    def _texts(self, spec: FieldSpec, a: Text, b: Text) -> Iterator[str]:
        p, q = a.phrase, b.phrase
        if p.numbers is not NOTHING and q.numbers is not NOTHING and self._other_numbers(a, b):
            yield "another number or date"
        if spec.kind == "deadline" and _apart(p.words, q.words) and not _each_supports_the_other(a, b):
            yield "another time"
        if p.claims and q.claims and self._other_claims(spec, a, b):
            yield "another bound or time"
        if spec.veto == "all":
            if (_denies(p, q) or _denies(q, p)) and self._alike(p, q) >= self._c.text_turned:
                yield "one denies what the other says"
            if p.turned and q.turned and self._turned(p, q):
                yield "one says the opposite of the other"
        if p.words != q.words and self._other_names(a, b):
            yield "another name"

    def _alike(self, p: Phrase, q: Phrase) -> float:
        return self._source.overlap(p.words, q.words) if p.words or q.words else 1.0

    def _rest_is_same(self, p: frozenset[str], q: frozenset[str]) -> bool:
        return self._source.overlap(p, q) >= self._c.text_same

    def _other_numbers(self, a: Text, b: Text) -> bool:
        """Whether each gives a number of one kind that the other lacks, and one side's are not in what the other rests on."""
        found = conflict(a.phrase.numbers, b.phrase.numbers)
        if found is None:
            return False
        mine, yours = found
        rest = _wordy(a.phrase), _wordy(b.phrase)
        if all(rest) and not self._rest_is_same(*rest):
            return False
        return not (_supported(mine, b) and _supported(yours, a))

    def _other_claims(self, spec: FieldSpec, a: Text, b: Text) -> bool:
        """Whether they set opposite bounds or name different times, and one side's are not in what the other rests on."""
        found = opposed(a.phrase.claims, b.phrase.claims)
        if found is None or (spec.kind != "deadline" and not self._rest_is_same(a.phrase.words, b.phrase.words)):
            return False
        mine, yours = found
        return not (mine <= b.backing.claims and yours <= a.backing.claims)

    def _turned(self, p: Phrase, q: Phrase) -> bool:
        """Whether one has a word for which the other has its opposite, and the rest is the same."""
        mine, yours = (p.words & q.turned) - q.words, (q.words & p.turned) - p.words
        if not mine or not yours:
            return False
        rest_p, rest_q = p.words - mine, q.words - yours
        return self._rest_is_same(rest_p, rest_q) or not (rest_p or rest_q)

    def _other_names(self, a: Text, b: Text) -> bool:
        """Whether each has a name that the other lacks, one of them not in what the other rests on, and the rest is the same."""
        p, q = a.phrase, b.phrase
        mine = self._source.proper(p) - q.words
        yours = self._source.proper(q) - p.words if mine else mine
        if not yours or not self._rest_is_same(p.words - mine, q.words - yours):
            return False
        if mine <= b.backing.words and yours <= a.backing.words:
            return False
        return not any(self._may_name_one(x, y, a, b) for x in mine for y in yours)

    def _may_name_one(self, x: str, y: str, a: Text, b: Text) -> bool:
        return x[:_STEM] == y[:_STEM] or self._meet(a.backing.cast.called(x), b.backing.cast.called(y))


def _person(value: Value) -> People | None:
    """Those whom a field names, where it names anybody and says no more."""
    if isinstance(value, Text) and value.actor:
        return People((value.actor,), value.backing)
    return value if isinstance(value, People) else None


def _proper(people: People) -> bool:
    return any(form.proper for person in people.identities for form in person.forms)


def _mentioned(people: People, other: People) -> bool:
    words = other.backing.words
    return any(all(stem(w) in words for w in form.words) for person in people.identities for form in person.forms)


def _apart(p: frozenset[str], q: frozenset[str]) -> bool:
    return bool(p and q) and p.isdisjoint(q)


def _each_supports_the_other(a: Text, b: Text) -> bool:
    return a.phrase.words <= b.backing.words and b.phrase.words <= a.backing.words


def _wordy(p: Phrase) -> frozenset[str]:
    return frozenset(word for word in p.words if word[0] not in "#@")


def _supported(values: frozenset[Number], by: Text) -> bool:
    have = by.backing.numbers
    return all(
        any(value.agrees(date) for date in have.dates) if isinstance(value, Date) else value in have.amounts
        for value in values
    )


def _denies(p: Phrase, q: Phrase) -> bool:
    """Whether `p` denies once more than `q`, and what it denies `q` says; or denies what `q` "did not deny"."""
    if p.negation.denials > p.negation.lifted == 0 and q.negation.denials == q.negation.lifted > 0:
        return True
    if p.negation.count <= q.negation.count or p.negation.exceptions != q.negation.exceptions:
        return False
    denied = p.negation.words
    return not (denied & q.words) <= q.negation.words if denied else q.negation.count == 0
