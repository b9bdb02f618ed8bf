"""docs/configuration.md is the one table of all keys, and cannot drift from the code.

`python tests/test_configuration_docs.py` writes the tables anew.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefer.backends.settings import BackendConfig, Limits, Price, Tls
from briefer.config import Config
from briefer.intake.settings import FetchSettings, SourceSettings
from briefer.posting.settings import MailSettings

SECTIONS: dict[str, type[BaseModel]] = {
    "Top level": Config,
    "`[backends.NAME]`": BackendConfig,
    "`limits`": Limits,
    "`price`": Price,
    "`tls`": Tls,
    "`[fetch]`": FetchSettings,
    "`[[sources]]`": SourceSettings,
    "`[mail]`": MailSettings,
}


def rows(model: type[BaseModel]) -> list[str]:
    """The rows of the table of one part of the configuration."""
    found = []
    for name, info in model.model_fields.items():
        default = info.get_default(call_default_factory=True)
        plain = isinstance(default, str | int | float | bool) and default != ""
        shown = "required" if info.is_required() else f"`{json.dumps(default)}`" if plain else ""
        found.append(f"| `{name}` | {shown} | {info.description} |")
    return found


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_stands_in_its_table_with_its_default_and_meaning(section: str, root: Path) -> None:
    text = (root / "docs" / "configuration.md").read_text(encoding="utf-8")
    part = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    assert [line for line in part.splitlines() if line.startswith("| `")] == rows(SECTIONS[section])


def test_every_key_says_what_it_means() -> None:
    assert not [f"{m.__name__}.{n}" for m in SECTIONS.values() for n, i in m.model_fields.items() if not i.description]


@pytest.mark.parametrize("page", ["configuration.md", "backends.md"])
def test_every_example_is_a_configuration_that_loads(page: str, root: Path) -> None:
    text = (root / "docs" / page).read_text(encoding="utf-8")
    blocks = [block for block in re.findall(r"(?:^    .*\n)+", text, re.MULTILINE) if "[backends." in block]
    assert len(blocks) >= (1 if page == "configuration.md" else 12)
    for block in blocks:
        Config.model_validate(tomllib.loads(re.sub(r"^    ", "", block, flags=re.MULTILINE)))


def _rewritten(text: str) -> str:
    """The page with every table made anew from the code."""
    for section, model in SECTIONS.items():
        head, mark, rest = text.partition(f"\n## {section}\n")
        part, following, tail = rest.partition("\n## ")
        intro = part.partition("| key |")[0].strip()
        table = "\n".join(["| key | default | meaning |", "|---|---|---|", *rows(model)])
        text = f"{head}{mark}\n{intro}{chr(10) * 2 if intro else ''}{table}\n{following}{tail}"
    return text


if __name__ == "__main__":
    page = Path(__file__).parent.parent / "docs" / "configuration.md"
    page.write_text(_rewritten(page.read_text(encoding="utf-8")), encoding="utf-8")
