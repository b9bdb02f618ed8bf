"""What others write reaches no terminal as a command to it: titles, colours and cursor moves are shown as escapes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ask import configured
from commandline import run
from fault_server import error, serving
from hypothesis import given
from hypothesis import strategies as st

from briefer.errors import BrieferError
from briefer.printable import printable

STORY = "Ministers of both countries opened trade talks on Monday in the capital, officials said there."
EVIL = "\x1b[31mred\x1b]0;title\x07 \u202eback \ud83d"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "article.txt").write_text(STORY)
    return tmp_path


def test_the_words_of_a_server_are_printed_without_its_escapes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_KEY", "k" * 20)
    with serving(error(400, EVIL)) as server:
        configured(folder, server.url)
        ran = run("brief", folder / "article.txt", "--backend", "mock", "--config", folder / "briefer.toml")
    assert r"\x1b[31mred\x1b]0;title\x07 \u202eback" in ran.err
    assert ran.err.rstrip("\n").isprintable()


def test_the_words_of_a_line_that_is_imported_are_printed_without_its_escapes(folder: Path) -> None:
    configured(folder, "http://127.0.0.1:9/v1")
    where = ("--config", folder / "briefer.toml", "--backend", "mock")
    assert run("batch", "export", folder / "x.jsonl", folder / "article.txt", *where).code == 0
    asked = json.loads((folder / "x.jsonl").read_text())["custom_id"]
    line = {"custom_id": asked, "response": None, "error": {"message": EVIL}}
    (folder / "answers.jsonl").write_text(json.dumps(line))
    ran = run("batch", "import", folder / "answers.jsonl", *where)
    assert r"\x1b[31mred" in ran.err
    assert all(shown.isprintable() for shown in ran.err.splitlines())


def test_an_unexpected_error_is_printed_without_escapes(folder: Path) -> None:
    ran = run("brief", folder / "\x1b[2J.txt", "--backend", "rules")
    assert ran.code != 0
    assert "\x1b" not in ran.err


@given(st.text(st.characters(exclude_categories=[])), st.text(st.characters(exclude_categories=[])))
def test_every_error_is_one_line_of_printable_characters(message: str, hint: str) -> None:
    assert BrieferError(message, hint=hint).line.isprintable()
    assert printable(message).isprintable()
    assert printable("Ünïcode — “ok” 東京") == "Ünïcode — “ok” 東京"
