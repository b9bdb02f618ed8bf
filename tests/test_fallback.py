"""The next backend on no answer: the brief says which one answered, and why the others did not."""

from __future__ import annotations

from pathlib import Path

import pytest
from ask import configured, request
from fault_server import answer, error, raw, serving

from briefer.config import load
from briefer.domain.exchange import Backend
from briefer.errors import ConfigError, NoAnswer
from briefer.wiring import backend

MEMBERS = """
[backends.second]
kind = "openai"
base_url = "{url}"
model = "mock-2"
[backends.keyed]
kind = "openai"
base_url = "{url}"
model = "mock-3"
api_key_env = "NOT_SET"
[backends.kept]
kind = "replay"
recordings = "nowhere"
[backends.careful]
kind = "fallback"
order = {order}
"""


def _careful(folder: Path, first: str, second: str, order: str) -> Backend:
    extra = MEMBERS.format(url=second, order=order)
    configured(folder, first, extra=extra, limits={"attempts": 1})
    return backend("careful", load(folder / "briefer.toml", environment={"MOCK_KEY": "sk-1234567890"}))


def test_the_next_backend_is_asked_and_the_first_is_named_with_its_reason(tmp_path: Path) -> None:
    with serving(error(500, "out of order")) as first, serving(answer()) as second:
        completion = _careful(tmp_path, first.url, second.url, '["mock", "second", "rules"]').complete(request())
    assert (completion.backend, completion.model_asked) == ("second", "mock-2")
    (skip,) = completion.skipped
    assert skip.backend == "mock"
    assert "ServerFailed" in skip.reason
    assert "out of order" in skip.reason
    assert (first.count, second.count) == (1, 1)


def test_a_body_nested_without_end_is_no_answer_and_the_next_is_asked(tmp_path: Path) -> None:
    with serving(raw(b"[" * 200_000)) as first, serving(answer()) as second:
        completion = _careful(tmp_path, first.url, second.url, '["mock", "second"]').complete(request())
    assert (completion.backend, completion.skipped[0].backend) == ("second", "mock")


def test_nothing_is_skipped_where_the_first_answers(tmp_path: Path) -> None:
    with serving(answer()) as first, serving(answer()) as second:
        completion = _careful(tmp_path, first.url, second.url, '["mock", "second"]').complete(request())
    assert (completion.backend, completion.skipped, second.count) == ("mock", (), 0)


def test_a_missing_key_and_a_missing_recording_are_reasons_to_ask_the_next(tmp_path: Path) -> None:
    completion = _careful(
        tmp_path, "http://127.0.0.1:1/v1", "http://127.0.0.1:1/v1", '["keyed", "kept", "mock", "rules"]'
    ).complete(request())
    reasons = [(skip.backend, skip.reason.split(":")[0]) for skip in completion.skipped]
    assert reasons == [("keyed", "KeyMissing"), ("kept", "RecordingMissing"), ("mock", "Unreachable")]
    assert completion.kind == "rules"


def test_a_bad_answer_is_an_answer(tmp_path: Path) -> None:
    refusal = answer(message={"content": None, "refusal": "no"})
    with serving(refusal) as first, serving(answer()) as second:
        completion = _careful(tmp_path, first.url, second.url, '["mock", "second"]').complete(request())
    assert (completion.finish, second.count) == ("refusal", 0)


def test_where_none_answers_every_reason_is_given(tmp_path: Path) -> None:
    with serving(error(401)) as first, serving(error(404, "gone")) as second, pytest.raises(NoAnswer) as caught:
        _careful(tmp_path, first.url, second.url, '["mock", "second"]').complete(request())
    assert "mock: AccessDenied" in caught.value.line
    assert "second: RequestRejected" in caught.value.line


@pytest.mark.parametrize(
    ("order", "says"),
    [("[]", "needs an order"), ('["careful"]', "fallback too"), ('["secund"]', "did you mean second")],
)
def test_an_order_that_cannot_be_is_refused_at_once(order: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=says):
        _careful(tmp_path, "http://127.0.0.1:1/v1", "http://127.0.0.1:1/v1", order)


def test_the_repr_of_a_backend_is_its_architecture(tmp_path: Path) -> None:
    chain = "Bound(Lengthened(Retrying(Priced(Adapting(Throttled(Stoppable(Traced(OpenAI('mock', 'http://127.0.0.1:1/v1')))))))))"
    assert repr(configured(tmp_path, "http://127.0.0.1:1/v1", cache=False)) == chain
    assert repr(_careful(tmp_path, "http://127.0.0.1:1/v1", "http://h/v1", '["mock", "rules"]')).startswith(
        "Bound(Fallback(Bound("
    )
