"""The pipeline: one article in, one brief out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefer.domain.article import Article
from briefer.domain.brief import ArticleCard, Brief, Draft, Provenance, Tokens
from briefer.domain.exchange import Backend, Completion, Request
from briefer.domain.prompt import PromptTemplate
from briefer.errors import BadAnswer, Malformed, SourceError
from briefer.prompting import schema
from briefer.prompting.compose import compose, repair
from briefer.prompting.requote import is_requote
from briefer.reading.ground import ground
from briefer.reading.merge import merge, origins
from briefer.reading.parse import parse
from briefer.requoting import requoted
from briefer.version import __version__

MIN_WORDS = 10


@dataclass(frozen=True)
class Summariser:
    """A pipeline ready to brief articles. It holds no state, so that one serves many threads.

    `clock` gives the time in ISO 8601; `asked` is the name of the backend in the configuration. With a `requote_template` the
    model is asked once more for quotes that are not in the article.
    """

    backend: Backend
    template: PromptTemplate
    repair_template: PromptTemplate
    clock: Callable[[], str]
    asked: str
    part_tokens: int = 12_000
    repairs: int = 2
    requote_template: PromptTemplate | None = None

    def requests(self, article: Article) -> list[Request]:
        """The requests that briefing `article` begins with: one a part."""
        if article.words < MIN_WORDS:
            raise SourceError(
                f"{article.id}: {article.words} words are too few to brief", hint=f"an article has at least {MIN_WORDS}"
            )
        return compose(self.template, article, self.part_tokens)

    def brief(self, article: Article) -> Brief:
        """The brief of `article`.

        Raises `SourceError` for what is no article, `NoAnswer`, `RecordingError` or `BudgetExceeded` where the backend
        gives no answer, and `BadAnswer` where what it gives stays useless after `repairs` repairs.
        """
        requests = self.requests(article)
        answered = [self.answer(request) for request in requests]
        drafts = [draft for draft, _ in answered]
        exchanges = [exchange for _, exchanges in answered for exchange in exchanges]
        draft = drafts[0] if len(drafts) == 1 else merge(drafts)
        places = (
            origins(drafts, [request.article.text for request in requests], article.text) if len(drafts) > 1 else None
        )
        grounded = ground(draft, article, places)
        return Brief(
            article=_card(article),
            bottom_line=draft.bottom_line,
            actors=grounded.proven.actors,
            commitments=grounded.proven.commitments,
            risks=grounded.proven.risks,
            reactions=grounded.proven.reactions,
            unproven=grounded.unproven,
            checks=grounded.checks,
            provenance=self._provenance(article, exchanges, parts=len(drafts)),
        )

    def answer(self, request: Request) -> tuple[Draft, list[tuple[Request, Completion]]]:
        """The draft that answers `request`, after as many repairs as it took and the re-ask for quotes, and all exchanges on the way."""
        exchanges: list[tuple[Request, Completion]] = []
        for left in range(self.repairs, -1, -1):
            completion = self.backend.complete(request)
            exchanges.append((request, completion))
            try:
                draft = parse(completion)
            except Malformed as problem:
                if not left:
                    raise
                request = repair(self.repair_template, request, completion.text, problem.problems)
            else:
                again = self.requote_template
                return requoted(again, self.backend, draft, exchanges) if again else (draft, exchanges)
        raise BadAnswer("no answer")  # pragma: no cover  # the loop returns or raises

    def _provenance(self, article: Article, exchanges: list[tuple[Request, Completion]], *, parts: int) -> Provenance:
        completions = [completion for _, completion in exchanges]
        last = completions[-1]
        costs = [c.cost_usd for c in completions]
        return Provenance(
            article_sha256=article.sha256,
            prompt=self.template.id,
            prompt_sha256=self.template.sha256,
            schema_version=schema.VERSION,
            backend=last.backend or self.asked,
            backend_kind=last.kind,
            model_asked=last.model_asked or None,
            model_answered=last.model,
            answered=last.answered,
            captured=str(last.captured) if last.captured else None,
            fingerprints=tuple(c.fingerprint for c in completions if c.fingerprint),
            parts=parts,
            attempts=sum(c.attempts for c in completions),
            repairs=sum(request.round > 0 for request, _ in exchanges),
            requotes=sum(is_requote(request) for request, _ in exchanges),
            skipped=tuple(dict.fromkeys(s for c in completions for s in c.skipped)),
            tokens=_sum([c.usage for c in completions]),
            cost_usd="unknown" if None in costs else sum(c for c in costs if c is not None),
            notes=tuple(dict.fromkeys(note for c in completions for note in c.notes)),
            briefer=__version__,
            created=self.clock(),
        )


def _card(article: Article) -> ArticleCard:
    return ArticleCard(
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        language=article.language,
        sha256=article.sha256,
        words=article.words,
    )


def _sum(usages: list[Tokens]) -> Tokens:
    def total(values: list[int | None]) -> int | None:
        known = [value for value in values if value is not None]
        return sum(known) if known else None

    return Tokens(
        prompt=total([u.prompt for u in usages]),
        cached=total([u.cached for u in usages]),
        completion=total([u.completion for u in usages]),
        reasoning=total([u.reasoning for u in usages]),
    )
