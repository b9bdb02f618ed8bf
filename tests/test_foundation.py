"""The foundation: what every room relies on."""

from __future__ import annotations

from briefer.prompting.shelf import Shelf, released


def test_released_prompts_are_as_they_were_released() -> None:
    assert Shelf((released(),)).altered() == []
