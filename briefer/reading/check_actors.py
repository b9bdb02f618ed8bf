"""Names in `by`, `to`, `affected` and `assessed_by` that are no listed actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from briefer.domain.brief import Check
from briefer.reading.names import Listed

_FIELDS = ("by", "to", "affected", "assessed_by")


def unlisted_actors(items: Sequence[tuple[str, Any]]) -> Iterator[Check]:
    """The names that stand for an actor and are none of the listed ones, after aliases, case, accents, titles and surnames."""
    listed = Listed(item for _, item in items if "aliases" in vars(item))
    for path, item in items:
        fields = vars(item)
        for field in _FIELDS:
            for index, name in enumerate(fields.get(field, ())):
                if name not in listed:
                    message = f"“{name}” is no listed actor"
                    yield Check(rule="actor-not-listed", path=f"{path}.{field}[{index}]", message=message)
