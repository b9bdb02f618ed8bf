"""The files of an edition, as they lie in the output folder."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import feedparser
import pytest
from editions import failed_edition, quiet_edition, rich_edition
from lxml.html import document_fromstring

from briefer.daily import publish
from briefer.daily.publish import write
from briefer.domain.edition import Edition
from briefer.domain.past import Past
from briefer.errors import OutputError
from briefer.rendering.edition_html import edition_html
from briefer.rendering.edition_markdown import edition_markdown
from briefer.rendering.edition_text import edition_text

FILES = ["brief.eml", "brief.html", "brief.md", "brief.txt", "edition.json"]


def test_an_edition_is_written_to_the_folder_of_its_day_with_index_and_feed_above(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    place = write(rich_edition(), out)
    assert place == out / "2026-03-10"
    assert sorted(file.name for file in place.iterdir()) == FILES
    assert sorted(file.name for file in out.iterdir()) == ["2026-03-10", "feed.xml", "index.html"]
    write(quiet_edition(), out, [rich_edition()])
    write(failed_edition(), out, [Past.of(rich_edition()), quiet_edition()], "https://brief.example/")
    assert len(feedparser.parse((out / "feed.xml").read_bytes()).entries) == 3
    assert document_fromstring((out / "index.html").read_text("utf-8")).xpath("//main//h3/a/@href") == [
        "2026-03-12/brief.html",
        "2026-03-11/brief.html",
        "2026-03-10/brief.html",
    ]


def test_everything_is_made_from_the_json_alone(tmp_path: Path) -> None:
    place = write(rich_edition(), tmp_path)
    edition = Edition.model_validate_json((place / "edition.json").read_bytes())
    assert edition == rich_edition()
    assert (place / "brief.md").read_text("utf-8") == edition_markdown(edition)
    assert (place / "brief.txt").read_text("utf-8") == edition_text(edition)
    assert (place / "brief.html").read_text("utf-8") == edition_html(edition)
    assert message_from_bytes((place / "brief.eml").read_bytes())["Subject"].endswith(": incomplete")


def test_an_edition_that_is_remade_takes_its_own_place_in_the_lists(tmp_path: Path) -> None:
    write(rich_edition(), tmp_path)
    write(quiet_edition(), tmp_path, [rich_edition()])
    write(rich_edition(status="ok"), tmp_path, [rich_edition(), quiet_edition()])
    titles = [entry.title for entry in feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries]
    assert titles == ["Southern rivers, 11 March 2026: Nothing new", "Southern rivers, 10 March 2026: Complete"]


def test_a_past_edition_that_lies_elsewhere_is_not_listed(tmp_path: Path) -> None:
    write(quiet_edition(), tmp_path / "elsewhere")
    write(rich_edition(), tmp_path / "here", [quiet_edition()])
    assert len(feedparser.parse((tmp_path / "here" / "feed.xml").read_bytes()).entries) == 1
    assert "11 March" not in (tmp_path / "here" / "index.html").read_text("utf-8")


def test_two_editions_of_one_day_do_not_overwrite_each_other(tmp_path: Path) -> None:
    morning, evening = rich_edition(), rich_edition(slot="evening")
    assert write(morning, tmp_path) != write(evening, tmp_path, [morning])
    hrefs = document_fromstring((tmp_path / "index.html").read_text("utf-8")).xpath("//main//h3/a/@href")
    assert sorted(hrefs) == ["2026-03-10-evening/brief.html", "2026-03-10/brief.html"]
    assert all((tmp_path / href).is_file() for href in hrefs)


def test_a_folder_that_cannot_be_made_is_one_line_and_code_1(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputError, match=r"cannot write .*taken") as raised:
        write(rich_edition(), tmp_path / "taken")
    assert raised.value.exit_code == 1


def test_a_file_that_cannot_be_replaced_stays_whole_and_no_part_is_left(tmp_path: Path) -> None:
    place = tmp_path / "2026-03-10"
    (place / "brief.html").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"brief\.html"):
        write(rich_edition(), tmp_path)
    assert not list(tmp_path.rglob("*.part"))
    assert Edition.model_validate_json((place / "edition.json").read_bytes()) == rich_edition()


def test_a_date_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="YYYY-MM-DD"):
        write(rich_edition(date="../2026-03-10"), tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_a_write_that_breaks_off_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    def broken() -> Iterator[str]:
        yield "half of "
        raise KeyboardInterrupt

    file = tmp_path / "brief.md"
    publish._put(file, ["whole"])
    with pytest.raises(KeyboardInterrupt):
        publish._put(file, broken())
    assert file.read_text("utf-8") == "whole"
    assert [one.name for one in tmp_path.iterdir()] == ["brief.md"]
