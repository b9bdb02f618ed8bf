"""docs/prompts.md tells of every released prompt, and the configuration's own are among them."""

from __future__ import annotations

from pathlib import Path

from briefer.config import Config
from briefer.prompting.shelf import Shelf, released


def test_every_released_prompt_is_told_of(root: Path) -> None:
    told = (root / "docs" / "prompts.md").read_text(encoding="utf-8")
    shelf = Shelf((released(),))
    assert [name for name in shelf.names() if f"`{name}`" not in told] == []


def test_the_prompts_that_are_asked_unless_configured_are_released_and_say_what_they_changed() -> None:
    shelf = Shelf((released(),))
    config = Config()
    for name in (config.prompt, config.repair_prompt, config.requote_prompt):
        template = shelf.get(name)
        assert template.id == name
        assert template.changes
        assert template.purpose
