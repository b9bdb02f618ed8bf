"""What differs between servers is found out once, by their refusals, and remembered."""

from __future__ import annotations

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from ask import configured, request
from fault_server import DRAFT, Asked, Reply, answer, error, serving
from hypothesis import given
from hypothesis import strategies as st

from briefer.backends.asking import chat_body, features
from briefer.backends.dialect import DAYS, MODES, Dialect, Memory
from briefer.backends.faults import fault
from briefer.domain.exchange import Answers, Completion, Sampling
from briefer.errors import RequestRejected, Unsupported

SETTINGS: dict[str, Any] = {"temperature": 0, "seed": 7, "max_output_tokens": 500}


def _refusing(*refused: str) -> Reply:
    """A server that answers 400 to any request that holds one of these words, naming it as OpenAI does."""

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        sent = json.dumps({k: v for k, v in asked.body.items() if k != "messages"})
        for word in refused:
            if f'"{word}"' in sent:
                return error(400, f"Unsupported parameter: '{word}' is not supported with this model.", param=word)(
                    peer, asked, over
                )
        return answer()(peer, asked, over)

    return reply


def _mode(body: dict[str, Any]) -> str:
    return "tool" if "tools" in body else str(body.get("response_format", {"type": "text"})["type"])


def test_auto_asks_for_the_strongest_mode_first(tmp_path: Path) -> None:
    with serving(answer()) as server:
        completion = configured(tmp_path, server.url).complete(request())
    body = server.asked[0].body
    assert completion.answers == _mode(body) == "json_schema"
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body["response_format"]["json_schema"]["schema"] == json.loads(request().schema)


@pytest.mark.parametrize(
    ("refused", "left"),
    [
        (("json_schema",), "tool"),
        (("json_schema", "tools"), "json_object"),
        (("response_format", "tools"), "text"),
    ],
)
def test_auto_falls_back_on_the_servers_refusal(refused: tuple[str, ...], left: str, tmp_path: Path) -> None:
    with serving(_refusing(*refused)) as server:
        completion = configured(tmp_path, server.url).complete(request())
    assert (completion.answers, completion.text) == (left, DRAFT)
    assert server.count == completion.attempts
    assert len({_mode(asked.body) for asked in server.asked}) == server.count


def test_what_was_refused_is_remembered_by_the_next_run(tmp_path: Path) -> None:
    with serving(_refusing("json_schema", "temperature")) as server:
        configured(tmp_path, server.url, **SETTINGS).complete(request())
        first = server.count
        completion = configured(tmp_path, server.url, **SETTINGS).complete(request())
        assert server.count == first + 1
        other = configured(tmp_path, server.url, model="another").complete(request())
    assert completion.answers == "tool"
    assert completion.notes == ("the server does not take json_schema, temperature: left out",)
    assert other.attempts > 1


def test_what_a_server_refuses_is_found_out_by_one_of_many_that_ask_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefer.backends.dialect.PATIENCE", 120)
    at_once = 12
    with serving(_refusing("json_schema", "temperature", "seed")) as server:
        asked = configured(tmp_path, server.url, **SETTINGS)
        together = threading.Barrier(at_once, timeout=60)

        def ask(number: int) -> Completion:
            together.wait()
            return asked.complete(request(f"Ministers opened round {number} of the talks."))

        with ThreadPoolExecutor(at_once) as pool:
            answers = list(pool.map(ask, range(at_once)))
    assert server.count == 3 + at_once  # each refusal once, each answer once
    assert sum(completion.attempts for completion in answers) == server.count
    assert {completion.answers for completion in answers} == {"tool"}
    assert {completion.notes for completion in answers} >= {
        ("the server does not take json_schema, temperature, seed: left out",)
    }


