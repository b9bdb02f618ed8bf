"""The configuration reaches intake: allowed hosts, limits, and the text that spans count."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from loopback_web import news_page, site

from briefer.cli.main import cli
from briefer.config import load
from briefer.errors import ConfigError, SourceError
from briefer.wiring import sources


def test_a_host_that_the_configuration_names_is_fetched_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "briefer.toml").write_text('[fetch]\nallow_hosts = ["127.0.0.1"]\n', encoding="utf-8")
    loaded = load(folder=tmp_path)
    with site() as web:
        web.put("/a", news_page())
        named, other = sources([web.url("/a"), web.url("/a", "localhost")], loaded)
        assert named.read().title == "Port strike widens"
        with pytest.raises(SourceError, match="not on the public internet"):
            other.read()


def test_an_unknown_key_of_fetch_is_named_with_the_nearest_known_one(tmp_path: Path) -> None:
    (tmp_path / "briefer.toml").write_text("[fetch]\ntimeuot = 3\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(folder=tmp_path)
    assert "briefer.toml:2" in caught.value.line
    assert "fetch.timeuot" in caught.value.line
    assert "did you mean timeout?" in caught.value.line


def test_the_text_command_prints_what_spans_count(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Port\n\nIt *opened* on Monday.\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["text", str(tmp_path / "a.md")])
    assert result.exit_code == 0
    assert result.stdout == "It opened on Monday."


def test_the_text_of_a_folder_of_several_articles_is_not_guessed(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("It opened.", encoding="utf-8")
    with pytest.raises(SourceError, match="a folder with 2 articles"):
        CliRunner().invoke(cli, ["text", str(tmp_path)], catch_exceptions=False)
