"""Scores, scorecards and comparisons as JSON: the public documents, in the order of their fields."""

from __future__ import annotations

from pydantic import BaseModel


def document_json(document: BaseModel) -> str:
    """`document`, indented, one value for one document."""
    return document.model_dump_json(indent=2) + "\n"
