"""How a commitment stands after each day on which it was spoken of, and what that day changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from briefer.daily.ledger import sums
from briefer.daily.ledger.closing import CLOSED, revived
from briefer.daily.ledger.statement import Record, Statement, Sum, Window
from briefer.daily.ledger.wording import found_in, taken, words_of
from briefer.domain.brief import CommitmentKind, Status
from briefer.domain.edition import Change, Cited, Term
from briefer.scoring.numbers import conflict

_OPEN: tuple[Status, ...] = ("proposed", "announced", "agreed", "in_force")
_KINDS: tuple[CommitmentKind, ...] = ("offer", "pledge", "obligation")


@dataclass(frozen=True)
class Standing:
    """The terms of a commitment as they stand, each as last told, with the day's quotes; `said` are all amounts quoted."""

    seen: str
    published: str
    kind: CommitmentKind
    action: str
    condition: str | None
    deadline: str | None
    window: Window | None
    begins: Window | None
    status: Status
    sums: tuple[Sum, ...]
    said: frozenset[Sum]
    evidence: tuple[Cited, ...]

    @property
    def open(self) -> bool:
        """Whether it is still to be kept."""
        return self.status not in CLOSED


@dataclass(frozen=True)
class Step:
    """What one day did: how the commitment stands after it, what the change is called, which terms differ."""

    standing: Standing
    change: Change
    terms: tuple[Term, ...] = ()


def steps(record: Record) -> list[Step]:
    """What each day did to a commitment, oldest first."""
    found: list[Step] = []
    for day in record.days:
        was = found[-1].standing if found else None
        told = _told(day, was)
        again = any(revived(statement) for statement in day if statement.status not in CLOSED)
        found.append(_after(was, told, again=again) if was else _first(told))
    return found


def standing(record: Record) -> Standing:
    """How a commitment stands after all that was said of it."""
    return steps(record)[-1].standing


def _told(day: tuple[Statement, ...], was: Standing | None) -> Standing:
    """What all statements of one day say together: the furthest status, the latest terms, every quote once a voice.

    Where one of them has a deadline or an amount that is not what it `was`, that one is the news, whatever others repeat.
    """
    latest = sorted(day, key=lambda s: s.place, reverse=True)
    status = max((s.status for s in day), key=_rank)
    ending = [s for s in latest if s.status == status] if status in CLOSED else latest
    head = max(ending, key=lambda s: (s.window is not None, bool(s.sums), s.published[:10], bool(s.deadline)))
    timed = [s for s in latest if s.window] or [s for s in latest if s.deadline] or [head]
    worth = [s for s in (head, *latest) if s.sums] or [head]
    if was is not None:
        timed = [s for s in timed if s.window and was.window and _apart(was.window, s.window)] or timed
        worth = [s for s in worth if sums.changed(was.sums, s.sums, was.said, _quoted(s))] or worth
        head = worth[0] if status not in CLOSED and worth[0].sums != head.sums else head
    kinds = [s.kind for s in day if s.kind in _KINDS]
    return Standing(
        seen=head.seen,
        published=latest[0].published,
        kind=max(kinds, key=_KINDS.index) if kinds else head.kind,
        action=head.action,
        condition=next((s.condition for s in (head, *latest) if s.condition), None),
        deadline=timed[0].deadline,
        window=timed[0].window,
        begins=timed[0].begins,
        status=status,
        sums=worth[0].sums,
        said=frozenset(pair for s in day for pair in (*s.sums, *_quoted(s))),
        evidence=quotes(day),
    )


def _rank(status: Status) -> int:
    order: tuple[Status, ...] = (*_OPEN, "fulfilled", "withdrawn", "broken")
    return order.index(status)


def _quoted(statement: Statement) -> tuple[Sum, ...]:
    return tuple(pair for cited in statement.evidence for pair in sums.money(cited.text))


def quotes(day: Iterable[Statement]) -> tuple[Cited, ...]:
    """The quotes of a day, the earliest first, each once: what a voice has said is not said again by its copies."""
    found: dict[tuple[str, str], Cited] = {}
    for statement in sorted(day, key=lambda s: s.place):
        for cited in statement.evidence:
            found.setdefault((statement.voice, " ".join(cited.text.split()).casefold()), cited)
    return tuple(found.values())


def _first(told: Standing) -> Step:
    match told.status:
        case "fulfilled" | "broken" | "withdrawn":
            return Step(told, told.status)
        case _:
            return Step(told, "new")


