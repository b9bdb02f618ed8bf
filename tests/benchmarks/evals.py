"""1,000 recorded cases through briefer's reader and a bare loop with pydantic, on the same check, as ratios; then the real scorer.

    python tests/benchmarks/evals.py                 the whole table, rounds in turn
    python tests/benchmarks/evals.py briefer F N     only briefer, on the first N lines of a file of cases
    python tests/benchmarks/evals.py grounding F N   the same with full grounding, which also says how near a miss is
    python tests/benchmarks/evals.py bare F N        only the bare loop

A case is a line of JSON: id, article, output (the recorded answer). One in ten quotes what the article does not have, so
that a loop that checks nothing shows: the right answer is 900 of 1000. The check: the answer is JSON of its schema, and every
quote is in the article. A file of answers in another shape (lists of objects, each with a `quote`) is checked for its quotes.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "000-russia-north-korea-arms.txt"
ROUNDS, N, BAD = 7, 1000, "Nothing of the kind was ever said by anyone in this article"


def main(arguments: list[str]) -> None:
    """One loop, or the table."""
    match arguments:
        case ["briefer" | "grounding" | "bare" as kind, file, n]:
            report(sum(map(CHECKS[kind](), load(file, int(n)))), int(n))
        case []:
            table()
            scorer()
        case _:
            sys.exit(__doc__)


def load(file: str, n: int) -> list[dict[str, str]]:
    """The first `n` cases of a file."""
    with Path(file).open(encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(n), strict=False)]


def report(good: int, n: int) -> None:
    """What a loop found."""
    print(f"pass {good} of {n}")


def briefer_check() -> Any:
    """The same check behind briefer's own reader of answers: parsed and validated as every answer is."""
    from briefer.domain.article import Article

    def check(case: dict[str, str]) -> bool:
        article = Article(case["article"], id=case["id"])
        found = quotes(case["output"])
        return bool(found) and all(quote in article.text for quote in found)

    return check


def grounding_check() -> Any:
    """More than the check: each quote located as in every brief, in any fit, and for a miss what is nearest."""
    from briefer.domain.article import Article
    from briefer.domain.quote import Quote
    from briefer.reading.locate import locate
    from briefer.reading.source import Source

    def check(case: dict[str, str]) -> bool:
        source = Source(Article(case["article"]))
        found = quotes(case["output"])
        return bool(found) and all(isinstance(locate(quote, source), Quote) for quote in found)

    return check


def quotes(output: str) -> list[str]:
    """The quotes of an answer, which is parsed as every answer is."""
    if '"bottom_line"' not in output:
        return foreign(output)
    from briefer.domain.exchange import Completion
    from briefer.reading.parse import parse

    return [quote for _, item in parse(Completion(text=output)).items() for quote in item.evidence]


def foreign(output: str) -> list[str]:
    """The quotes of an answer in another shape."""
    lists = [value for value in json.loads(output).values() if isinstance(value, list)]
    return [item["quote"] for one in lists for item in one if isinstance(item, dict) and "quote" in item]


def bare_check() -> Any:
    """The floor: validate with pydantic, look for each quote with `in`."""
    from pydantic import BaseModel

    class Item(BaseModel):
        evidence: list[str]

    class Actor(Item):
        name: str
        kind: str
        role: str | None = None

    class Commitment(Item):
        by: list[str]
        kind: str
        action: str
        status: str

    class Risk(Item):
        event: str
        domain: str

    class Reaction(Item):
        by: list[str]
        stance: str
        statement: str

    class Brief(BaseModel):
        bottom_line: str
        actors: list[Actor]
        commitments: list[Commitment]
        risks: list[Risk]
        reactions: list[Reaction]

    def check(case: dict[str, str]) -> bool:
        brief = Brief.model_validate_json(case["output"])
        items = [*brief.actors, *brief.commitments, *brief.risks, *brief.reactions]
        return all(quote in case["article"] for item in items for quote in item.evidence)

    return check


