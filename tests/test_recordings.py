"""Recordings: what is kept, what is not, and that every changed byte is found."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ask import request as small
from exchanges import ANSWER, TEXT, WHEN, Scripted, completion, request
from fault_server import answer, serving
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer import editing
from briefer.backends.bound import Bound
from briefer.backends.recording import Recording, canonical_fault, decode, encode
from briefer.backends.recordings import Cached, Keys, Recorded, Replayed, Slots, fetch, load, save
from briefer.config import Loaded
from briefer.config import load as load_config
from briefer.domain.article import Article
from briefer.domain.exchange import Backend, Capture, Captured, Completion, Finish, Message, Request, Sampling
from briefer.errors import (
    ConfigError,
    RecordingDamaged,
    RecordingError,
    RecordingMissing,
    RecordingStale,
    ServerFailed,
)
from briefer.wiring import backend, summariser

CAPTURE = Capture("http", WHEN, "qwen-2026")
BYTES = encode(Recording.of(request(), completion(), CAPTURE))


def recorded(inner: Backend, folder: Path, *secrets: str) -> Recorded:
    return Recorded(inner, Slots(folder), "local", "openai", lambda: WHEN, secrets)


def test_what_is_recorded_is_replayed_word_for_word_with_its_usage_cost_and_latency(tmp_path: Path) -> None:
    recorded(Scripted(), tmp_path).complete(request())
    again = Replayed(Slots(tmp_path), "recorded").complete(request())
    assert again == replace(
        completion(),
        backend="recorded",
        kind="replay",
        answered="recording",
        captured=CAPTURE,
        fingerprint=request().fingerprint,
        model_asked="qwen",
        request_id=None,
    )


def test_a_recording_lies_by_prompt_and_article_and_a_repeat_adds_its_number(tmp_path: Path) -> None:
    assert Slots(tmp_path).path(request()) == tmp_path / "brief@1" / "w-002.json"
    assert Slots(tmp_path, repeat=2).path(request()) == tmp_path / "brief@1" / "w-002.2.json"
    later = request(part=2, parts=3, round=1)
    assert Slots(tmp_path).path(later) == tmp_path / "brief@1" / "w-002.part2of3.repair1.json"


def test_no_name_of_a_prompt_or_a_task_leads_out_of_the_folder(tmp_path: Path) -> None:
    for name in ("../../x@1", "/etc/x", "..", "a\\b", "a\x00b"):
        path = Slots(tmp_path).path(request(prompt=name, task=name))
        assert path.parent.parent == tmp_path
        assert ".." not in path.parts


def test_an_answer_is_kept_as_lines_and_the_article_is_not_repeated() -> None:
    document = json.loads(BYTES)
    assert document["answer"]["lines"] == ANSWER.split("\n")
    assert TEXT.encode() not in BYTES
    assert document["request"]["messages"][1]["content"] == ["ARTICLE", "[the article]", "END"]


def test_a_recording_holds_no_header_and_no_request_id() -> None:
    assert b"req_123" not in BYTES


def test_a_second_run_asks_nobody_what_the_first_was_answered(tmp_path: Path) -> None:
    inner = Scripted()
    first, second = (recorded(inner, tmp_path).complete(request()) for _ in range(2))
    assert len(inner.asked) == 1
    assert (first.answered, second.answered) == ("live", "recording")
    assert first.text == second.text


def test_a_stale_or_damaged_file_is_recorded_anew(tmp_path: Path) -> None:
    inner = Scripted()
    path = Slots(tmp_path).path(request())
    recorded(inner, tmp_path).complete(request(model="other"))
    recorded(inner, tmp_path).complete(request())
    path.write_bytes(path.read_bytes()[:-5])
    recorded(inner, tmp_path).complete(request())
    assert len(inner.asked) == 3
    assert fetch(Slots(tmp_path), request()).completion.text == ANSWER


@pytest.mark.parametrize("finish", ["stop", "length", "refusal", "filter"])
def test_answers_truncations_and_refusals_are_recorded(tmp_path: Path, finish: Finish) -> None:
    recorded(Scripted(completion(finish=finish, refusal="no")), tmp_path).complete(request())
    again = Replayed(Slots(tmp_path), "r").complete(request())
    assert (again.finish, again.refusal) == (finish, "no")


def test_a_failure_of_transport_and_an_empty_answer_leave_no_file(tmp_path: Path) -> None:
    with pytest.raises(ServerFailed):
        recorded(Scripted(ServerFailed("503")), tmp_path).complete(request())
    recorded(Scripted(completion("", finish="empty")), tmp_path).complete(request())
    assert not list(tmp_path.rglob("*"))


def test_a_key_is_never_written_and_the_answer_is_not_lost(tmp_path: Path) -> None:
    for text, secrets in ((f"my key is {'sk-' + 'a' * 30}", ()), ("it is hunter2hunter2", ("hunter2hunter2",))):
        given = recorded(Scripted(completion(text)), tmp_path, *secrets).complete(request())
        assert given.text == text
        assert "not recorded" in given.notes[-1]
        assert all(secret not in given.notes[-1] for secret in secrets)
    assert not list(tmp_path.rglob("*.json"))


def test_a_folder_that_cannot_be_written_never_loses_the_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    given = recorded(Scripted(), tmp_path / "file").complete(request())
    assert given.text == ANSWER
    assert "not recorded" in given.notes[-1]


def test_a_missing_recording_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordingMissing, match=r"brief@1/w-002\.json") as caught:
        Replayed(Slots(tmp_path), "recorded").complete(request())
    assert caught.value.exit_code == 5


@pytest.mark.parametrize(
    ("change", "component"),
    [
        ({"prompt_sha256": "b" * 64}, "template"),
        ({"text": TEXT + " It did not."}, "article"),
        ({"messages": (Message("system", "Brief the text."), Message("user", TEXT))}, "messages"),
        ({"schema": '{"type":"array"}'}, "schema"),
        ({"temperature": 0.5}, "parameters"),
        ({"max_output_tokens": 5000}, "parameters"),
        ({"seed": 7}, "parameters"),
        ({"model": "qwen-2"}, "model"),
    ],
)
def test_each_component_of_the_key_makes_a_recording_stale_and_is_named(
    tmp_path: Path, change: dict[str, Any], component: str
) -> None:
    recorded(Scripted(), tmp_path).complete(request())
    with pytest.raises(RecordingStale) as caught:
        Replayed(Slots(tmp_path), "recorded").complete(request(**change))
    assert component in caught.value.changed
    assert set(caught.value.changed) <= {component, "messages"}
    assert component in str(caught.value)
    assert caught.value.exit_code == 5


def test_a_stale_recording_shows_the_difference_of_the_prompt(tmp_path: Path) -> None:
    recorded(Scripted(), tmp_path).complete(request())
    now = request()
    now = replace(now, messages=(Message("system", "Brief the article.\nAnswer in YAML."), now.messages[1]))
    with pytest.raises(RecordingStale) as caught:
        fetch(Slots(tmp_path), now)
    assert "-Answer in JSON." in caught.value.diff.split("\n")
    assert "+Answer in YAML." in caught.value.diff.split("\n")
    assert TEXT not in caught.value.diff


def test_one_byte_changed_at_any_place_is_found_and_said_where() -> None:
    for at in range(len(BYTES)):
        with pytest.raises(RecordingDamaged, match=r"f\.json: .*(line|end of the file|missing|format)"):
            decode(BYTES[:at] + bytes([BYTES[at] ^ 1]) + BYTES[at + 1 :], "f.json")


@settings(max_examples=300)
@given(st.integers(0, len(BYTES) - 1), st.integers(0, 255), st.sampled_from(["replace", "insert", "delete"]))
def test_any_edit_of_one_byte_is_found(at: int, byte: int, edit: str) -> None:
    middle = b"" if edit == "delete" else bytes([byte])
    changed = BYTES[:at] + middle + BYTES[at + (edit != "insert") :]
    if changed != BYTES:
        with pytest.raises(RecordingDamaged, match=r"line|end of the file|is missing"):
            decode(changed, "f.json")


def test_the_section_that_was_changed_is_named() -> None:
    for old, section in (
        (b"Norland", "answer"),
        (b"Answer in", "request"),
        (b"3.25", "reply"),
        (b"2026-11", "provenance"),
    ):
        with pytest.raises(RecordingDamaged, match=rf"{section} \(lines \d+-\d+\)"):
            decode(BYTES.replace(old, bytes([old[0] ^ 1]) + old[1:], 1), "f.json")


def test_a_file_whose_digests_were_forged_still_has_to_agree_with_itself() -> None:
    recording = decode(BYTES, "f.json")
    forged = encode(replace(recording, components={**recording.components, "model": "gpt-6"}))
    with pytest.raises(RecordingDamaged, match="key is not that of the components"):
        decode(forged, "f.json")


answers = st.text(st.characters(codec=None), max_size=80)


@given(answers, st.none() | answers, st.floats(0, 1e6), st.sampled_from(["", "said\nso", "\u2028"]))
def test_whatever_a_model_says_comes_back_the_same(text: str, refusal: str | None, seconds: float, note: str) -> None:
    text = json.loads(json.dumps(text))  # as it comes out of a server's JSON
    given_ = completion(text, refusal=refusal and json.loads(json.dumps(refusal)), seconds=seconds, notes=(note,))
    data = encode(Recording.of(request(), given_, CAPTURE))
    assert decode(data, "f").completion == replace(given_, request_id=None)
    assert canonical_fault(data, "f") is None


def test_the_cache_is_keyed_by_the_whole_request_and_says_that_it_answered(tmp_path: Path) -> None:
    inner = Scripted()

    def ask(asked: Request) -> Completion:
        return Cached(inner, Keys(tmp_path), "local", "openai", lambda: WHEN).complete(asked)

    ask(request(id="one"))
    hit = ask(request(id="two"))
    ask(request(model="other"))
    assert [r.sampling.model for r in inner.asked] == ["qwen", "other"]
    assert (hit.answered, hit.backend, hit.kind, hit.cost_usd) == ("cache", "local", "openai", 0.0012)


def test_a_recording_made_from_the_cache_keeps_when_and_how_the_answer_was_made(tmp_path: Path) -> None:
    Cached(Scripted(), Keys(tmp_path / "c"), "local", "openai", lambda: "1999-01-01").complete(request())
    nobody = Scripted(ServerFailed("not to be asked"))
    recorded(Cached(nobody, Keys(tmp_path / "c"), "local", "openai", lambda: WHEN), tmp_path / "r").complete(request())
    assert load(tmp_path / "r" / "brief@1" / "w-002.json").capture.when == "1999-01-01"


def _write(folder: Path, letter: str) -> None:
    recording = Recording.of(request(), completion(letter * 200_000), CAPTURE)
    for _ in range(20):
        save(folder / "x.json", recording)


def test_processes_that_write_one_file_at_once_leave_a_whole_one(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(tmp_path, letter)) for letter in "ab"]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        if (tmp_path / "x.json").is_file():
            load(tmp_path / "x.json")
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_a_configured_backend_replays_what_a_configured_backend_recorded(tmp_path: Path) -> None:
    file = tmp_path / "briefer.toml"
    file.write_text(
        """
