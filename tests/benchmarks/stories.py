"""How linking grows: CPU time a page and peak memory from 1,000 to 10,000 invented pages in one window."""

from __future__ import annotations

import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from briefer.daily.stories.account import Account
from briefer.daily.stories.link import link

PAGES = (1_000, 3_000, 10_000)
WORDS = 500
START = datetime(2026, 3, 9, tzinfo=UTC)
SYLLABLES = "ba bel cor dan der el fa gan hor in jo kar lan mer nor o pel qui ras sen tor ul ven wil yor zan".split()
EXPONENT, MEGABYTES = 1.2, 70
"""What the time may grow by, as a power of the number of pages, and the memory that 10,000 pages may take."""


def word(number: int) -> str:
    """A word of two to four syllables, another one for each number."""
    parts: list[str] = []
    while number or len(parts) < 2:
        number, part = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[part])
    return "".join(parts)


VOCABULARY = [word(number) for number in range(40_000)]
ZIPF = list(accumulate(1 / (rank + 3) for rank in range(len(VOCABULARY))))


class Pages:
    """So many pages, made anew each time they are gone through: stories of one to six, a fifth of the pages are copies."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __iter__(self) -> Iterator[Account]:
        number = story = 0
        while number < self.count:
            chance = random.Random(story)
            names = [word(chance.randrange(10**7)).title() for _ in range(8)]
            own = [word(chance.randrange(10**6)) for _ in range(60)]
            first = ""
            for _ in range(min(chance.randint(1, 6), self.count - number)):
                copied = bool(first) and chance.random() < 0.3
                text = first[: len(first) * 2 // 3] + self._text(chance, names, own, 60) if copied else ""
                text = text or self._text(chance, names, own, WORDS)
                at = START + timedelta(hours=(story * 7 + number) % 72)
                yield Account(f"{number:06}", text, at, f"Title of {names[0]}", None, f"Paper {number % 400}")
                first, number = first or text, number + 1
            story += 1

    @staticmethod
    def _text(chance: random.Random, names: list[str], own: list[str], words: int) -> str:
        usual = chance.choices(VOCABULARY, cum_weights=ZIPF, k=words)
        mixed = [
            chance.choice(names) if (roll := chance.random()) < 0.06 else chance.choice(own) if roll < 0.2 else one
            for one in usual
        ]
        return "\n\n".join(" ".join(mixed[at : at + 60]) + "." for at in range(0, words, 60))


def one(count: int) -> None:
    """CPU seconds and memory of linking so many pages in this process, without those of making the pages."""
    pages = Pages(count)
    link(Pages(50))  # what is loaded once is loaded
    start = time.process_time()
    for _ in range(3):
        for _ in pages:
            pass
    making = time.process_time() - start
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    linked = link(pages)
    used = time.process_time() - start - making
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{count} {used:.2f} {peak:.1f} {len(linked.stories)} {len(linked.copies)}")


def main() -> None:
    """Print the table; every number of pages in a process of its own."""
    if len(sys.argv) > 1:
        one(int(sys.argv[1]))
        return
    print(
        f"stories: linking pages of {WORDS} words\n{'pages':>7} {'cpu s':>7} {'ms a page':>10} {'MB':>6} {'stories':>8} copies"
    )
    measured = []
    for count in PAGES:
        out = subprocess.run(
            [sys.executable, __file__, str(count)], check=True, capture_output=True, text=True
        ).stdout.split()
        seconds, peak = float(out[1]), float(out[2])
        measured.append((count, seconds, peak))
        print(f"{count:>7,} {seconds:>7.1f} {seconds / count * 1000:>10.2f} {peak:>6.0f} {out[3]:>8} {out[4]}")
    (n, low, _), (m, high, peak) = measured[0], measured[-1]
    exponent = math.log(high / low) / math.log(m / n)
    print(f"time grows as n^{exponent:.2f} (at most {EXPONENT}); {peak:.0f} MB for {m:,} pages (at most {MEGABYTES})")


if __name__ == "__main__":
    main()