def test_a_first_answer_that_takes_its_time_does_not_hold_up_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefer.backends.dialect.PATIENCE", 0.05)
    second = threading.Event()

    def slow(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        assert second.wait(60)
        return answer()(peer, asked, over)

    def fast(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        second.set()
        return answer()(peer, asked, over)

    with serving(slow, fast) as server:
        asked = configured(tmp_path, server.url, timeout=120)
        with ThreadPoolExecutor(2) as pool:
            assert [c.finish for c in pool.map(lambda _: asked.complete(request()), range(2))] == ["stop"] * 2


def test_what_a_server_has_taken_once_is_not_tried_again_by_one_alone(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "servers.json", lambda: 0.0)
    dialect = memory.dialect("http://h/v1", "m", answers="auto", cap="max_tokens")
    dialect.accept(dialect.sent(Sampling(temperature=0)))
    known = memory.dialect("http://h/v1", "m", answers="auto", cap="max_tokens")
    assert known.sent(Sampling()) <= known.taken == {"json_schema", "strict", "temperature"}
    assert not known.sent(Sampling(seed=1)) <= known.taken
    known.drop("json_schema")
    assert known.taken == {"strict", "temperature"}


@given(
    st.frozensets(
        st.sampled_from([*MODES[:3], "strict", "temperature", "seed", "max_tokens", "max_completion_tokens"])
    ),
    st.sampled_from(["auto", *MODES]),
    st.builds(
        Sampling,
        st.just("m"),
        st.sampled_from([None, 0.0]),
        st.sampled_from([None, 5]),
        st.sampled_from([None, 1]),
    ),
)
def test_what_a_dialect_says_that_it_sends_is_what_a_body_holds(
    refused: frozenset[str], answers: Answers, sampling: Sampling
) -> None:
    dialect = Dialect(answers, refused=refused)
    assert dialect.sent(sampling) == set(features(chat_body(request().bound(sampling), dialect)))


def test_what_was_found_out_is_believed_for_a_month(tmp_path: Path) -> None:
    now = [1_000_000.0]
    memory = Memory(tmp_path / "servers.json", lambda: now[0])
    memory.dialect("http://h/v1", "m", answers="auto", cap="max_tokens").drop("json_schema")
    assert memory.dialect("http://h/v1", "m", answers="auto", cap="max_tokens").mode == "tool"
    now[0] += (DAYS + 1) * 86_400
    assert memory.dialect("http://h/v1", "m", answers="auto", cap="max_tokens").mode == "json_schema"


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"x": 3}', b"\xff\xfe"])
def test_a_damaged_memory_is_as_good_as_none(damage: bytes, tmp_path: Path) -> None:
    file = tmp_path / "servers.json"
    file.write_bytes(damage)
    dialect = Memory(file, lambda: 0.0).dialect("http://h/v1", "m", answers="auto", cap="max_tokens")
    assert dialect.mode == "json_schema"
    dialect.drop("json_schema")
    assert Memory(file, lambda: 0.0).dialect("http://h/v1", "m", answers="auto", cap="max_tokens").mode == "tool"


@pytest.mark.parametrize("parameter", ["temperature", "seed", "strict"])
def test_a_parameter_that_is_refused_is_left_out_and_the_brief_says_so(parameter: str, tmp_path: Path) -> None:
    with serving(_refusing(parameter)) as server:
        completion = configured(tmp_path, server.url, **SETTINGS).complete(request())
    assert completion.attempts == server.count == 2
    assert f'"{parameter}"' not in json.dumps(server.asked[1].body)
    assert parameter in completion.notes[0]


@pytest.mark.parametrize(
    ("message", "status"),
    [
        (
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            400,
        ),
        ('[{"type":"extra_forbidden","loc":["body","max_tokens"],"msg":"Extra inputs are not permitted"}]', 422),
    ],
)
def test_the_cap_on_tokens_is_sent_under_the_name_that_the_server_knows(
    message: str, status: int, tmp_path: Path
) -> None:
    with serving(error(status, message), answer()) as server:
        configured(tmp_path, server.url, max_output_tokens=500).complete(request())
    assert server.asked[0].body["max_tokens"] == 500
    assert server.asked[1].body["max_completion_tokens"] == 500
    assert "max_tokens" not in server.asked[1].body


def test_a_mode_that_is_configured_is_never_left(tmp_path: Path) -> None:
    with serving(_refusing("json_schema")) as server:
        with pytest.raises(RequestRejected, match="json_schema"):
            configured(tmp_path, server.url, answers="json_schema").complete(request())
        assert server.count == 1


def test_a_server_that_repeats_its_refusal_is_not_asked_forever(tmp_path: Path) -> None:
    with serving(error(400, "temperature is not supported")) as server:
        with pytest.raises(RequestRejected):
            configured(tmp_path, server.url, temperature=0).complete(request())
        assert server.count == 2


def test_a_request_that_is_too_long_is_not_taken_for_a_refused_parameter(tmp_path: Path) -> None:
    long = "This model's maximum context length is 8192 tokens, however you requested 9000 max_tokens: invalid"
    with serving(error(400, long)) as server:
        with pytest.raises(RequestRejected, match="maximum context") as caught:
            configured(tmp_path, server.url, max_output_tokens=500).complete(request())
        assert server.count == 1
    assert "part_tokens" in caught.value.line


def test_a_tools_arguments_are_the_answer(tmp_path: Path) -> None:
    call = {"id": "1", "type": "function", "function": {"name": "brief", "arguments": DRAFT}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    with serving(answer(message=message, finish="tool_calls")) as server:
        completion = configured(tmp_path, server.url, answers="tool").complete(request())
    assert (completion.text, completion.finish) == (DRAFT, "stop")
    assert server.asked[0].body["tool_choice"]["function"]["name"] == "brief"


@pytest.mark.parametrize("answers", ["json_object", "text"])
def test_a_mode_without_a_schema_has_it_in_the_instructions_once(answers: str, tmp_path: Path) -> None:
    from dataclasses import replace

    from briefer.domain.exchange import Message

    shown = request()
    bare = replace(shown, messages=(Message("system", "Brief it."), shown.messages[1]))
    with serving(answer()) as server:
        asked = configured(tmp_path, server.url, answers=answers)
        asked.complete(shown)
        asked.complete(bare)
    for sent in server.asked:
        assert json.dumps(sent.body["messages"]).count('\\"bottom_line\\"') == shown.messages[0].content.count(
            '"bottom_line"'
        )
        assert sum(message["role"] == "system" for message in sent.body["messages"]) == 1


def test_nothing_is_sent_that_is_not_configured(tmp_path: Path) -> None:
    with serving(answer()) as server:
        configured(tmp_path, server.url).complete(request())
    assert set(server.asked[0].body) == {"model", "messages", "response_format"}


def test_an_answer_cut_at_the_cap_is_asked_again_once_with_twice_the_cap(tmp_path: Path) -> None:
    with serving(answer('{"bottom', finish="length"), answer()) as server:
        completion = configured(tmp_path, server.url, max_output_tokens=500).complete(request())
    assert [asked.body["max_tokens"] for asked in server.asked] == [500, 1000]
    assert (completion.finish, completion.usage.completion, completion.attempts) == ("stop", 40, 2)
    assert "500" in completion.notes[-1]


@pytest.mark.parametrize(("context", "requests"), [(None, 2), (700, 2), (600, 1)])
def test_the_raised_cap_stays_within_the_context(context: int | None, requests: int, tmp_path: Path) -> None:
    with serving(answer('{"bottom', finish="length")) as server:
        asked = configured(tmp_path, server.url, max_output_tokens=500, context=context)
        assert asked.complete(request()).finish == "length"
    assert server.count == requests
    assert server.asked[-1].body["max_tokens"] == {None: 1000, 700: 600, 600: 500}[context]


def test_the_first_answer_is_kept_where_the_longer_one_does_not_come(tmp_path: Path) -> None:
    with serving(answer('{"bottom', finish="length"), error(500)) as server:
        asked = configured(tmp_path, server.url, max_output_tokens=500, limits={"attempts": 1})
        completion = asked.complete(request())
    assert (completion.finish, completion.text) == ("length", '{"bottom')
    assert "HTTP 500" in completion.notes[-1]


REFUSALS = json.loads((Path(__file__).parent / "refusals.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", REFUSALS, ids=lambda row: f"{row['server']}-{row['feature'] or 'another matter'}")
def test_refusals_are_understood_as_servers_word_them(row: dict[str, Any]) -> None:
    found = fault(row["status"], {}, row["body"], sent=tuple(row["sent"]))
    assert getattr(found, "feature", "") == row["feature"]
    assert type(found) is (Unsupported if row["feature"] else RequestRejected)
