"""Which record each statement of a day belongs to: article by article, by the best matching, over an index of promisers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from briefer.daily.ledger.likeness import DOUBTFUL, SURE, likeness
from briefer.daily.ledger.people import who
from briefer.daily.ledger.statement import Record, Statement, in_order, named
from briefer.daily.ledger.wording import about, meant
from briefer.scoring.match import best

_MILLION = 1_000_000
_LATEST = 6
"""So many different tellings of a commitment are compared with a new one, the latest first."""
_CANDIDATES = 3
"""So many possible matches of a doubtful entry are named."""
_SAME = 0.9
"""Two statements of one article that are so alike are one commitment, told twice."""
_STORY = "story:"


class Matcher:
    """The records of a ledger while a day is being read into them."""

    def __init__(self, records: Iterable[Record], apart: frozenset[tuple[str, str]] = frozenset()) -> None:
        """`apart` are pairs of an entry's id and an article that a person has parted."""
        self._apart = apart
        self.records: dict[str, Record] = {}
        self._names: set[str] = set()
        self._by_link: defaultdict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, dict[str, set[str]]] = {}
        for record in records:
            self._add(record)

    def read(self, statements: Iterable[Statement]) -> None:
        """Put what one article says where it belongs."""
        told = sorted(set(statements), key=lambda s: s.model_dump_json())
        scores = [dict(self._scored(statement)) for statement in told]
        columns = sorted({key for found in scores for key in found})
        chosen = {i: columns[j] for i, j in best(self._table(scores))}
        for i, statement in enumerate(told):
            self._place(statement, scores[i], chosen.get(i), taken=frozenset(chosen.values()))

    def _table(self, scores: list[dict[str, float]]) -> Mapping[tuple[int, int], int]:
        columns = {key: j for j, key in enumerate(sorted({key for found in scores for key in found}))}
        return {
            (i, columns[key]): round(score * _MILLION)
            for i, found in enumerate(scores)
            for key, score in found.items()
            if score >= SURE
        }

    def _place(
        self, statement: Statement, scores: Mapping[str, float], key: str | None, *, taken: frozenset[str]
    ) -> None:
        if key is None:
            key = self._told_twice(statement, scores, taken)
        if key is not None:
            self._extend(key, statement)
            return
        ranked = sorted((-score, key) for key, score in scores.items() if score >= DOUBTFUL and key not in taken)
        self._add(
            Record(
                id=named(statement, self._names),
                statements=(statement,),
                possible=tuple(k for _, k in ranked[:_CANDIDATES]),
            )
        )

    def _told_twice(self, statement: Statement, scores: Mapping[str, float], taken: frozenset[str]) -> str | None:
        """The record that another statement of this article has taken, where this one tells the same, or how it ended."""
        over = statement.status in {"fulfilled", "broken", "withdrawn"}
        found = [(-score, key) for key, score in scores.items() if key in taken and score >= (SURE if over else _SAME)]
        return min(found)[1] if found else None

    def _scored(self, statement: Statement) -> Iterator[tuple[str, float]]:
        for key in sorted(self._candidates(statement)):
            record = self.records[key]
            if any((name, statement.article) in self._apart for name in record.ids):
                continue
            score = max(likeness(statement, other) for other in _tellings(record))
            if score >= DOUBTFUL:
                yield key, score

    def _candidates(self, statement: Statement) -> set[str]:
        words = _terms((statement,))
        found: set[str] = set()
        for link in sorted({link for party in statement.by for link in who(party).links}):
            if link in self._by_link:
                index = self._words(link)
                found = found.union(*(index[word] for word in words if word in index))
        return found

    def _words(self, link: str) -> dict[str, set[str]]:
        """The records of the promisers with this link, by what they are about and by their stories."""
        if link not in self._by_word:
            index: defaultdict[str, set[str]] = defaultdict(set)
            for key in self._by_link[link]:
                for word in _terms(self.records[key].statements):
                    index[word].add(key)
            self._by_word[link] = index
        return self._by_word[link]

    def _add(self, record: Record) -> None:
        self.records[record.id] = record
        self._names |= record.ids
        self._index(record.id, record.statements)

    def _extend(self, key: str, statement: Statement) -> None:
        record = self.records[key]
        self.records[key] = record.model_copy(update={"statements": in_order((*record.statements, statement))})
        self._index(key, (statement,))

    def _index(self, key: str, statements: tuple[Statement, ...]) -> None:
        terms = _terms(statements)
        for link in {link for s in statements for party in s.by for link in who(party).links}:
            self._by_link[link].append(key)
            if link in self._by_word:
                for word in terms:
                    self._by_word[link].setdefault(word, set()).add(key)


def _terms(statements: Iterable[Statement]) -> set[str]:
    return {sense for s in statements for sense in meant(about(s))} | {_STORY + s.story for s in statements if s.story}


def _tellings(record: Record) -> list[Statement]:
    """The first telling of a record and the latest ones, each action once."""
    found: dict[tuple[object, ...], Statement] = {}
    for statement in (*reversed(record.statements), record.statements[0]):
        found.setdefault((statement.action, statement.by, statement.kind), statement)
    distinct = list(found.values())
    return distinct[:_LATEST] + distinct[_LATEST:][-1:]
