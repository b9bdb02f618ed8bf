"""`briefer eval score` and `explain`: any brief of any tool against a reference."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import commandline
import corpora
import evaluations
import pytest

from briefer.domain.article import Article
from briefer.domain.brief import ArticleCard, Brief, Provenance
from briefer.evaluating.corpus import read_annotation
from briefer.reading.ground import ground

LISTS = ["actors", "commitments", "risks", "reactions"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return corpora.add(tmp_path / "corpus")


def score(folder: Path, brief: Path) -> tuple[dict[str, Any], commandline.Ran]:
    ran = commandline.run(
        "eval", "score", brief, "--article", folder / "article.txt", "--reference", folder / "reference.toml",
        "--format", "json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    return json.loads(ran.out), ran


def published(folder: Path) -> dict[str, Any]:
    """The reference as the brief document that briefer would publish."""
    article = Article((folder / "article.txt").read_text(encoding="utf-8"), id="t-001")
    draft = read_annotation(folder / "reference.toml").draft
    grounded = ground(draft, article)
    lists = {name: getattr(grounded.proven, name) for name in LISTS}
    brief = Brief(
        article=ArticleCard(id="t-001", sha256=article.sha256, words=article.words),
        bottom_line=draft.bottom_line,
        **lists,
        unproven=grounded.unproven,
        provenance=Provenance(
            article_sha256=article.sha256, prompt="brief@1", prompt_sha256="", schema_version="1", backend="x",
            backend_kind="rules", answered="computed", briefer="0", created="2026-01-01T00:00:00+00:00",
        ),
    )  # fmt: skip
    document: dict[str, Any] = json.loads(brief.model_dump_json())
    return document


def test_the_score_has_exactly_the_documented_fields(folder: Path) -> None:
    document, _ = score(folder, folder / "annotator-a.toml")
    assert list(document) == ["format", "valid", "f1", "lists", "contradictions", "grounding", "scorer"]
    assert document["format"] == "briefer.score/1"
    assert list(document["lists"]) == LISTS
    assert all(list(one) == ["precision", "recall", "f1", "vital_recall"] for one in document["lists"].values())


def test_the_reference_itself_scores_one(folder: Path) -> None:
    document, _ = score(folder, folder / "reference.toml")
    assert (document["valid"], document["f1"], document["grounding"]) == (True, 1.0, 1.0)
    assert document["contradictions"] == 0


def test_a_brief_document_scores_like_the_same_brief_in_toml(folder: Path, tmp_path: Path) -> None:
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps(published(folder)), encoding="utf-8")
    assert score(folder, brief)[0] == score(folder, folder / "reference.toml")[0]


def test_wrong_offsets_do_not_matter_and_right_ones_do_not_save_a_quote(folder: Path, tmp_path: Path) -> None:
    brief, document = tmp_path / "brief.json", published(folder)
    for name in LISTS:
        for item in document[name]:
            for quote in item["evidence"]:
                quote["spans"] = [[0, 1]]
    brief.write_text(json.dumps(document), encoding="utf-8")
    assert score(folder, brief)[0]["f1"] == 1.0
    document = published(folder)
    for item in document["risks"]:
        for quote in item["evidence"]:
            quote["text"] = "Nobody in this article ever said so"
    brief.write_text(json.dumps(document), encoding="utf-8")
    found, _ = score(folder, brief)
    assert found["lists"]["risks"]["f1"] == 0.0
    assert found["grounding"] == pytest.approx(4 / 5)


def test_unproven_items_count_as_said_and_earn_nothing(folder: Path, tmp_path: Path) -> None:
    brief, document = tmp_path / "brief.json", published(folder)
    item = document["risks"][0] | {"evidence": [{"text": "", "spans": [], "fit": None, "quoted": "never said at all"}]}
    document["unproven"]["risks"] = [item]
    brief.write_text(json.dumps(document), encoding="utf-8")
    found, _ = score(folder, brief)
    assert found["lists"]["risks"]["precision"] == 0.5
    assert found["lists"]["risks"]["recall"] == 1.0


def test_what_other_tools_add_is_left_out(folder: Path, tmp_path: Path) -> None:
    brief, document = tmp_path / "brief.json", published(folder)
    document |= {"score": 1.0, "tool": "another"}
    document["actors"][0] |= {"confidence": 0.9, "score": 1.0}
    del document["provenance"], document["article"], document["checks"]
    for quote in document["actors"][0]["evidence"]:
        quote.pop("fit")
    brief.write_text(json.dumps(document), encoding="utf-8")
    assert score(folder, brief)[0]["f1"] == 1.0


INVALID: list[tuple[str, Callable[[str], str]]] = [
    ("cut", lambda text: text[: len(text) // 2]),
    ("prose", lambda _: "Here is your brief."),
    ("array", lambda _: "[]"),
    ("null", lambda _: "null"),
    ("other", lambda _: '{"score": 1.0}'),
    ("enumeration", lambda text: text.replace('"pledge"', '"promise"')),
    ("no list", lambda text: json.dumps(json.loads(text) | {"risks": "none"})),
    ("no item", lambda text: json.dumps(json.loads(text) | {"risks": ["none"]})),
    ("deep", lambda _: "[" * 100_000),
    ("empty", lambda _: ""),
]


@pytest.mark.parametrize(("name", "spoil"), INVALID, ids=[name for name, _ in INVALID])
def test_an_invalid_brief_is_a_result_of_zeros_and_says_why(
    folder: Path, tmp_path: Path, name: str, spoil: Callable[[str], str]
) -> None:
    brief = tmp_path / "brief.json"
    brief.write_text(spoil(json.dumps(published(folder))), encoding="utf-8")
    document, ran = score(folder, brief)
    assert (document["valid"], document["f1"], document["grounding"], document["contradictions"]) == (False, 0, 0, 0)
    assert all(value == 0 for one in document["lists"].values() for value in one.values())
    assert "no valid brief" in ran.err


def test_bytes_that_are_no_text_are_an_invalid_brief(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.json").write_bytes(b"\xff\xfe{}")
    assert score(folder, tmp_path / "brief.json")[0]["valid"] is False


def test_an_empty_brief_is_valid_and_earns_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.toml").write_text('bottom_line = "Nothing."\n', encoding="utf-8")
    document, _ = score(folder, tmp_path / "brief.toml")
    assert (document["valid"], document["f1"], document["grounding"]) == (True, 0.0, None)


def test_a_brief_comes_from_standard_input_too(folder: Path) -> None:
    ran = commandline.run(
        "eval", "score", "-", "--article", folder / "article.txt", "--reference", folder / "reference.toml",
        "--format", "json", stdin=json.dumps(published(folder)).encode(),
    )  # fmt: skip
    assert json.loads(ran.out)["f1"] == 1.0


def test_files_that_are_not_there_are_errors_of_one_line(folder: Path, tmp_path: Path) -> None:
    article, reference = folder / "article.txt", folder / "reference.toml"
    for given in [
        (tmp_path / "none.json", article, reference),
        (reference, tmp_path / "none.txt", reference),
        (reference, article, tmp_path / "none.toml"),
    ]:
        ran = commandline.run("eval", "score", given[0], "--article", given[1], "--reference", given[2])
        assert ran.code in (1, 2)
        assert ran.out == ""
        assert len(ran.err.splitlines()) == 1


def test_the_text_says_the_same_figures(folder: Path) -> None:
    ran = commandline.run(
        "eval", "score", folder / "reference.toml", "--article", folder / "article.txt",
        "--reference", folder / "reference.toml",
    )  # fmt: skip
    assert "actors" in ran.out
    assert "1.000" in ran.out
    assert "contradictions 0, grounding 1.000" in ran.out


def test_explain_shows_each_pair_field_by_field_and_what_was_refused(tmp_path: Path, root: Path) -> None:
    project = evaluations.project(tmp_path, root)
    folder = project.folder / "corpus" / "001-port"
    source = (folder / "reference.toml").read_text(encoding="utf-8")
    brief = tmp_path / "brief.toml"
    brief.write_text(
        source.replace('stance = "condemns"', 'stance = "endorses"')
        .replace('name = "Dockers"', 'name = "harbour"')
        .replace('evidence = ["Dockers"]', 'evidence = ["port of Lund"]'),
        encoding="utf-8",
    )
    ran = project.eval("explain", "t-001", "--brief", brief)
    assert ran.code == 0
    assert "name        1.00 x " in ran.out
    assert "CONTRADICTION" in ran.out
    assert "refused: " in ran.out
    assert "missed, okay   actors[1]: Dockers" in ran.out
    assert "too much   actors[1]: harbour" in ran.out
    assert "evidence    1.00" in ran.out


def test_explain_briefs_with_each_system_where_no_brief_is_named(tmp_path: Path, root: Path) -> None:
    project = evaluations.project(tmp_path, root)
    ran = project.eval("explain", "002-port")
    assert [line for line in ran.out.splitlines() if " on t-002" in line] == [
        "rules/brief@1 on t-002: Port closes",
        "canned/brief@1 on t-002: Port closes",
    ]
    assert project.eval("explain", "t-999").code == 2
