"""How reading one source went, and what one run leaves for the next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, Protocol

Form = Literal["", "feed", "page"]
"""What an address gave when it was last read; "" where that is not known."""


@dataclass(frozen=True)
class State:
    """What one run leaves for the next about one address: the validators of HTTP caching (RFC 9110, 8.8), and its form."""

    etag: str | None = None
    modified: str | None = None
    form: Form = ""

    @property
    def headers(self) -> dict[str, str]:
        """The conditional headers that ask only for what has changed."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True)
class Lost:
    """Something of a source that could not be read, and why.

    `identity` is the same in every run. `lasting` says that another attempt is of no use while it stays as it is.
    `published` is as in `Article`.
    """

    what: str
    reason: str
    identity: str
    url: str | None = None
    published: str | None = None
    lasting: bool = True


class Memory(Protocol):
    """Remembers for some time what cannot be read, so that it is not tried every day."""

    def reason(self, identity: str, stamp: str, now: str) -> str | None:
        """Why the item could not be read, where it is remembered and has not changed since."""

    def remember(self, identity: str, stamp: str, reason: str, now: str) -> None:
        """Remember it."""


class Forgetful:
    """Remembers nothing."""

    def reason(self, identity: str, stamp: str, now: str) -> str | None:
        """None."""

    def remember(self, identity: str, stamp: str, reason: str, now: str) -> None:
        """Ignore it."""


@dataclass
class Outcome:
    """How it went: `found` items were new or changed and handed on, `known` were kept before, `thin` have no full text.

    `status`: ok; empty where the source answered and has no item at all; failed where it gave nothing. `reasons` say why,
    and what was left out of a source that is ok; `lost` is what could not be read. `state` is what to send the next time;
    remember it only once all that was handed on is safely kept.
    """

    source: str
    status: Literal["ok", "empty", "failed"] = "ok"
    reasons: list[str] = field(default_factory=list)
    found: int = 0
    known: int = 0
    thin: int = 0
    state: State = field(default_factory=State)
    lost: list[Lost] = field(default_factory=list)

    @property
    def reason(self) -> str:
        """The first reason, and how many others there are; "" where there is none."""
        first, *others = self.reasons or [""]
        return f"{first} (and {len(others)} more)" if others else first

    @property
    def counted(self) -> list[str]:
        """Each reason once, with how often it was given where that was several times."""
        return [f"{reason} ({n} times)" if n > 1 else reason for reason, n in Counter(self.reasons).items()]
