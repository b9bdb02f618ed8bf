"""Raises the cap on output tokens once where an answer was cut at it: the same question is never asked again unchanged."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefer.domain.brief import Tokens
from briefer.domain.exchange import Backend, Completion, Request
from briefer.errors import NoAnswer

FACTOR = 2
TAIL, TIMES = 120, 4


@dataclass(frozen=True)
class Lengthened:
    """Asks `inner` once more, with twice the cap, where the answer did not fit.

    An answer that was cut while it repeated itself is left as it is: a small model that goes round in circles fills any cap.
    The new cap leaves room for the prompt in `context` tokens, where that is known. Where no cap is set, the server's own
    cut the answer, and there is nothing to raise.
    """

    inner: Backend
    context: int | None = None

    def __repr__(self) -> str:
        return f"Lengthened({self.inner!r})"

    def complete(self, request: Request, /) -> Completion:
        """The answer of `inner`; its usage is that of all answers, since all were paid for."""
        first = self.inner.complete(request)
        cap = request.sampling.max_output_tokens
        if first.finish != "length" or cap is None:
            return first
        if runs_in_circles(first.text):
            return replace(first, notes=(*first.notes, f"cut at {cap} output tokens while repeating itself"))
        room = self.context - (first.usage.prompt or 0) if self.context else cap * FACTOR
        raised = min(cap * FACTOR, room)
        if raised <= cap:
            return first
        try:
            second = self.inner.complete(request.bound(replace(request.sampling, max_output_tokens=raised)))
        except NoAnswer as error:
            return replace(first, notes=(*first.notes, f"cut at {cap} tokens, and no longer answer came: {error}"))
        return replace(
            second,
            usage=_sum(first.usage, second.usage),
            cost_usd=None if first.cost_usd is None or second.cost_usd is None else first.cost_usd + second.cost_usd,
            attempts=first.attempts + second.attempts,
            fingerprint=first.fingerprint,
            notes=tuple(
                dict.fromkeys((*first.notes, *second.notes, f"cut at {cap} output tokens: asked again with {raised}"))
            ),
        )


def runs_in_circles(text: str) -> bool:
    """Whether `text` ends in words that it has said over and over: more of it would be more of the same."""
    return len(text) > TAIL and text.count(text[-TAIL:]) >= TIMES


def _sum(a: Tokens, b: Tokens) -> Tokens:
    def add(x: int | None, y: int | None) -> int | None:
        return None if x is None and y is None else (x or 0) + (y or 0)

    return Tokens(
        prompt=add(a.prompt, b.prompt),
        cached=add(a.cached, b.cached),
        completion=add(a.completion, b.completion),
        reasoning=add(a.reasoning, b.reasoning),
    )
