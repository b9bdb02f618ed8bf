"""A file in, a prompt template out: TOML front matter, then sections."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from briefer.domain.brief import LISTS, Actor, Commitment, Reaction, Risk
from briefer.domain.prompt import PromptTemplate, Question
from briefer.errors import PromptError
from briefer.prompting.schema import VERSIONS

_SECTION = re.compile(r"^<!-- (system|user|assistant|(?:ask|look) [a-z_ ]+) -->\n", re.MULTILINE)
ROLES = frozenset({"system", "user", "assistant"})
_ITEMS: dict[str, type[BaseModel]] = dict(zip(LISTS, (Actor, Commitment, Risk, Reaction), strict=True))


@lru_cache(maxsize=64)
def read(path: Path) -> PromptTemplate:
    """The template in a file: TOML front matter between two lines of `+++`, then one section a message."""
    try:
        source = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"cannot read the prompt {path}: {error}") from error
    head, found, body = source.removeprefix("+++\n").partition("\n+++\n")
    if not source.startswith("+++\n") or not found:
        raise PromptError(f"{path}: no front matter", hint="begin with TOML between two lines of +++")
    try:
        front = tomllib.loads(head)
        _ = str(front["name"]), int(front["version"])
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise PromptError(f"{path}: front matter: {error}", hint="it needs a name and a version") from error
    parts = _SECTION.split(body)
    texts = [(head, text.strip("\n")) for head, text in zip(parts[1::2], parts[2::2], strict=True)]
    if not any(head in ROLES for head, _ in texts) or parts[0].strip():
        raise PromptError(f"{path}: no sections", hint="a line `<!-- system -->` or `<!-- user -->` begins one")
    try:
        return _template(front, texts, source)
    except (TypeError, ValueError, AttributeError) as error:
        raise PromptError(f"{path}: {error}", hint="docs/prompts.md says what a template holds") from error


def _template(front: Mapping[str, Any], texts: list[tuple[str, str]], source: str) -> PromptTemplate:
    """The template of a front matter and sections. Raises TypeError, ValueError or AttributeError for what cannot be one."""
    dialect = str(front.get("dialect", "quotes"))
    questions = tuple(Question(tuple(head.split()[1:]), text) for head, text in texts if head.startswith("ask "))
    looks = {head.split()[1]: text for head, text in texts if head.startswith("look ")}
    fields = {str(name): tuple(map(str, names)) for name, names in front.get("fields", {}).items()}
    if dialect not in VERSIONS:
        raise ValueError(f"unknown dialect '{dialect}' (known are {', '.join(VERSIONS)})")
    asked = sorted(name for question in questions for name in question.asks)
    if dialect == "quotes" and asked:
        raise ValueError("sections `ask` belong to dialect sentences")
    if dialect == "sentences" and asked not in (sorted(LISTS), sorted(("bottom_line", *LISTS))):
        raise ValueError(
            f"the sections `ask` ask for each of {', '.join(LISTS)} once, and for bottom_line at most once"
        )
    if questions and not any("{{question}}" in text for head, text in texts if head in ROLES):
        raise ValueError("no message has the blank {{question}}, so that nothing would be asked")
    if unknown := (looks.keys() | fields.keys()) - set(LISTS):
        raise ValueError(f"no list of a brief: {', '.join(sorted(unknown))} (they are {', '.join(LISTS)})")
    for name, names in fields.items():
        cited = name != "actors"  # whose names prove themselves
        known = {
            field: info.is_required() or (cited and field == "evidence")
            for field, info in _ITEMS[name].model_fields.items()
        }
        if wrong := set(names) - known.keys() or {field for field, needed in known.items() if needed} - set(names):
            raise ValueError(f"the fields of {name}: {', '.join(sorted(wrong))} is unknown, or missing and needed")
    if bare := next((name for name, text in looks.items() if "{{items}}" not in text), None):
        raise ValueError(f"the section `look {bare}` has no blank {{{{items}}}}")
    return PromptTemplate(
        name=str(front["name"]),
        version=int(front["version"]),
        sha256=hashlib.sha256(source.encode()).hexdigest(),
        source=source,
        sections=tuple((head, text) for head, text in texts if head in ROLES),  # type: ignore[misc]  # roles are literals
        purpose=str(front.get("purpose", "")),
        schema=VERSIONS[dialect],
        dialect=dialect,
        changes=str(front.get("changes", "")),
        questions=questions,
        looks=looks,
        most=_numbers(front.get("most", {})),
        letters=_numbers(front.get("letters", {})),
        fields=fields,
        repair=str(front.get("repair", "")),
    )


def _numbers(table: Mapping[str, Any]) -> dict[str, int]:
    return {str(name): int(number) for name, number in table.items()}
