"""The JSON Schema of an answer as strict servers take it, made from the pydantic model of the draft."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from briefer.domain.brief import LISTS

if TYPE_CHECKING:
    from pydantic import BaseModel

    from briefer.domain.prompt import PromptTemplate, Question

VERSIONS = {"quotes": "brief/1", "sentences": "sentences/1"}
"""Name and version of the schema of answers, by dialect: evidence is copied, or cited by number. Part of every provenance."""

RELEASED = {"quotes": "brief-1.schema.json", "sentences": "sentences-1.schema.json"}
"""The files of the released schemas, by the dialect that they are of."""
MOST = {"actors": 20, "commitments": 12, "risks": 12, "reactions": 12, "evidence": 3}
"""How many entries a list may have, by the annotation guide; others (names) may have `MOST_NAMES`."""
MOST_NAMES = 8
_KEPT = ("type", "description", "enum", "const", "anyOf", "items", "properties", "required", "additionalProperties")


@lru_cache(maxsize=len(RELEASED))
def answer_schema(dialect: str = "quotes") -> str:
    """The wire schema of a draft as it was released, as compact JSON.

    It is a file of the package: recordings are keyed by it, so a newer pydantic must not be able to change a comma of it.
    """
    return files("briefer.prompting").joinpath(RELEASED[dialect]).read_text(encoding="utf-8")


def question_schema(template: PromptTemplate, question: Question) -> str:
    """The part of the released schema that a question asks for, within the bounds of its template, as compact JSON."""
    whole = json.loads(answer_schema(template.dialect))
    asked = {name: _capped(name, whole["properties"][name], template) for name in question.asks}
    for name in question.asks:
        item = asked[name]["items"]
        if item["type"] == "object":
            fields = template.fields.get(name, tuple(item["properties"]))
            item["properties"] = {field: _capped(field, item["properties"][field], template) for field in fields}
            item["required"] = list(fields)
    return compact({**whole, "properties": asked, "required": list(asked)})


def _capped(field: str, node: dict[str, Any], template: PromptTemplate) -> dict[str, Any]:
    """The schema of a field within the bounds of a template: `most` of entries, `letters` of a text."""
    if node.get("type") == "array":
        return {
            **node,
            "items": _capped(field, node["items"], template),
            "maxItems": template.most.get(field, node["maxItems"]),
        }
    if "anyOf" in node:
        return {"anyOf": [_capped(field, choice, template) for choice in node["anyOf"]]}
    if node.get("type") == "string" and "enum" not in node and field in template.letters:
        return {**node, "maxLength": template.letters[field]}
    return node


def citing(schema: dict[str, Any]) -> dict[str, Any]:
    """The wire schema of the dialect sentences, made from that of quotes: evidence is numbers, and so is the bottom line."""
    numbers = {"type": "array", "items": {"type": "integer"}, "maxItems": MOST["evidence"]}
    properties = {**schema["properties"], "bottom_line": numbers}
    for name in LISTS:
        item = properties[name]["items"]
        item = {**item, "properties": {**item["properties"], "evidence": numbers}}
        properties[name] = {**properties[name], "items": item}
    return {**schema, "properties": properties}


def compact(schema: dict[str, Any]) -> str:
    """A schema as the text that is sent and hashed; the order of its properties is the order of answering."""
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":"))


def wire_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of `model` by the rules of OpenAI's strict mode, as a new dict.

    Every property is required and none may be added; what is optional in the model is a union with null, unless it is a
    list, which may be empty; `$defs` are put in where they are used, since some servers never look there; defaults, titles,
    lengths of texts and patterns are left out, and are validated locally. Lists have an upper bound, so that a small model which
    goes round in circles comes to an end. Raises ValueError for what strict mode cannot say.
    """
    full = model.model_json_schema(mode="validation")
    bottom_first = _strict(full, full.get("$defs", {}), ())
    order = sorted(bottom_first["properties"], key=lambda name: name != "bottom_line")
    bottom_first["properties"] = {name: bottom_first["properties"][name] for name in order}
    bottom_first["required"] = order
    return bottom_first


def _strict(node: dict[str, Any], defs: dict[str, Any], seen: tuple[str, ...]) -> dict[str, Any]:
    if ref := node.get("$ref"):
        name = ref.removeprefix("#/$defs/")
        if name in seen:
            raise ValueError(f"{name} contains itself: strict servers that see no $defs cannot be told so")
        return _strict(defs[name], defs, (*seen, name))
    if (
        "oneOf" in node
        or "allOf" in node
        or "patternProperties" in node
        or isinstance(node.get("additionalProperties"), dict)
    ):
        raise ValueError(f"strict mode cannot say {sorted(node)}")
    out = {key: node[key] for key in _KEPT if key in node}
    if "const" in out:
        out["enum"] = [out.pop("const")]
        out.setdefault("type", "string")
    if "anyOf" in out:
        out["anyOf"] = [_strict(part, defs, seen) for part in out["anyOf"]]
    if "items" in out:
        out["items"] = _strict(out["items"], defs, seen)
    if out.get("type") == "object":
        out.pop("description", None)
        out["properties"] = {
            key: _bounded(key, _strict(value, defs, seen)) for key, value in node.get("properties", {}).items()
        }
        out["required"] = list(out["properties"])
        out["additionalProperties"] = False
    return out


def _bounded(name: str, node: dict[str, Any]) -> dict[str, Any]:
    return {**node, "maxItems": MOST.get(name, MOST_NAMES)} if node.get("type") == "array" else node