def _after(was: Standing, told: Standing, *, again: bool) -> Step:
    """What `told` changes in `was`; what it leaves out, or tells less exactly, stays as it was.

    What has ended stays so, whatever is recalled of it, unless it is promised `again`; an article that is older than what
    was read before it changes nothing else.
    """
    older = told.published[:10] < was.published[:10]
    if told.open and (older or not (was.open or again)):
        return Step(replace(was, seen=told.seen, said=was.said | told.said, evidence=told.evidence), "repeated")
    terms = _terms(was, told)
    if not told.open:
        change: Change = "repeated" if told.status == was.status else _named(told.status)
        return Step(_merged(was, told, terms, told.status), change, terms if change != "repeated" else ())
    status = told.status if any(term.term == "status" for term in terms) else was.status
    return Step(_merged(was, told, terms, status), "changed" if terms else "repeated", terms)


def _named(status: Status) -> Change:
    match status:
        case "fulfilled" | "broken" | "withdrawn":
            return status
        case _:
            return "changed"


def _merged(was: Standing, told: Standing, terms: tuple[Term, ...], status: Status) -> Standing:
    moved = {term.term for term in terms}
    timed = told if "deadline" in moved or _more_exact(was, told) else was
    return Standing(
        seen=told.seen,
        published=told.published,
        kind=told.kind if "kind" in moved else was.kind,
        action=told.action if moved else was.action,
        condition=told.condition if "condition" in moved or not was.condition else was.condition,
        deadline=timed.deadline,
        window=timed.window,
        begins=timed.begins,
        status=status,
        sums=told.sums if "amount" in moved or not was.sums else was.sums,
        said=was.said | told.said,
        evidence=told.evidence,
    )


def _more_exact(was: Standing, told: Standing) -> bool:
    """Whether what is told of a deadline that has not moved tells more of it: a day of the month that was named."""
    old, new = was.window, told.window
    if new is None or old is None:
        return new is not None or (old is None and bool(told.begins or not was.deadline))
    return (
        new.term == old.term
        and old.first <= new.first
        and new.last <= old.last
        and (new.first, new.last) != (old.first, old.last)
    )


def _terms(was: Standing, told: Standing) -> tuple[Term, ...]:
    found: list[Term] = []
    if _postponed(was, told):
        found.append(Term(term="deadline", old=was.deadline, new=told.deadline))
    if amounts := sums.changed(was.sums, told.sums, was.said, told.said):
        found.append(Term(term="amount", old=amounts[0] or None, new=amounts[1]))
    if _bound(told.kind) > _bound(was.kind) >= 0:
        found.append(Term(term="kind", old=was.kind, new=told.kind))
    if _moves(was.status, told.status):
        found.append(Term(term="status", old=was.status, new=told.status))
    if _conditioned(was.condition, told.condition):
        found.append(Term(term="condition", old=was.condition, new=told.condition))
    return tuple(found)


def _postponed(was: Standing, told: Standing) -> bool:
    """Whether the deadline is another: by its days where both can be told, by the numbers in its words where not.

    What begins on a day is not due by another one: "in force from 2028", "in force by 2027".
    """
    old, new = was.window, told.window
    if new is not None and old is not None:
        return _apart(old, new)
    if new is not None:
        return told.open and not (was.begins and not new.term and _nested(was.begins, new))
    if told.begins and (old or was.begins):
        return (
            _apart(was.begins, told.begins)
            if was.begins
            else bool(old and not old.term and not _nested(old, told.begins))
        )
    if was.deadline and told.deadline and old is None:
        return conflict(taken(was.deadline).numbers, taken(told.deadline).numbers) is not None
    return False


def _nested(old: Window, new: Window) -> bool:
    """Whether one of two windows lies in the other."""
    return (old.first <= new.first and new.last <= old.last) or (new.first <= old.first and old.last <= new.last)


def _apart(old: Window, new: Window) -> bool:
    """Whether neither window lies in the other, and their last days are further apart than either can vary."""
    if _nested(old, new):
        return False
    days = abs((date.fromisoformat(old.last) - date.fromisoformat(new.last)).days)
    return days > max(old.slack, new.slack)


def _moves(old: Status, new: Status) -> bool:
    """Whether the status has moved on: forwards, or from closed to open again."""
    if old == new:
        return False
    return new in CLOSED or old in CLOSED or _rank(new) > _rank(old)


def _bound(kind: CommitmentKind) -> int:
    return _KINDS.index(kind) if kind in _KINDS else -1


def _conditioned(old: str | None, new: str | None) -> bool:
    """Whether a condition was added, or is another: other numbers, or not a word in common."""
    if new is None:
        return False
    if old is None:
        return True
    if conflict(taken(old).numbers, taken(new).numbers) is not None:
        return True
    ours, theirs = words_of(old), words_of(new)
    return bool(ours and theirs) and not found_in(ours, theirs)
