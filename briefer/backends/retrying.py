"""The one layer that tries again: the same request, after no answer that another attempt may cure."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import tenacity

from briefer.domain.exchange import Backend, Completion, Request
from briefer.errors import NoAnswer


@dataclass(frozen=True)
class Retrying:
    """Makes up to `attempts` attempts.

    It waits as long as the server asks for, but never over `max_wait` seconds: then it stops and says so. Where the server
    asks for nothing it waits a random time that grows with every attempt (full jitter). Bad answers are not its business.
    """

    inner: Backend
    attempts: int = 4
    max_wait: float = 60.0
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __repr__(self) -> str:
        return f"Retrying({self.inner!r})"

    def complete(self, request: Request, /) -> Completion:
        """The answer of `inner`. Raises the `NoAnswer` of the last attempt."""
        made = 0

        def attempt() -> Completion:
            nonlocal made
            made += 1
            return self.inner.complete(request)

        retry = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self.attempts),
            retry=tenacity.retry_if_exception(self._worth_another),
            wait=self._wait,
            sleep=self.sleep,
            reraise=True,
        )
        try:
            completion = retry(attempt)
        except NoAnswer as error:
            raise self._told(error, made) from None
        return completion if made == 1 else replace(completion, attempts=completion.attempts + made - 1)

    def _worth_another(self, error: BaseException) -> bool:
        return isinstance(error, NoAnswer) and error.transient and (error.retry_after or 0) <= self.max_wait

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, NoAnswer) and error.retry_after is not None:
            return error.retry_after
        return float(tenacity.wait_random_exponential(multiplier=0.5, max=min(20.0, self.max_wait))(state))

    def _told(self, error: NoAnswer, made: int) -> NoAnswer:
        """The error, with what was tried or why no more was."""
        if error.transient and (error.retry_after or 0) > self.max_wait:
            error.hint = f"the server asks to wait {error.retry_after:.0f} s, limits.max_wait is {self.max_wait:.0f} s"
        elif made > 1:
            error.hint = f"tried {made} times" + (f"; {error.hint}" if error.hint else "")
        return error
