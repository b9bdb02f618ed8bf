"""The brief of a day from a script: `python examples/daily/daily.py 2026-03-10`."""

import sys
from pathlib import Path

import briefer

config = Path(__file__).with_name("briefer.toml")
edition = briefer.edition(config, date=sys.argv[1] if len(sys.argv) > 1 else None)
for story in edition.stories:
    print(f"{story.title} ({story.why})\n  {story.bottom_line}")
for entry in edition.ledger:
    print(f"{entry.change}: {', '.join(entry.by)}: {entry.action} ({entry.deadline or 'no date'})")
sys.exit(0 if edition.status in {"ok", "quiet"} else 3)
