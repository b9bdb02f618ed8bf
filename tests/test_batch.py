"""Batches: what is exported, and answers that come back in any state."""

from __future__ import annotations

import itertools
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fault_server import DRAFT, chat
from hypothesis import given
from hypothesis import strategies as st
from notices import NORLAND, notice

from briefer.backends.batch import replies, split
from briefer.backends.manifest import Manifest
from briefer.backends.recordings import load
from briefer.cli.main import cli
from briefer.config import load as load_config
from briefer.domain.article import Article
from briefer.errors import BrieferError, RecordingMissing
from briefer.wiring import brief, summariser

CONFIG = """
prompt = "brief@1"
cache = "cache"
[backends.server]
kind = "openai"
base_url = "http://127.0.0.1:9/v1"
model = "m-1"
max_output_tokens = 500
price = { prompt = 2.0, completion = 10.0 }
[backends.strong]
kind = "replay"
recordings = "recs"
model = "strong-1"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a configuration and four articles, of which the last two have one text."""
    (tmp_path / "briefer.toml").write_text(CONFIG)
    for number in range(1, 5):
        case = tmp_path / "articles" / f"a{number}"
        case.mkdir(parents=True)
        (case / "article.txt").write_text(notice(min(number, 3)))
        (case / "article.toml").write_text(f'id = "a{number}"\n')
    return tmp_path


def run(folder: Path, *args: object) -> Result:
    command = ["batch", *map(str, args), "--config", str(folder / "briefer.toml")]
    return CliRunner().invoke(cli, command)


def export(folder: Path, *args: object, backend: str = "server", file: str = "x.jsonl") -> Result:
    return run(folder, "export", folder / file, folder / "articles", "--backend", backend, *args)


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def output(custom_id: str, content: Any = DRAFT, **changes: Any) -> dict[str, Any]:
    """A line as the Batch API gives it."""
    body = chat(content, **changes)
    return {"id": "batch_req_1", "custom_id": custom_id, "response": {"status_code": 200, "body": body}, "error": None}


def answers(folder: Path, *tables: object, name: str = "answers.jsonl") -> Path:
    file = folder / name
    file.write_text("".join(f"{t if isinstance(t, str) else json.dumps(t)}\n" for t in tables), encoding="utf-8")
    return file


def ids(folder: Path, file: str = "x.jsonl") -> list[str]:
    return [line["custom_id"] for line in lines(folder / file)]


def test_an_export_asks_what_the_backend_would_ask_each_request_once(folder: Path) -> None:
    result = export(folder)
    assert result.exit_code == 0, result.output
    asked = lines(folder / "x.jsonl")
    assert [(a["method"], a["url"], a["body"]["model"]) for a in asked] == [("POST", "/v1/chat/completions", "m-1")] * 3
    loaded = load_config(folder / "briefer.toml", options={"backend": "server"}, environment={})
    pipeline = summariser(loaded)
    request = pipeline.requests(Article(notice(1), id="a1"))[0]
    assert asked[0]["custom_id"] == request.bound(pipeline.backend.sampling).fingerprint  # type: ignore[attr-defined]  # it is Bound
    assert asked[0]["body"]["messages"] == [{"role": m.role, "content": m.content} for m in request.messages]
    assert asked[0]["body"]["max_tokens"] == 500
    assert "3 requests" in result.stderr


def test_an_export_holds_the_messages_of_one_article_each_and_nothing_of_its_reference(folder: Path) -> None:
    (folder / "articles" / "a1" / "reference.toml").write_text('bottom_line = "SECRET REFERENCE"')
    export(folder)
    text = (folder / "x.jsonl").read_text()
    assert "SECRET REFERENCE" not in text
    assert [line.count(NORLAND) for line in text.splitlines()] == [1, 1, 1]


def test_answers_to_an_export_are_found_paid_by_the_next_brief(folder: Path) -> None:
    export(folder)
    result = run(folder, "import", answers(folder, *(output(i) for i in ids(folder))))
    assert result.exit_code == 0, result.output
    assert "answers 3; 0 of 3 requests are without an answer" in result.stdout
    made = brief(Article(notice(1), id="other"), backend="server", config=folder / "briefer.toml")
    assert (made.bottom_line, made.provenance.answered) == ("Trade talks opened.", "cache")
    assert (made.provenance.captured or "").startswith("batch, 1970-01-01T00:00:01+00:00, mock-1")
    assert made.provenance.cost_usd == pytest.approx((100 * 2.0 + 20 * 10.0) / 1e6 / 2)  # batches cost half


