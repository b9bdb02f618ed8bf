"""One article of one system in full: what was said, what was expected, and how the two were paired."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefer.domain.article import Article
from briefer.domain.brief import AnyItem
from briefer.domain.quote import Evidence, Quote
from briefer.domain.scorecard import ArticleScore, Candidate, Pairing, Reference


@dataclass(frozen=True)
class Detail:
    """`candidate` is None where there is no valid brief; `error` then says why."""

    system: str
    article: Article = field(repr=False)
    reference: Reference = field(repr=False)
    score: ArticleScore = field(repr=False)
    candidate: Candidate | None = field(default=None, repr=False)
    error: str = ""

    def predicted(self, pairing: Pairing) -> AnyItem[Quote] | AnyItem[Evidence] | None:
        """The item of the brief in a pairing."""
        if pairing.predicted is None or self.candidate is None:
            return None
        path = pairing.predicted.removeprefix("unproven.")
        if path == pairing.predicted:
            return dict(self.candidate.proven.items()).get(path)
        return dict(self.candidate.unproven.items()).get(path)

    def expected(self, pairing: Pairing) -> AnyItem[Evidence] | None:
        """The item of the reference in a pairing."""
        return None if pairing.expected is None else dict(self.reference.lists.items()).get(pairing.expected)
