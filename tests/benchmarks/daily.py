"""Days of 300 and of 10,000 articles, end to end by rules: `python tests/benchmarks/daily.py [ARTICLES...]`.

Each day is a process of its own. What is printed is milliseconds an article, the ratio to the first day, and the peak of memory.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

_SYLLABLES = "bal cor den fal gor hal jun kel lor mar nor pol quin ral sol tor ul ver wen yar zel bri dra sten".split()
_SENTENCES = (
    "{person}, who heads {body}, said on {day} that it would {act} {w} {w} by {date}.",
    "{body} of {place} pledged to {act} {w} {w} {w} within {n} days, provided that {other} agrees.",
    "“We {w} {w} {w} and will not {act} {w} {w} until {w} {w},” {person} said.",
    "A longer {w} {w} could cost {place} {n} {w} jobs, {other} warned.",
    "{other} denied that it had failed to {act} and called the {w} {w} of {w} absurd.",
    "{person} urged {other} to {act} {w} {w} before the end of the month.",
    "The {w} {w} in {place}, {n} {w} from {town}, has been {w} since {day}.",
    "Traders of {w} {w} in {town} bought {n} {w} more than in the {w} {w} before.",
    "{other} may take {body} to {w} {w} if the {w} {w} is not opened by {date}.",
    "It was the {n}th {w} {w} into the {w} {w} that {person} has {w} {w}.",
    "{w} of {w} {w} in {town} carried {w} and {w} to the {w} through the night.",
    "The {w} {w}, worth {n} million crowns, obliges {other} to {act} {w} {w} by {date}.",
)
_ACTS = (
    "repair the {t}",
    "publish the survey",
    "pay {n} million crowns",
    "open the {t}",
    "cut the toll by {n} percent",
)
_THINGS = "bridge harbour tunnel reservoir mill quarry station viaduct lock depot ferry exchange".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday".split()


class _Event:
    """What the articles of one story share: names, places, a quotation."""

    def __init__(self, number: int) -> None:
        chance = random.Random(number)

        def name(parts: int) -> str:
            return "".join(chance.choice(_SYLLABLES) for _ in range(parts)).capitalize()

        self.chance = chance
        self.words = [name(chance.choice((2, 3))).lower() for _ in range(80)]
        self.fields = {
            "person": f"{name(2)} {name(3)}",
            "body": f"the {name(2)} Board",
            "other": f"{name(3)} Lines",
            "place": name(3),
            "town": name(3),
        }

    def article(self) -> str:
        title = self._filled("{other} and {body} quarrel over the {thing} of {place}")
        sentences = [self._filled(self.chance.choice(_SENTENCES)) for _ in range(24)]
        paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
        return "\n\n".join((title, *paragraphs)) + "\n"

    def _filled(self, sentence: str) -> str:
        chance = self.chance
        act = chance.choice(_ACTS).format(t=chance.choice(_THINGS), n=chance.randint(2, 90))
        more = {"act": act, "n": chance.randint(12, 900), "day": chance.choice(_DAYS), "thing": chance.choice(_THINGS)}
        date = f"{chance.randint(1, 28)} {chance.choice(('May', 'June', 'July'))}"
        while "{w}" in sentence:
            sentence = sentence.replace("{w}", chance.choice(self.words), 1)
        filled = sentence.format(**self.fields, **more, date=date)
        return filled[0].upper() + filled[1:]


def write(articles: int, folder: Path) -> None:
    """So many articles in a folder, in stories of one to four."""
    chance, number, event = random.Random(articles), 0, 0
    while number < articles:
        event += 1
        story = _Event(event)
        for _ in range(min(chance.choice((1, 1, 1, 2, 2, 3, 4)), articles - number)):
            (folder / f"{number:05}.txt").write_text(story.article(), encoding="utf-8")
            number += 1


def day(articles: int) -> tuple[float, float, int]:
    """Seconds, seconds of the processor, and megabytes at the peak of one edition of so many articles."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "news"
        folder.mkdir()
        write(articles, folder)
        config = Path(root) / "briefer.toml"
        config.write_text('backend = "rules"\narchive = "a.sqlite"\n[[sources]]\nname = "news"\npath = "news"\n')
        began = time.perf_counter()
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "briefer", "daily", "--config", str(config), "--quiet"],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
        )
        _, status, used = os.wait4(child, 0)
        if os.waitstatus_to_exitcode(status):
            raise SystemExit(f"the run ended with {os.waitstatus_to_exitcode(status)}")
        return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def main() -> None:
    """Print one line a day."""
    sizes = [int(size) for size in sys.argv[1:]] or [300, 10_000]
    first = 0.0
    print("articles   ms an article   CPU ms an article   ratio   MB at the peak")
    for size in sizes:
        wall, cpu, memory = day(size)
        each = cpu / size * 1000
        first = first or each
        print(f"{size:8}   {wall / size * 1000:13.1f}   {each:17.1f}   {each / first:5.2f}   {memory:14}", flush=True)


if __name__ == "__main__":
    main()
