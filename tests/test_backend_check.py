"""`briefer backend list | check`: what a server really does, told by servers that pretend."""

from __future__ import annotations

import itertools
import json
import random
import socket
import threading
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fault_server import Asked, Reply, answer, error, raw, serving

from briefer.backends.copying import PROMPT, TEXT, copied
from briefer.cli.main import cli
from briefer.prompting.tokens import count

WORD = "violet-19"


def _pretending(
    *,
    enforces: tuple[str, ...] = (),
    refuses: tuple[str, ...] = (),
    reads: int = 10**6,
    seeds: bool = True,
    copies: int = 6,
) -> Reply:
    """A server that holds the model to some ways of asking for JSON, refuses others, and reads only so many tokens."""
    chance = random.Random(1)

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        if asked.path.endswith("/models"):
            listed = {"object": "list", "data": [{"id": "mock-1", "max_model_len": 8192}, {"id": "other"}]}
            return raw(json.dumps(listed).encode())(peer, asked, over)
        body = asked.body
        mode = "tool" if "tools" in body else body.get("response_format", {"type": "text"})["type"]
        said: dict[str, Any] = {"role": "assistant", "content": "The sea is blue."}
        for name in refuses:
            if name in (mode, *body):
                return error(400, f"{'response_format' if name == mode else name} is not supported", param=name)(
                    peer, asked, over
                )
        asked_for_quotes = body["messages"][-1]["content"].endswith(TEXT)
        quotes = [line if number < copies else line.replace("the", "a") for number, line in enumerate(TEXT.split("\n"))]
        if asked_for_quotes:
            said = {"content": json.dumps({"quotes": quotes})}
        elif mode in enforces:
            text = json.dumps({"shade": WORD})
            call = {"type": "function", "id": "1", "function": {"name": "answer", "arguments": text}}
            said = {"content": None, "tool_calls": [call]} if mode == "tool" else {"content": text}
        elif "temperature" in body:
            hot = body["temperature"] > 0
            dice = random.Random(body.get("seed")) if seeds and "seed" in body else chance
            said["content"] = "".join(dice.choices("abcdefgh", k=12)) if hot else "abc"
        text = " ".join(message["content"] for message in body["messages"])
        usage = {"prompt_tokens": min(reads, count(text) + 8), "completion_tokens": 5}
        return answer(message=said, usage=usage, headers={"x-ratelimit-remaining-requests": "9"})(peer, asked, over)

    return reply


def _run(folder: Path, url: str, *options: str, extra: str = "") -> Result:
    file = folder / "briefer.toml"
    file.write_text(
        f'[backends.b]\nkind = "openai"\nbase_url = "{url}"\nmodel = "mock-1"\ntimeout = 20\n{extra}', encoding="utf-8"
    )
    return CliRunner().invoke(cli, ["backend", *options, "--config", str(file)])


def _found(result: Result) -> dict[str, tuple[str, str]]:
    lines = result.stdout.partition("\n\n")[0].splitlines()
    return {line[:20].strip(): (line[21:30].strip(), line[30:]) for line in lines}


def test_modes_that_are_enforced_are_told_from_those_that_are_only_accepted(tmp_path: Path) -> None:
    with serving(_pretending(enforces=("tool",), refuses=("json_object",))) as server:
        result = _run(tmp_path, server.url, "check", "b")
    found = _found(result)
    assert result.exit_code == 0, result.output
    assert found["json_schema"][0] == "no"
    assert "accepted, not enforced" in found["json_schema"][1]
    assert found["tool"] == ("yes", "enforced")
    assert found["json_object"][0] == "no"
    assert "refused" in found["json_object"][1]
    assert server.count <= 13


def test_the_table_to_write_has_what_was_measured(tmp_path: Path) -> None:
    with serving(_pretending(enforces=("json_schema", "tool", "json_object"))) as server:
        result = _run(tmp_path, server.url, "check", "b")
    (name, table) = tomllib.loads(result.stdout.partition("\n\n")[2])["backends"].popitem()
    assert name == "b"
    assert table == {
        "kind": "openai",
        "base_url": server.url,
        "model": "mock-1",
        "timeout": 20,
        "context": 8192,
        "answers": "json_schema",
        "temperature": 0,
    }


def test_a_server_that_cuts_in_silence_is_caught_by_its_own_count(tmp_path: Path) -> None:
    with serving(_pretending(reads=2048)) as server:
        result = _run(tmp_path, server.url, "check", "b")
    verdict, detail = _found(result)["context of 8192"]
    assert verdict == "no"
    assert "2048 read" in detail
    assert "cuts in silence" in detail
    assert "context = 2048" in result.stdout


def test_a_server_that_reads_everything_is_not_accused(tmp_path: Path) -> None:
    with serving(_pretending()) as server:
        found = _found(_run(tmp_path, server.url, "check", "b"))
    assert found["context of 8192"][0] == "yes"
    assert found["usage reported"][0] == "yes"
    assert found["rate headers"] == ("yes", "x-ratelimit-remaining-requests")


@pytest.mark.parametrize(("seeds", "verdict"), [(True, "yes"), (False, "no")])
def test_a_seed_that_does_nothing_is_noticed(seeds: bool, verdict: str, tmp_path: Path) -> None:
    with serving(_pretending(seeds=seeds)) as server:
        assert _found(_run(tmp_path, server.url, "check", "b"))["seed"][0] == verdict


