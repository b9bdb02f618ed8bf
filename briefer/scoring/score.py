"""A brief against a reference: pair the items, give credit, count."""

from __future__ import annotations

from briefer.domain.article import Article
from briefer.domain.scorecard import ArticleScore, Candidate, Reference


class Prepared:
    """One reference and its article, made ready to score many briefs."""

    def __init__(self, reference: Reference, article: Article) -> None:
        self._reference = reference
        self._article = article

    def score(self, candidate: Candidate | None) -> ArticleScore:
        """The score of `candidate`; None stands for a brief that is invalid, refused or missing, and scores 0."""
        raise NotImplementedError


def prepare(reference: Reference, article: Article) -> Prepared:
    """Make `reference` ready to score many briefs of `article`."""
    return Prepared(reference, article)


def score(candidate: Candidate | None, reference: Reference, article: Article) -> ArticleScore:
    """The score of one brief; for many briefs of one article, `prepare` once.

    A function of its arguments only: no other article, no order of items, no clock, locale, hash seed or thread has a say.
    """
    return prepare(reference, article).score(candidate)


def scorer_hash() -> str:
    """Names the scorer: a hash over the sources of this room and its constants. Scores of two scorers cannot be compared."""
    raise NotImplementedError
