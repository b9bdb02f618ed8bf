"""A brief against a reference: pair the items, give credit, count."""

from __future__ import annotations

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
"""More than all lesser worths of a brief can add up to, in millionths."""


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
            paired = self._pair(name, predicted[name])
            lists[name] = _count(paired)
            pairings += paired
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

    def _pair(self, name: ListName, predicted: list[Item]) -> list[Pairing]:
        """Every item of both sides once, with what it was paired with; the items of the reference first."""
        expected, compare = self._expected[name], self._comparers[name].compare
        table = {
            (i, j): comparison
            for i, theirs in enumerate(expected)
            for j, ours in enumerate(predicted)
            if (comparison := compare(theirs, ours)) is not None
        }
        worth = {(i, j): self._worth(expected[i], predicted[j], comparison) for (i, j), comparison in table.items()}
        partner = dict(match.best(worth))
        taken = set(partner.values())
        found = []
        for i, item in enumerate(expected):
            importance = self._reference.importance(item.path)
            if i in partner:
                found.append(_pairing(name, item, predicted[partner[i]], table[i, partner[i]], importance))
            else:
                found.append(Pairing(name, None, item.path, importance))
        return found + [Pairing(name, item.path, None) for j, item in enumerate(predicted) if j not in taken]

    def _worth(self, expected: Item, predicted: Item, comparison: Comparison) -> int:
        """Credit with vital items first, then credit at all, then likeness."""
        credit = comparison.credit if predicted.proven else 0
        vital = credit if self._reference.importance(expected.path) == "vital" else 0
        return (vital * _STEP + credit) * _STEP + comparison.align


def prepare(reference: Reference, article: Article, using: Constants | None = None) -> Prepared:
    """Make `reference` ready to score many briefs of `article`; `using` other constants only to calibrate them."""
    return Prepared(reference, article, using or constants())


def score(candidate: Candidate | None, reference: Reference, article: Article) -> ArticleScore:
    """The score of one brief; for many briefs of one article, `prepare` once.

    A function of its arguments only: no other article, no order of items, no clock, locale, hash seed or thread has a say.
    """
    return prepare(reference, article).score(candidate)


def _pairing(
    name: ListName, expected: Item, predicted: Item, comparison: Comparison, importance: Importance
) -> Pairing:
    reasons = [veto.reason for veto in comparison.vetoes]
    if not predicted.proven:
        reasons.append("its evidence was not found in the article")
    if not comparison.vetoes and not comparison.credit:
        reasons.append("too little in common")
    return Pairing(
        list=name,
        predicted=predicted.path,
        expected=expected.path,
        importance=importance,
        align=comparison.align / UNIT,
        credit=comparison.credit / UNIT if predicted.proven else 0.0,
        fields=comparison.fields,
        evidence=comparison.evidence,
        refused=tuple(reasons),
        contradiction=comparison.contradicts,
    )


def _count(paired: list[Pairing]) -> ListScore:
    credited = [p for p in paired if p.credit > 0]
    vital = [p for p in credited if p.importance == "vital"]
    spared = sum(p.importance == "okay" for p in credited)
    return ListScore(
        credit=sum(round(UNIT * p.credit) for p in vital) / UNIT,
        predicted=sum(p.predicted is not None for p in paired) - spared,
        expected=sum(p.expected is not None and p.importance == "vital" for p in paired),
        hits=len(vital),
    )
