"""Three dates of one event, from feeds and pages, briefed by a model on a server: what the editions say of its promises."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import press
import pytest
from commandline import run
from fault_server import Asked, FaultServer, answer, error, serving
from loopback_web import site

RECORDED = Path(__file__).parents[1] / "evals" / "recordings" / "strong" / "brief@1"


@pytest.fixture(name="model", scope="module")
def _model() -> Iterator[FaultServer]:
    """A server that answers a request with what a strong model once answered to one of the same article."""
    known = {
        piece.text[:70]: json.loads((RECORDED / f"{piece.id}.json").read_text(encoding="utf-8"))
        for piece in press.pieces(press.PARANA)
    }

    def reply(peer: socket.socket, asked: Asked, over: threading.Event) -> bool:
        prompt = asked.body["messages"][-1]["content"]
        found = [recorded for opening, recorded in known.items() if opening in prompt]
        return (answer("\n".join(found[0]["answer"]["lines"])) if len(found) == 1 else error(400))(peer, asked, over)

    with serving(reply) as server:
        yield server


@pytest.fixture(name="editions", scope="module")
def _editions(model: FaultServer, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("parana")
    made = []
    with site() as web:
        for day in press.DAYS:
            press.publish(web, day)
            config = press.settings(web, folder, _backend(model), backend="model")
            ran = run("daily", "--date", day, "--config", config, "--quiet")
            assert (ran.code, ran.err) == (0, ""), day
            made.append(json.loads((folder / "editions" / day / "edition.json").read_text(encoding="utf-8")))
    return made


def _backend(model: FaultServer) -> str:
    return f'[backends.model]\nkind = "openai"\nbase_url = "{model.url}"\nmodel = "mock-1"\nanswers = "text"\n'


def _terms(entry: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {term["term"]: (term["old"], term["new"]) for term in (entry["was"] or {"terms": []})["terms"]}


def test_the_second_edition_shows_the_withdrawn_promise_and_the_changed_sum_with_both_quotes(
    editions: list[dict[str, Any]],
) -> None:
    ledger = editions[1]["ledger"]
    (withdrawn,) = [entry for entry in ledger if entry["change"] == "withdrawn"]
    assert withdrawn["by"] == ["Paraguay"]
    assert "barges carrying fuel" in withdrawn["was"]["evidence"][0]["text"]
    assert "took that back" in withdrawn["evidence"][0]["text"]
    (lent,) = [entry for entry in ledger if "amount" in _terms(entry)]
    assert _terms(lent)["amount"] == ("$140 million", "$150 million")


def test_the_third_edition_shows_the_slipped_date_and_what_is_overdue(editions: list[dict[str, Any]]) -> None:
    ledger = editions[2]["ledger"]
    (slipped,) = [entry for entry in ledger if "deadline" in _terms(entry)]
    assert _terms(slipped)["deadline"] == ("until the end of 2030", "the end of 2029")
    overdue = {entry["due"]: entry for entry in ledger if entry["change"] == "overdue"}
    assert "2026-03-25" in overdue, "the signing that was foreseen on 25 March"


def test_what_old_quotes_stand_in_is_cited_with_outlet_and_address(editions: list[dict[str, Any]]) -> None:
    for edition in editions:
        pages = {page["id"]: page for story in edition["stories"] for page in story["articles"]}
        pages |= {page["id"]: page for page in edition["cited"]}
        for entry in edition["ledger"]:
            for quote in (*entry["evidence"], *((entry["was"] or {}).get("evidence") or ())):
                assert pages[quote["article"]]["url"].startswith("http://127.0.0.1")


def test_a_copy_is_one_voice_and_a_new_fact_names_the_update(editions: list[dict[str, Any]]) -> None:
    (story,) = editions[1]["stories"]
    assert (story["pages"], story["copies"], story["voices"]) == (3, 1, 2)
    assert story["status"] == "update"
    assert story["update"]["fact"].startswith("withdrawn: Paraguay")
    assert story["update"]["evidence"]


def test_nothing_is_asked_twice(editions: list[dict[str, Any]], model: FaultServer) -> None:
    assert sum(edition["counts"]["briefed"] for edition in editions) == len(press.PARANA)
    assert model.count == len(press.PARANA)