def test_answers_from_elsewhere_become_recordings_that_say_how_they_were_made(folder: Path) -> None:
    export(folder, backend="strong")
    given_ = [{"custom_id": i, "content": DRAFT} for i in ids(folder)]
    result = run(folder, "import", answers(folder, *given_), "--captured", "asked by hand, one article at a time")
    assert result.exit_code == 0, result.output
    assert sorted(p.name for p in (folder / "recs" / "strong" / "brief@1").iterdir()) == [
        f"a{n}.json" for n in range(1, 5)
    ]
    recording = load(folder / "recs" / "strong" / "brief@1" / "a4.json")
    assert (recording.capture.how, recording.capture.model) == ("elsewhere", "strong-1")
    assert recording.completion.text == DRAFT
    assert recording.completion.cost_usd is None
    made = brief(Article(notice(2), id="a2"), backend="strong", config=folder / "briefer.toml")
    assert (made.provenance.answered, made.provenance.backend) == ("recording", "strong")
    assert re.fullmatch(
        r"elsewhere, \S+, strong-1: asked by hand, one article at a time", made.provenance.captured or ""
    )


def test_an_imported_recording_passes_the_check_of_recordings(folder: Path) -> None:
    export(folder, backend="strong")
    run(folder, "import", answers(folder, *({"custom_id": i, "content": DRAFT} for i in ids(folder))))
    result = CliRunner().invoke(cli, ["recordings", "check", "--recordings", str(folder / "recs")])
    assert (result.exit_code, result.stdout) == (0, "4 recordings are as they were written\n")


def test_what_is_answered_already_is_not_exported_again(folder: Path) -> None:
    export(folder, backend="strong")
    first = ids(folder)
    assert run(folder, "import", answers(folder, {"custom_id": first[1], "content": DRAFT})).exit_code == 3
    assert "2 requests; 1 more are answered already" in export(folder, backend="strong").stderr
    assert ids(folder) == [first[0], first[2]]
    export(folder, "--all", backend="strong")
    assert ids(folder) == first


def test_a_malformed_answer_is_repaired_by_the_next_export(folder: Path) -> None:
    export(folder, backend="strong")
    first = ids(folder)
    made = [{"custom_id": i, "content": "no JSON" if i == first[0] else DRAFT} for i in first]
    assert run(folder, "import", answers(folder, *made)).exit_code == 0
    assert "1 requests; 3 more are answered already" in export(folder, backend="strong").stderr
    (asked,) = lines(folder / "x.jsonl")
    assert [m["role"] for m in asked["body"]["messages"]] == ["system", "user", "assistant", "user"]
    assert asked["body"]["messages"][2]["content"] == "no JSON"
    run(folder, "import", answers(folder, {"custom_id": asked["custom_id"], "content": DRAFT}))
    assert (folder / "recs" / "strong" / "brief@1" / "a1.repair1.json").is_file()
    again = brief(Article(notice(1), id="a1"), backend="strong", config=folder / "briefer.toml")
    assert (again.provenance.repairs, again.provenance.answered) == (1, "recording")
    assert "0 requests; 4 more are answered already" in export(folder, backend="strong").stderr


def test_a_changed_prompt_or_model_is_another_request(folder: Path) -> None:
    export(folder)
    run(folder, "import", answers(folder, *(output(i) for i in ids(folder))))
    (folder / "briefer.toml").write_text(CONFIG.replace("m-1", "m-2"))
    assert "3 requests" in export(folder).stderr


