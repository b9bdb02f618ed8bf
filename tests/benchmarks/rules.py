"""How fast the rules are: articles a second and core over the corpus, and time and memory up to 200,000 words."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from briefer.domain.article import Article
from briefer.rules.draft import draft

ROOT = Path(__file__).resolve().parents[2]
CORPUS = sorted((ROOT / "evals" / "corpus").glob("*/article.txt"))
WORDS = (12_500, 25_000, 50_000, 100_000, 200_000)
AIM = 60
"""Articles a second and core."""


def text_of(words: int) -> str:
    """An article of so many words: the corpus again and again, each time with other surnames, as a long article has."""
    parts: list[str] = []
    count = number = 0
    while count < words:
        for file in CORPUS:
            part = file.read_text(encoding="utf-8").replace("ez ", f"ez{chr(97 + number % 26)} ")
            parts.append(part)
            count += len(part.split())
        number += 1
    return " ".join("\n\n".join(parts).split(" ")[:words])


def speed() -> None:
    """Articles a second of CPU time over the corpus, the first article left out (it loads the lexicons)."""
    articles = [file.read_text(encoding="utf-8") for file in CORPUS]
    draft(Article(articles[0]))
    rates = []
    for _ in range(5):
        start = time.process_time()
        for text in articles:
            draft(Article(text))
        rates.append(len(articles) / (time.process_time() - start))
    words = sum(len(text.split()) for text in articles) / len(articles)
    print(f"rules: {max(rates):.0f} articles a second and core ({words:.0f} words each; at least {AIM})")


def one(words: int) -> None:
    """CPU seconds and peak memory of one article in this process."""
    text = text_of(words)
    start = time.process_time()
    draft(Article(text))
    used = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{words:>9,} {len(text) / 1e6:>6.2f} {used:>9.2f} {used / words * 1e6:>16.0f} {peak:>9.0f}")


def main() -> None:
    """Print the table; every length in a process of its own, so that memory is its own."""
    if len(sys.argv) > 1:
        one(int(sys.argv[1]))
        return
    speed()
    print(f"{'words':>9} {'MB':>6} {'cpu s':>9} {'µs a word':>16} {'peak MB':>9}")
    for words in WORDS:
        sys.stdout.flush()
        subprocess.run([sys.executable, __file__, str(words)], check=True)


if __name__ == "__main__":
    main()
