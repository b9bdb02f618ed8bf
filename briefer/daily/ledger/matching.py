"""Which record each statement of a day belongs to: article by article, by the best matching, over an index of promisers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefer.daily.ledger.closing import CLOSED
from briefer.daily.ledger.likeness import DOUBTFUL, SURE, compare
from briefer.daily.ledger.people import who
from briefer.daily.ledger.prepared import Prepared, prepared
from briefer.daily.ledger.statement import Record, Statement, in_order, named
from briefer.daily.ledger.turning import LEAST, turned, turning
from briefer.daily.ledger.wording import senses
from briefer.scoring.match import best

_MILLION = 1_000_000
_LATEST = 6
"""So many different tellings of a commitment are compared with a new one, the latest first."""
_CANDIDATES = 3
"""So many possible matches of a doubtful entry are named."""
_SAME = 0.9
"""Two statements of one article that are so alike are one commitment, told twice."""
_FEW = 3
"""So many words say enough of a promise that one of them in common is no reason to compare it."""
_READY = 1 << 13
"""So many records are held ready for comparison."""
_STORY = "story:"


class Matcher:
    """The records of a ledger while a day is being read into them."""

    def __init__(self, records: Iterable[Record], apart: frozenset[tuple[str, str]] = frozenset()) -> None:
        """`apart` are pairs of an entry's id and an article that a person has parted: what that says is an entry of its own."""
        self._apart = apart
        self.records: dict[str, Record] = {}
        self._names: set[str] = set()
        self._tellings: dict[str, tuple[Prepared, ...]] = {}
        self._by_link: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._by_word: dict[str, defaultdict[str, set[str]]] = {}
        for record in records:
            self._add(record)

    def read(self, statements: Iterable[Statement]) -> None:
        """Put what one article says where it belongs."""
        told = [prepared(s) for s in sorted(set(statements), key=lambda s: s.model_dump_json())]
        scores = [self._scored(each) for each in told]
        columns = sorted({key for found in scores for key in found})
        sure = {
            (i, columns.index(key)): round(score * _MILLION)
            for i, found in enumerate(scores)
            for key, score in found.items()
            if score >= SURE
        }
        chosen = {i: columns[j] for i, j in best(sure)}
        instead: dict[str, str] = {}
        for i, each in enumerate(told):
            key = chosen.get(i) or _told_twice(each, scores[i], frozenset(chosen.values()))
            if key is None:
                ranked = sorted((-score, key) for key, score in scores[i].items() if key not in chosen.values())
                self._begin(each, tuple(key for _, key in ranked[:_CANDIDATES]))
            elif not self._parted(key, each):
                self._extend(key, each)
            elif key in instead:
                self._extend(instead[key], each)
            else:
                instead[key] = self._begin(each)

    def _begin(self, told: Prepared, possible: tuple[str, ...] = ()) -> str:
        name = named(told.statement, self._names)
        self._add(Record(id=name, statements=(told.statement,), possible=possible))
        for key in possible if told.over else ():
            doubtful = self.records[key]
            self.records[key] = doubtful.model_copy(update={"possible": (*doubtful.possible, name)})
        return name

    def _scored(self, told: Prepared) -> dict[str, float]:
        """The records that may be of what is told; not what its article was parted from, where it has an entry of its own."""
        candidates = {key: self._told(key) for key in sorted(self._candidates(told))}
        turned = {key for key, tellings in candidates.items() if self._turned(key, tellings, told)}
        scores = {
            key: max(compare(told, other, LEAST if key in turned else DOUBTFUL) for other in tellings)
            for key, tellings in candidates.items()
        }
        found = {key: score for key, score in scores.items() if score >= DOUBTFUL}
        if any(score >= SURE and self._has(key, told) for key, score in found.items()):
            found = {key: score for key, score in found.items() if not self._parted(key, told)}
        if max(found.values(), default=0.0) >= SURE or not turned:
            return found
        return found | turning(told, {key: (scores[key], candidates[key]) for key in turned})

    def _turned(self, key: str, tellings: Sequence[Prepared], told: Prepared) -> bool:
        return turned(self.records[key], tellings, told) and not self._has(key, told) and not self._parted(key, told)

    def _parted(self, key: str, told: Prepared) -> bool:
        """Whether a person has parted the article from this record, and not brought it back since."""
        apart = any((name, told.statement.article) in self._apart for name in self.records[key].ids)
        return apart and not self._has(key, told)

    def _has(self, key: str, told: Prepared) -> bool:
        return any(statement.article == told.statement.article for statement in self.records[key].statements)

    def _told(self, key: str) -> tuple[Prepared, ...]:
        """The first telling of a record and the latest ones, each action once."""
        if key not in self._tellings:
            if len(self._tellings) >= _READY:
                del self._tellings[next(iter(self._tellings))]
            statements = self.records[key].statements
            found: dict[tuple[object, ...], Statement] = {}
            for statement in (*reversed(statements), statements[0]):
                found.setdefault((statement.action, statement.by, statement.kind), statement)
            distinct = list(found.values())
            self._tellings[key] = tuple(map(prepared, distinct[:_LATEST] + distinct[_LATEST:][-1:]))
        return self._tellings[key]

    def _candidates(self, told: Prepared) -> set[str]:
        """The records of whoever may be the promiser that share the story, or two words with what is told.

        One word is enough where one of them has no more than two.
        """
        found, shared = set[str](), Counter[str]()
        for link in {link for party in told.by for link in party.seeks}:
            if link in self._by_link:
                index = self._words(link)
                found |= index.get(_STORY + told.statement.story, set())
                for word in told.about.words:
                    shared.update(set().union(*(index.get(sense, ()) for sense in senses(word))))
        few = len(told.about.words) < _FEW
        found.update(key for key, count in shared.items() if few or count > 1 or self._few(key))
        return found

    def _few(self, key: str) -> bool:
        return any(len(each.about.words) < _FEW for each in self._told(key))

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
        self._index(record.id, record.statements)

    def _extend(self, key: str, told: Prepared) -> None:
        record = self.records[key]
        self.records[key] = record.model_copy(update={"statements": in_order((*record.statements, told.statement))})
        self._tellings.pop(key, None)
        self._index(key, (told.statement,))

    def _index(self, key: str, statements: Iterable[Statement]) -> None:
        for link in {link for statement in statements for party in statement.by for link in who(party).links}:
            self._by_link[link][key] = None
            if link in self._by_word:
                for term in {term for each in self._told(key) for term in _terms(each)}:
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
