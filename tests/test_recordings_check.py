"""`briefer recordings` on folders that are whole, and on folders that are not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from exchanges import WHEN, Scripted, completion, request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notices import NORLAND, corpus

from briefer.backends.bound import Bound
from briefer.backends.inspection import compare, inspect
from briefer.backends.recording import Recording
from briefer.backends.recordings import Recorded, Slots, load, save
from briefer.cli.main import cli
from briefer.domain.article import Article
from briefer.domain.exchange import Capture, Completion, Request
from briefer.prompting.compose import compose
from briefer.prompting.shelf import Shelf, released
from briefer.summarise import Summariser

CAPTURE = Capture("http", WHEN, "qwen")
CONFIG = """
prompt = "brief@1"
[backends.system]
kind = "rules"
model = "m"
[backends.taped]
kind = "record"
of = "system"
recordings = "recs"
[backends.again]
kind = "replay"
model = "m"
system = "system"
recordings = "recs"
"""


def run(folder: Path, *args: str) -> Result:
    """`briefer recordings ARGS` with the configuration, corpus and recordings of `folder`."""
    options = {"--config": "briefer.toml", "--corpus": "corpus", "--recordings": "recs"}
    wanted = [f"{k}={folder / v}" for k, v in options.items() if not (args[0] == "show" or k in args)]
    return CliRunner().invoke(cli, ["recordings", *args, *wanted])


def change_prompt(folder: Path, old: str, new: str) -> None:
    """Change words of the prompt, as an editor would after recording."""
    changed = folder / "prompts" / "brief" / "v1.md"
    changed.parent.mkdir(parents=True)
    original = (released() / "brief" / "v1.md").read_text(encoding="utf-8")
    assert old in original
    changed.write_text(original.replace(old, new, 1), encoding="utf-8")
    (folder / "briefer.toml").write_text('prompts = ["prompts"]\n' + CONFIG)


@pytest.fixture
def taken(tmp_path: Path) -> Path:
    """A folder with a corpus, a configuration and whole recordings of it."""
    corpus(tmp_path, 2)
    (tmp_path / "briefer.toml").write_text(CONFIG)
    result = run(tmp_path, "record", "system")
    assert result.exit_code == 0, result.output
    return tmp_path


def test_what_was_recorded_is_whole_and_fits(taken: Path) -> None:
    result = run(taken, "check", "--backend", "again")
    assert (result.exit_code, result.stdout) == (0, "2 recordings are as they were written and fit the requests\n")


def test_a_recorder_records_as_the_backend_that_it_records_does(taken: Path) -> None:
    for number in "12":
        assert run(taken, "record", "taped", "--repeat", number).exit_code == 0
    names = ["a1.2.json", "a1.json", "a2.2.json", "a2.json"]
    assert sorted(path.name for path in (taken / "recs" / "taped" / "brief@1").iterdir()) == names
    assert run(taken, "check", "--backend", "taped").exit_code == 0


def test_recording_again_asks_for_nothing_that_is_there(taken: Path) -> None:
    (taken / "recs" / "system" / "brief@1" / "a2.json").unlink()
    before = (taken / "recs" / "system" / "brief@1" / "a1.json").stat().st_mtime_ns
    assert run(taken, "record", "system").exit_code == 0
    assert (taken / "recs" / "system" / "brief@1" / "a1.json").stat().st_mtime_ns == before
    assert run(taken, "check", "--backend", "again").exit_code == 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_one_byte_changed_anywhere_fails_the_check_and_is_said_where(taken: Path, at: float, flip: int) -> None:
    path = taken / "recs" / "system" / "brief@1" / "a1.json"
    whole = path.read_bytes()
    place = int(at * len(whole))
    path.write_bytes(whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :])
    try:
        result = run(taken, "check")
    finally:
        path.write_bytes(whole)
    assert result.exit_code == 5
    assert re.search(r"damaged recording .*a1\.json: .*(lines? \d|end of the file|is missing)", result.stderr)


def test_a_renamed_a_foreign_and_a_half_written_file_are_found(taken: Path) -> None:
    folder = taken / "recs" / "system" / "brief@1"
    (folder / "a1.json").rename(folder / "a3.json")
    (folder / ".123-456.tmp").write_text("{")
    (taken / "recs" / "README").write_text("hello")
    findings = {f.path.name: f.what for f in inspect(taken / "recs")}
    assert findings == {"a3.json": "misplaced", ".123-456.tmp": "foreign", "README": "foreign"}
    assert run(taken, "check").exit_code == 5


def test_a_file_that_only_another_program_would_write_so_is_damaged(taken: Path) -> None:
    path = taken / "recs" / "system" / "brief@1" / "a1.json"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=2))
    assert [f.what for f in inspect(taken / "recs")] == ["damaged"]


def test_missing_stale_and_orphaned_recordings_are_told_apart(taken: Path) -> None:
    folder = taken / "recs" / "system" / "brief@1"
    (folder / "a1.json").unlink()
    (taken / "corpus" / "a2" / "article.txt").write_text(f"{NORLAND} It is another notice.\n")
    save(folder / "gone.json", Recording.of(request(id="gone"), completion(), CAPTURE))
    result = run(taken, "check", "--backend", "again")
    assert result.exit_code == 5
    lines = result.stderr.splitlines()
    assert [line.split()[0] for line in lines] == ["no", "stale", "orphan"]
    assert "article, messages" in lines[1]


def test_diff_shows_what_changed_in_the_prompt(taken: Path) -> None:
    change_prompt(taken, "Report only what", "Report just what")
    result = run(taken, "diff", "again", "--article", "a1")
    assert result.exit_code == 5
    assert "template, messages" in result.stderr
    removed, added = (
        next(x for x in result.stdout.splitlines() if re.match(sign, x)) for sign in (r"-[^-]", r"\+[^+]")
    )
    assert "Report only what" in removed
    assert "Report just what" in added
    assert run(taken, "check", "--backend", "again").exit_code == 5


def test_diff_says_once_that_only_the_front_matter_of_the_prompt_changed(taken: Path) -> None:
    change_prompt(taken, "First release", "A first release")
    result = run(taken, "diff", "again")
    assert result.exit_code == 5
    assert result.stdout.count("\n") == 1
    assert "the file of the prompt brief@1 has changed, and its messages have not" in result.stdout
    assert "put brief/v1.md of the prompts back" in result.stdout


def test_prune_lists_orphans_and_deletes_them_only_when_told(taken: Path) -> None:
    orphan = taken / "recs" / "system" / "brief@1" / "gone.json"
    save(orphan, Recording.of(request(id="gone"), completion(), CAPTURE))
    assert "orphan" in run(taken, "prune", "system").stdout
    assert orphan.exists()
    assert "deleted" in run(taken, "prune", "system", "--yes").stdout
    assert sorted(path.name for path in orphan.parent.iterdir()) == ["a1.json", "a2.json"]


def test_show_prints_the_answer_and_how_it_was_captured(taken: Path) -> None:
    path = taken / "recs" / "system" / "brief@1" / "a1.json"
    result = run(taken, "show", str(path))
    assert "captured  computed, " in result.stdout
    assert load(path).completion.text in result.stdout


def test_a_replay_cannot_record(taken: Path) -> None:
    assert "nothing to record" in str(run(taken, "record", "again").exception or run(taken, "record", "again").output)


TEMPLATES = Shelf((released(),))


def pipeline(backend: Any) -> Summariser:
    return Summariser(backend, TEMPLATES.get("brief@1"), TEMPLATES.get("repair@1"), lambda: WHEN, "x")


def answer(backend: Any, asked: Request) -> object:
    return pipeline(backend).answer(asked)


def malformed_first(asked: Request) -> Completion:
    return completion("no JSON") if asked.round == 0 else completion()


@pytest.fixture
def repaired(tmp_path: Path) -> tuple[Slots, list[Request]]:
    """Recordings of one article whose first answer was malformed, and the requests that begin it."""
    article = Article(NORLAND, id="a1")
    requests = compose(TEMPLATES.get("brief@1"), article, 12_000)
    slots = Slots(tmp_path / "system")
    recorder = Recorded(Scripted(malformed_first), slots, "x", "openai", lambda: WHEN)
    answer(Bound(recorder, request().sampling), requests[0])
    return slots, requests


def test_a_repair_is_recorded_and_replayed_after_the_answer_that_it_repairs(
    repaired: tuple[Slots, list[Request]],
) -> None:
    slots, requests = repaired
    assert [path.name for path in slots.files()] == ["a1.json", "a1.repair1.json"]
    assert compare(slots, requests, request().sampling, answer) == []


def test_a_missing_repair_is_missing_and_one_that_no_answer_needs_is_an_orphan(
    repaired: tuple[Slots, list[Request]],
) -> None:
    slots, requests = repaired
    first, repair = slots.files()
    kept = repair.read_bytes()
    repair.unlink()
    assert [f.what for f in compare(slots, requests, request().sampling, answer)] == ["missing"]
    repair.write_bytes(kept)
    save(first, Recording.of(requests[0].bound(request().sampling), completion(), CAPTURE))
    assert [(f.what, f.path) for f in compare(slots, requests, request().sampling, answer)] == [("orphan", repair)]


def test_a_repeat_is_no_orphan_and_can_be_stale(repaired: tuple[Slots, list[Request]]) -> None:
    slots, requests = repaired
    second = Slots(slots.folder, repeat=2).path(requests[0])
    save(second, Recording.of(requests[0].bound(request().sampling), completion(), CAPTURE))
    assert compare(slots, requests, request().sampling, answer) == []
    assert inspect(slots.folder.parent) == []
    save(second, Recording.of(requests[0], completion(), CAPTURE))
    assert [(f.what, f.path) for f in compare(slots, requests, request().sampling, answer)] == [("stale", second)]


GOLDEN: list[tuple[dict[str, Any], str]] = [
    ({}, "c7976dfa7ae7f92d36a6902dddfdcb13b89f6efead4968e0bf23287777fd7b1f"),
    ({"model": "gpt-5.4-mini"}, "62e7864fb90a62fe9b28d2b14acf67c5cf088f475fe5dc3a83c2693528e338ba"),
    ({"temperature": None}, "16590fdc3dcdcf214262e10f601eb31b8b0b396baa159e5ac3f086d441a3ed4f"),
    ({"temperature": 1.0}, "54cc1a426e4e425ca38fa3dafcd74cd4289f771db67598d54ebfb5fbdb1303e6"),
    ({"max_output_tokens": None}, "96445f29af9759077c83d95f056e3304f13d5b905f02ca3c835fb64a56227ebc"),
    ({"seed": 7}, "a0e646abb3af9d8f465301ba8d4c0d5a3782b49fa0d7e1831d1faa69e164ac13"),
    (
        {"text": "Ministry – “Größe” 東京 🚢"},
        "b004b491379ed44f3bfd0229cc5d05e646761f0258442f0aaf0a0366dd0f4059",
    ),
    ({"schema": '{"type":"array"}'}, "a1050e73d8785aa8cb330a0abda6601bdf4b0d7098fc462e7576f11aeb530c79"),
    ({"prompt_sha256": "b" * 64}, "ba6176d79c99dd17f436f7982d13b6f0766c37630c5214efa1f7bca5a02baa02"),
    (
        {"messages": request().messages[:1]},
        "88393131c6f47048da25c4d8431c9ecafc32ab56193d2f7f6ea95990acc7b043",
    ),
]


@pytest.mark.parametrize(("changes", "key"), GOLDEN)
def test_ten_golden_keys(changes: dict[str, Any], key: str) -> None:
    assert request(**changes).fingerprint == key


def test_what_does_not_decide_an_answer_is_not_in_the_key() -> None:
    assert request(id="other").fingerprint == request().fingerprint
