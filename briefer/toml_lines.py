"""On which line of a TOML file a value stands: what a finding needs, and tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
Token = tuple[int, str]

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
    """Lines of one valid TOML file, by path: `("actors", 2, "evidence", 0)` is the first quote of the third actor."""

    text: str
    _at: dict[Path, int] = field(init=False, default_factory=dict)
    _counts: dict[Path, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        table: Path = ()
        for statement in self._statements():
            if statement[0][1] == "[":
                table = self._header(statement)
            else:
                self._pair(statement, 0, table)

    def of(self, path: Path) -> int:
        """The line, from 1, of the value at `path`, or of the nearest thing around it that has one."""
        while path and path not in self._at:
            path = path[:-1]
        return self._at.get(path, 1)

    def _header(self, statement: list[Token]) -> Path:
        """The path of the table that begins here: one of an array of tables where there are two brackets."""
        names = _names([piece for _, piece in statement if piece not in {"[", "]"}])
        path: Path = ()
        for name in names:
            path = (*path, name)
            self._at.setdefault(path, statement[0][0])
            if path in self._counts and len(path) - sum(isinstance(p, int) for p in path) < len(names):
                path = (*path, self._counts[path] - 1)
        if statement[1][1] == "[":
            self._counts[path] = self._counts.get(path, 0) + 1
            path = (*path, self._counts[path] - 1)
        self._at[path] = statement[0][0]
        return path

    def _pair(self, tokens: list[Token], start: int, table: Path) -> int:
        """Take in `key = value`; where its tokens end."""
        equals = next(i for i in range(start, len(tokens)) if tokens[i][1] == "=")
        path = table
        for name in _names([piece for _, piece in tokens[start:equals]]):
            path = (*path, name)
            self._at.setdefault(path, tokens[start][0])
        return self._value(tokens, equals + 1, path)

    def _value(self, tokens: list[Token], start: int, path: Path) -> int:
        """Take in what is within a value; where its tokens end."""
        if tokens[start][1] not in {"[", "{"}:
            return next((i for i in range(start, len(tokens)) if tokens[i][1] in {",", "]", "}"}), len(tokens))
        closing = {"[": "]", "{": "}"}[tokens[start][1]]
        at, element = start + 1, 0
        while tokens[at][1] != closing:
            if tokens[at][1] == ",":
                at += 1
            elif closing == "}":
                at = self._pair(tokens, at, path)
            else:
                self._at.setdefault((*path, element), tokens[at][0])
                at = self._value(tokens, at, (*path, element))
                element += 1
        return at + 1

    def _statements(self) -> Iterator[list[Token]]:
        """Tokens with their lines, one list a header or an assignment; comments are left out."""
        statement: list[Token] = []
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


def _names(pieces: list[str]) -> list[str]:
    """The names in a key: bare ones are parted by dots, quoted ones may hold any."""
    names: list[str] = []
    for piece in pieces:
        if piece[0] in "\"'":
            names.append(str(tomllib.loads(f"name = {piece}")["name"]))
        else:
            names += [name for name in piece.split(".") if name]
    return names
