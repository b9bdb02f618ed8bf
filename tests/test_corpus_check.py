"""What `briefer corpus check` finds, and on which line."""

from __future__ import annotations

from pathlib import Path

import corpora
import pytest
from click.testing import CliRunner

from briefer.cli.main import cli
from briefer.evaluating.checking import Finding, check
from briefer.evaluating.corpus import read
from briefer.evaluating.guide import sentences
from briefer.toml_lines import Lines


def found(folder: Path, level: str = "error") -> list[Finding]:
    return [finding for finding in check(folder.parent) if finding.level == level]


def spoiled(tmp_path: Path, old: str, new: str, file: str = "reference.toml") -> tuple[list[Finding], int]:
    """The findings once `old` has become `new`, and the line on which that is."""
    folder = corpora.add(tmp_path / "corpus")
    path = folder / file
    source = path.read_text(encoding="utf-8")
    assert source.count(old) >= 1
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    changed = source[: source.index(old)].count("\n") + 1
    return found(folder), changed


def test_a_good_corpus_has_no_finding(tmp_path: Path) -> None:
    corpora.add(tmp_path / "corpus")
    assert check(tmp_path / "corpus") == []


def test_the_shipped_corpus_has_no_error(root: Path) -> None:
    for folder in ("corpus", "practice"):
        assert [str(f) for f in check(root / "evals" / folder) if f.level == "error"] == []


SPOILS = [
    ("shall reopen it by 3 May", "shall not reopen it by 3 May", "verbatim", "is not in the article"),
    ("We shall reopen it by 3 May", "we shall reopen it by 3 May", "verbatim", "letter by letter"),
    ('evidence = ["Dockers called the closure reckless"]', 'evidence = ["Dockers called the"]', "short", "3 words"),
    (
        'evidence = ["Dockers called the closure reckless"]',
        'evidence = ["Dockers called the closure reckless. A longer closure could cost"]',
        "one-sentence",
        "more than one sentence",
    ),
    ('evidence = ["Ada Berg"]', "evidence = []", "evidence", "0 quotes"),
    (
        'evidence = ["Dockers"]',
        'evidence = ["Dockers", "Ada Berg", "the town", "the union"]',
        "evidence",
        "4 quotes",
    ),
    ('evidence = ["Dockers"]', 'evidence = ["Dockers", "Dockers"]', "duplicate", "the same quote twice"),
    ('by = ["Dockers"]', 'by = ["the harbour master"]', "known-actor", "use the name, Ada Berg"),
    ('by = ["Ada Berg"]', 'by = ["Nobody"]', "known-actor", "no listed actor"),
    ('name = "Dockers"', 'name = "Ada Berg"', "duplicate", "listed twice"),
    ('role = "announced the closure"', f'role = "{"closure " * 25}"', "free-text", "25 words"),
    ('action = "reopen the port"', 'action = "reopen the port in 14 days"', "invented", "the number 14"),
    (
        'bottom_line = "The port of Lund will close on Friday. Dockers object."',
        f'bottom_line = "{"port " * 60}"',
        "bottom-line",
        "60 words",
    ),
    ('stance = "condemns"', 'stance = "condemn"', "shape", "Input should be"),
    ('kind = "pledge"', 'kind = "promise"', "shape", "Input should be"),
    ('likelihood = "could"', 'likelihood = "may well"', "verbatim", "is not in the article"),
    ('importance = "okay"', 'importance = "nice"', "shape", "Input should be"),
    ('driver = "a longer closure"', 'drivers = "a longer closure"', "shape", "did you mean driver?"),
    ('bottom_line = "The', 'botom_line = "The', "shape", "did you mean bottom_line?"),
    ('by = ["Dockers"]', 'by = "Dockers"', "shape", "by"),
    ("guide = 1", "guide = 2", "shape", "guide"),
    ('annotator = "adjudicated"', 'annotator = "a"', "annotator", "is the pass 'adjudicated'"),
    ('deadline = "by 3 May"', 'deadline = "by 3 May', "toml", "line 24"),
]


