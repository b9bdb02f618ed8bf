"""The ledger in the archive: one state an edition, decisions of people, and the command line over both."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ledger_told import edition, told

from briefer.cli.main import cli
from briefer.daily.archive import Archive
from briefer.daily.ledger import keeping
from briefer.daily.ledger.deciding import CONFIRM, SPLIT
from briefer.daily.ledger.heard import Heard
from briefer.daily.ledger.ledger import Ledger
from briefer.daily.shelves import Decision, EditionKey
from briefer.domain.edition import Entry
from briefer.errors import ArchiveError, BrieferError

DAM = "pay $10 million to repair the Lenga dam"
MALARIA, MEASLES = (f"buy two million doses of the {name} vaccine" for name in ("malaria", "measles"))


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


def decide(path: Path, kind: str, subject: str, other: str) -> None:
    with Archive.open(path) as archive:
        archive.decisions.keep(Decision(kind, subject, other, "", "2026-05-06T12:00:00+00:00"))


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["ledger", *words, "--archive", str(path)])


def test_an_edition_made_again_starts_from_the_state_before_its_date(path: Path) -> None:
    first = edition(path, "2026-05-04", told("Norvia", DAM, article="a"))
    second = edition(path, "2026-05-05", told("Norvia", DAM, article="b"))
    edition(path, "2026-05-06", told("Norvia", DAM, article="c"))
    assert edition(path, "2026-05-05", told("Norvia", DAM, article="b")) == second
    assert edition(path, "2026-05-04", told("Norvia", DAM, article="a")) == first
    assert [e.change for e in edition(path, "2026-05-04")] == []
    assert [e.change for e in edition(path, "2026-05-05", told("Norvia", DAM, article="b"))] == ["new"]


def test_profiles_and_slots_have_ledgers_of_their_own(path: Path) -> None:
    edition(path, "2026-05-04", told("Norvia", DAM, article="a"))
    with Archive.open(path) as archive:
        assert keeping.before(archive, EditionKey("2026-05-05")).records
        assert keeping.before(archive, EditionKey("2026-05-05", profile="ports")) == Ledger()
        assert keeping.before(archive, EditionKey("2026-05-05", slot="evening")) == Ledger()
        assert keeping.before(archive, EditionKey("2026-05-04")) == Ledger()


def test_of_old_states_the_last_one_of_each_month_is_kept(path: Path) -> None:
    start = date(2026, 1, 1)
    with Archive.open(path) as archive:
        for number in range(100):
            today = (start + timedelta(number)).isoformat()
            keeping.keep(archive, EditionKey(today), Ledger(date=today))
        dates = archive.notes.names(keeping.KIND, "default/daily/")
    assert dates[-keeping.STATES :] == [(start + timedelta(n)).isoformat() for n in range(69, 100)]
    assert dates[: -keeping.STATES] == ["2026-01-31", "2026-02-28", "2026-03-10"]


def test_a_state_that_cannot_be_read_says_what_to_do(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.notes.keep(keeping.KIND, "default/daily/2026-05-04", {"records": 7})
        with pytest.raises(ArchiveError, match="2026-05-04"):
            keeping.before(archive, EditionKey("2026-05-05"))


def test_a_confirmed_match_is_one_entry_from_then_on_and_in_hindsight(path: Path) -> None:
    [first] = edition(path, "2026-05-04", told("Norvia", MALARIA, article="a"))
    [second] = edition(path, "2026-05-05", told("Norvia", MEASLES, article="b"))
    assert (second.change, second.possible) == ("new", (first.id,))
    decide(path, CONFIRM, second.id, first.id)
    [again] = edition(path, "2026-05-05", told("Norvia", MEASLES, article="b"))
    assert (again.id, again.change, again.possible) == (first.id, "repeated", ())
    [third] = edition(path, "2026-05-06", told("Norvia", MEASLES, article="c"))
    assert (third.id, third.change, third.first_seen) == (first.id, "repeated", "2026-05-04")


def test_a_split_article_is_an_entry_of_its_own_from_then_on_and_in_hindsight(path: Path) -> None:
    [first] = edition(path, "2026-05-04", told("Norvia", DAM, article="a"))
    edition(path, "2026-05-05", told("Norvia", DAM, article="b"))
    decide(path, SPLIT, first.id, "b")
    [other] = edition(path, "2026-05-05", told("Norvia", DAM, article="b"))
    assert (other.change, other.id == first.id) == ("new", False)
    with Archive.open(path) as archive:
        ids = {record.id: [s.article for s in record.statements] for record in keeping.latest(archive).records}
    assert ids == {first.id: ["a"], other.id: ["b"]}


def test_the_newest_word_on_a_pair_holds(path: Path) -> None:
    [first] = edition(path, "2026-05-04", told("Norvia", DAM, article="a"))
    edition(path, "2026-05-05", told("Norvia", DAM, article="b"))
    decide(path, SPLIT, first.id, "b")
    [other] = edition(path, "2026-05-05", told("Norvia", DAM, article="b"))
    decide(path, CONFIRM, first.id, other.id)
    for _ in range(2):
        [joined] = edition(path, "2026-05-05", told("Norvia", DAM, article="b"))
        assert (joined.id, joined.change) == (first.id, "repeated")
    decide(path, SPLIT, first.id, "b")
    [parted] = edition(path, "2026-05-05", told("Norvia", DAM, article="b"))
    assert (parted.id, parted.change) == (other.id, "new")


def test_the_list_shows_what_is_open_late_or_all_and_by_whom(path: Path) -> None:
    edition(
        path,
        "2026-05-04",
        told("Norvia", DAM, deadline="by Friday", article="a"),
        told("Russia", "sign the treaty", article="b"),
    )
    edition(path, "2026-05-11", told("Ostia", "free the bloggers", status="withdrawn", article="c"))
    assert "Lenga" in run(path, "list", "--overdue").output
    assert "treaty" not in run(path, "list", "--overdue").output
    assert "bloggers" not in run(path, "list").output
    assert "bloggers" in run(path, "list", "--all").output
    assert run(path, "list", "--by", "Moscow").output.splitlines()[0].endswith("Russia: sign the treaty")
    found = json.loads(run(path, "list", "--all", "--format", "json").stdout)
    assert [(Entry.model_validate(e).due, Entry.model_validate(e).change) for e in found] == [
        ("2026-05-08", "overdue"),
        (None, "withdrawn"),
        (None, "new"),
    ]


def test_an_empty_list_says_so_beside_the_data(path: Path) -> None:
    edition(path, "2026-05-04")
    result = run(path, "list")
    assert (result.stdout, result.stderr.strip(), result.exit_code) == ("", "nothing in the ledger", 0)


def test_show_prints_the_whole_history_with_old_and_new_words_side_by_side(path: Path) -> None:
    [entry] = edition(
        path, "2026-05-04", told("Norvia", DAM, deadline="by Friday", article="a", quote="We will pay ten.")
    )
    edition(path, "2026-05-09")
    edition(
        path,
        "2026-05-10",
        told("Norvia", "pay $14 million to repair the Lenga dam", article="b", quote="Make it fourteen."),
    )
    shown = run(path, "show", entry.id).output
    assert "2026-05-10  changed  amount: $10 million -> $14 million" in shown
    assert "2026-05-09  overdue: due on 2026-05-08" in shown
    [line] = [line for line in shown.splitlines() if "fourteen" in line]
    assert line.index("We will pay ten.") < line.index("|") < line.index("Make it fourteen.")
    assert run(path, "show", entry.id[:5]).output == shown


def test_confirm_and_split_hold_at_once(path: Path) -> None:
    [first] = edition(path, "2026-05-04", told("Norvia", MALARIA, article="a"))
    [second] = edition(path, "2026-05-05", told("Norvia", MEASLES, article="b"))
    assert run(path, "confirm", second.id, first.id).exit_code == 0
    assert len(run(path, "list").output.splitlines()) == 1
    assert second.id in run(path, "show", second.id).output
    assert run(path, "split", first.id, "b").exit_code == 0
    assert len(run(path, "list").output.splitlines()) == 2


def articles(path: Path) -> list[list[str]]:
    """The articles of each entry of the ledger as it stands, each once a statement."""
    with Archive.open(path) as archive:
        return sorted([s.article for s in record.statements] for record in keeping.latest(archive).records)


TWICE = (DAM, "spend $10 million on repairs of the Lenga dam")
BRIDGE = "pay $10 million to mend the Lenga bridge"


def beginning_with(path: Path, article: str) -> str:
    """The id of the entry that begins with the words of an article."""
    with Archive.open(path) as archive:
        [found] = [r.id for r in keeping.latest(archive).records if r.statements[0].article == article]
    return found


def test_a_split_and_a_confirm_after_it_survive_that_the_edition_is_made_again(path: Path) -> None:
    second = [told("Norvia", action, article="b") for action in TWICE]
    _, first = edition(path, "2026-05-04", *(told("Norvia", action, article="a") for action in (DAM, BRIDGE)))
    assert first.action == DAM
    edition(path, "2026-05-05", *second)
    assert articles(path) == [["a"], ["a", "b", "b"]]
    assert run(path, "split", first.id, "b").exit_code == 0
    assert articles(path) == [["a"], ["a"], ["b", "b"]]
    edition(path, "2026-05-05", *second)
    assert articles(path) == [["a"], ["a"], ["b", "b"]]
    assert run(path, "confirm", first.id, beginning_with(path, "b")).exit_code == 0
    for today, heard in (("2026-05-05", second), ("2026-05-06", []), ("2026-05-05", second)):
        assert articles(path) == [["a"], ["a", "b", "b"]]
        edition(path, today, *heard)
    assert articles(path) == [["a"], ["a", "b", "b"]]


@pytest.mark.parametrize(
    "anew",
    [
        [told("Norvia", DAM, article="0", published="2026-05-03"), told("Norvia", DAM, article="a")],
        [told("Norvia", "repair the Lenga dam", article="a", quote="The Lenga dam will be repaired")],
    ],
)
def test_decisions_hold_where_a_rebuild_gives_their_entries_other_first_words_and_ids(
    path: Path, anew: list[Heard]
) -> None:
    quay = told("Norvia", "rebuild the quay of Lenga", article="c")
    first, _ = edition(path, "2026-05-04", told("Norvia", DAM, article="a"), quay)
    edition(path, "2026-05-05", told("Norvia", DAM, article="b"))
    assert run(path, "split", first.id, "b").exit_code == 0
    assert run(path, "confirm", beginning_with(path, "c"), beginning_with(path, "b")).exit_code == 0
    assert articles(path) == [["a"], ["c", "b"]]
    edition(path, "2026-05-04", *anew, quay)
    edition(path, "2026-05-05", told("Norvia", "mend the dam of Lenga for $10 million", article="b"))
    assert articles(path) == [[h.article for h in anew], ["c", "b"]]
    assert first.id in run(path, "show", first.id).output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("show", "{id}0"), "no entry {id}0 in the ledger: did you mean {id}?"),
        (("show", "zzz"), "no entry zzz in the ledger: `briefer ledger list --all` shows all"),
        (("show", ""), "no entry  in the ledger: `briefer ledger list --all` shows all"),
        (("confirm", "{id}", "{id}"), "{id} and {id} are one entry already"),
        (("split", "{id}", "b"), "{id} has no words of article b: it has some of a"),
        (("split", "{id}", "a"), "all words of {id} are of article a: there is nothing to part"),
    ],
)
def test_what_cannot_be_decided_is_said_in_one_line(path: Path, words: tuple[str, ...], message: str) -> None:
    [entry] = edition(path, "2026-05-04", told("Norvia", DAM, article="a"))
    result = run(path, *(word.format(id=entry.id) for word in words))
    assert isinstance(result.exception, BrieferError)
    assert result.exception.line == " ".join(message.format(id=entry.id).split())
    assert result.exception.exit_code == 2
    with Archive.open(path) as archive:
        assert archive.decisions.all() == []


def test_without_an_archive_the_commands_say_so(tmp_path: Path) -> None:
    result = run(tmp_path / "none.sqlite", "list")
    assert isinstance(result.exception, ArchiveError)
    assert not (tmp_path / "none.sqlite").exists()
