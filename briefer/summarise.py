"""The pipeline: one article in, one brief out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefer.domain.article import Article
from briefer.domain.brief import ArticleCard, Brief, Draft, Piece, Provenance, Tokens
from briefer.domain.exchange import Backend, Completion, Request
from briefer.domain.prompt import PromptTemplate
from briefer.errors import BadAnswer, Malformed, SourceError
from briefer.looking import Exchange, looked_at
from briefer.prompting.compose import compose, repair
from briefer.prompting.requote import is_requote
from briefer.reading import cite, parse
from briefer.reading.bear import borne_out
from briefer.reading.called import called
from briefer.reading.echo import without_echoes
from briefer.reading.ground import ground
from briefer.reading.merge import joined, merge, origins
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
        """The requests that briefing `article` begins with: one a part, or one a part and question."""
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
        pieces: dict[int, list[Piece]] = {}
        parts: dict[int, str] = {}
        exchanges: list[Exchange] = []
        for request in self.requests(article):
            piece, made = self.answer(request)
            pieces.setdefault(request.part, []).append(piece)
            parts[request.part] = request.article.text
            exchanges += made
        drafts = [joined(answered, parts[part]) for part, answered in pieces.items()]
        draft = drafts[0] if len(drafts) == 1 else merge(drafts)
        places = origins(drafts, list(parts.values()), article.text) if len(drafts) > 1 else None
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

    def answer(self, request: Request) -> tuple[Piece, list[Exchange]]:
        """What answers `request`, after as many repairs as it took and what the template or the configuration asks for then.

        With it come all exchanges on the way.
        """
        exchanges: list[Exchange] = []
        asked = request
        for left in range(self.repairs, -1, -1):
            completion = self.backend.complete(asked)
            try:
                piece, notes = self._read(completion, request)
            except Malformed as problem:
                exchanges.append((asked, completion))
                if not left:
                    raise
                asked = repair(self.repair_template, asked, completion.text, problem.problems)
            else:
                exchanges.append((asked, completion.noted(*notes)))
                return self._checked(piece, request, exchanges)
        raise BadAnswer("no answer")  # pragma: no cover  # the loop returns or raises

    def _read(self, completion: Completion, request: Request) -> cite.Cited:
        """What a completion says, by the dialect of the template."""
        if self.template.dialect == "quotes":
            return cite.Cited(parse.parse(completion))
        asks = next(question.asks for question in self.template.questions if question.task == request.task)
        return cite.read(parse.text(completion), asks, request.article, self.template.most)

    def _checked(self, piece: Piece, request: Request, exchanges: list[Exchange]) -> tuple[Piece, list[Exchange]]:
        """The piece after the re-ask for quotes, which only copied ones need, or the second look, and what cited sentences bear out."""
        if self.template.dialect == "quotes":
            if self.requote_template and isinstance(piece, Draft):
                return requoted(self.requote_template, self.backend, piece, exchanges)
            return piece, exchanges
        piece, exchanges = looked_at(self.template, self.backend, piece, request, exchanges)
        piece, echoes = without_echoes(piece, self.template.text, request.article)
        asked, completion = exchanges[-1]
        notes = [f"{name}: {count} left out that the prompt says, not the article" for name, count in echoes.items()]
        named = called(piece, request.article)
        return borne_out(named, request.article), [*exchanges[:-1], (asked, completion.noted(*notes))]

    def _provenance(self, article: Article, exchanges: list[Exchange], *, parts: int) -> Provenance:
        completions = [completion for _, completion in exchanges]
        last = completions[-1]
        costs = [c.cost_usd for c in completions]
        return Provenance(
            article_sha256=article.sha256,
            prompt=self.template.id,
            prompt_sha256=self.template.sha256,
            schema_version=self.template.schema,
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