@pytest.mark.parametrize(("old", "new", "rule", "says"), SPOILS, ids=[f"{r}-{s[:20]}" for _, _, r, s in SPOILS])
def test_a_broken_rule_is_found_on_its_line(tmp_path: Path, old: str, new: str, rule: str, says: str) -> None:
    findings, line = spoiled(tmp_path, old, new)
    assert [(f.rule, f.line) for f in findings if f.rule == rule and says in f.message] == [(rule, line)]


def test_a_missing_field_is_found_at_its_item(tmp_path: Path) -> None:
    findings, _ = spoiled(tmp_path, 'status = "announced"\n', "")
    assert [(f.line, f.message) for f in findings] == [(20, "'status' is missing")]


def test_the_second_of_two_quotes_is_found_on_its_own_line(tmp_path: Path) -> None:
    findings, line = spoiled(tmp_path, "according to the union", "according to the onion")
    assert [(f.rule, f.line) for f in findings] == [("verbatim", line)]


def test_one_file_may_have_errors_of_shape_and_of_content(tmp_path: Path) -> None:
    folder = corpora.add(tmp_path / "corpus")
    path = folder / "reference.toml"
    source = (
        path.read_text(encoding="utf-8").replace('"pledge"', '"promise"').replace("closure reckless", "closure mad")
    )
    path.write_text(source, encoding="utf-8")
    assert {f.rule for f in found(folder)} == {"shape", "verbatim"}


def test_the_same_item_twice_is_found(tmp_path: Path) -> None:
    folder = corpora.add(tmp_path / "corpus")
    path = folder / "reference.toml"
    source = path.read_text(encoding="utf-8")
    path.write_text(source + "\n" + source[source.index("[[reactions]]") :].replace("vital", "okay"), encoding="utf-8")
    assert [(f.rule, f.message) for f in found(folder)] == [("duplicate", "says again what reactions[0] says")]


CARD_SPOILS = [
    ("word_count = ", "word_count = 1", "word-count"),
    ('sha256 = "', 'sha256 = "0', "shape"),
    ('published = "2026-03-10"', 'published = "in March"', "shape"),
    ('language = "en"', 'language = "English"', "shape"),
    ('licence = "MIT"', 'license = "MIT"', "shape"),
]


@pytest.mark.parametrize(("old", "new", "rule"), CARD_SPOILS, ids=[old for old, _, _ in CARD_SPOILS])
def test_a_wrong_card_is_found_on_its_line(tmp_path: Path, old: str, new: str, rule: str) -> None:
    findings, line = spoiled(tmp_path, old, new, "article.toml")
    assert (rule, line) in [(f.rule, f.line) for f in findings]


def test_one_changed_letter_of_the_article_is_found_by_its_hash(tmp_path: Path) -> None:
    findings, _ = spoiled(tmp_path, "the town 40", "the Town 40", "article.txt")
    assert "sha256" in {f.rule for f in findings}


def test_an_id_is_used_once(tmp_path: Path) -> None:
    corpora.add(tmp_path / "corpus")
    folder = corpora.add(tmp_path / "corpus", "002-again")
    (folder / "article.toml").write_text(corpora.card("t-001"), encoding="utf-8")
    assert [(f.rule, f.file.parent.name) for f in found(folder)] == [("id", "002-again")]


def test_bytes_that_are_no_text_are_a_finding_and_no_crash(tmp_path: Path) -> None:
    folder = corpora.add(tmp_path / "corpus")
    (folder / "article.txt").write_bytes(b"\xff\xfe\x00")
    assert [f.rule for f in found(folder)] == ["text"]
    (folder / "article.txt").write_text(corpora.TEXT, encoding="utf-8")
    (folder / "reference.toml").write_bytes(b"\xff")
    assert [f.rule for f in found(folder)] == ["layout"]


def test_form_only_warns_in_a_pass_beside_an_adjudicated_reference(tmp_path: Path) -> None:
    findings, _ = spoiled(tmp_path, "announced the closure", "closure " * 25, "annotator-a.toml")
    assert findings == []
    (tmp_path / "corpus" / "001-port" / "reference.toml").unlink()
    assert [f.rule for f in found(tmp_path / "corpus" / "001-port")] == ["free-text"]


