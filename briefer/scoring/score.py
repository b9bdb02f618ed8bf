"""A brief against a reference: pair the items, give credit, count."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.domain.article import Article
from briefer.domain.brief import LISTS, ListName
from briefer.domain.scorecard import ArticleScore, Candidate, Importance, ListScore, Pairing, Reference
from briefer.scoring import match
from briefer.scoring.compare import UNIT, Comparer, Comparison
from briefer.scoring.constants import Constants, constants
from briefer.scoring.fingerprint import scorer_hash
from briefer.scoring.items import Item, prepare_items
from briefer.scoring.names import Names
from briefer.scoring.source import Source

_STEP = 10**12
"""More than the likeness of all pairs of a brief can add up to, in millionths."""


class Prepared:
    """One reference and its article, made ready to score many briefs; it never changes, so that threads may share it."""

    def __init__(self, reference: Reference, article: Article, using: Constants) -> None:
        self._article = article.id
        self._reference = reference
        self._source = Source(article, using)
        names = Names(article.text, using)
        self._comparers = {name: Comparer(using.fields[name], self._source, names) for name in LISTS}
        self._expected = prepare_items([("", True, reference.lists)], self._source)

    def score(self, candidate: Candidate | None) -> ArticleScore:
        """The score of `candidate`; None stands for a brief that is invalid, refused or missing, and scores 0."""
        valid = candidate is not None
        candidate = candidate or Candidate()
        predicted = prepare_items(
            [("", True, candidate.proven), ("unproven.", False, candidate.unproven)], self._source
        )
        lists: dict[ListName, ListScore] = {}
        pairings: list[Pairing] = []
        for name in LISTS:
            matched = self._pair(name, predicted[name])
            lists[name] = matched.count()
            pairings += matched.pairings()
        items = [item for each in predicted.values() for item in each]
        return ArticleScore(
            article=self._article,
            valid=valid,
            lists=lists,
            pairings=tuple(pairings),
            items=len(items),
            proven=sum(item.proven for item in items),
            scorer=scorer_hash(),
        )

    def _pair(self, name: ListName, predicted: list[Item]) -> _Matched:
        """Compare all items of one list, and match them for the most credit, then for vital items, then by likeness."""
        expected, comparer = self._expected[name], self._comparers[name]
        vital = [self._reference.importance(item.path) == "vital" for item in expected]
        table = comparer.table(expected, predicted)
        credit = {(i, j): comparison.credit if predicted[j].proven else 0 for (i, j), comparison in table.items()}
        worth = {(i, j): (c * _STEP + (vital[i] and c > 0)) * _STEP + table[i, j].align for (i, j), c in credit.items()}
        return _Matched(comparer, name, expected, predicted, vital, table, credit, dict(match.best(worth)))


@dataclass(frozen=True, slots=True)
class _Matched:
    """One list of both sides, matched: `partner` has the item of the brief for each item of the reference that has one."""

    comparer: Comparer
    name: ListName
    expected: list[Item]
    predicted: list[Item]
    vital: list[bool]
    table: dict[match.Pair, Comparison]
    credit: dict[match.Pair, int]
    partner: dict[int, int]

    def pairings(self) -> list[Pairing]:
        """Every item of both sides once, with what it was paired with; the items of the reference first."""
        taken = set(self.partner.values())
        found = [self._pairing(i) for i in range(len(self.expected))]
        return found + [Pairing(self.name, item.path, None) for j, item in enumerate(self.predicted) if j not in taken]

    def count(self) -> ListScore:
        """The counts of this list."""
        earned = [self.credit[i, j] for i, j in self.partner.items() if self.vital[i]]
        return ListScore(
            credit=sum(earned) / UNIT,
            predicted=len(self.predicted) - len(self._spared()),
            expected=sum(self.vital),
            hits=sum(credit > 0 for credit in earned),
        )

    def _spared(self) -> set[int]:
        """The items of the brief that cost nothing: those that say best what an okay item says, once or twice."""
        best: dict[int, tuple[int, bool]] = {}
        for (i, j), credit in self.credit.items():
            if credit:
                best[j] = max(best.get(j, (0, False)), (credit, self.vital[i]))
        used = {j for i, j in self.partner.items() if self.vital[i] and self.credit[i, j]}
        return {j for j, (_, vital) in best.items() if not vital} - used

    def _pairing(self, i: int) -> Pairing:
        importance: Importance = "vital" if self.vital[i] else "okay"
        if i not in self.partner:
            return Pairing(self.name, None, self.expected[i].path, importance)
        j = self.partner[i]
        ours, comparison = self.predicted[j], self.table[i, j]
        verdict = self.comparer.explain(self.expected[i], ours, comparison)
        reasons = [veto.reason for veto in verdict.vetoes]
        if not ours.proven:
            reasons.append("its evidence was not found in the article")
        if not verdict.vetoes and not comparison.credit:
            reasons.append("too little in common")
        return Pairing(
            list=self.name,
            predicted=ours.path,
            expected=self.expected[i].path,
            importance=importance,
            align=comparison.align / UNIT,
            credit=self.credit[i, j] / UNIT,
            fields=verdict.fields,
            evidence=comparison.evidence,
            refused=tuple(reasons),
            contradiction=verdict.contradicts,
        )


def prepare(reference: Reference, article: Article, using: Constants | None = None) -> Prepared:
    """Make `reference` ready to score many briefs of `article`; `using` other constants only to calibrate them."""
    return Prepared(reference, article, using or constants())


def score(candidate: Candidate | None, reference: Reference, article: Article) -> ArticleScore:
    """The score of one brief; for many briefs of one article, `prepare` once.

    A function of its arguments only: no other article, no order of items, no clock, locale, hash seed or thread has a say.
    """
    return prepare(reference, article).score(candidate)
