"""Half a surrogate pair, which JSON can hold and no encoding can, comes from servers and from caches: nothing ends by it."""

from __future__ import annotations

from pathlib import Path

from ask import configured, request
from fault_server import DRAFT, answer, serving
from hypothesis import given
from hypothesis import strategies as st

from briefer.backends.body import whole
from briefer.config import load
from briefer.domain.article import Article
from briefer.domain.exchange import Message, Request
from briefer.wiring import summariser

STORY = "Ministers of both countries opened trade talks on Monday in the capital, officials said there."


def test_an_answer_with_half_a_surrogate_that_is_no_brief_is_repaired(tmp_path: Path) -> None:
    with serving(answer("No \ud83d JSON"), answer()) as server:
        configured(tmp_path, server.url)
        loaded = load(tmp_path / "briefer.toml", options={"backend": "mock"}, environment={"MOCK_KEY": "k" * 20})
        made = summariser(loaded).brief(Article(STORY))
    assert (made.provenance.repairs, server.count) == (1, 2)
    assert server.asked[1].body["messages"][-2]["content"] == "No \ufffd JSON"
    assert any("surrogate" in note for note in made.provenance.notes)


def test_a_request_that_quotes_half_a_surrogate_can_be_sent(tmp_path: Path) -> None:
    asked = request()
    asked = Request(**{**asked.__dict__, "messages": (*asked.messages, Message("assistant", "half \ud83d of it"))})
    with serving(answer()) as server:
        assert configured(tmp_path, server.url).complete(asked).text == DRAFT
    assert server.asked[0].body["messages"][-1]["content"] == "half \ufffd of it"


def test_a_pair_whose_halves_came_in_two_parts_is_one_character() -> None:
    assert whole("\ud83d\ude00 and \ude00") == "\U0001f600 and \ufffd"


@given(st.text(st.characters(exclude_categories=[])))
def test_every_text_becomes_one_that_can_be_written_and_a_good_one_stays(text: str) -> None:
    assert whole(text).encode("utf-8").decode("utf-8") == whole(text)
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert whole(text) == text
