"""Kill a daily run at 100 random points, and count at the server what was paid for: `python tests/benchmarks/killed.py [KILLS]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import killing


def main() -> None:
    """Print what 400 articles came to."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        outcome = killing.run(articles=400, kills=kills, root=Path(folder))
    print(f"killed {outcome.kills} times: {outcome.printed} of {outcome.articles} articles printed")
    print(
        f"answers paid for {sum(outcome.paid.values())}, kept ones paid again {outcome.wasted}, lost in flight {outcome.in_flight}"
    )


if __name__ == "__main__":
    main()
