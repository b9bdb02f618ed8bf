"""What the linker is given and what it gives back: accounts of events in, copies, stories and joins out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from briefer.domain.gathered import Tier

JoinKind = Literal["address", "text", "copy", "quotations", "words", "later"]
"""What ties two pages: the first three make one a copy of the other."""
COPYING: frozenset[JoinKind] = frozenset({"address", "text", "copy"})


@dataclass(frozen=True, slots=True)
class Account:
    """One page as the linker sees it. `at` is an instant with zone, `family` the publisher: owner, else outlet, else source."""

    key: str
    text: str
    at: datetime
    title: str = ""
    url: str | None = None
    family: str = ""
    tier: Tier = "secondary"


@dataclass(frozen=True, slots=True)
class Join:
    """What ties page `a`, the later one, to `b`: `value` is the strength of the signal.

    `says` is what either may say of the other, `named` are the two by title and publisher.
    """

    a: str
    b: str
    kind: JoinKind
    value: float
    says: str
    named: tuple[str, str]

    @property
    def reason(self) -> str:
        """Why `a` is with `b`, in words."""
        return f"{self.says} {self.named[1]}"

    @property
    def backwards(self) -> str:
        """Why `b` is with `a`, in words."""
        return f"{self.says} {self.named[0]}"


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people decided, as pairs of names; a name is the key of a page or the id of a known story.

    What stands in `together` is one story, what stands in `apart` never is.
    """

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """The outcome: every page is in exactly one of `stories`, which hold keys, the oldest first, as the stories do.

    `copies` leads from the key of a copy to that of its original, which is never a copy itself and always in the same
    story. `joins` are the ties that made the stories.
    """

    stories: tuple[tuple[str, ...], ...]
    copies: Mapping[str, str] = field(default_factory=dict)
    joins: tuple[Join, ...] = ()
