"""Short articles that a number tells apart, and corpora of them."""

from __future__ import annotations

from pathlib import Path

NORLAND = "Norland said on Friday that it will fine ferry operators who miss the new safety rules."
REFERENCE = 'guide = 1\nannotator = "adjudicated"\nbottom_line = "Norland may fine."\n'


def notice(number: int) -> str:
    """The text of one of them."""
    return f"{NORLAND} Notice {number}."


def corpus(folder: Path, count: int) -> Path:
    """A corpus of the first `count` of them, a1, a2, ..., in `folder`; what is there already stays as it is."""
    for number in range(1, count + 1):
        case = folder / "corpus" / f"a{number}"
        if not case.exists():
            case.mkdir(parents=True)
            (case / "article.txt").write_text(notice(number))
            (case / "article.toml").write_text(f'id = "a{number}"\n')
            (case / "reference.toml").write_text(REFERENCE)
    return folder / "corpus"
