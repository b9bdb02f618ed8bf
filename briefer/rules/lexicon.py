"""The lexicons: data files of general English, read once and only when a first article is briefed."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_OTHER_GROUPS = frozenset(
    {
        "voices",
        "before_of",
        "bodies",
        "legal",
        "governing",
        "local",
        "mute",
        "businesses",
        "things",
        "lifeless",
        "again",
        "own",
    }
)
"""The groups of heads.toml that are no kinds."""


_REALMS = ("Republic", "Kingdom", "State", "Government", "Commonwealth", "Islamic Republic", "People’s Republic")
_OURS = ("Federation", "Republic")
"""What stands before "of" and a state's name, and after its adjective, and is the state: "Republic of Chad", "Kyrgyz Republic"."""


class State(NamedTuple):
    """One row of the table of states."""

    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    houses: tuple[str, ...]


class Known(NamedTuple):
    """What the tables know of a name: the entity that it stands for, and how (name, demonym, capital, house, region)."""

    name: str
    kind: str
    how: str
    affiliation: str = ""


@cache
def table(name: str) -> dict[str, Any]:
    """One data file, parsed."""
    return tomllib.loads(files(__package__).joinpath("lexicon", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(file: str, *keys: str) -> frozenset[str]:
    """The words of one or several groups of a file; a group may stand in a section (`stance.accuses_of`)."""
    found: list[str] = []
    for key in keys:
        section, _, inner = key.rpartition(".")
        data = table(file)[section] if section else table(file)
        found += data[inner].split()
    return frozenset(found)


@cache
def phrases(file: str, key: str) -> tuple[str, ...]:
    """The phrases of a group, which are parted by bars; the longest first."""
    section, _, inner = key.rpartition(".")
    data = table(file)[section] if section else table(file)
    return tuple(sorted(_split(data[inner].replace("\n", " | ")), key=len, reverse=True))


@cache
def phrase_tree(file: str, *keys: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases of several groups by their first word, as words with the name of their group; the longest first."""
    tree: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key in keys:
        for phrase in phrases(file, key):
            parts = tuple(phrase.split())
            tree.setdefault(parts[0], []).append((parts, key.rpartition(".")[2]))
    for entries in tree.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return tree


@cache
def states() -> tuple[State, ...]:
    """The table of states."""
    rows: list[State] = []
    lines: list[str] = table("places")["states"].strip().splitlines()
    for line in lines:
        name, *groups = line.split("|", 4)
        cells = [tuple(_split(group.replace(",", "|"))) for group in groups]
        rows.append(State(name.strip(), cells[0], cells[1], cells[2], cells[3]))
    return tuple(rows)


@cache
def known() -> dict[str, Known]:
    """Every name of the tables of places and bodies, with what it stands for."""
    names: dict[str, Known] = {}
    for region in phrases("places", "regions"):
        names[region] = Known(region, "region", "region")
    for state in states():
        for how, group in (("capital", state.capitals), ("house", state.houses), ("demonym", state.demonyms)):
            names.update({name: Known(state.name, "state", how) for name in group})
        forms = (
            form for one in (state.name, *state.names) for form in (one, *(f"{head} of {one}" for head in _REALMS))
        )
        ours = (f"{demonym} {realm}" for demonym in state.demonyms[:1] for realm in _OURS)
        names.update({name: Known(state.name, "state", "name") for name in (*ours, *forms)})
    for line in table("places")["bodies"].strip().splitlines():
        name, others, kind, *owner = (cell.strip() for cell in line.split("|"))
        entry = Known(name, kind, "name", owner[0] if owner else "")
        names.update(dict.fromkeys((name, *_split(others.replace(",", "|"))), entry))
    for line in table("places")["seats"].strip().splitlines():
        seat, name, kind = _split(line)
        names[seat] = Known(name, kind, "capital")
    return names


@cache
def kinds() -> dict[str, str]:
    """The kind of a body by its head noun."""
    return {word: kind for kind, line in table("heads").items() if kind not in _OTHER_GROUPS for word in line.split()}


@cache
def alternation(file: str, key: str) -> re.Pattern[str]:
    """A pattern that finds any phrase of a group as whole words."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases(file, key))) + r")\b")


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]
