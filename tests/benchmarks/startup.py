"""How long briefer takes to start, as ratios to `python -c pass` in the same run: the aims are in the last column."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BRIEFER = str(Path(sys.executable).with_name("briefer"))
SEED = str(ROOT / "seeds" / "000-russia-north-korea-arms.txt")
ROUNDS = 15
COMMANDS: dict[str, tuple[list[str], float | None]] = {
    "python -c pass": ([sys.executable, "-c", "pass"], None),
    "briefer --version": ([BRIEFER, "--version"], 6),
    "import briefer": ([sys.executable, "-c", "import briefer"], 10),
    "import pydantic": ([sys.executable, "-c", "from pydantic import BaseModel"], None),
    "import briefer; briefer.Brief": ([sys.executable, "-c", "import briefer; briefer.Brief"], None),
    "the seed's brief by rules": ([BRIEFER, "brief", SEED, "--backend", "rules"], 25),
}


def seconds(command: list[str]) -> float:
    """CPU seconds (user and system) of one run of `command`, its output thrown away."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Run every command in turn, round after round, and print medians and ratios."""
    runs: dict[str, list[float]] = {name: [] for name in COMMANDS}
    walls: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for number in range(ROUNDS + 1):
        for name, (command, _) in COMMANDS.items():
            start = time.perf_counter()
            used = seconds(command)
            if number:  # the first round warms the disk
                runs[name].append(used)
                walls[name].append(time.perf_counter() - start)
    floor, wall = (statistics.median(table["python -c pass"]) for table in (runs, walls))
    print(f"{'start-up':<32} {'cpu ms':>7} {'ratio':>6} {'wall ms':>8} {'ratio':>6} {'at most':>8}")
    for name, (_, aim) in COMMANDS.items():
        cpu, elapsed = statistics.median(runs[name]), statistics.median(walls[name])
        print(
            f"{name:<32} {cpu * 1000:7.0f} {cpu / floor:6.1f} {elapsed * 1000:8.0f} {elapsed / wall:6.1f} "
            f"{f'{aim:.0f} x' if aim else '':>8}"
        )


if __name__ == "__main__":
    main()