def test_refused_settings_are_told_and_not_written(tmp_path: Path) -> None:
    with serving(_pretending(refuses=("temperature",))) as server:
        result = _run(tmp_path, server.url, "check", "b")
    assert _found(result)["temperature"][0] == "no"
    assert "temperature =" not in result.stdout.partition("\n\n")[2]


@pytest.mark.parametrize(
    ("reply", "what", "says"),
    [
        (error(401), "key accepted", "not accepted"),
        (raw(b"<html>", status=404), "answers", "base_url"),
        (error(404, "no such model"), "answers", "no such model"),
    ],
)
def test_a_server_that_cannot_be_used_ends_with_1_and_the_reason(
    reply: Reply, what: str, says: str, tmp_path: Path
) -> None:
    with serving(reply) as server:
        result = _run(tmp_path, server.url, "check", "b")
    assert result.exit_code == 1
    assert _found(result)[what][0] == "no"
    assert says in _found(result)[what][1]


def test_a_moody_server_is_asked_again_and_measured_all_the_same(tmp_path: Path) -> None:
    good, moods = _pretending(enforces=("json_schema", "tool", "json_object")), itertools.cycle([True, True, False])

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        bad = not asked.path.endswith("/models") and next(moods)
        return (error(503, "busy", retry_after="0") if bad else good)(peer, asked, over)

    with serving(reply) as server:
        result = _run(tmp_path, server.url, "check", "b")
    found = _found(result)
    assert (result.exit_code, found["json_schema"]) == (0, ("yes", "enforced"))
    assert f"{server.count} requests made" in found["latency"][1]
    assert "503" not in result.stdout


def test_what_could_not_be_measured_is_unclear_and_not_called_refused_nor_written(tmp_path: Path) -> None:
    good = _pretending()

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        hard = asked.path.endswith("/completions") and ("temperature" in asked.body or "response_format" in asked.body)
        return (error(503, "busy", retry_after="0") if hard else good)(peer, asked, over)

    with serving(reply) as server:
        result = _run(tmp_path, server.url, "check", "b")
    found = _found(result)
    assert {found[what][0] for what in ("json_schema", "json_object", "seed", "temperature")} == {"unclear"}
    assert "refused" not in result.stdout
    written = result.stdout.partition("\n\n")[2]
    assert "answers =" not in written
    assert "temperature =" not in written


def test_a_model_that_refuses_to_answer_says_nothing_of_what_is_enforced(tmp_path: Path) -> None:
    with serving(answer(message={"content": None, "refusal": "I can't help with that."})) as server:
        result = _run(tmp_path, server.url, "check", "b")
    assert _found(result)["json_schema"] == ("unclear", "accepted, and no answer came (refusal)")
    assert "answers =" not in result.stdout


def test_the_list_names_every_backend_and_what_it_lacks(tmp_path: Path) -> None:
    extra = '[backends.first]\nkind = "fallback"\norder = ["b", "rules"]\n'
    result = _run(tmp_path, "http://h.example/v1", "list", extra=extra)
    lines = {line[2:18].strip(): line for line in result.stdout.splitlines()}
    assert set(lines) == {"b", "first", "openai", "rules"}
    assert lines["rules"].startswith("*")
    assert "http://h.example/v1" in lines["b"]
    assert "b > rules" in lines["first"]
    assert "OPENAI_API_KEY" in lines["openai"]
    assert "not set" in lines["openai"]


@pytest.mark.parametrize(("name", "says"), [("bb", "did you mean b"), ("rules", "kind rules")])
def test_only_servers_that_are_configured_can_be_checked(name: str, says: str, tmp_path: Path) -> None:
    result = _run(tmp_path, "http://127.0.0.1:1/v1", "check", name)
    assert result.exit_code != 0
    assert says in str(result.exception)


@pytest.mark.parametrize(("copies", "verdict"), [(6, "yes"), (5, "yes"), (4, "no"), (0, "no")])
def test_a_model_that_does_not_copy_its_quotes_is_given_the_prompt_that_cites_sentences(
    copies: int, verdict: str, tmp_path: Path
) -> None:
    with serving(_pretending(enforces=("json_schema",), copies=copies)) as server:
        result = _run(tmp_path, server.url, "check", "b")
    said, detail = _found(result)["copies quotes"]
    assert said == verdict
    assert f"{copies} of 6 quotes" in detail
    written = tomllib.loads(result.stdout.partition("\n\n")[2])["backends"]["b"]
    assert written.get("prompt") == (None if verdict == "yes" else PROMPT)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "no JSON",
        "[]",
        "{}",
        '{"quotes": 7}',
        '{"quotes": [null, 3, "", "the"]}',
        '{"quotes": ["would sail again before"]}',
    ],
)
def test_what_is_not_in_the_text_or_proves_nothing_is_no_copy(answer: str) -> None:
    assert copied(answer) == 0


def test_a_quote_that_is_given_six_times_is_one_copy() -> None:
    line = TEXT.split("\n")[1]
    assert copied(json.dumps({"quotes": [line] * 6})) == 1
    assert copied(f"Here you are: {json.dumps({'quotes': TEXT.split(chr(10))}, ensure_ascii=False)}") == 6
