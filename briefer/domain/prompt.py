"""A prompt template: named blanks, and a version that never changes once it is released."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefer.domain.exchange import Message, Role
from briefer.errors import PromptError

_BLANK = re.compile(r"\{\{ *([a-z_]+) *\}\}")


@dataclass(frozen=True, slots=True)
class Question:
    """One of several requests about one article: the properties of a draft that it `asks` for, and in which words."""

    asks: tuple[str, ...]
    text: str

    @property
    def task(self) -> str:
        """What tells its request from the others: `actors`, or `bottom_line-actors`."""
        return "-".join(self.asks)


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """A released text with blanks such as `{{article}}`, in the order in which its messages are sent.

    `sha256` is of the file as it was released; the rest comes from its front matter and its further sections. Where there
    are `questions`, each is a request of its own, put into the blank `{{question}}` of the shared messages; `looks` has by list
    the question of the second look at its items. `most` is how many entries a list may have, `letters` how long a text, each by
    name; `fields` says which fields of an item are asked for, and in which order, where that is not all. `repair` is the id of
    the template for repairs, where it is not the configured one.
    """

    name: str
    version: int
    sha256: str
    source: str
    sections: tuple[tuple[Role, str], ...]
    purpose: str = ""
    schema: str = "brief/1"
    dialect: str = "quotes"
    changes: str = ""
    questions: tuple[Question, ...] = ()
    looks: Mapping[str, str] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    letters: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    repair: str = ""

    @property
    def id(self) -> str:
        """Name and version, as in `brief@1`."""
        return f"{self.name}@{self.version}"

    @property
    def text(self) -> str:
        """The words of all messages, before anything is put into their blanks."""
        return "\n".join(text for _, text in self.sections)

    @property
    def blanks(self) -> frozenset[str]:
        """The names of all blanks."""
        return frozenset(name for _, text in self.sections for name in _BLANK.findall(text))

    def fill(self, **values: str) -> tuple[Message, ...]:
        """The messages, each blank replaced once; what is put in is never read as a template.

        Raises `PromptError` where a blank has no value or a value no blank.
        """
        if missing := self.blanks ^ values.keys():
            raise PromptError(f"prompt {self.id}: blanks and values differ", hint=", ".join(sorted(missing)))
        return tuple(Message(role, _BLANK.sub(lambda m: values[m[1]], text)) for role, text in self.sections)

    def look(self, name: str, items: str) -> str:
        """The question of the second look at the items of a list, which takes the place of `{{items}}`."""
        return self.looks[name].replace("{{items}}", items)
