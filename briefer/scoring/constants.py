"""The constants and words of the scorer, read from the data files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from briefer.domain.brief import LISTS, ListName

FieldKind = Literal["names", "enumeration", "text", "deadline", "likelihood", "target"]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """How a field is compared, what share of its item it makes up, and whether another name in it is a contradiction."""

    name: str
    kind: FieldKind
    weight: float
    veto: Literal["any", "named", "all", "facts", "nothing"]


@dataclass(frozen=True, slots=True)
class Constants:
    """All numbers that decide a score; their meaning stands beside them in `constants.toml`."""

    align_fields: float
    align_evidence: float
    align_least: float
    credit_fields: float
    credit_evidence: float
    credit_least: float
    credit_main: float
    evidence_characters: float
    evidence_least_words: int
    text_floor: float
    text_hedge: float
    text_negation: float
    text_unseen: float
    text_same: float
    text_turned: float
    name_acronym: float
    name_surname: float
    name_edit: float
    name_edit_letters: int
    name_voice: float
    likelihood_possible: float
    fields: dict[ListName, tuple[FieldSpec, ...]]
    near: dict[frozenset[str], float]
    opposite: frozenset[frozenset[str]]


def read(data: dict[str, Any]) -> Constants:
    """Constants from the tables of `constants.toml`."""
    numbers = {
        f"{table}_{key}": value
        for table, values in data.items()
        if table not in {"fields", "near", "opposite"}
        for key, value in values.items()
    }
    return Constants(
        fields={name: _specs(data["fields"][name]) for name in LISTS},
        near={frozenset(pair.split()): value for pair, value in data["near"].items()},
        opposite=frozenset(frozenset(pair.split()) for pair in data["opposite"]["pairs"]),
        **numbers,
    )


def _specs(table: dict[str, Any]) -> tuple[FieldSpec, ...]:
    return tuple(FieldSpec(name, f["kind"], f["weight"], f["veto"]) for name, f in table.items())


@lru_cache(maxsize=1)
def constants() -> Constants:
    """The constants of this scorer."""
    return read(tomllib.loads(files("briefer.scoring").joinpath("constants.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """The words of this scorer, as `lexicon.toml` has them."""
    return tomllib.loads(files("briefer.scoring").joinpath("lexicon.toml").read_text(encoding="utf-8"))
