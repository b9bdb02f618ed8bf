"""Stories in the archive: ids that last, decisions that hold, nothing half."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from telling import COPY, LATER, OTHER, REPORT, WIRE, account, kept, opened, told

from briefer.daily.archive import MIGRATIONS, Archive
from briefer.daily.database import Database
from briefer.daily.stories import rulings
from briefer.daily.stories.assign import Assigned, assign
from briefer.daily.stories.counts import counts
from briefer.domain.article import Article
from briefer.domain.gathered import Gathered
from briefer.errors import MendSetup
from briefer.evaluating.clusters import Agreement, pairwise
from briefer.evaluating.story_corpus import load

AT = "2026-03-10T05:00:00+00:00"


@pytest.fixture(name="archive")
def _archive(tmp_path: Path) -> Iterator[Archive]:
    with opened(tmp_path) as archive:
        yield archive


def run(archive: Archive, until: str = "2026-03-10T06:00:00+00:00") -> Assigned:
    return assign(archive, until, AT)


def test_a_story_keeps_its_id_from_day_to_day_and_a_follow_up_a_month_later_joins_it(archive: Archive) -> None:
    keys = kept(archive, *told()[:3], told()[4])
    first = run(archive)
    later = kept(archive, told()[3], fetched="2026-04-08T12:00:00+00:00")
    second = run(archive, "2026-04-09T06:00:00+00:00")
    story = first.where()[keys["wire"]]
    assert {page.key for page in first.stories[story]} == {keys[name] for name in ("wire", "copy", "report")}
    assert second.where()[later["later"]] == story
    assert second.where()[keys["other"]] == first.where()[keys["other"]] != story


def test_each_page_has_its_row_its_original_and_the_reason_of_its_join(archive: Archive) -> None:
    keys = kept(archive, *told())
    pages = {page.key: page for found in run(archive, "2026-04-10").stories.values() for page in found}
    copy = pages[keys["copy"]]
    assert copy.copy_of == keys["wire"]
    assert "five-word runs in common with “Ferry sinks off Lomar, 14 dead”" in copy.joined
    assert pages[keys["wire"]].joined == "first of its story"
    assert archive.articles.row(copy.row).gathered.article.text == COPY  # type: ignore[union-attr]  # it is kept
    assert copy.family == "Paper copy"


def test_run_again_it_changes_nothing(archive: Archive) -> None:
    kept(archive, *told())
    first = run(archive, "2026-04-10")
    before = list(archive.stories.all())
    assert run(archive, "2026-04-10").stories == first.stories
    assert list(archive.stories.all()) == before


def test_killed_while_it_writes_it_leaves_nothing_half(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(archive, *told())

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(archive.stories, "place", stop)
        with pytest.raises(KeyboardInterrupt):
            run(archive)
    assert not list(archive.stories.all())
    assert not archive.stories.ages()
    assert len(run(archive, "2026-04-10").stories) == 2


def test_two_known_stories_become_one_under_the_older_id(archive: Archive) -> None:
    keys = kept(archive, account("wire", WIRE), account("other", OTHER, 6))
    first = run(archive)
    older, younger = first.where()[keys["wire"]], first.where()[keys["other"]]
    bridge = kept(archive, account("both", WIRE, 10, url="https://a.example/1"), fetched=AT)
    archive.articles.keep(
        replace(
            archive.articles.item(keys["other"])[0].gathered,
            stamp="2",
            article=replace(archive.articles.item(keys["other"])[0].gathered.article, text=WIRE),
        )
    )
    where = run(archive).where()
    assert {where[key] for key in (keys["wire"], keys["other"], bridge["both"])} == {older}
    assert archive.stories.current(younger) == older


def test_what_a_person_split_stays_apart_and_new_pages_go_to_the_part_that_they_belong_to(archive: Archive) -> None:
    keys = kept(archive, *told()[:3])
    story = run(archive).where()[keys["wire"]]
    apart = rulings.split(archive, story, [keys["report"]], AT)
    kept(archive, account("copy2", COPY.replace("Skarby", "Lomar"), 11), fetched=AT)
    where = run(archive).where()
    assert where[keys["report"]] == apart != story
    assert where[keys["wire"]] == where[keys["copy"]] == story
    assert len(run(archive).stories[story]) == 3
    assert archive.decisions.all("story.split")[0].subject == keys["report"]


def test_the_newest_word_on_a_pair_holds(archive: Archive) -> None:
    keys = kept(archive, *told()[:3])
    story = run(archive).where()[keys["wire"]]
    apart = rulings.split(archive, story, [keys["report"]], AT)
    assert rulings.join(archive, [apart, story], AT) == story
    assert set(run(archive).where().values()) == {story}
    again = rulings.split(archive, story, [keys["report"]], AT)
    assert again not in {apart, story}
    assert run(archive).where()[keys["report"]] == again


def test_what_a_person_joined_stays_together(archive: Archive) -> None:
    keys = kept(archive, *told()[:3], told()[4])
    where = run(archive).where()
    kept_id = rulings.join(archive, [where[keys["other"]], where[keys["wire"]]], AT)
    assert kept_id == where[keys["wire"]]
    again = run(archive)
    assert again.where()[keys["other"]] == kept_id
    assert "by hand" in next(page.joined for page in again.stories[kept_id] if page.key == keys["other"])


def test_a_story_cannot_be_emptied_and_a_page_not_split_from_where_it_is_not(archive: Archive) -> None:
    keys = kept(archive, *told()[:3], told()[4])
    where = run(archive).where()
    with pytest.raises(MendSetup, match="all articles"):
        rulings.split(archive, where[keys["other"]], [keys["other"]], AT)
    with pytest.raises(MendSetup, match="not in story"):
        rulings.split(archive, where[keys["wire"]], [keys["other"]], AT)
    with pytest.raises(MendSetup, match="one story already"):
        rulings.join(archive, [where[keys["wire"]], where[keys["wire"]]], AT)


def test_a_copy_keeps_its_original_when_that_has_left_the_window(archive: Archive) -> None:
    keys = kept(archive, account("wire", WIRE), account("copy", COPY, 24 * 30), fetched="2026-03-09T12:00:00+00:00")
    assert run(archive, "2026-04-09").where()[keys["copy"]]
    rows = {page.key: page for pages in assign(archive, "2026-05-08", AT, days=35).stories.values() for page in pages}
    assert keys["wire"] not in rows
    assert rows[keys["copy"]].copy_of == keys["wire"]


def test_an_archive_from_before_there_were_stories_gets_their_tables(tmp_path: Path) -> None:
    Database(tmp_path / "archive.sqlite", MIGRATIONS[:1]).close()
    with opened(tmp_path) as archive:
        keys = kept(archive, *told())
        assert run(archive, "2026-04-10").where()[keys["wire"]]


def test_pages_copies_publishers_parties_and_voices_are_counted_apart(archive: Archive) -> None:
    ours = [
        account("wire", WIRE, family="Kestrel Wire"),
        account("copy", COPY, 5, family="Skarby Press"),
        account("report", REPORT, 9, family="skarby  press"),
        account("later", LATER, 30, family="Inquiry"),
    ]
    kept(archive, *ours)
    (pages,) = run(archive, "2026-04-10").stories.values()
    found = counts(replace(page, tier="primary") if page.family == "Inquiry" else page for page in pages)
    assert (found.pages, found.copies, found.families, found.primary, found.voices) == (4, 1, 3, 1, 3)


def test_a_copy_speaks_with_the_voice_of_an_original_of_an_earlier_day(archive: Archive) -> None:
    keys = kept(archive, account("wire", WIRE, family="Kestrel Wire"), account("copy", COPY, 5, family="Skarby Press"))
    (pages,) = run(archive).stories.values()
    today = [page for page in pages if page.copy_of]
    assert counts(today, {keys["wire"]: "Kestrel Wire"}).voices == 1
    assert counts([*today, *today]).voices == 1


def test_day_by_day_the_corpus_comes_to_the_stories_that_it_is_made_of(archive: Archive, root: Path) -> None:
    corpus = load(root / "evals" / "corpus")
    names: dict[str, str] = {}
    for day in sorted({case.published for case in corpus.cases if case.published < "2026-03-11"} | {"2026-04-08"}):
        for case in (case for case in corpus.cases if case.published == day):
            article = Article(case.text, id=case.id, title=case.title, outlet=case.outlet, published=day)
            gathered = Gathered(article, case.outlet, f"test:{case.id}", "1", f"{day}T22:00:00+00:00")
            archive.articles.keep(gathered)
            names[gathered.key] = case.id
        found = run(archive, f"{day}T23:00:00+00:00")
        assert run(archive, f"{day}T23:00:00+00:00").stories == found.stories
    placed = list(archive.stories.all())
    assert pairwise(
        {names[one.key]: one.story for one in placed}, {name: corpus.events[name] for name in names.values()}
    ) == Agreement(1.0, 1.0)
    assert {names[one.key]: names[one.copy_of] for one in placed if one.copy_of} == {"w-002": "w-001"}