[backends.rules]
kind = "rules"
record = "taken"
system = "sys"
[backends.again]
kind = "replay"
recordings = "taken"
system = "sys"
[backends.lost]
kind = "replay"
"""
    )
    loaded = load_config(file, environment={})
    plain = replace(request(), sampling=request().sampling.__class__())
    first = backend("rules", loaded).complete(plain)
    assert (tmp_path / "taken" / "sys" / "brief@1" / "w-002.json").is_file()
    second = backend("again", loaded).complete(plain)
    assert (second.text, second.backend, second.kind, second.answered) == (first.text, "again", "replay", "recording")
    assert second.captured is not None
    assert second.captured.how == "computed"
    with pytest.raises(ConfigError, match="needs the folder"):
        backend("lost", loaded)


RECORDER = """
[backends.mock]
kind = "openai"
base_url = "{url}"
model = "mock-1"
temperature = 0
cache = false
[backends.taped]
kind = "record"
of = "mock"
recordings = "tapes"
[backends.played]
kind = "replay"
recordings = "tapes"
system = "taped"
model = "mock-1"
temperature = 0
"""


def test_a_backend_of_kind_record_keeps_what_another_answers_and_asks_it_once(tmp_path: Path) -> None:
    with serving(answer()) as server:
        loaded = configuration(tmp_path, RECORDER.format(url=server.url))
        first, second = (backend("taped", loaded).complete(small()) for _ in range(2))
        assert server.count == 1
        assert server.asked[0].body["temperature"] == 0
    assert (tmp_path / "tapes" / "taped" / "brief@1" / f"{small().slot}.json").is_file()
    assert (first.answered, first.backend, first.kind, first.model_asked) == ("live", "mock", "openai", "mock-1")
    assert (second.answered, second.backend, second.kind, second.text) == ("recording", "mock", "openai", first.text)
    played = backend("played", loaded).complete(small())
    assert (played.text, played.answered, played.fingerprint) == (first.text, "recording", first.fingerprint)


def test_the_repr_of_a_recorder_shows_what_it_records(tmp_path: Path) -> None:
    loaded = configuration(tmp_path, RECORDER.format(url="http://127.0.0.1:9/v1"))
    assert repr(backend("taped", loaded)).startswith("Bound(Recorded(Lengthened(Retrying(")


def test_the_archive_tells_what_one_recorded_model_answered_from_what_another_did(tmp_path: Path) -> None:
    text = RECORDER.format(url="http://127.0.0.1:9/v1")
    one = editing._recipe("taped", configuration(tmp_path, text))
    assert editing._recipe("taped", configuration(tmp_path, text.replace("mock-1", "mock-2"))) != one
    assert editing._recipe("taped", configuration(tmp_path, text)) == one


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('kind = "record"\nrecordings = "t"', r"toml:1: backends\.r: kind record needs of:"),
        ('kind = "record"\nof = "rules"', r"toml:1: backends\.r: kind record needs recordings:"),
        ('kind = "record"\nof = "rules"\nrecordings = "t"\nmodel = "m"', "kind record has no 'model'"),
        ('kind = "openai"\nof = "rules"', "'of' belongs to kind record, and this is kind openai"),
        ('kind = "record"\nof = "ruls"\nrecordings = "t"', r"unknown backend 'ruls' \(did you mean rules\?\)"),
        ('kind = "record"\nof = "r"\nrecordings = "t"', "'r' records 'r', which records another"),
    ],
)
def test_a_recorder_that_cannot_record_says_why(table: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=says):
        backend("r", configuration(tmp_path, f"[backends.r]\n{table}\n"))


def test_a_fallback_does_not_go_round_in_a_recorder_of_itself(tmp_path: Path) -> None:
    text = '[backends.f]\nkind = "fallback"\norder = ["r"]\n[backends.r]\nkind = "record"\nof = "f"\nrecordings = "t"\n'
    loaded = configuration(tmp_path, text)
    for name in ("f", "r"):
        with pytest.raises(ConfigError, match="'r' in its order is a fallback too"):
            backend(name, loaded)


def configuration(folder: Path, text: str) -> Loaded:
    (folder / "briefer.toml").write_text(text, encoding="utf-8")
    return load_config(folder / "briefer.toml", environment={})


def test_a_secret_of_the_configuration_is_found_in_what_would_be_recorded(tmp_path: Path) -> None:
    recording = Recording.of(request(), completion("the key: s3cr3t-value"), CAPTURE)
    with pytest.raises(RecordingError, match="a key in use"):
        save(tmp_path / "x.json", recording, ("s3cr3t-value",))


def test_a_replay_opens_no_socket_and_loads_no_client(tmp_path: Path) -> None:
    recorder = Recorded(Scripted(), Slots(tmp_path / "recs" / "r"), "r", "openai", lambda: WHEN)
    article = Article("Norland said on Friday that it will fine the ferry operators who miss the new rules.", id="a1")
    (tmp_path / "briefer.toml").write_text('[backends.r]\nkind = "replay"\nrecordings = "recs"\nmodel = "m"\n')
    loaded = load_config(tmp_path / "briefer.toml", options={"backend": "r"}, environment={})
    replace(summariser(loaded), backend=Bound(recorder, Sampling(model="m"))).brief(article)
    program = f"""
import socket, sys
def refuse(*_, **__): raise SystemExit("a socket was opened")
socket.socket.__init__ = socket.create_connection = socket.getaddrinfo = refuse
import briefer
article = briefer.Article({article.text!r}, id="a1")
made = briefer.brief(article, backend="r", config={str(tmp_path / "briefer.toml")!r})
assert made.provenance.answered == "recording", made.provenance
assert "openai" not in sys.modules and "tiktoken" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("note", "kind", "how"), [("by hand", "", "elsewhere"), ("", "", "batch"), ("x", "openai", "batch")]
)
def test_an_answer_that_was_made_elsewhere_is_not_called_one_of_a_batch(note: str, kind: str, how: Captured) -> None:
    capture = Capture("batch", WHEN, "m", note)
    kept = Recording.of(request(), replace(completion(), kind=kind, model=None), capture)
    played = decode(encode(kept), "x").played("strong", "replay", "recording")
    assert played.captured == replace(capture, how=how)
    assert played.model == ("m" if how == "elsewhere" else None)
