"""The window of an edition: what belongs to it, what comes late, what was printed before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from dailies import gathered, keep

from briefer.daily.archive import Archive
from briefer.daily.printed import Print, Printed
from briefer.daily.shelves import EditionKey
from briefer.daily.window import Selection, window
from briefer.errors import ConfigError

NOW = datetime(2026, 3, 11, 6, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(name="archive")
def _archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        yield archive


def _printed(archive: Archive, *prints: Print) -> Printed:
    printed = Printed(archive.notes, "default", "daily")
    for each in prints:
        printed.keep(EditionKey(each.date), each)
    return printed


def _print(date: str, **fields: object) -> Print:
    base = Print(date, f"{date}T06:00:00+00:00", f"{date}T06:00:05+00:00", failed=False)
    return replace(base, **fields)  # type: ignore[arg-type]  # fields by name


def _taken(archive: Archive, printed: Printed, day: str | None = None, since: str | None = None) -> list[str]:
    when = window(day, since, printed, NOW)
    return [kept.gathered.article.id for kept in Selection(when, printed, NOW).of(archive)]


def test_the_first_window_is_the_24_hours_before_now(archive: Archive) -> None:
    when = window(None, None, _printed(archive), NOW)
    assert (when.date, when.since, when.until) == (
        "2026-03-11",
        "2026-03-10T05:00:01+00:00",
        "2026-03-11T05:00:01+00:00",
    )


def test_a_past_day_is_whole_and_in_the_zone_of_the_clock(archive: Archive) -> None:
    when = window("2026-03-09", None, _printed(archive), NOW)
    assert (when.since, when.until) == ("2026-03-08T23:00:00+00:00", "2026-03-09T23:00:00+00:00")


def test_a_window_begins_where_that_of_the_last_edition_that_did_not_fail_ended(archive: Archive) -> None:
    printed = _printed(archive, _print("2026-03-08"), _print("2026-03-09", failed=True))
    assert window(None, None, printed, NOW).since == "2026-03-08T06:00:00+00:00"


def test_since_is_a_date_or_an_instant_in_the_zone_of_the_clock(archive: Archive) -> None:
    printed = _printed(archive, _print("2026-03-08"))
    assert window(None, "2026-03-01", printed, NOW).since == "2026-02-28T23:00:00+00:00"
    assert window(None, "2026-03-10T10:00", printed, NOW).since == "2026-03-10T09:00:00+00:00"
    assert window(None, "2026-03-10T10:00Z", printed, NOW).since == "2026-03-10T10:00:00+00:00"


@pytest.mark.parametrize(
    ("day", "since", "says"),
    [
        ("2026-03-12", None, "yet to come"),
        ("9 March", None, "no date"),
        (None, "yesterday", "no date or time"),
        (None, "2026-03-12", "is empty"),
    ],
)
def test_what_is_no_window_is_refused(archive: Archive, day: str | None, since: str | None, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        window(day, since, _printed(archive), NOW)


def test_articles_of_the_window_are_taken_and_others_not(archive: Archive) -> None:
    keep(
        archive,
        gathered("before", "2026-03-08T22:59:59+00:00"),
        gathered("first", "2026-03-08T23:00:00+00:00"),
        gathered("last", "2026-03-09T22:59:59+00:00"),
        gathered("after", "2026-03-09T23:00:00+00:00"),
    )
    assert _taken(archive, _printed(archive), "2026-03-09") == ["first", "last"]


def test_a_bare_date_is_of_any_time_on_its_day_and_of_no_other_day(archive: Archive) -> None:
    keep(archive, gathered("eighth", "2026-03-08"), gathered("ninth", "2026-03-09"), gathered("tenth", "2026-03-10"))
    assert _taken(archive, _printed(archive), "2026-03-09") == ["ninth"]
    assert _taken(archive, _printed(archive)) == ["tenth"]


def test_an_article_without_a_date_is_of_when_it_was_fetched(archive: Archive) -> None:
    keep(archive, gathered("undated", None))
    assert _taken(archive, _printed(archive), "2026-03-09") == ["undated"]
    assert _taken(archive, _printed(archive), "2026-03-10") == []


def test_what_an_earlier_edition_printed_is_not_printed_again_unless_its_text_changed(archive: Archive) -> None:
    old, changed = gathered("old", "2026-03-10"), gathered("changed", "2026-03-10")
    keep(archive, old, changed)
    texts = {each.key: each.article.sha256 for each in (old, changed)}
    printed = _printed(archive, _print("2026-03-10", texts=texts))
    assert _taken(archive, printed) == []
    keep(archive, gathered("changed", "2026-03-10", text="The port has closed again.", stamp="2"))
    assert _taken(archive, printed) == ["changed"]


def test_what_came_late_is_taken_up_to_a_week_and_the_backlog_of_before_is_not(archive: Archive) -> None:
    later = "2026-03-10T09:00:00+00:00"
    keep(
        archive,
        gathered("backlog", "2026-03-07", fetched="2026-03-08T06:00:00+00:00"),
        gathered("late", "2026-03-07", fetched=later),
        gathered("too-late", "2026-03-01", fetched=later),
    )
    assert _taken(archive, _printed(archive)) == []
    assert _taken(archive, _printed(archive, _print("2026-03-10"))) == ["late"]


def test_what_the_last_edition_could_not_read_is_tried_again(archive: Archive) -> None:
    lost = gathered("lost", "2026-03-09")
    keep(archive, lost)
    assert _taken(archive, _printed(archive, _print("2026-03-10"))) == []
    assert _taken(archive, _printed(archive, _print("2026-03-10", unread=frozenset({lost.key})))) == ["lost"]


def test_profiles_and_slots_do_not_know_of_each_other(archive: Archive) -> None:
    _printed(archive, _print("2026-03-10"))
    assert Printed(archive.notes, "weekly", "daily").last("2026-03-11") is None
    assert Printed(archive.notes, "default", "evening").last("2026-03-11") is None
    assert Printed(archive.notes, "default", "daily").last("2026-03-11") is not None


def test_the_first_edition_of_a_story_is_remembered(archive: Archive) -> None:
    printed = _printed(
        archive, _print("2026-03-09", stories=frozenset({"a"})), _print("2026-03-10", stories=frozenset({"a", "b"}))
    )
    assert printed.first("2026-03-11") == {"a": "2026-03-09", "b": "2026-03-10"}
    assert printed.first("2026-03-09") == {}
