"""The request that shows a model the items whose quotes are not in the article: copy them again, or drop the item."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from briefer.domain.exchange import Request, canonical
from briefer.domain.prompt import PromptTemplate
from briefer.prompting.compose import marker
from briefer.prompting.schema import MOST

TASK = "requote"
"""The last word of the task of such a request: it has a slot of its own beside the request that it follows."""
SCHEMA = canonical(
    {
        "type": "object",
        "properties": {
            "quotes": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "item": {"type": "integer"},
                        "evidence": {"type": "array", "items": {"type": "string"}, "maxItems": MOST["evidence"]},
                    },
                    "required": ["item", "evidence"],
                    "additionalProperties": False,
                },
                "maxItems": sum(MOST.values()) - MOST["evidence"],
            }
        },
        "required": ["quotes"],
        "additionalProperties": False,
    }
)


def requote(template: PromptTemplate, request: Request, items: Iterable[Mapping[str, Any]]) -> Request:
    """The request that asks for new quotes for `items`, after the answer to `request`, about the same article or part.

    It stands alone: article and items, without what was asked and answered before, so that it costs a fraction of a repair.
    An item is shown as one line of JSON: whatever it says, it cannot end the line.
    """
    lines = "\n".join(
        f"{number}. {json.dumps(item, ensure_ascii=False, separators=(',', ':'))}"
        for number, item in enumerate(items, 1)
    )
    article = request.article.text
    messages = template.fill(schema=SCHEMA, marker=marker(article), article=article, items=lines)
    task = f"{request.task}-{TASK}" if request.task else TASK
    return replace(request, messages=messages, schema_name=TASK, schema=SCHEMA, round=0, task=task)


def is_requote(request: Request) -> bool:
    """Whether `request` was made by `requote`."""
    return request.schema_name == TASK
