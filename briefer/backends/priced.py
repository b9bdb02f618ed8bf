"""What an answer costs: the dated price table of the package, and the wrapper that puts costs on completions."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from briefer.domain.brief import Tokens
from briefer.domain.exchange import Backend, Completion, Request

TABLE = "prices.toml"
BATCH = 0.5
"""What a batch costs of the price of single requests, as OpenAI states it."""

_SNAPSHOT = re.compile(r"-20\d\d-\d\d-\d\d$")
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars a million tokens; `cached` is of prompt tokens that the server had cached (None: as any others)."""

    prompt: float
    completion: float
    cached: float | None = None

    def of(self, usage: Tokens) -> float | None:
        """What `usage` costs in US dollars; None where it does not state both prompt and completion tokens.

        Cached tokens are part of the prompt's, reasoning tokens part of the completion's.
        """
        if usage.prompt is None or usage.completion is None:
            return None
        cached = min(usage.cached or 0, usage.prompt)
        cheaper = self.prompt if self.cached is None else self.cached
        total = (usage.prompt - cached) * self.prompt + cached * cheaper + usage.completion * self.completion
        return total / _MILLION


@dataclass(frozen=True)
class Priced:
    """Puts on every completion what it cost; without a price, or where the server does not state the tokens, that stays unknown."""

    inner: Backend
    price: Price | None

    def complete(self, request: Request, /) -> Completion:
        """The inner backend's answer, with its cost."""
        completion = self.inner.complete(request)
        return completion if self.price is None else replace(completion, cost_usd=self.price.of(completion.usage))

    def __repr__(self) -> str:
        return f"Priced({self.inner!r})"


def listed(base_url: str, model: str) -> Price | None:
    """The price of `model` at the server of that address, from the table; a dated snapshot costs what its model does."""
    models = _table().get(urlsplit(base_url).hostname or "", {})
    found = models.get(model) or models.get(_SNAPSHOT.sub("", model))
    return None if found is None else Price(**found)


def table_date() -> str:
    """The date of the price table, in ISO 8601."""
    return str(_table()["date"])


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files("briefer.backends").joinpath(TABLE).read_text(encoding="utf-8"))
