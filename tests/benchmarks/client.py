"""The client's own cost, in ratios of one run: CPU a briefed article, and articles a second against the ideal.

What stands beside each other is a bare `chat.completions.create` with `json.loads`, and briefer's whole pipeline: compose,
ask, parse, ground, check. The model is a small server in another process. CPU is user and system time of this process.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from mock_model import model

from briefer.config import load
from briefer.domain.article import Article
from briefer.domain.brief import LISTS
from briefer.rules.draft import draft
from briefer.summarise import Summariser
from briefer.wiring import summariser

Ask = Callable[[Article], object]
SEED = Path(__file__).parents[2] / "seeds" / "000-russia-north-korea-arms.txt"
AIM_CPU, AIM_RATE = 1.25, 0.97


def articles(number: int) -> list[Article]:
    """As many different articles as asked for, all of the length of the seed."""
    text = SEED.read_text(encoding="utf-8")
    return [Article(f"{text}\n\nEdition {index}.\n") for index in range(number)]


def answer() -> bytes:
    """A chat completion that holds a brief of the seed, with real quotes: up to five items a list."""
    whole = draft(Article(SEED.read_text(encoding="utf-8")))
    brief = whole.model_copy(update={name: getattr(whole, name)[:5] for name in LISTS}).model_dump_json()
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "mock-1",
            "choices": [{"index": 0, "message": {"role": "assistant", "content": brief}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1100, "completion_tokens": 640, "total_tokens": 1740},
        }
    ).encode()


def pipeline(url: str) -> Summariser:
    """briefer, as a user configures it."""
    file = Path(tempfile.mkdtemp()) / "briefer.toml"
    cache = json.dumps(str(file.parent / "cache"))
    table = f'kind = "openai"\nbase_url = "{url}"\nmodel = "mock-1"\ncache = false\ntimeout = 60'
    file.write_text(f'backend = "mock"\ncache = {cache}\n[backends.mock]\n{table}\n', encoding="utf-8")
    return summariser(load(file, environment={}))


def bare(url: str, pipe: Summariser, some: list[Article]) -> Ask:
    """The least that a caller of the SDK does: the same requests, composed before the clock starts, and `json.loads`."""
    import openai

    create: Any = openai.OpenAI(base_url=url, api_key="none", max_retries=0, timeout=60).chat.completions.create
    composed = {}
    for article in some:
        request = pipe.requests(article)[0]
        wanted = {"name": "brief", "strict": True, "schema": json.loads(request.schema)}
        composed[article.id] = {
            "model": "mock-1",
            "messages": [{"role": m.role, "content": m.content} for m in request.messages],
            "response_format": {"type": "json_schema", "json_schema": wanted},
        }

    def ask(article: Article) -> object:
        done = create(**composed[article.id])
        return json.loads(done.choices[0].message.content or "")

    return ask


def run(ask: Ask, some: list[Article], threads: int) -> tuple[float, float]:
    """CPU and wall seconds for all of them."""
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(ask, some[: min(threads, len(some))]))
        before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        list(pool.map(ask, some))
        after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return cpu, time.perf_counter() - start


def cpu(rounds: int, number: int) -> tuple[float, float]:
    """How many times the CPU of the bare call the client alone and the whole pipeline take, measured in turn."""
    some = articles(number)
    with model(answer()) as url:
        pipe = pipeline(url)
        requests = {article.id: pipe.requests(article)[0] for article in some}
        asks: dict[str, Ask] = {
            "bare": bare(url, pipe, some),
            "client": lambda article: pipe.backend.complete(requests[article.id]),
            "briefer": pipe.brief,
        }
        taken: dict[str, list[float]] = {name: [] for name in asks}
        for _ in range(rounds):
            for name, ask in asks.items():
                taken[name].append(run(ask, articles(number), 16)[0] / number * 1000)
    for name, values in taken.items():
        print(f"  {name:8} {statistics.median(values):.2f} ms [{min(values):.2f}-{max(values):.2f}]")

    def ratio(name: str) -> float:
        return statistics.median(x / y for x, y in zip(taken[name], taken["bare"], strict=True))

    return ratio("client"), ratio("briefer")


def rate(threads: int, delay: float, number: int) -> dict[str, float]:
    """Which part of the ideal rate is reached with so many requests at once, each of which takes `delay` seconds."""
    some = articles(number)
    with model(answer(), delay) as url:
        pipe = pipeline(url)
        asks = {"bare": bare(url, pipe, some), "briefer": pipe.brief}
        return {name: (number / run(ask, some, threads)[1]) / (threads / delay) for name, ask in asks.items()}


def main() -> None:
    """Print the ratios beside their aims."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--number", type=int, default=300)
    options.add_argument("--delay", type=float, default=2.0, help="seconds that the model takes in the rate runs")
    chosen = options.parse_args()
    print("CPU a briefed article, latency 0, 16 threads")
    client, briefer = cpu(chosen.rounds, chosen.number)
    print(f"  client / bare: {client:.2f}; briefer / bare: {briefer:.2f} (aim: at most {AIM_CPU})")
    for threads in (64, 256):
        reached = rate(threads, chosen.delay, threads * 4)
        part = ", ".join(f"{name} {value:.1%}" for name, value in reached.items())
        print(f"rate at {threads} threads, {chosen.delay:g} s an answer, of the ideal: {part} (aim: {AIM_RATE:.0%})")
    print(f"memory at the end: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
