"""A prompt template: named blanks, and a version that never changes once it is released."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefer.domain.exchange import Message, Role
from briefer.errors import PromptError

_BLANK = re.compile(r"\{\{ *([a-z_]+) *\}\}")


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """A released text with blanks such as `{{article}}`, in the order in which its messages are sent.

    `sha256` is of the file as it was released; `purpose`, `dialect` and `changes` come from its front matter.
    """

    name: str
    version: int
    sha256: str
    source: str
    sections: tuple[tuple[Role, str], ...]
    purpose: str = ""
    dialect: str = "quotes"
    changes: str = ""

    @property
    def id(self) -> str:
        """Name and version, as in `brief@1`."""
        return f"{self.name}@{self.version}"

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
