"""What one article said of one commitment, as the ledger keeps it; and the commitment, which is all that was said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from briefer.daily.articles import instant
from briefer.domain.brief import CommitmentKind, Names, Status, Value
from briefer.domain.edition import Cited

_DIGITS = 8

Sum = tuple[str, str]
"""An amount: its dimension (`usd`, `%`, `minutes`, `months`, or what is counted) and its value as a decimal number."""


class Party(Value):
    """One promiser or beneficiary: as the commitment calls it, by its other names in that article, and whom it speaks for."""

    name: str
    names: Names = ()
    bodies: Names = ()


class Window(Value):
    """The days between which a deadline falls, YYYY-MM-DD, as seen from the day on which it was told.

    `slack` says by how many days two tellings of it may differ ("within 30 days", said again a day later). `term` says
    that the commitment holds until then, rather than being due then.
    """

    told: str
    first: str
    last: str
    slack: int = 0
    term: bool = False


class Statement(Value):
    """What one article said of a commitment. `seen` is the date of the edition that heard it.

    `window` is when it is due or ends, `begins` when it begins, if its `deadline` tells that.
    `promise` is what of the action was promised, where the action says how it ended: "scrap its pledge to stop lending".
    """

    seen: str
    published: str
    article: str
    story: str = ""
    voice: str = ""
    by: tuple[Party, ...]
    to: tuple[Party, ...] = ()
    kind: CommitmentKind
    action: str
    promise: str = ""
    condition: str | None = None
    deadline: str | None = None
    window: Window | None = None
    begins: Window | None = None
    status: Status
    sums: tuple[Sum, ...] = ()
    evidence: tuple[Cited, ...]

    @property
    def place(self) -> tuple[str, str, str]:
        """Its place among the statements of one edition: by when it was published, whatever zone that was told in."""
        return instant(self.published), self.article, self.model_dump_json()


class Reminder(Value):
    """That the edition of a date reported the commitment as overdue, and by which due day."""

    seen: str
    due: str


class Record(Value):
    """One commitment: what was said of it, in the order of editions and of publication.

    `also` are the ids of entries that a person has found to be this one.
    """

    id: str
    also: Names = ()
    statements: tuple[Statement, ...]
    reminders: tuple[Reminder, ...] = ()
    possible: Names = ()

    @property
    def ids(self) -> frozenset[str]:
        """All names that the ledger has given it."""
        return frozenset({self.id, *self.also})

    @property
    def first_seen(self) -> str:
        """The date of the edition that first heard of it."""
        return self.statements[0].seen

    @property
    def last_seen(self) -> str:
        """The date of the last edition that heard of it."""
        return self.statements[-1].seen

    @property
    def days(self) -> tuple[tuple[Statement, ...], ...]:
        """Its statements, day by day."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            found.setdefault(statement.seen, []).append(statement)
        return tuple(tuple(found[seen]) for seen in sorted(found))


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements by edition, then as published, each once."""
    return tuple(sorted(set(statements), key=lambda s: (s.seen, *s.place)))


def named(statement: Statement, names: Collection[str]) -> str:
    """An id for the record that begins with `statement`: digits that depend on what it says alone, and are not in `names`.

    Its story and its voice do not count: when people move pages between stories, entries keep their ids. When it begins
    stands in its deadline already.
    """
    said = statement.model_dump_json(exclude={"story", "voice", "begins"})
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
    return next(digest[:size] for size in range(_DIGITS, len(digest) + 1) if digest[:size] not in names)
