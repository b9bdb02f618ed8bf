"""Whatever a model sends, the reader of answers finds the draft in it or says what is wrong in words that a model can act on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.domain.brief import Draft
from briefer.domain.exchange import Completion
from briefer.errors import EmptyAnswer, Filtered, Malformed, Refused, Truncated
from briefer.prompting.schema import answer_schema
from briefer.reading.parse import parse

REACTION = {
    "evidence": ["denied that it had cut crews"],
    "by": ["Brightsea"],
    "target": None,
    "stance": "denies",
    "statement": "denies that it cut crews",
}
ANSWER: dict[str, Any] = {
    "bottom_line": "Brightsea denied cutting crews.",
    "actors": [],
    "commitments": [],
    "risks": [],
    "reactions": [REACTION],
}
GOOD = json.dumps(ANSWER)


def read(text: str) -> Draft:
    return parse(Completion(text))


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(Malformed) as caught:
        read(text)
    assert caught.value.answer == text
    assert len(str(caught.value)) < 400
    for line in (*caught.value.problems, str(caught.value)):
        line.encode("utf-8")
        assert "\n" not in line
    return caught.value.problems


def changed(**fields: Any) -> str:
    return json.dumps({**ANSWER, "reactions": [{**REACTION, **fields}]})


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        json.dumps(ANSWER, indent=2),
        "\ufeff" + GOOD,
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```\n",
        f"Here is the brief you asked for:\n\n{GOOD}",
        f"{GOOD}\n\nI hope that this helps!",
        f"The set {{a, b}} and {{}} are not it, nor is {{'bottom_line': 1}}. {GOOD}",
        GOOD + GOOD,
        GOOD + "\n" + GOOD.replace("Brightsea denied", "Another"),
        '{"thoughts": "first I read it"}\n' + GOOD,
        f'<think>It must look like {{"bottom_line": 3}}.</think>\n{GOOD}',
        '{"type": "object", "properties": {}}\n' + GOOD,
        json.dumps(GOOD),
        f" {json.dumps(json.dumps(ANSWER, indent=2))}\n",
        GOOD[:-1] + ",}",
        GOOD.replace('["Brightsea"]', '["Brightsea" , ]').replace("}]}", "},\n]\n,\n}"),
        f"As asked, {{briefly}}:\n{GOOD[:-1]},}}\nThat is, {{so to speak,}} all.",
        json.dumps({"brief": ANSWER}),
        json.dumps({"result": ANSWER}, indent=1)[:-1] + ",}",
    ],
)
def test_the_first_object_that_is_a_draft_is_read_whatever_stands_around_it(text: str) -> None:
    assert read(text) == Draft.model_validate(ANSWER)


@pytest.mark.parametrize(
    "fields",
    [{"target": ""}, {"target": "  "}, {"by": "Brightsea"}, {"evidence": "denied that it had cut crews"}],
)
def test_what_can_only_mean_one_thing_is_read_as_that(fields: dict[str, Any]) -> None:
    assert read(changed(**fields)) == Draft.model_validate(ANSWER)


def test_commas_within_a_quote_stay_where_they_are() -> None:
    spoken = {**ANSWER, "bottom_line": 'He wrote "[1,]" and \\",}'}
    assert read(json.dumps(spoken)[:-1] + ",}").bottom_line == spoken["bottom_line"]


def test_null_for_a_list_is_an_empty_list() -> None:
    assert read(json.dumps({**ANSWER, "actors": None, "risks": None})) == Draft.model_validate(ANSWER)
    commitment = {"by": ["A"], "to": None, "kind": "pledge", "action": "go", "status": "announced", "evidence": None}
    assert read(json.dumps({**ANSWER, "commitments": [commitment]})).commitments[0].to == ()


def test_long_lists_are_accepted() -> None:
    assert len(read(json.dumps({**ANSWER, "reactions": [REACTION] * 500})).reactions) == 500


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"stance": "angry"}, "reactions[0].stance: expected one of 'acts', 'denies', 'rejects', 'demands', "),
        ({"stance": None}, "got null"),
        ({"by": []}, "reactions[0].by: expected at least one name; got []"),
        ({"by": None}, "reactions[0].by: expected at least one name"),
        ({"by": [7]}, "reactions[0].by[0]: expected a string; got 7"),
        ({"by": {"name": "A"}}, 'reactions[0].by: expected a list; got {"name": "A"}'),
        ({"statement": ""}, 'reactions[0].statement: expected a text that is not empty; got ""'),
        ({"statement": None}, "reactions[0].statement: expected a string; got null"),
        ({"confidence": 0.9}, "reactions[0].confidence: unknown property; leave it out"),
        ({"statement": "\ud83d"}, "reactions[0].statement: half of a surrogate pair"),
        ({"statement": ["x" * 5000]}, "…"),
    ],
)
def test_a_problem_says_where_what_was_expected_and_what_stands_there(fields: dict[str, Any], line: str) -> None:
    found = problems(changed(**fields))
    assert any(line in problem for problem in found)
    assert max(map(len, found)) < 300


def test_a_missing_property_is_named() -> None:
    assert problems(json.dumps({"actors": []})) == ("bottom_line: missing",)
    assert problems('{"bottom_line": "x", "reactions": [{"by": ["A"], "stance": "acts"}]}') == (
        "reactions[0].statement: missing",
    )


def test_an_unknown_property_is_named() -> None:
    assert problems(json.dumps({**ANSWER, "summary": "x"})) == ("summary: unknown property; leave it out",)


def test_at_most_twenty_problems_are_listed_and_the_rest_counted() -> None:
    found = problems(json.dumps({**ANSWER, "reactions": [{}] * 30}))
    assert len(found) == 21
    assert found[-1] == "and 70 more of this kind"


@pytest.mark.parametrize("cut", range(1, len(GOOD), 7))
def test_an_answer_that_breaks_off_is_never_read(cut: int) -> None:
    assert "breaks off" in problems(GOOD[:cut] if cut > 2 else '{"')[0]


def test_a_part_of_a_broken_answer_is_no_answer() -> None:
    text = json.dumps({"reactions": [REACTION], "brief": ANSWER})[:-1]
    assert "breaks off" in problems(text[:-40])[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (answer_schema(), "this is the JSON Schema itself, not an answer"),
        (json.dumps({"properties": ANSWER}), "this is the JSON Schema itself"),
        ("", "the answer is empty"),
        (" \n", "the answer is empty"),
        ("I cannot help with that.", "no JSON object in the answer, which begins “I cannot help"),
        ("[1, 2]", "no JSON object"),
        ("null", "no JSON object"),
        (GOOD[:-1] + ",,}", "expecting property name"),
        (json.dumps({"brief": ANSWER, "other": 1}), "missing"),
        (json.dumps({"brief": {**ANSWER, "actors": 1}}), "actors: expected a list"),
        (GOOD.replace('"actors": []', '"actors": [],, "x": 1'), "line 1, column"),
        (GOOD[:-1] + ', "risks": []}', "the key 'risks' stands twice in one object"),
        (GOOD.replace('["Brightsea"]', "NaN"), "NaN is no JSON value"),
        (GOOD.replace('["Brightsea"]', "-Infinity"), "-Infinity is no JSON value"),
        ('{"bottom_line":' * 100_000, "nested too deeply"),
        ('{"bottom_line":' + "[" * 100_000, "nested too deeply"),
        ('{"' * 100_000, "no valid JSON at line 1"),
        ("{'bottom_line': 'x'}", "no JSON object"),
        ('{"bottom_line": "\ud83d half"}', "half of a surrogate pair"),
    ],
)
def test_what_is_no_brief_is_told_why(text: str, says: str) -> None:
    if "Illegal trailing comma" in str(_json_error(text)):
        says = "trailing comma"
    assert says.lower() in problems(text)[0].lower()


def _json_error(text: str) -> Exception | None:
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        return error
    return None


def test_an_answer_of_fifty_megabytes_is_refused_at_once() -> None:
    assert "50,000,000 characters" in problems("x" * 50_000_000)[0]
    assert problems('{"a":' * 700_000) == ("the JSON is nested too deeply",)


@pytest.mark.parametrize(
    ("finish", "error"), [("refusal", Refused), ("length", Truncated), ("filter", Filtered), ("empty", EmptyAnswer)]
)
def test_an_answer_that_no_repair_mends_is_typed(finish: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse(Completion(GOOD, finish=finish))


JSONISH = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ANSWER, *REACTION]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSONISH, st.text(max_size=20), st.integers(0, 400))
def test_no_answer_makes_anything_but_a_draft_or_a_malformed(value: Any, around: str, cut: int) -> None:
    for text in (around + json.dumps(value) + around, json.dumps({**ANSWER, "risks": value}), GOOD[:cut] + around):
        try:
            found = read(text)
        except Malformed as error:
            lines = error.problems
        else:
            lines = ("a draft",) if isinstance(found, Draft) else ()
        assert lines
        assert all(0 < len(line) < 400 for line in lines)
