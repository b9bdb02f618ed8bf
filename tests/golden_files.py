"""Golden files: what people read, kept in tests/golden/ and compared letter by letter.

To renew them after a change that is meant: `BRIEFER_TESTS_RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/...`, then read
the difference in git before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "golden"
RENEW = os.environ.get("BRIEFER_TESTS_RENEW_GOLDEN") == "1"  # read before the tests' environment is sealed


def golden(name: str, text: str) -> str:
    """The text of the golden file `name`; where the files are being renewed, `text` becomes it."""
    file = FOLDER / name
    if RENEW:
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return file.read_text(encoding="utf-8")
