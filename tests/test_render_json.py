"""Briefs as JSON: the public document, safe to print."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from seed_brief import hostile_brief, model_brief

from briefer.domain.brief import Brief
from briefer.rendering.json import brief_json


def test_the_document_is_the_brief() -> None:
    for brief in (model_brief()[0], hostile_brief()[0]):
        assert Brief.model_validate_json(brief_json(brief)) == brief
        assert json.loads(brief_json(brief, indent=2)) == json.loads(brief_json(brief))


def test_fields_stand_in_the_order_of_the_document_and_absent_ones_are_null_or_empty() -> None:
    document = json.loads(brief_json(model_brief()[0]))
    assert list(document) == list(Brief.model_fields)
    assert document["actors"][1]["affiliation"] is None
    assert document["actors"][7]["aliases"] == []
    assert document["unproven"]["actors"] == []


def test_it_stands_on_one_line_unless_it_is_indented() -> None:
    assert "\n" not in brief_json(hostile_brief()[0])
    assert brief_json(model_brief()[0], indent=2).startswith('{\n  "format": "briefer.brief/1",\n')


@given(st.text(st.characters(), max_size=60).filter(str.strip))
def test_no_control_character_stands_in_it_and_none_is_lost(text: str) -> None:
    brief = model_brief()[0].model_copy(update={"bottom_line": text})
    printed = brief_json(brief)
    assert not {c for c in printed if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}}
    assert json.loads(printed)["bottom_line"] == text
    printed.encode("utf-8")
