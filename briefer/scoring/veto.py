"""Why a pair earns nothing although it looks alike: one side says the opposite of the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefer.scoring.bounds import opposed
from briefer.scoring.constants import FieldSpec, lexicon
from briefer.scoring.denial import denies
from briefer.scoring.items import Item, People, Store, Text, Value
from briefer.scoring.names import Identity, Names
from briefer.scoring.numbers import NOTHING, Date, conflict
from briefer.scoring.numbers import Value as Number
from briefer.scoring.phrase import Phrase
from briefer.scoring.source import Source
from briefer.scoring.words import stem

_TERMS = {"offer", "obligation"}
_HARMS = frozenset(map(stem, lexicon()["harms"].split()))
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
        self._index = {spec.name: i for i, spec in enumerate(specs)}
        self._by, self._to = self._index.get("by"), self._index.get("target", self._index.get("to"))

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
                if reason and (self._open(spec, a, b) or self._under_discussion(spec, a, b)):
                    continue
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
        if self._meet(a.identities, b.identities) or self._one_voice(a, b) or self._one_voice(b, a):
            return False
        if not (self._proper(a) and self._proper(b)) and _one_speaker(a, b):
            return False
        if spec.veto == "any":
            return True
        if not (self._proper(a) and self._proper(b)):
            return False
        return not (_mentioned(spec, a, b) and _mentioned(spec, b, a))

    def _proper(self, people: People) -> bool:
        return any(self._names.is_proper(form) for person in people.identities for form in person.forms)

    def _one_voice(self, a: People, b: People) -> bool:
        """Whether somebody of whom one side says nothing speaks, by the other side's account, for somebody of the other's."""
        return any(
            self._meet((known,), b.identities)
            for person in a.identities
            if not person.bodies and (known := b.backing.cast.member(person)) is not None
        )

    def _meet(self, ours: tuple[Identity, ...], theirs: tuple[Identity, ...]) -> bool:
        names = self._names
        return any(names.likeness(x, y) > 0 or names.related(x, y) for x in ours for y in theirs)

    def _open(self, spec: FieldSpec, a: Item, b: Item) -> bool:
        """Whether it is for the reader to say if a step is an offer or a threat: both sides only call it possible.

        The guide has "may" before a step that harms for a threat, before any other for an offer; so the harm must be told.
        """
        kind, action = self._index.get("kind"), self._index.get("action")
        if spec.name != "kind" or kind is None or action is None:
            return False
        steps = (a.values[action], b.values[action])
        return {a.values[kind], b.values[kind]} == {"offer", "threat"} and all(
            isinstance(step, Text) and _only_possible(step.phrase) for step in steps
        )

    def _under_discussion(self, spec: FieldSpec, a: Item, b: Item) -> bool:
        """Whether one side tells proposed terms as the offer of who makes it, the other as the duty of whom it is made to."""
        if spec.name != "by" or "status" not in self._index:
            return False
        kind, status = self._index["kind"], self._index["status"]
        if {a.values[status], b.values[status]} != {"proposed"} or {a.values[kind], b.values[kind]} != _TERMS:
            return False
        offer, duty = (a, b) if a.values[kind] == "offer" else (b, a)
        to, by = _person(offer.values[self._index["to"]]), _person(duty.values[self._index["by"]])
        return to is not None and by is not None and self._meet(to.identities, by.identities)

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
        if (
            spec.kind == "deadline"
            and _apart(p.words, q.words)
            and not _borne_out(a, b, lambda side: p.words <= side.words, lambda side: q.words <= side.words)
        ):
            yield "another time"
        if p.claims and q.claims and self._other_claims(spec, a, b):
            yield "another bound or time"
        if spec.veto == "all":
            if denies(p, q) and self._alike(p, q) >= self._c.text_turned:
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
        return not _borne_out(a, b, lambda side: _has(side, mine), lambda side: _has(side, yours))

    def _other_claims(self, spec: FieldSpec, a: Text, b: Text) -> bool:
        """Whether they set opposite bounds or name different times, and one side's are not in what the other rests on."""
        found = opposed(a.phrase.claims, b.phrase.claims)
        if found is None or (spec.kind != "deadline" and not self._rest_is_same(a.phrase.words, b.phrase.words)):
            return False
        mine, yours = found
        return not _borne_out(a, b, lambda side: mine <= side.claims, lambda side: yours <= side.claims)

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
        if _borne_out(a, b, lambda side: mine <= side.words, lambda side: yours <= side.words):
            return False
        return not any(self._may_name_one(x, y, a, b) for x in mine for y in yours)

    def _may_name_one(self, x: str, y: str, a: Text, b: Text) -> bool:
        return x[:_STEM] == y[:_STEM] or self._meet(a.backing.cast.called(x), b.backing.cast.called(y))


def _person(value: Value) -> People | None:
    """Those whom a field names, where it names anybody and says no more."""
    if isinstance(value, Text) and value.actor:
        return People((value.actor,), value.backing)
    return value if isinstance(value, People) else None


def _one_speaker(a: People, b: People) -> bool:
    """Whether somebody named in the sentences of either speaks for the one by the one side's account, for the other by the other's.

    A minister's word binds "the government" and the ministry.
    """
    return any(
        (there := b.backing.cast.member(speaker)) is not None
        and any(not there.bodies.isdisjoint(body.keys) for body in b.identities)
        and (_named(speaker, a.backing.evidence) or _named(there, b.backing.evidence))
        for body in a.identities
        for speaker in a.backing.cast.speakers(body)
    )


def _mentioned(spec: FieldSpec, people: People, other: People) -> bool:
    store = other.backing.passage if spec.name == "to" else other.backing.whole
    return any(_named(person, store) for person in people.identities)


def _named(person: Identity, store: Store) -> bool:
    return any(all(stem(w) in store.words for w in form.words) for form in person.forms)


def _only_possible(p: Phrase) -> bool:
    """Whether a step is only said to be possible ("might", "does not rule out"), and its words do not say that it harms."""
    return (p.hedges or p.negation.lifted > 0) and not p.negation.count and p.words.isdisjoint(_HARMS)


def _apart(p: frozenset[str], q: frozenset[str]) -> bool:
    return bool(p and q) and p.isdisjoint(q)


def _wordy(p: Phrase) -> frozenset[str]:
    return frozenset(word for word in p.words if word[0] not in "#@")


def _borne_out(a: Text, b: Text, mine: Callable[[Store], bool], yours: Callable[[Store], bool]) -> bool:
    """Whether what only `a` says and what only `b` says are both right by the article.

    Either the other side rests on it too; or each says what stands in its own evidence, and one side has both.
    """
    ours, theirs = mine(b.backing.whole), yours(a.backing.whole)
    return (ours and theirs) or ((ours or theirs) and mine(a.backing.evidence) and yours(b.backing.evidence))


def _has(side: Store, values: frozenset[Number]) -> bool:
    have = side.numbers
    return all(
        any(value.agrees(date) for date in have.dates) if isinstance(value, Date) else value in have.amounts
        for value in values
    )
