"""On which line of a TOML file a value stands: what a finding needs, and tomllib does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # strings of several lines, either kind
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|\n|[\[\]{}=,]"
    r"|[^\s\[\]{}=,\"'#]+",
    re.DOTALL,
)


@dataclass
class Lines:
    """Lines of one valid TOML file, by path: `("actors", 2, "evidence", 0)` is the first quote of the third actor.

    Tables and arrays of tables are followed as references use them (bare or quoted keys, no dotted ones).
    """

    text: str
    _at: dict[Path, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        table: Path = ()
        counts: dict[str, int] = {}
        for statement in self._statements():
            line, first = statement[0]
            if first == "[":
                words = [_plain(piece) for _, piece in statement if piece not in {"[", "]"}]
                name = words[0] if words else ""
                table = (name,)
                if statement[1][1] == "[":
                    table = (name, counts.get(name, 0))
                    counts[name] = counts.get(name, 0) + 1
                self._at.setdefault((name,), line)
                self._at[table] = line
            else:
                self._key((*table, _plain(first)), statement)

    def of(self, path: Path) -> int:
        """The line, from 1, of the value at `path`, or of the nearest thing around it that has one."""
        while path and path not in self._at:
            path = path[:-1]
        return self._at.get(path, 1)

    def _key(self, path: Path, statement: list[tuple[int, str]]) -> None:
        self._at[path] = statement[0][0]
        depth = element = 0
        for line, piece in statement[2:]:
            if piece in "[{":
                depth += 1
            elif piece in "]}":
                depth -= 1
            elif piece == "," and depth == 1:
                element += 1
            elif depth == 1:
                self._at.setdefault((*path, element), line)

    def _statements(self) -> Iterator[list[tuple[int, str]]]:
        """Tokens with their lines, one list a header or an assignment; comments are left out."""
        statement: list[tuple[int, str]] = []
        line, depth = 1, 0
        for match in _TOKEN.finditer(self.text):
            piece = match[0]
            depth += (piece in {"[", "{"}) - (piece in {"]", "}"})
            if piece == "\n":
                if statement and depth == 0:
                    yield statement
                    statement = []
            elif not piece.startswith("#"):
                statement.append((line, piece))
            line += piece.count("\n")
        if statement:
            yield statement


def _plain(piece: str) -> str:
    return piece.strip("\"'")
