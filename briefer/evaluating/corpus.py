"""A corpus: a folder an article, with its text, what is known about it, and the references written by hand."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from briefer.domain.annotation import Annotation, Annotator
from briefer.domain.article import Article
from briefer.domain.evaluation import Split
from briefer.errors import ConfigError, CorpusError

TEXT, CARD = "article.txt", "article.toml"
PASSES: dict[str, Annotator] = {
    "reference.toml": "adjudicated",
    "annotator-a.toml": "a",
    "annotator-b.toml": "b",
}
"""The files of references, the one that counts first."""


@dataclass(frozen=True)
class Case:
    """One article with its references by annotator: `a`, `b`, `adjudicated`."""

    folder: Path
    number: int
    article: Article
    card: Mapping[str, Any] = field(repr=False)
    passes: Mapping[Annotator, Annotation] = field(repr=False)

    @property
    def id(self) -> str:
        """The article's id: the name of its score and of its recordings."""
        return self.article.id

    @property
    def reference(self) -> Annotation:
        """What a brief is scored against: the adjudicated pass, or the only one there is."""
        return next(self.passes[name] for name in PASSES.values() if name in self.passes)

    @property
    def split(self) -> Split:
        """`develop` on even numbers, `test` on odd ones."""
        return "test" if self.number % 2 else "develop"


@dataclass(frozen=True)
class Corpus:
    """The articles of one folder, in the order of their folders' names."""

    folder: Path
    cases: tuple[Case, ...]

    def part(self, split: Split) -> tuple[Case, ...]:
        """The cases of one split."""
        return tuple(case for case in self.cases if split in ("all", case.split))

    @cached_property
    def digest(self) -> str:
        """Hex sha256 of the names and bytes of all its files: the same digest, the same corpus."""
        total = hashlib.sha256()
        for case in self.cases:
            for name in (TEXT, CARD, *sorted(PASSES)):
                file = case.folder / name
                if file.is_file():
                    total.update(
                        f"{case.folder.name}/{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode()
                    )
        return total.hexdigest()

    def get(self, name: str) -> Case:
        """The case with that article id or folder name. Raises `ConfigError` where there is none."""
        for case in self.cases:
            if name in (case.id, case.folder.name):
                return case
        raise ConfigError(
            f"no article '{name}' in {self.folder}", hint=f"it has {', '.join(case.id for case in self.cases)}"
        )


def folders(corpus: Path) -> list[Path]:
    """The folders of articles in `corpus`, by name; or itself, where it is one. Raises `CorpusError` where there is none."""
    if (corpus / TEXT).is_file():
        return [corpus]
    found = sorted(path.parent for path in corpus.glob(f"*/{TEXT}")) if corpus.is_dir() else []
    if not found:
        raise CorpusError(f"{corpus} holds no corpus", hint=f"a corpus has a folder an article, each with {TEXT} in it")
    return found


def read(corpus: str | Path) -> Corpus:
    """The corpus in a folder. Raises `CorpusError` for what keeps it from being used, with the file."""
    root = Path(corpus)
    cases = tuple(_case(folder, place) for place, folder in enumerate(folders(root)))
    seen: dict[str, Path] = {}
    for case in cases:
        if case.id in seen:
            raise CorpusError(f"{case.folder / CARD}: the id '{case.id}' is that of {seen[case.id]} too")
        seen[case.id] = case.folder
    return Corpus(root, cases)


def read_text(file: Path) -> str:
    """The text of an article, every character as it stands in the file. Raises `CorpusError`."""
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"cannot read {file}: {error}") from error


def read_toml(file: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises `CorpusError`."""
    try:
        return tomllib.loads(read_text(file))
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{file} is not valid TOML: {error}", hint="mend that line") from error


def read_annotation(file: Path) -> Annotation:
    """The reference in a TOML file. Raises `CorpusError` with the first thing that is wrong in it."""
    try:
        return Annotation.model_validate(read_toml(file))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CorpusError(
            f"{file}: {where}: {first['msg']}", hint="`briefer corpus check` names every line that is wrong"
        ) from None


def article(text: str, card: Mapping[str, Any]) -> Article:
    """The article of a text and its card."""
    known = {name: str(card[name]) for name in ("title", "outlet", "published", "url", "language") if card.get(name)}
    return Article(text, id=str(card.get("id", "")), **known)


def _case(folder: Path, place: int) -> Case:
    card = read_toml(folder / CARD)
    passes = {name: read_annotation(folder / file) for file, name in PASSES.items() if (folder / file).is_file()}
    if not passes:
        raise CorpusError(f"{folder} has no reference", hint=f"it needs one of {', '.join(PASSES)}")
    digits = re.match(r"\d+", folder.name) or re.search(r"\d+$", str(card.get("id", "")))
    return Case(
        folder=folder,
        number=int(digits[0]) if digits else place,
        article=article(read_text(folder / TEXT), card),
        card=card,
        passes=passes,
    )
