"""Builders of drafts for the tests of reading: an item is its evidence and what matters in the test."""

from __future__ import annotations

from typing import Any

from briefer.domain.article import Article
from briefer.domain.brief import Draft
from briefer.reading.ground import Grounded, ground


def actor(name: str, *evidence: str, **fields: Any) -> dict[str, Any]:
    return {"evidence": evidence or (name,), "name": name, "kind": "other", **fields}


def commitment(action: str, *evidence: str, by: str = "Norland", **fields: Any) -> dict[str, Any]:
    base = {"evidence": evidence, "by": [by], "kind": "pledge", "action": action, "status": "announced"}
    return {**base, **fields}


def risk(event: str, *evidence: str, **fields: Any) -> dict[str, Any]:
    return {"evidence": evidence, "event": event, "domain": "other", **fields}


def reaction(statement: str, *evidence: str, by: str = "Norland", **fields: Any) -> dict[str, Any]:
    return {"evidence": evidence, "by": [by], "stance": "neutral", "statement": statement, **fields}


def draft(bottom_line: str = "It happened.", **lists: Any) -> Draft:
    return Draft.model_validate({"bottom_line": bottom_line, **lists})


def grounded(text: str, bottom_line: str = "It happened.", **lists: Any) -> Grounded:
    return ground(draft(bottom_line, **lists), Article(text))


def fired(result: Grounded, rule: str) -> list[str]:
    """The paths at which `rule` fired."""
    return [check.path for check in result.checks if check.rule == rule]
