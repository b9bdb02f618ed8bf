"""Which record each statement of a day belongs to: article by article, by the best matching, over an index of promisers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from briefer.daily.ledger.closing import CLOSED
from briefer.daily.ledger.likeness import DOUBTFUL, SURE, compare
from briefer.daily.ledger.prepared import Prepared, prepared
from briefer.daily.ledger.statement import Record, Statement, in_order, named
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
        self._tellings: dict[str, tuple[Prepared, ...]] = {}
        self._by_link: defaultdict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, defaultdict[str, set[str]]] = {}
        for record in records:
            self._add(record)

    def read(self, statements: Iterable[Statement]) -> None:
        """Put what one article says where it belongs."""
        told = [prepared(s) for s in sorted(set(statements), key=lambda s: s.model_dump_json())]
        scores = [dict(self._scored(each)) for each in told]
        columns = sorted({key for found in scores for key in found})
        sure = {
            (i, columns.index(key)): round(score * _MILLION)
            for i, found in enumerate(scores)
            for key, score in found.items()
            if score >= SURE
        }
        chosen = {i: columns[j] for i, j in best(sure)}
        for i, each in enumerate(told):
            self._place(each, scores[i], chosen.get(i), taken=frozenset(chosen.values()))

    def _place(self, told: Prepared, scores: Mapping[str, float], key: str | None, *, taken: frozenset[str]) -> None:
        key = key or _told_twice(told, scores, taken)
        if key is not None:
            self._extend(key, told)
            return
        ranked = sorted((-score, key) for key, score in scores.items() if key not in taken)
        possible = tuple(key for _, key in ranked[:_CANDIDATES])
        self._add(Record(id=named(told.statement, self._names), statements=(told.statement,), possible=possible))

    def _scored(self, told: Prepared) -> Iterator[tuple[str, float]]:
        for key in sorted(self._candidates(told)):
            if any((name, told.statement.article) in self._apart for name in self.records[key].ids):
                continue
            score = max(compare(told, other) for other in self._told(key))
            if score >= DOUBTFUL:
                yield key, score

    def _told(self, key: str) -> tuple[Prepared, ...]:
        """The first telling of a record and the latest ones, each action once."""
        if key not in self._tellings:
            statements = self.records[key].statements
            found: dict[tuple[object, ...], Statement] = {}
            for statement in (*reversed(statements), statements[0]):
                found.setdefault((statement.action, statement.by, statement.kind), statement)
            distinct = list(found.values())
            self._tellings[key] = tuple(map(prepared, distinct[:_LATEST] + distinct[_LATEST:][-1:]))
        return self._tellings[key]

    def _candidates(self, told: Prepared) -> set[str]:
        """The records of whoever may be the promiser that share a word, or the story, with what is told."""
        terms, found = _terms(told), set[str]()
        for link in {link for who in told.by for link in who.seeks}:
            if link in self._by_link:
                index = self._words(link)
                found.update(*(index[term] for term in terms if term in index))
        return found

    def _words(self, link: str) -> defaultdict[str, set[str]]:
        """The records of the promisers with this link, by what they are about and by their stories."""
        if link not in self._by_word:
            index: defaultdict[str, set[str]] = defaultdict(set)
            for key in self._by_link[link]:
                for told in self._told(key):
                    for term in _terms(told):
                        index[term].add(key)
            self._by_word[link] = index
        return self._by_word[link]

    def _add(self, record: Record) -> None:
        self.records[record.id] = record
        self._names |= record.ids
        self._index(record.id)

    def _extend(self, key: str, told: Prepared) -> None:
        record = self.records[key]
        self.records[key] = record.model_copy(update={"statements": in_order((*record.statements, told.statement))})
        self._tellings.pop(key, None)
        self._index(key)

    def _index(self, key: str) -> None:
        told = self._told(key)
        for link in {link for each in told for who in each.by for link in who.links}:
            self._by_link[link].append(key)
            if link in self._by_word:
                for term in {term for each in told for term in _terms(each)}:
                    self._by_word[link][term].add(key)


def _told_twice(told: Prepared, scores: Mapping[str, float], taken: frozenset[str]) -> str | None:
    """The record that another statement of this article has taken, where this one tells the same, or how it ended."""
    least = SURE if told.statement.status in CLOSED else _SAME
    found = [(-score, key) for key, score in scores.items() if key in taken and score >= least]
    return min(found)[1] if found else None


def _terms(told: Prepared) -> frozenset[str]:
    """What a statement is looked up by: all that its words may name, and its story."""
    story = told.statement.story
    return told.about.senses | {_STORY + story} if story else told.about.senses
