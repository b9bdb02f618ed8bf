"""Facts that are none in the article: "has disrupted" where it only says "could disrupt", "attended" where it denies that."""

from __future__ import annotations

from collections.abc import Iterator
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


def stated(item: Any, path: str, unsettled: Unsettled) -> Iterator[Check]:
    """What the main text of an item states as a fact and the article only holds possible."""
    fields = vars(item)
    if fields.get("likelihood"):
        return
    for field, event in _FIELDS.items():
        if text := fields.get(field):
            for said, there in unsettled.hardened(text, perfect=event):
                yield _harder(f"{path}.{field}", said, there)


def _harder(path: str, said: str, there: str) -> Check:
    return Check(
        rule="modality-harder", path=path, message=f"“{said}” is harder than the article, which says “{there}”"
    )
