"""The archive: kept once, found again, safe under kill -9, one run at a time."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefer.cli.main import cli
from briefer.daily.archive import MIGRATIONS, Archive
from briefer.daily.archived import Archived
from briefer.daily.articles import instant
from briefer.daily.shelves import Decision, EditionKey
from briefer.domain.article import Article
from briefer.domain.brief import Tokens
from briefer.domain.exchange import Completion, Message, Request
from briefer.domain.gathered import Gathered
from briefer.errors import ArchiveError
from briefer.intake.outcome import Outcome, State
from briefer.intake.settings import SourceSettings
from briefer.wiring import brief

AT = "2026-03-09T12:00:00+00:00"


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "archive.sqlite"


def gathered(number: int = 1, text: str = "The port opened on Monday.", **changes: object) -> Gathered:
    article = Article(
        text, id=f"a-{number}", title=f"Port {number}", outlet="Gazette", published="2026-03-09T08:15:00+01:00"
    )
    base = Gathered(
        article, source="Gazette", identity=f"g.example guid:{number}", stamp="1", fetched=AT, tier="primary", owner="G"
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # fields by name


def test_an_article_comes_back_as_it_was_kept(path: Path) -> None:
    original = gathered(
        text="Ünïcode “quoted”\n\n日本語 \U0001f6a2", whole=False, note="403", updated="2026-03-09T10:00:00Z"
    )
    with Archive.open(path) as archive:
        row = archive.articles.keep(original)
    with Archive.open(path) as archive:
        kept = archive.articles.row(row)
        assert kept is not None
        assert kept.gathered == original
        assert archive.articles.known(original.identity) == "1"
        assert archive.articles.known("other") is None


def test_an_article_is_kept_once_and_equal_texts_are_stored_once(path: Path) -> None:
    with Archive.open(path) as archive:
        assert archive.articles.keep(gathered(1)) == archive.articles.keep(gathered(1))
        archive.articles.keep(gathered(2))
        assert len(list(archive.articles.fetched("2026"))) == 2
    assert sqlite3.connect(path).execute("SELECT count(*) FROM texts").fetchone() == (1,)


def test_a_new_version_takes_the_place_of_the_old_one_which_stays(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.articles.keep(gathered())
        archive.articles.keep(gathered(text="It shut again.", stamp="2", fetched="2026-03-10T12:00:00+00:00"))
        (newest,) = archive.articles.fetched("2026")
        assert newest.gathered.article.text == "It shut again."
        assert newest.changed
        assert newest.first == AT
        assert [version.gathered.stamp for version in archive.articles.item(newest.gathered.key)] == ["1", "2"]
        archive.articles.keep(gathered())
        assert archive.articles.known(gathered().identity) == "1", "what a source takes back is current again"


def test_articles_are_found_by_when_they_were_fetched_and_by_when_they_were_published(path: Path) -> None:
    def of(number: int, published: str | None, fetched: str = AT) -> Gathered:
        base = gathered(number, fetched=fetched)
        return replace(base, article=replace(base.article, published=published))

    with Archive.open(path) as archive:
        for number, published in enumerate(
            ("2026-03-08T23:30:00-01:00", "2026-03-09", None, "2026-03-09T00:30:00+01:00")
        ):
            archive.articles.keep(of(number, published))
        archive.articles.keep(of(9, "2026-03-10", fetched="2026-03-10T06:00:00+00:00"))
        day = [kept.gathered.article.id for kept in archive.articles.published("2026-03-09", "2026-03-10")]
        assert day == ["a-1", "a-0", "a-2"]
        assert [kept.gathered.article.id for kept in archive.articles.fetched("2026-03-10")] == ["a-9"]


@pytest.mark.parametrize(
    ("stated", "utc"),
    [
        ("2026-03-09", "2026-03-09T00:00:00+00:00"),
        ("2026-03-09T08:15:00+01:00", "2026-03-09T07:15:00+00:00"),
        ("2026-03-09T08:15:00", "2026-03-09T08:15:00+00:00"),
        ("2026-03-09T08:15:00.5Z", "2026-03-09T08:15:00+00:00"),
    ],
)
def test_times_are_compared_as_instants(stated: str, utc: str) -> None:
    assert instant(stated) == utc


def test_words_are_found_without_regard_to_case_and_accents(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.articles.keep(gathered(1, "The Paraná port opened. Crews left at noon."))
        archive.articles.keep(gathered(2, "The budget passed."))
        (hit,) = archive.articles.search(["PARANA", "crews"])
        assert hit.kept.gathered.article.id == "a-1"
        assert "Crews left" in hit.excerpt
        assert archive.articles.search(["crews left"])
        assert not archive.articles.search(["left crews"])
        assert not archive.articles.search(["crews", "budget passed"])
        assert len(archive.articles.search(["gazette"])) == 2
        assert len(archive.articles.search(["gazette"], limit=1)) == 1


def test_a_search_finds_the_newest_version_alone(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.articles.keep(gathered(text="Before the strike."))
        archive.articles.keep(gathered(text="After the strike.", stamp="2"))
        assert [hit.kept.gathered.stamp for hit in archive.articles.search(["strike"])] == ["2"]
        assert not archive.articles.search(["before"])


@pytest.mark.parametrize(
    "words",
    [
        '"',
        'a"b',
        "NEAR(",
        "title:",
        "port OR budget",
        "port*",
        "-port",
        "(",
        "'; DROP TABLE items",
        "\0",
        "^port",
        "",
        "{a b}: c",
    ],
)
def test_what_is_searched_for_is_data(path: Path, words: str) -> None:
    with Archive.open(path) as archive:
        archive.articles.keep(gathered())
        archive.articles.keep(gathered(2, "The budget passed."))
        assert len(archive.articles.search([words])) <= 2
        assert not archive.articles.search(["port OR budget"])
        assert len(list(archive.articles.fetched("2026"))) == 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(), max_size=4))
def test_no_words_make_a_search_fail(path: Path, words: list[str]) -> None:
    with Archive.open(path) as archive:
        archive.articles.search(words)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters()), st.text(st.characters()))
def test_any_text_can_be_kept(path: Path, text: str, identity: str) -> None:
    with Archive.open(path) as archive:
        archive.articles.keep(gathered(text=text, identity=identity))
        assert archive.articles.known(identity) == "1"


def test_a_source_remembers_its_validators_and_its_last_success(path: Path) -> None:
    source = SourceSettings(name="Gazette", url="https://g.example/feed")
    with Archive.open(path) as archive:
        assert archive.sources.state(source) == State()
        archive.sources.settle(source, Outcome("Gazette", state=State('"1"', "Mon")), AT)
        assert archive.sources.state(source) == State('"1"', "Mon")
        archive.sources.settle(
            source, Outcome("Gazette", "failed", ["down"], state=State('"1"', "Mon")), "2026-03-10T06:00:00+00:00"
        )
        assert archive.sources.succeeded(source) == AT


def test_a_brief_comes_back_by_article_and_recipe(path: Path, seed_text: str) -> None:
    made = brief(seed_text, backend="rules")
    with Archive.open(path) as archive:
        row = archive.articles.keep(gathered(text=seed_text))
        assert archive.briefs.get(row, "rules") is None
        archive.briefs.keep(row, "rules", made, AT)
        assert archive.briefs.get(row, "rules") == made
        assert archive.briefs.get(row, "other") is None


def test_a_brief_of_an_article_that_is_not_kept_is_refused(path: Path, seed_text: str) -> None:
    made = brief(seed_text, backend="rules")
    with Archive.open(path) as archive, pytest.raises(ArchiveError):
        archive.briefs.keep(77, "rules", made, AT)


def test_editions_are_kept_by_profile_date_and_slot_and_remade_as_revisions(path: Path) -> None:
    monday, tuesday = EditionKey("2026-03-09"), EditionKey("2026-03-10")
    with Archive.open(path) as archive:
        assert archive.editions.get(monday) is None
        assert archive.editions.keep(monday, '{"n": 1}', AT) == 1
        assert archive.editions.keep(monday, '{"n": 2}', AT) == 2
        assert archive.editions.keep(EditionKey("2026-03-09", "sports"), '{"n": 3}', AT) == 1
        assert archive.editions.get(monday) == '{"n": 2}'
        assert archive.editions.before(tuesday) == (monday, '{"n": 2}', AT)
        assert archive.editions.before(monday) is None
        assert archive.editions.all() == [monday, EditionKey("2026-03-09", "sports")]


def test_decisions_are_kept_in_order_and_the_last_word_on_a_pair_holds(path: Path) -> None:
    split, join = Decision("story.split", "s1", "a1", "", AT), Decision("story.join", "s1", "a1", "sorry", AT)
    with Archive.open(path) as archive:
        for decision in (split, join, split, Decision("ledger.confirm", "c1", "", "", AT)):
            archive.decisions.keep(decision)
        assert archive.decisions.all("story.") == [join, split]
        assert len(archive.decisions.all()) == 3


def test_notes_are_json_by_kind_and_name(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.notes.keep("ledger", "c1", {"by": ["Ministry"], "ü": None})
        archive.notes.keep("ledger", "c0", 1)
        archive.notes.keep("ledger", "c1", {"by": []})
        assert list(archive.notes.all("ledger")) == [("c0", 1), ("c1", {"by": []})]
        archive.notes.forget("ledger", "c0")
        assert archive.notes.get("ledger", "c0") is None


def _keep_and_fail(archive: Archive) -> None:
    archive.articles.keep(gathered())
    archive.notes.keep("a", "b", 1)
    raise ZeroDivisionError


def test_what_is_done_together_is_kept_all_or_not_at_all(path: Path) -> None:
    with Archive.open(path) as archive:
        with pytest.raises(ZeroDivisionError), archive.together():
            _keep_and_fail(archive)
        assert archive.articles.known(gathered().identity) is None
        assert archive.notes.get("a", "b") is None
        with archive.together():
            archive.articles.keep(gathered())
        assert archive.articles.known(gathered().identity) == "1"


def test_many_threads_keep_and_read_at_once(path: Path) -> None:
    with Archive.open(path) as archive:

        def work(number: int) -> int:
            archive.articles.keep(gathered(number, f"Text {number} about ports."))
            return len(list(archive.articles.fetched("2026")))

        with ThreadPoolExecutor(8) as pool:
            counts = list(pool.map(work, range(60)))
        assert max(counts) == 60
        assert len(archive.articles.search(["ports"], limit=100)) == 60


def test_reading_goes_on_while_others_write(path: Path) -> None:
    with Archive.open(path) as archive:
        for number in range(600):
            archive.articles.keep(gathered(number))
        reading = archive.articles.fetched("2026")
        next(reading)
        archive.articles.keep(gathered(1000))
        assert sum(1 for _ in reading) == 599
        assert len(list(archive.articles.fetched("2026"))) == 601


class Paid:
    """A backend that counts what it is asked."""

    def __init__(self, finish: str = "stop") -> None:
        self.asked = 0
        self.finish = finish

    def complete(self, request: Request, /) -> Completion:
        self.asked += 1
        return Completion("{}", finish=self.finish, model="m-1", usage=Tokens(prompt=7), cost_usd=0.5, kind="openai")  # type: ignore[arg-type]  # a str here


def _request(content: str = "hi") -> Request:
    return Request(Article("Text."), (Message("user", content),), "brief", "{}", "brief@1", "0" * 64)


def test_an_answer_is_paid_for_once_across_runs(path: Path) -> None:
    paid = Paid()
    for _ in range(2):
        with Archive.open(path) as archive:
            answer = Archived(paid, archive.answers, "paid m-1", lambda: AT).complete(_request())
    assert paid.asked == 1
    assert (answer.text, answer.cost_usd, answer.usage.prompt, answer.answered) == ("{}", 0.5, 7, "cache")
    assert str(answer.captured) == f"http, {AT}, m-1"


def test_another_request_another_recipe_and_an_empty_answer_are_asked_for(path: Path) -> None:
    paid = Paid()
    with Archive.open(path) as archive:
        Archived(paid, archive.answers, "a", lambda: AT).complete(_request())
        Archived(paid, archive.answers, "b", lambda: AT).complete(_request())
        Archived(paid, archive.answers, "a", lambda: AT).complete(_request("ho"))
        assert paid.asked == 3
        empty = Paid("empty")
        for _ in range(2):
            Archived(empty, archive.answers, "e", lambda: AT).complete(_request())
        assert empty.asked == 2


def test_an_archive_of_today_is_what_the_migrations_make_from_any_earlier_step(path: Path) -> None:
    path.parent.mkdir()
    Archive.open(path).__exit__(None, None, None)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_an_archive_of_a_newer_briefer_is_left_alone(path: Path) -> None:
    Archive.open(path).__exit__(None, None, None)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ArchiveError, match="made by a newer briefer"):
        Archive.open(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"no database, but a text that is long enough " * 40, "not a database"), (None, "no archive of briefer")],
)
def test_a_file_that_is_no_archive_is_left_alone(path: Path, content: bytes | None, said: str) -> None:
    path.parent.mkdir()
    if content is None:
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE mine (a)")
        other.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match=said) as caught:
        Archive.open(path)
    assert caught.value.hint
    if content is not None:
        assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"File exists|Not a directory"):
        Archive.open(tmp_path / "file" / "archive.sqlite")


_HOLD = """
import sys, time
from briefer.daily.archive import Archive
with Archive.open(sys.argv[1]) as archive, archive.alone():
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def _holder(path: Path, seconds: float) -> subprocess.Popen[str]:
    holder = subprocess.Popen([sys.executable, "-c", _HOLD, str(path), str(seconds)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_run_says_that_there_is_one_and_gets_the_archive_when_that_is_killed(path: Path) -> None:
    holder = _holder(path, 60)
    with Archive.open(path) as archive:
        with pytest.raises(ArchiveError, match="another run is using this archive"), archive.alone():
            raise AssertionError
        archive.articles.keep(gathered())
        holder.kill()
        holder.communicate()
        with archive.alone():
            assert archive.articles.known(gathered().identity) == "1"


def test_a_second_run_may_wait(path: Path) -> None:
    holder = _holder(path, 0.3)
    with Archive.open(path) as archive, archive.alone(wait=120):
        assert holder.wait(60) == 0
    holder.communicate()


def test_what_goes_wrong_in_a_run_is_not_blamed_on_the_archive(path: Path) -> None:
    with Archive.open(path) as archive, pytest.raises(FileNotFoundError), archive.alone():
        raise FileNotFoundError("mine")
    with Archive.open(path) as archive, pytest.raises(FileNotFoundError), archive.together():
        raise FileNotFoundError("mine")


_WORK = """
import sys
from test_archive import gathered
from briefer.daily.archive import Archive
archive = Archive.open(sys.argv[1])
for number in range(int(sys.argv[2]), 10**6):
    archive.articles.keep(gathered(number, f"Text {number} about ports."))
    archive.answers.keep(f"k{number}", "{}", "now")
    print(number, flush=True)
"""


def test_nothing_that_was_kept_is_lost_when_a_run_is_killed(path: Path) -> None:
    start, environment = 0, os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    for after in (1, 7, 40, 41, 90):
        command = [sys.executable, "-c", _WORK, str(path), str(start)]
        worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert worker.stdout is not None
        told = [int(worker.stdout.readline()) for _ in range(after)]
        time.sleep(0.001 * after % 0.007)
        os.kill(worker.pid, signal.SIGKILL)
        told += [int(line) for line in worker.communicate()[0].splitlines() if line.isdigit()]
        with Archive.open(path) as archive:
            ids = {kept.gathered.article.id for kept in archive.articles.fetched("2026")}
            assert {f"a-{number}" for number in told[:-1]} <= ids
            assert all(archive.answers.get(f"k{number}") for number in told[:-1])
            assert len(archive.articles.search(["ports"], limit=10**6)) == len(ids)
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("INSERT INTO search(search) VALUES('integrity-check')")
        connection.close()
        start = max(told) + 1


def test_search_prints_what_is_found_safely_and_export_prints_everything(path: Path, seed_text: str) -> None:
    with Archive.open(path) as archive:
        row = archive.articles.keep(gathered(1, "The \x1b[31mport\x1b[0m opened."))
        archive.briefs.keep(row, "rules", brief(seed_text, backend="rules"), AT)
        archive.editions.keep(EditionKey("2026-03-09"), '{"n": 1}', AT)
        archive.decisions.keep(Decision("story.split", "s1", "a1", "", AT))
    found = CliRunner().invoke(cli, ["archive", "search", "opened", "port", "--archive", str(path)])
    assert found.exit_code == 0
    assert f"{gathered(1).key}  2026-03-09  Gazette  Port 1\n" in found.stdout
    assert "\x1b" not in found.stdout
    line = json.loads(CliRunner().invoke(cli, ["archive", "search", "port", "--json", "--archive", str(path)]).stdout)
    assert (line["id"], line["key"]) == ("a-1", gathered(1).key)
    missed = CliRunner().invoke(cli, ["archive", "search", "nowhere", "--archive", str(path)])
    assert (missed.exit_code, missed.stdout, missed.stderr) == (1, "", "nothing found\n")
    exported = [
        json.loads(line)
        for line in CliRunner().invoke(cli, ["archive", "export", "--archive", str(path)]).stdout.splitlines()
    ]
    assert [thing["kind"] for thing in exported] == ["article", "brief", "edition", "decision"]
    assert exported[0]["row"] == exported[1]["row"]
    assert exported[0]["text"] == "The \x1b[31mport\x1b[0m opened."
    only = CliRunner().invoke(cli, ["archive", "export", "--only", "edition", "--archive", str(path)]).stdout
    assert json.loads(only)["edition"] == {"n": 1}


def test_the_archive_lies_where_the_configuration_says(tmp_path: Path) -> None:
    (tmp_path / "briefer.toml").write_text('archive = "kept/a.sqlite"\n', encoding="utf-8")
    with Archive.open(tmp_path / "kept" / "a.sqlite") as archive:
        archive.articles.keep(gathered())
    found = CliRunner().invoke(cli, ["archive", "search", "port", "--config", str(tmp_path / "briefer.toml")])
    assert "Port 1" in found.stdout
    with pytest.raises(ArchiveError, match="no archive there"):
        CliRunner().invoke(
            cli, ["archive", "search", "port", "--archive", str(tmp_path / "none")], catch_exceptions=False
        )
