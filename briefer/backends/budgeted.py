"""A cap on what a run may cost, in US dollars and in tokens: refused before it is passed, also by requests under way at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from briefer.backends.priced import Price
from briefer.domain.brief import Tokens
from briefer.domain.exchange import Backend, Completion, Request
from briefer.errors import BudgetExceeded, ConfigError, NoAnswer, TimedOut

ASSUMED_ANSWER = 8_192
"""Completion tokens that are reserved for an answer where no `max_output_tokens` caps it."""


@dataclass
class Budget:
    """What may be spent, has been spent, and is reserved by requests under way; US dollars and tokens. Shared by threads."""

    max_cost: float | None = None
    max_tokens: int | None = None
    cost: float = 0.0
    tokens: int = 0
    _reserved_cost: float = 0.0
    _reserved_tokens: int = 0
    _settled: threading.Condition = field(default_factory=threading.Condition, repr=False)

    def reserve(self, tokens: int, cost: float) -> None:
        """Set aside what a request may need at most; waits while requests under way may leave enough of it.

        Raises `BudgetExceeded` where it does not fit although nothing is under way, so that nothing is refused too early.
        """
        with self._settled:
            while not self._fits(tokens, cost):
                if not self._reserved_tokens:
                    raise self._exceeded(tokens, cost)
                self._settled.wait()
            self._reserved_tokens += tokens
            self._reserved_cost += cost

    def settle(self, reserved: tuple[int, float], spent: tuple[int, float]) -> None:
        """Replace what was reserved for a request by what it took."""
        with self._settled:
            self._reserved_tokens -= reserved[0]
            self._reserved_cost = self._reserved_cost - reserved[1] if self._reserved_tokens else 0.0
            self.tokens += spent[0]
            self.cost += spent[1]
            self._settled.notify_all()

    def _fits(self, tokens: int, cost: float) -> bool:
        enough_money = self.max_cost is None or self.cost + self._reserved_cost + cost <= self.max_cost
        enough = self.max_tokens is None or self.tokens + self._reserved_tokens + tokens <= self.max_tokens
        return enough_money and enough

    def _exceeded(self, tokens: int, cost: float) -> BudgetExceeded:
        if self.max_cost is not None and self.cost + cost > self.max_cost:
            what = f"{self.cost:.4f} of {self.max_cost:g} USD are spent, and the next request may cost {cost:.4f}"
            return BudgetExceeded(what, hint="raise limits.max_cost or --max-cost; what is paid for is kept")
        what = f"{self.tokens:,} of {self.max_tokens:,} tokens are used, and the next request may take {tokens:,}"
        return BudgetExceeded(what, hint="raise limits.max_tokens; what is paid for is kept")


@dataclass(frozen=True)
class Budgeted:
    """Lets a request through where the budget has room for the dearest answer that it can get.

    That is the prompt's tokens as `count` counts them, and as many for the answer as `max_output_tokens` allows. A request
    that timed out counts as if it had been answered, since it may be charged for.
    """

    inner: Backend
    budget: Budget
    price: Price | None
    count: Callable[[str], int] = field(repr=False)

    def __post_init__(self) -> None:
        if self.budget.max_cost is not None and self.price is None:
            raise ConfigError(
                "a cap on cost needs a price, and that of this model is unknown",
                hint="set price in the backend's table, or cap limits.max_tokens",
            )

    def complete(self, request: Request, /) -> Completion:
        """The inner backend's answer. Raises `BudgetExceeded` before the request is sent."""
        most = most_tokens(request, self.count)
        reserved = (_total(most), self._cost(most))
        self.budget.reserve(*reserved)
        spent = (0, 0.0)
        try:
            completion = self.inner.complete(request)
            used = _known(completion.usage, most)
            spent = (_total(used), self._cost(used) if completion.cost_usd is None else completion.cost_usd)
        except NoAnswer as error:
            spent = reserved if isinstance(error, TimedOut) else spent
            raise
        finally:
            self.budget.settle(reserved, spent)
        return completion

    def _cost(self, usage: Tokens) -> float:
        return (self.price.of(usage) or 0.0) if self.price else 0.0

    def __repr__(self) -> str:
        return f"Budgeted({self.inner!r})"


def most_tokens(request: Request, count: Callable[[str], int]) -> Tokens:
    """The most that a request and its answer can take: messages and schema, and an answer up to its cap."""
    prompt = sum(count(message.content) + 4 for message in request.messages) + count(request.schema)
    cap = request.sampling.max_output_tokens
    return Tokens(prompt=prompt, completion=ASSUMED_ANSWER if cap is None else cap)


def _known(usage: Tokens, most: Tokens) -> Tokens:
    """The usage as the server states it, with the most that it can be where it does not."""
    return Tokens(
        prompt=most.prompt if usage.prompt is None else usage.prompt,
        cached=usage.cached,
        completion=most.completion if usage.completion is None else usage.completion,
    )


def _total(usage: Tokens) -> int:
    return (usage.prompt or 0) + (usage.completion or 0)
