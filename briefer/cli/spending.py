"""What a command would spend before it spends it, and the cap that `--max-cost` sets."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefer import keeping, wiring
from briefer.backends.budgeted import ASSUMED_ANSWER, most_tokens
from briefer.backends.nobody import Nobody
from briefer.backends.priced import BATCH, Price, table_date
from briefer.backends.recordings import Keys, Slots, holds
from briefer.backends.settings import BackendConfig
from briefer.config import Loaded
from briefer.domain.article import Article
from briefer.domain.brief import Tokens
from briefer.domain.exchange import Request
from briefer.errors import BudgetExceeded, ConfigError, SourceError
from briefer.prompting.tokens import count

SHORTEST_ANSWER = 300
"""Completion tokens of a brief with next to nothing in it."""


@dataclass(frozen=True)
class Estimate:
    """What briefing some articles would send and cost; tokens are counted by o200k_base, costs are in US dollars.

    `kept` of the `requests` have been answered before and cost nothing; tokens and cost are those of the others. The range is
    from short answers, with all of a repeated prompt cached by the server, to answers of the largest size and nothing cached.
    Repairs of malformed answers and second looks come on top. `cost` is None where the price is unknown.
    """

    backend: str
    kind: str
    articles: int
    requests: int
    kept: int
    prompt: int
    completion: tuple[int, int]
    cost: tuple[float, float] | None
    price_of: str = ""
    capped: bool = True

    def lines(self) -> list[str]:
        """The estimate as a person reads it."""
        found = [
            f"articles    {self.articles}",
            f"requests    {self.requests}" + (f", {self.kept} answered already" if self.kept else ""),
        ]
        if self.kind in ("rules", "replay"):
            return [*found, f"cost        nothing: backend '{self.backend}' ({self.kind}) sends nothing"]
        low, high = self.completion
        answer = f"{low:,} to {high:,}" + ("" if self.capped else " (no max_output_tokens is set)")
        money = "unknown: set price in the backend's table"
        if self.cost is not None:
            money = f"{self.cost[0]:.4f} to {self.cost[1]:.4f} USD ({self.price_of})"
        return [
            *found,
            f"tokens      {self.prompt:,} of prompts, {answer} of answers",
            f"cost        {money}",
            "sent        nothing",
        ]


def estimate(articles: Iterable[Article], loaded: Loaded, *, batch: bool = False) -> Estimate:
    """What briefing `articles` would cost with the backend in force; nothing is sent, and no key is needed.

    Of a fallback it is the cost of its first backend. Articles too short to brief count as articles and cost nothing.
    `batch` reckons with the price of batches.
    """
    chain = _chain(loaded)
    name, table = chain[-1]
    places = [place for link in chain for place in _places(*link, loaded)]
    price = keeping.price(table) if table.kind == "openai" else None
    pipeline = wiring.summariser(loaded, answering=Nobody())
    number = 0
    requests: list[Request] = []
    for article in articles:
        number += 1
        try:
            requests += [request.bound(keeping.sampling(table)) for request in pipeline.requests(article)]
        except SourceError:
            continue
    fresh = [request for request in requests if not any(holds(place, request) for place in places)]
    most = [most_tokens(request, count) for request in fresh] if table.kind == "openai" else []
    prompt, high = sum(m.prompt or 0 for m in most), sum(m.completion or 0 for m in most)
    low = sum(min(SHORTEST_ANSWER, m.completion or 0) for m in most)
    factor = BATCH if batch else 1.0
    return Estimate(
        backend=name,
        kind=table.kind,
        articles=number,
        requests=len(requests),
        kept=len(requests) - len(fresh),
        prompt=prompt,
        completion=(low, high),
        cost=_range(price, fresh, (prompt, low, high), factor),
        price_of="as configured" if table.price else f"list prices of {table_date()}" + (", batch" if batch else ""),
        capped=table.max_output_tokens is not None,
    )


def _chain(loaded: Loaded) -> list[tuple[str, BackendConfig]]:
    """The backend in force, and those within it down to the one that is asked: of a fallback it is the first in its order."""
    name = wiring.chosen(loaded)
    chain = [(name, wiring.table(name, loaded))]
    while True:
        name, table = chain[-1]
        inner = table.of if table.kind == "record" else next(iter(table.order), None)
        if inner is None or inner in dict(chain):
            return chain
        chain.append((inner, wiring.table(inner, loaded)))


def _places(name: str, table: BackendConfig, loaded: Loaded) -> list[Slots | Keys]:
    """Where the backend would find an answer recorded or cached."""
    places: list[Slots | Keys] = []
    if folder := table.record or (table.recordings if table.kind == "record" else None):
        places.append(keeping.slots(name, folder, loaded))
    if table.kind == "openai" and table.cache:
        places.append(keeping.answers(table, loaded))
    return places


def _range(
    price: Price | None, fresh: list[Request], tokens: tuple[int, int, int], factor: float
) -> tuple[float, float] | None:
    """The least and the most that the requests cost; `tokens` are those of the prompts, of short answers and of the longest."""
    if price is None:
        return None
    prompt, low, high = tokens
    repeated = sum(count(request.messages[0].content) for request in fresh[1:])
    least = price.of(Tokens(prompt=prompt, cached=repeated, completion=low)) or 0.0
    most = price.of(Tokens(prompt=prompt, completion=high)) or 0.0
    return least * factor, most * factor


def estimate_batch(files: Iterable[Path], name: str, loaded: Loaded) -> Estimate:
    """What submitting files of requests would cost with the backend called `name`."""
    table = wiring.table(name, loaded)
    price = keeping.price(table)
    bodies = [json.loads(line)["body"] for file in files for line in file.read_bytes().splitlines() if line.strip()]
    most = [_most(body) for body in bodies]
    prompt, high = sum(p for p, _ in most), sum(c for _, c in most)
    low = sum(min(SHORTEST_ANSWER, c) for _, c in most)
    cost = None
    if price is not None:
        least, dearest = (price.of(Tokens(prompt=prompt, completion=c)) or 0.0 for c in (low, high))
        cost = (least * BATCH, dearest * BATCH)
    stated = all("max_tokens" in body or "max_completion_tokens" in body for body in bodies)
    return Estimate(
        backend=name,
        kind=table.kind,
        articles=len(bodies),
        requests=len(bodies),
        kept=0,
        prompt=prompt,
        completion=(low, high),
        cost=cost,
        price_of="half of what is configured" if table.price else f"half of the list prices of {table_date()}",
        capped=stated,
    )


def allow(estimated: Estimate, max_cost: float | None) -> None:
    """Raises `BudgetExceeded` where the most that is estimated is over `max_cost`, `ConfigError` where a price is unknown."""
    if max_cost is None:
        return
    if estimated.cost is None:
        raise ConfigError(f"the price of backend '{estimated.backend}' is unknown", hint="set price in its table")
    if estimated.cost[1] > max_cost:
        raise BudgetExceeded(
            f"the batch may cost up to {estimated.cost[1]:.4f} USD, more than {max_cost:g}", hint="nothing was sent"
        )


def _most(body: dict[str, Any]) -> tuple[int, int]:
    """The most tokens that the prompt and the answer of one request of a batch can have."""
    extra = json.dumps(body.get("response_format") or body.get("tools") or "")
    prompt = sum(count(str(message["content"])) + 4 for message in body["messages"]) + count(extra)
    return prompt, int(body.get("max_completion_tokens") or body.get("max_tokens") or ASSUMED_ANSWER)


def capped(loaded: Loaded, max_cost: float | None) -> Loaded:
    """The configuration with a cap of `max_cost` US dollars on the backend in force; None leaves it as it is."""
    if max_cost is None:
        return loaded
    if math.isnan(max_cost):
        raise ConfigError("--max-cost nan: no amount", hint="give US dollars, such as 0.50")
    name, table = wiring.answering(wiring.chosen(loaded), loaded)
    limits = table.limits.model_copy(update={"max_cost": max_cost})
    backends = {**loaded.config.backends, name: table.model_copy(update={"limits": limits})}
    return replace(loaded, config=loaded.config.model_copy(update={"backends": backends}))
