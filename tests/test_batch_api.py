"""`briefer batch submit | status | fetch` against a server with a Batch API, over real sockets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from batch_server import BatchServer, batching
from click.testing import CliRunner, Result
from notices import notice

from briefer.cli.main import cli
from briefer.domain.article import Article
from briefer.errors import BrieferError, BudgetExceeded, KeyMissing, SourceError
from briefer.wiring import brief

KEY = "sk-test-0123456789abcdefghijklmnop"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MOCK_KEY", KEY)
    (tmp_path / "articles").mkdir()
    for number in range(1, 4):
        (tmp_path / "articles" / f"a{number}.txt").write_text(notice(number))
    return tmp_path


def run(folder: Path, *args: object) -> Result:
    return CliRunner().invoke(cli, ["batch", *map(str, args), "--config", str(folder / "briefer.toml")])


def export(folder: Path, server: BatchServer, *args: object) -> Path:
    """An export of the three articles for `server`."""
    (folder / "briefer.toml").write_text(
        f'cache = "cache"\n[backends.b]\nkind = "openai"\nmodel = "m-1"\nbase_url = "{server.url}"\n'
        'api_key_env = "MOCK_KEY"\nmax_output_tokens = 1000\nprice = { prompt = 0.0, completion = 1000.0 }\n'
    )
    result = run(folder, "export", folder / "x.jsonl", folder / "articles", "--backend", "b", *args)
    assert result.exit_code == 0, result.output
    return folder / "x.jsonl"


def test_a_batch_goes_out_and_comes_back_and_the_next_brief_is_paid(folder: Path) -> None:
    with batching() as server:
        file = export(folder, server)
        assert run(folder, "submit", file).stdout == f"batch_1  {file}\n"
        assert server.files["file-1"] == file.read_bytes()
        assert server.purposes == ["batch"]
        assert run(folder, "status", file).stdout == f"batch_1  completed  3 of 3, 0 failed  {file}\n"
        fetched = run(folder, "fetch", file)
        assert (fetched.exit_code, fetched.stdout) == (0, f"{folder / 'x.answers.jsonl'}\n")
        assert "answers 3; 0 of 3" in run(folder, "import", folder / "x.answers.jsonl").stdout
        made = brief(Article(notice(2)), backend="b", config=folder / "briefer.toml")
        assert made.provenance.answered == "cache"
        assert not any("chat" in path for path in server.asked)


def test_a_batch_that_runs_is_waited_for_and_one_that_expired_gives_what_it_has(folder: Path) -> None:
    with batching(status="in_progress", lost=1) as server:
        file = export(folder, server)
        run(folder, "submit", file)
        waiting = run(folder, "fetch", file)
        assert (waiting.exit_code, waiting.stdout) == (1, "")
        assert "in_progress, 2 of 3" in waiting.stderr
        server.status = "expired"
        names = [Path(line).name for line in run(folder, "fetch", file).stdout.split()]
        assert names == ["x.answers.jsonl", "x.errors.jsonl"]
    done = run(folder, "import", *(folder / name for name in names))
    assert done.exit_code == 3
    assert "answers 2, failed 1; 1 of 3 requests are without an answer" in done.stdout
    assert "it expired" in done.stderr


def test_parts_of_an_export_are_batches_of_their_own(folder: Path) -> None:
    with batching() as server:
        export(folder, server, "--max-lines", 2)
        parts = [folder / "x.1.jsonl", folder / "x.2.jsonl"]
        assert run(folder, "submit", *parts).exit_code == 0
        names = [Path(line) for line in run(folder, "fetch", *parts).stdout.split()]
        assert run(folder, "import", *names).exit_code == 0
        assert len(server.batches) == 2


def test_a_file_is_never_submitted_twice(folder: Path) -> None:
    with batching() as server:
        file = export(folder, server)
        run(folder, "submit", file)
        asked = list(server.asked)
        assert "submitted before" in run(folder, "submit", file).stdout
        assert server.asked == asked


def test_a_failed_submission_goes_on_where_it_stopped(folder: Path) -> None:
    with batching(fails={"/v1/batches": [500]}) as server:
        file = export(folder, server)
        assert isinstance(run(folder, "submit", file).exception, BrieferError)
        assert run(folder, "submit", file).exit_code == 0
        assert server.asked.count("POST /v1/files") == 1
        assert len(server.batches) == 1


def test_a_batch_that_was_made_while_the_connection_broke_is_found_again(folder: Path) -> None:
    with batching(fails={"/v1/batches": [0]}) as server:
        file = export(folder, server)
        assert isinstance(run(folder, "submit", file).exception, BrieferError)
        assert run(folder, "submit", file).stdout.startswith("batch_1")
        assert len(server.batches) == 1


def test_a_dry_run_and_a_cap_send_nothing(folder: Path) -> None:
    with batching() as server:
        file = export(folder, server)
        dry = run(folder, "submit", file, "--dry-run")
        assert "requests    3" in dry.stdout
        assert "0.4500 to 1.5000 USD (half of what is configured)" in dry.stdout
        assert isinstance(run(folder, "submit", file, "--max-cost", 1.4).exception, BudgetExceeded)
        assert server.asked == []
        assert run(folder, "submit", file, "--max-cost", 1.5).exit_code == 0


def test_what_cannot_be_done_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with batching() as server:
        file = export(folder, server)
        assert isinstance(run(folder, "status", file).exception, SourceError)
        assert isinstance(run(folder, "submit", folder / "none.jsonl").exception, SourceError)
        run(folder, "submit", file)
        (folder / "briefer.toml").write_text((folder / "briefer.toml").read_text().replace("127.0.0.1", "localhost"))
        assert "was submitted to" in str(run(folder, "submit", file).exception)
        monkeypatch.delenv("MOCK_KEY")
        assert isinstance(run(folder, "status", file).exception, KeyMissing)


def test_a_server_without_a_batch_api_is_named_and_no_key_is_shown(folder: Path) -> None:
    with batching(fails={"/v1/files": [404]}) as server:
        file = export(folder, server)
        error = run(folder, "submit", file).exception
        assert isinstance(error, BrieferError)
        assert "b: " in error.line
        assert KEY not in error.line


def test_the_notes_beside_a_batch_hold_no_key(folder: Path) -> None:
    with batching() as server:
        file = export(folder, server)
        run(folder, "submit", file)
        run(folder, "fetch", file)
        run(folder, "import", folder / "x.answers.jsonl")
    for path in folder.rglob("*"):
        assert path.is_dir() or KEY.encode() not in path.read_bytes()
    assert json.loads((folder / "x.batch.json").read_text()) == {
        "server": server.url,
        "file_id": "file-1",
        "batch_id": "batch_1",
    }