def test_unordered_partial_doubled_failed_and_foreign_lines_of_two_files_are_told_apart(folder: Path) -> None:
    export(folder)
    a, b, c = ids(folder)
    first = answers(folder, output(c), output(a), "not JSON", '{"no": "id"}', "", "[1]", name="one.jsonl")
    error = {
        "custom_id": b,
        "response": {"status_code": 500, "body": {"error": {"message": "overloaded"}}},
        "error": None,
    }
    expired = {"custom_id": b, "response": None, "error": {"code": "batch_expired", "message": "it expired"}}
    second = answers(folder, error, expired, output(a), output(a, "{}"), output("f" * 64), name="two.jsonl")
    result = run(folder, "import", first, second)
    assert result.exit_code == 3
    assert "answers 2, doubled 2, failed 5, unknown 1; 1 of 3 requests are without an answer" in result.stdout
    for says in (
        "one.jsonl:3: no JSON",
        "one.jsonl:4: no custom_id",
        "one.jsonl:6",
        "two.jsonl:1: overloaded",
        "two.jsonl:2: it expired",
        "two.jsonl:4: a second, different answer",
        "two.jsonl:5: unknown custom_id",
    ):
        assert says in result.stderr
    again = run(folder, "import", answers(folder, output(b), output(a, "{}")))
    assert (
        again.exit_code,
        "answers 1, already there 1; 0 of 3" in again.stdout or "already there 1, answers 1; 0 of 3" in again.stdout,
    ) == (0, True)
    made = brief(Article(notice(1), id="a1"), backend="server", config=folder / "briefer.toml")
    assert made.bottom_line == "Trade talks opened."


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({"custom_id": "x", "response": {"status_code": 200, "body": chat(None)}}, "empty answer"),
        ({"custom_id": "x", "response": {"status_code": 200, "body": None}}, "status 200|no response"),
        ({"custom_id": "x", "response": {"status_code": 429, "body": {}}}, "status 429"),
        ({"custom_id": "x", "content": 5}, "content must be text"),
        ({"custom_id": "x", "content": "a", "finish": "sudden"}, "finish"),
        ({"custom_id": "x", "content": " "}, "empty answer"),
        ({"custom_id": 5, "content": "a"}, "no custom_id"),
        ({"custom_id": "x", "error": "plain words"}, "plain words"),
        ({"custom_id": "x"}, "no response"),
    ],
)
def test_a_line_that_is_no_answer_says_why(tmp_path: Path, line: dict[str, Any], problem: str) -> None:
    (reply,) = replies(answers(tmp_path, line))
    assert reply.completion is None
    assert any(p in reply.problem for p in problem.split("|"))


def test_refusals_and_cut_answers_are_kept_as_what_they_are(folder: Path) -> None:
    export(folder, backend="strong")
    a, b, c = ids(folder)
    given_ = [
        output(a, message={"content": None, "refusal": "I cannot."}),
        output(b, DRAFT[:30], finish="length"),
        {
            "custom_id": c,
            "content": "I will not.",
            "finish": "refusal",
            "model": "other-2",
            "created": "2026-11-20T10:00:00Z",
        },
    ]
    assert "cut 1, refusals 2; 0 of 3" in run(folder, "import", answers(folder, *given_)).stdout
    one, two, three = (load(folder / "recs" / "strong" / "brief@1" / f"a{n}.json") for n in (1, 2, 3))
    assert (one.completion.finish, one.completion.refusal) == ("refusal", "I cannot.")
    assert two.completion.finish == "length"
    assert (three.completion.finish, three.capture.model) == ("refusal", "other-2")
    assert three.capture.when == "2026-11-20T10:00:00+00:00"


def test_an_answer_with_a_key_in_it_is_not_kept_and_the_others_are(folder: Path) -> None:
    export(folder, backend="strong")
    a, b, _ = ids(folder)
    key = "sk-" + "a" * 30
    result = run(
        folder, "import", answers(folder, {"custom_id": a, "content": key}, {"custom_id": b, "content": DRAFT})
    )
    assert "answers 1, failed 1" in result.stdout
    assert key not in result.output
    with pytest.raises(RecordingMissing):
        load(folder / "recs" / "strong" / "brief@1" / "a1.json")


def test_absurd_usage_and_half_a_surrogate_spoil_no_import(folder: Path) -> None:
    export(folder)
    a, b, c = ids(folder)
    absurd = {"prompt_tokens": 10**400, "completion_tokens": 10**400}
    given_ = [output(a, usage=absurd), output(b, "\ud83d " + DRAFT), "[" * 200_000, output(c)]
    result = run(folder, "import", answers(folder, *given_))
    assert "answers 3, failed 1; 0 of 3" in result.stdout, result.output
    kept = [load(path).completion for path in (folder / "cache").rglob("*.json") if len(path.stem) == 64]
    assert len(kept) == 3
    assert "\ufffd " + DRAFT in {completion.text for completion in kept}
    assert sum(completion.usage.prompt is None for completion in kept) == 1