def test_a_folder_with_one_pass_is_a_corpus_and_one_with_none_is_not(tmp_path: Path) -> None:
    folder = corpora.add(tmp_path / "corpus")
    for name in ("reference.toml", "annotator-a.toml"):
        (folder / name).unlink()
    assert check(tmp_path / "corpus") == []
    assert read(tmp_path / "corpus").cases[0].reference.annotator == "b"
    (folder / "annotator-b.toml").unlink()
    assert [f.rule for f in found(folder)] == ["layout"]


def test_a_single_article_folder_is_a_corpus_of_one(tmp_path: Path) -> None:
    folder = corpora.add(tmp_path / "corpus")
    assert [case.id for case in read(folder).cases] == ["t-001"]


def test_the_digest_changes_with_every_byte_of_a_reference(tmp_path: Path) -> None:
    folder = corpora.add(tmp_path / "corpus")
    before = read(tmp_path / "corpus").digest
    assert read(tmp_path / "corpus").digest == before
    path = folder / "annotator-b.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("condemns", "accuses"), encoding="utf-8")
    assert read(tmp_path / "corpus").digest != before


def test_even_numbers_are_for_developing_and_odd_ones_for_testing(root: Path) -> None:
    corpus = read(root / "evals" / "corpus")
    assert [case.number % 2 for case in corpus.part("develop")] == [0] * 13
    assert [case.number % 2 for case in corpus.part("test")] == [1] * 12
    assert len(corpus.part("all")) == 25


def test_sentences_are_counted_without_stumbling_over_titles_and_initials() -> None:
    assert sentences("MS. KOWALCHUK: That's not correct.") == 1
    assert sentences("Mr. A. B. Smith of the U.S. Army said so") == 1
    assert sentences("Would she? No, she said.") == 2
    assert sentences("“It is over.” He left the room") == 2


def test_lines_follow_strings_of_several_lines_comments_and_brackets_in_strings() -> None:
    lines = Lines('a = """x\n[[b]]\n"""\n# [[b]]\n[[b]]\nc = ["]", "d",\n  "e"]\n[[b]]\nc = "f"\n')
    assert [lines.of(("a",)), lines.of(("b", 0)), lines.of(("b", 0, "c", 2))] == [1, 5, 7]
    assert lines.of(("b", 1, "c")) == 9
    assert lines.of(("b", 1, "unknown")) == 8


def test_lines_follow_dotted_and_quoted_keys_and_tables_within_tables_and_lists() -> None:
    lines = Lines(
        'a.b = 1\n"c.d" = {e = [{f = 1}, {f.g = [2,\n 3]}], h = 4}\n[x."y.z"]\nw = 1979-05-27 07:32:00\n'
        "[[t]]\n[t.u]\nv = 1\n[[t]]\n[[t.s]]\n[[t.s]]\nr = [[1], [2,\n3]]\n"
    )
    assert [lines.of(("a", "b")), lines.of(("c.d", "e", 1, "f", "g", 1)), lines.of(("c.d", "h"))] == [1, 3, 3]
    assert [lines.of(("x", "y.z", "w")), lines.of(("t", 0, "u", "v")), lines.of(("t", 1, "s", 1, "r", 1, 1))] == [
        5,
        8,
        13,
    ]
    assert [lines.of(("t", 1, "s", 0)), lines.of(("t", 1)), lines.of(("no",))] == [10, 9, 1]


def test_the_command_prints_file_and_line_and_fails(tmp_path: Path) -> None:
    spoiled(tmp_path, "closure reckless", "closure mad")
    result = CliRunner().invoke(cli, ["corpus", "check", str(tmp_path / "corpus")])
    assert result.exit_code == 1
    assert f"{tmp_path / 'corpus' / '001-port' / 'reference.toml'}:45: error: verbatim" in result.stdout
    assert "1 articles: 1 errors, 0 warnings" in result.stderr


def test_warnings_fail_only_when_asked_to(tmp_path: Path) -> None:
    spoiled(tmp_path, 'by = ["Dockers"]', 'by = ["the union"]')
    run = CliRunner()
    assert run.invoke(cli, ["corpus", "check", str(tmp_path / "corpus")]).exit_code == 0
    assert run.invoke(cli, ["corpus", "check", str(tmp_path / "corpus"), "--strict"]).exit_code == 1
