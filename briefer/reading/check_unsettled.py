"""Facts that are none in the article: "has disrupted" where it only says "could disrupt", "attended" where it denies that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefer.domain.brief import Check
from briefer.reading.unsettled import Unsettled

_FIELDS = {"statement": False, "role": False, "event": True, "action": True}
"""The main texts of items, and whether they name an event, which they do not say to have happened."""


def overstated(bottom_line: str, unsettled: Unsettled) -> Iterator[Check]:
    """What the bottom line states that the article leaves open, or denies."""
    for said, there in unsettled.hardened(bottom_line):
        yield _harder("bottom_line", said, there)
    for said, there in unsettled.asserted(bottom_line):
        message = f"“{there}” in the article, and no denial in “{said}”"
        yield Check(rule="denial-lost", path="bottom_line", message=message)


def stated(items: Iterable[tuple[str, Any]], unsettled: Unsettled) -> Iterator[Check]:
    """What the main texts of items state as facts and the article only holds possible; items come with their paths."""
    texts = [
        (f"{path}.{field}", text, event)
        for path, item in items
        for field, event in _FIELDS.items()
        if (text := vars(item).get(field)) and not vars(item).get("likelihood")
    ]
    # Nearly all texts are above reproach: looked at as one they cost a part of what they cost one by one.
    if any(unsettled.hardened(".\n".join([text for _, text, _ in texts]))):
        for path, text, event in texts:
            for said, there in unsettled.hardened(text, perfect=event):
                yield _harder(path, said, there)


def _harder(path: str, said: str, there: str) -> Check:
    return Check(
        rule="modality-harder", path=path, message=f"“{said}” is harder than the article, which says “{there}”"
    )
