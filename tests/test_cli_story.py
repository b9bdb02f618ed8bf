"""`briefer story` on the command line: seen, split and joined by hand, and errors in one line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from commandline import Ran, run
from telling import COPY, account, kept, opened, told

from briefer.daily.stories.assign import assign

AT = "2026-03-10T05:00:00+00:00"


@pytest.fixture(name="made")
def _made(tmp_path: Path) -> tuple[Path, dict[str, str], dict[str, str]]:
    """An archive with two stories: its file, the keys of its pages, and the story of each page, by short names."""
    with opened(tmp_path) as archive:
        keys = kept(archive, *told())
        where = assign(archive, "2026-04-10", AT).where()
    return tmp_path / "archive.sqlite", keys, {name: where[key] for name, key in keys.items()}


def story(file: Path, *arguments: str) -> Ran:
    return run("story", *arguments, "--archive", file)


def shown(file: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(story(file, "show", name, "--format", "json").out)
    return found


def again(file: Path) -> dict[str, str]:
    with opened(file.parent) as archive:
        return assign(archive, "2026-04-10", AT).where()


def test_stories_are_listed_with_what_they_rest_on(made: tuple[Path, dict[str, str], dict[str, str]]) -> None:
    file, _, where = made
    lines = story(file, "list").out.splitlines()
    assert len(lines) == 2
    assert (
        f"{where['wire']}  2026-03-09 to 2026-04-08, 4 articles, 1 copy, 4 publishers  Ferry sinks off Lomar, 14 dead"
        in lines
    )
    assert len(story(file, "list", "--pages", "2").out.splitlines()) == 1
    assert len(json.loads(story(file, "list", "--format", "json", "--limit", "1").out)) == 1


def test_a_story_is_shown_with_the_reason_of_each_page(made: tuple[Path, dict[str, str], dict[str, str]]) -> None:
    file, keys, where = made
    text = story(file, "show", where["wire"]).out
    assert f"    copy    of {keys['wire']}" in text
    assert "    why     first of its story" in text
    assert "of its five-word runs in common with “Ferry sinks off Lomar, 14 dead” (Kestrel Wire)" in text
    assert story(file, "show", where["wire"][:4]).out == text
    found = shown(file, where["wire"])
    assert [page["key"] for page in found["articles"]] == [keys[name] for name in ("wire", "copy", "report", "later")]
    assert found["articles"][1]["copy_of"] == keys["wire"]


def test_what_is_split_by_hand_stays_split_in_the_next_run(made: tuple[Path, dict[str, str], dict[str, str]]) -> None:
    file, keys, where = made
    ran = story(file, "split", where["wire"], "report", keys["later"], "--format", "json")
    parted = json.loads(ran.out)["story"]
    after = again(file)
    assert {after[keys["report"]], after[keys["later"]]} == {parted}
    assert {after[keys["wire"]], after[keys["copy"]]} == {where["wire"]}
    assert "split from" in story(file, "show", parted).out
    assert {decision["kind"] for decision in shown(file, parted)["decisions"]} == {"story.split"}


def test_what_is_joined_by_hand_stays_joined_and_the_older_id_leads(
    made: tuple[Path, dict[str, str], dict[str, str]],
) -> None:
    file, keys, where = made
    ran = story(file, "join", where["other"], where["wire"])
    stays = again(file)[keys["other"]]
    assert ran.code == 0
    assert f"are now story {stays} (5 articles)" in ran.out
    assert again(file)[keys["wire"]] == stays
    for name in {where["other"], where["wire"]}:
        assert shown(file, name)["id"] == stays
    assert "joined with" in story(file, "show", stays).out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("show", "nothing"), "briefer: no story is called 'nothing': `briefer story list` lists them\n"),
        (("split", "{wire}", "nobody"), "briefer: no article of story {wire} is called 'nobody'"),
        (("split", "{wire}", "other"), "briefer: no article of story {wire} is called 'other'"),
        (("split", "{other}", "other"), "briefer: these are all articles of story {other}"),
        (("join", "{wire}"), "briefer: these are one story already"),
        (("join", "{wire}", "ffffffff"), "briefer: no story is called 'ffffffff'"),
        (("show", "\x1b[2J"), "briefer: no story is called '\\x1b[2J'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    made: tuple[Path, dict[str, str], dict[str, str]], arguments: tuple[str, ...], line: str
) -> None:
    file, _, where = made
    ran = story(file, *(part.format(**where) for part in arguments))
    assert ran.code == 2
    assert ran.err.startswith(line.format(**where))
    assert ran.err.count("\n") == 1
    assert not ran.out


def test_an_id_that_several_articles_have_asks_for_the_key(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        first = kept(archive, told()[0])
        one = account("copy", COPY, 2, family="Another")
        kept(archive, one)
        twin = kept(archive, account("twin", COPY, 3, family="Third"))
        gathered = archive.articles.item(twin["twin"])[0].gathered
        archive.articles.keep(replace(gathered, stamp="2", article=replace(gathered.article, id="copy")))
        where = assign(archive, "2026-04-10", AT).where()
    ran = story(tmp_path / "archive.sqlite", "split", where[first["wire"]], "copy")
    assert ran.code == 2
    assert "several articles" in ran.err
    assert twin["twin"] in ran.err


def test_without_an_archive_the_line_says_so(tmp_path: Path) -> None:
    ran = story(tmp_path / "none.sqlite", "list")
    assert ran.code == 1
    assert "no archive there" in ran.err


def test_the_pages_of_stories_are_exported(made: tuple[Path, dict[str, str], dict[str, str]]) -> None:
    file, keys, where = made
    lines = [
        json.loads(line) for line in run("archive", "export", "--only", "story", "--archive", file).out.splitlines()
    ]
    assert {line["key"]: line["story"] for line in lines} == {keys[name]: where[name] for name in keys}