def test_a_large_export_is_split_by_lines_and_by_bytes_and_imported_as_one(folder: Path) -> None:
    result = export(folder, "--max-lines", 2)
    assert [Path(line).name for line in result.stdout.split()] == ["x.1.jsonl", "x.2.jsonl"]
    assert [len(lines(folder / f"x.{n}.jsonl")) for n in (1, 2)] == [2, 1]
    both = [*ids(folder, "x.1.jsonl"), *ids(folder, "x.2.jsonl")]
    done = answers(folder, *(output(i) for i in both))
    assert run(folder, "import", done, "--requests", folder / "x.2.jsonl").exit_code == 0


def test_an_article_that_cannot_be_briefed_is_named_and_the_others_are_exported(folder: Path) -> None:
    (folder / "articles" / "a2" / "article.txt").write_text("Two words.")
    result = export(folder)
    assert (result.exit_code, len(ids(folder))) == (3, 2)
    assert "too few" in result.stderr


def test_import_without_its_export_and_export_without_a_server_say_what_to_do(folder: Path) -> None:
    lonely = answers(folder, output("a" * 64))
    assert "--requests" in run(folder, "import", lonely).exception.line  # type: ignore[union-attr]  # a BrieferError
    assert "kind rules" in str(export(folder, backend="rules").exception)


def test_a_manifest_that_was_changed_is_refused(folder: Path) -> None:
    export(folder)
    file = folder / "x.manifest.json"
    file.write_text(file.read_text().replace("m-1", "m-2"))
    with pytest.raises(BrieferError, match="is not the key of its components"):
        Manifest.read(file)


def test_batches_of_two_backends_in_one_folder_have_to_be_named(folder: Path) -> None:
    export(folder)
    export(folder, backend="strong", file="y.jsonl")
    done = answers(folder, *(output(i) for i in ids(folder, "y.jsonl")))
    assert "several backends" in str(run(folder, "import", done).exception)
    assert run(folder, "import", done, "--requests", folder / "y.jsonl").exit_code == 0


@given(st.lists(st.integers(1, 50), max_size=60), st.integers(1, 9), st.integers(50, 200), st.randoms())
def test_splitting_loses_nothing_and_keeps_every_limit(
    sizes: list[int], max_lines: int, max_bytes: int, chance: random.Random
) -> None:
    given_ = [bytes([chance.randrange(33, 126)]) * (size - 1) + b"\n" for size in sizes]
    parts = list(split(given_, max_lines, max_bytes))
    assert [line for part in parts for line in part] == given_
    assert all(0 < len(part) <= max_lines and sum(map(len, part)) <= max_bytes for part in parts)
    for part, following in itertools.pairwise(parts):
        assert len(part) == max_lines or sum(map(len, part)) + len(following[0]) > max_bytes


def test_a_request_that_no_file_may_hold_is_an_error() -> None:
    with pytest.raises(BrieferError, match="larger than a file"):
        list(split([b"x" * 20], max_bytes=10))


@given(st.binary(max_size=200))
def test_no_bytes_of_an_answer_file_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("b") / "a.jsonl"
    file.write_bytes(data)
    assert all(reply.completion or reply.problem for reply in replies(file))


def test_a_key_in_an_error_line_is_not_printed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = "key-0123456789abcdefghijklmnop"
    monkeypatch.setenv("SERVER_KEY", key)
    config = folder / "briefer.toml"
    config.write_text(config.read_text().replace('model = "m-1"', 'model = "m-1"\napi_key_env = "SERVER_KEY"'))
    export(folder)
    first, second, _ = ids(folder)
    failed = {"custom_id": first, "error": {"message": "x" * 180 + key}}
    result = run(folder, "import", answers(folder, failed, output(second, model=key), {"custom_id": key}))
    assert "x" * 180 in result.stderr
    assert "key-0" not in result.output + result.stderr


def test_the_model_named_to_the_import_is_the_one_that_answered(folder: Path) -> None:
    export(folder, backend="strong")
    pasted = [{"custom_id": i, "content": DRAFT} for i in ids(folder)]
    run(folder, "import", answers(folder, *pasted), "--model", "hand-1")
    made = brief(Article(notice(1), id="a1"), backend="strong", config=folder / "briefer.toml")
    assert made.provenance.model_answered == "hand-1"
