"""Builders of small corpora: one good article with a reference, to be spoiled by tests."""

from __future__ import annotations

import hashlib
from pathlib import Path

TEXT = """The port of Lund will close on Friday, the harbour master said. "We shall reopen it by 3 May," Ada Berg added.

Dockers called the closure reckless. A longer closure could cost the town 40 jobs, according to the union.
"""

REFERENCE = """guide = 1
annotator = "adjudicated"
bottom_line = "The port of Lund will close on Friday. Dockers object."

[[actors]]
name = "Ada Berg"
aliases = ["the harbour master"]
kind = "person"
role = "announced the closure"
evidence = ["Ada Berg"]
importance = "vital"

[[actors]]
name = "Dockers"
aliases = []
kind = "civil_society"
evidence = ["Dockers"]
importance = "okay"

[[commitments]]
by = ["Ada Berg"]
kind = "pledge"
action = "reopen the port"
deadline = "by 3 May"
status = "announced"
evidence = ["We shall reopen it by 3 May"]
importance = "vital"

[[risks]]
event = "the town loses 40 jobs"
driver = "a longer closure"
domain = "economic"
likelihood = "could"
evidence = [
    "A longer closure could cost the town 40 jobs", # the first
    "according to the union",
]
importance = "vital"

[[reactions]]
by = ["Dockers"]
target = "the closure"
stance = "condemns"
statement = "call it reckless"
evidence = ["Dockers called the closure reckless"]
importance = "vital"
"""


def card(name: str, text: str = TEXT) -> str:
    """An article.toml that fits `text`."""
    return f"""id = "{name}"
title = "Port closes"
outlet = "The Courier"
published = "2026-03-10"
genre = "wire copy"
language = "en"
licence = "MIT"
word_count = {len(text.split())}
sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"
"""


def add(corpus: Path, name: str = "001-port", *, text: str = TEXT, reference: str = REFERENCE) -> Path:
    """One article in the folder `corpus`, with all three passes. Returns its folder."""
    folder = corpus / name
    folder.mkdir(parents=True)
    (folder / "article.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "article.toml").write_text(card(f"t-{name[:3]}", text), encoding="utf-8")
    (folder / "reference.toml").write_text(reference, encoding="utf-8")
    for annotator in "ab":
        (folder / f"annotator-{annotator}.toml").write_text(
            reference.replace('"adjudicated"', f'"{annotator}"'), encoding="utf-8"
        )
    return folder