CHECKS = {"bare": bare_check, "briefer": briefer_check, "grounding": grounding_check}
NAMES = {"bare": "bare loop with pydantic", "briefer": "briefer", "grounding": "briefer, full grounding"}


def cases(n: int) -> list[str]:
    """`n` cases made of the seed article: sentences in another order, quotes lifted from them."""
    sentences = [line.strip() for line in SEED.read_text(encoding="utf-8").replace(". ", ".\n").splitlines()]
    sentences = [sentence for sentence in sentences if len(sentence.split()) > 6]  # long enough to quote
    found = []
    for i in range(n):
        rng = random.Random(i)  # a made article
        text = rng.sample(sentences, len(sentences))
        quotes = [sentence.rstrip(".") for sentence in rng.sample(text, 10)]
        if i % 10 == 9:
            quotes[2] = BAD
        q = iter([quote] for quote in quotes)
        output = {
            "bottom_line": "The council voted to fund a barrier.",
            "actors": [{"evidence": next(q), "name": "Russia", "kind": "state", "role": "signed"} for _ in range(4)],
            "commitments": [
                {"evidence": next(q), "by": ["Russia"], "kind": "pledge", "action": "supply", "status": "announced"}
                for _ in range(2)
            ],
            "risks": [{"evidence": next(q), "event": "arms are supplied", "domain": "military"} for _ in range(2)],
            "reactions": [
                {"evidence": next(q), "by": ["Russia"], "stance": "neutral", "statement": "says so"} for _ in range(2)
            ],
        }
        case = {"id": f"case-{i:06d}", "article": "\n\n".join(text), "output": json.dumps(output)}
        found.append(json.dumps(case))
    return found


def table() -> None:
    """All loops in turn, round after round, each in a process of its own: medians, and the ratio of briefer to the floor."""
    loops: dict[tuple[str, int], list[tuple[float, float]]] = {(k, n): [] for k in CHECKS for n in (1, N)}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cases.jsonl"
        file.write_text("\n".join(cases(N)) + "\n", encoding="utf-8")
        for number in range(ROUNDS + 1):
            for (kind, n), taken in loops.items():
                took = run(kind, file, n)
                if number:  # the first round warms the disk
                    taken.append(took)
    floor = statistics.median(wall for wall, _ in loops["bare", N])
    print(f"{'loop':<24} {'1 case: wall s':>15} {f'{N} cases: wall s':>20} {'cpu s':>7} {'ratio':>6} {'at most':>8}")
    for kind in CHECKS:
        one, many = (statistics.median(wall for wall, _ in loops[kind, n]) for n in (1, N))
        cpu = statistics.median(cpu for _, cpu in loops[kind, N])
        name = NAMES[kind]
        print(
            f"{name:<24} {one:15.3f} {many:20.3f} {cpu:7.3f} {many / floor:6.2f} {'2 x' if kind == 'briefer' else '':>8}"
        )


def run(kind: str, file: Path, n: int) -> tuple[float, float]:
    """Wall and CPU seconds of one process; its answer must be right."""
    before, start = os.times(), time.perf_counter()
    out = subprocess.run(
        [sys.executable, __file__, kind, str(file), str(n)], check=True, capture_output=True, text=True
    )
    wall, after = time.perf_counter() - start, os.times()
    if out.stdout.strip() != f"pass {n - n // 10} of {n}":
        sys.exit(f"{kind}: {out.stdout}")
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def scorer() -> None:
    """Briefs a second of the real scorer on one core: annotator b of every article of the corpus, its reference ready."""
    from briefer.evaluating.corpus import read
    from briefer.evaluating.judging import drafted, judge

    ready = [
        (judge(case.reference, case.article), drafted(case.passes["b"].draft, case.article))
        for case in read(ROOT / "evals" / "corpus").cases
    ]
    speeds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for judging, candidate in ready * 4:
            judging.score(candidate)
        speeds.append(4 * len(ready) / (time.process_time() - start))
    print(f"\nthe real scorer: {statistics.median(speeds):.0f} briefs a second and core (at least 500)")


if __name__ == "__main__":
    main(sys.argv[1:])
