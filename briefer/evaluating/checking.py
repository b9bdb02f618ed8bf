"""Corpus in, findings out: everything in it that breaks the annotation guide or its own layout, with file and line."""

from __future__ import annotations

import difflib
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from briefer.domain.annotation import Annotation
from briefer.domain.brief import Text, Value
from briefer.errors import CorpusError
from briefer.evaluating import corpus as corpora
from briefer.evaluating.guide import Level, Place, violations
from briefer.toml_lines import Lines

RECORD = "in a pass beside an adjudicated reference: the pass is a record and stays as it was made"
FORM = {"one-sentence", "free-text", "bottom-line"}
"""Rules of form: errors, except in a pass beside an adjudicated reference."""
WARNINGS = dict.fromkeys(FORM, RECORD) | {
    "copy-of": "a corpus may be a part of another",
    "sha256": "a corpus may be old; state it, and a changed article is noticed",
    "text": "an article is kept as it was given",
    "word-count": "a corpus may be old; state it, and a changed article is noticed",
}
"""Why a rule that only warns does no more than that."""


@dataclass(frozen=True)
class Finding:
    """What is wrong at one line of one file."""

    level: Level
    file: Path
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level}: {self.rule}: {self.message}"


def _iso(value: str | date) -> str | date:
    if isinstance(value, str):
        datetime.fromisoformat(value)
    return value


class Card(Value):
    """The fields of article.toml."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    title: Text
    outlet: Text
    published: Annotated[datetime | date | str, AfterValidator(_iso)]
    genre: Text
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
    licence: Text
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    word_count: Annotated[int, Field(gt=0)] | None = None
    author: Text | None = None
    url: Text | None = None
    event: Text | None = None
    copy_of: Text | None = None
    note: Text | None = None
    licence_url: Text | None = None
    attribution: Text | None = None
    redistributable: bool | None = None
    obtained: Text | None = None
    edits: tuple[str, ...] = ()


def check(folder: str | Path) -> list[Finding]:
    """All findings in the corpus at `folder`, by file and line. Raises `CorpusError` where there is no corpus."""
    found: list[Finding] = []
    ids: dict[str, Path] = {}
    copies: list[tuple[Path, int, str]] = []
    for case in corpora.folders(Path(folder)):
        found += _case(case, ids, copies)
    for file, line, original in copies:
        if original not in ids:
            found.append(Finding("warning", file, line, "copy-of", f"no article here has the id '{original}'"))
    return sorted(found, key=lambda finding: (finding.file, finding.line, finding.rule, finding.message))


def _case(folder: Path, ids: dict[str, Path], copies: list[tuple[Path, int, str]]) -> Iterator[Finding]:
    file = folder / corpora.TEXT
    try:
        text = corpora.read_text(file)
    except CorpusError as error:
        yield Finding("error", file, 1, "text", str(error))
        return
    yield from _text(file, text)
    yield from _card(folder / corpora.CARD, text, ids, copies)
    adjudicated = (folder / "reference.toml").is_file()
    present = [name for name in corpora.PASSES if (folder / name).is_file()]
    if not present:
        yield Finding("error", folder, 1, "layout", f"no reference; it needs one of {', '.join(corpora.PASSES)}")
    for name in present:
        record = adjudicated and name != "reference.toml"
        for finding in _reference(folder / name, text):
            soft = record and finding.rule in FORM
            yield Finding("warning", finding.file, finding.line, finding.rule, finding.message) if soft else finding


def _text(file: Path, text: str) -> Iterator[Finding]:
    if not text.strip():
        yield Finding("error", file, 1, "text", "the article is empty")
    if text.startswith("\ufeff"):
        yield Finding(
            "error", file, 1, "text", "begins with a byte order mark: quotes would not count from the first letter"
        )
    before = ""
    for number, line in enumerate(text.split("\n"), 1):
        if "\r" in line:
            yield Finding("error", file, number, "text", "a carriage return: lines end with a line feed alone")
            break
        if line.strip() and before.strip():
            yield Finding("warning", file, number, "text", "a paragraph is one line, with a blank line before the next")
        before = line


def _card(file: Path, text: str, ids: dict[str, Path], copies: list[tuple[Path, int, str]]) -> Iterator[Finding]:
    read = _read(file)
    if isinstance(read, Finding):
        yield read
        return
    table, lines = read
    yield from _shape(Card, file, table, lines)

    def finding(key: str, message: str, level: Level = "error") -> Finding:
        return Finding(level, file, lines.of((key,)), key.replace("_", "-"), message)

    digest, words = hashlib.sha256(text.encode()).hexdigest(), len(text.split())
    for key, right in (("sha256", digest), ("word_count", words)):
        if key not in table:
            yield finding(key, f"not stated; it is {right}", "warning")
        elif table[key] != right:
            yield finding(key, f"{table[key]} is stated, and article.txt has {right}")
    name = str(table.get("id", ""))
    if name in ids:
        yield finding("id", f"'{name}' is the id of {ids[name]} too")
    ids.setdefault(name, file)
    if original := table.get("copy_of"):
        copies.append((file, lines.of(("copy_of",)), str(original)))
        if original == name:
            yield finding("copy_of", "an article is no copy of itself")


def _reference(file: Path, text: str) -> Iterator[Finding]:
    read = _read(file)
    if isinstance(read, Finding):
        yield read
        return
    table, lines = read
    yield from _shape(Annotation, file, table, lines)
    right = corpora.PASSES[file.name]
    if table.get("annotator") != right:
        message = f"'{table.get('annotator')}' is stated, and {file.name} is the pass '{right}'"
        yield Finding("error", file, lines.of(("annotator",)), "annotator", message)
    for violation in violations(table, corpora.article(text, {})):
        yield Finding(violation.level, file, lines.of(violation.place), violation.rule, violation.message)


def _read(file: Path) -> tuple[Mapping[str, Any], Lines] | Finding:
    try:
        source = corpora.read_text(file)
        return tomllib.loads(source), Lines(source)
    except CorpusError as error:
        return Finding("error", file, 1, "layout", str(error))
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None) or _line_in(str(error))
        return Finding("error", file, line, "toml", str(error))


def _line_in(message: str) -> int:
    """The line that a message of tomllib names (its errors have no attribute for it before Python 3.14)."""
    _, _, rest = message.partition("at line ")
    digits = rest.partition(",")[0]
    return int(digits) if digits.isdigit() else 1


def _shape(model: type[BaseModel], file: Path, table: Mapping[str, Any], lines: Lines) -> Iterator[Finding]:
    """What pydantic finds: unknown and missing keys, wrong types, words that are none of an enumeration."""
    try:
        model.model_validate(table)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            place: Place = problem["loc"]
            key = str(place[-1])
            match problem["type"]:
                case "extra_forbidden":
                    near = difflib.get_close_matches(key, _fields(model, place), n=1, cutoff=0.5)
                    message = f"unknown key '{key}'" + (f" (did you mean {near[0]}?)" if near else "")
                case "missing":
                    message = f"'{key}' is missing"
                case _:
                    message = f"{'.'.join(map(str, place))}: {problem['msg'].removeprefix('Value error, ')}"
            yield Finding("error", file, lines.of(place), "shape", message)


def _fields(model: type[BaseModel], place: Place) -> list[str]:
    """The keys that are known where `place` stands."""
    if len(place) > 1 and place[0] in model.model_fields:
        inner = model.model_fields[str(place[0])].annotation
        item = next((arg for arg in getattr(inner, "__args__", ()) if isinstance(arg, type)), model)
        return list(item.model_fields) if issubclass(item, BaseModel) else []
    return list(model.model_fields)
