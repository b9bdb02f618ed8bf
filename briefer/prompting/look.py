"""The second look: a cheap request that asks of each drafted item whether its evidence says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefer.domain.brief import Actor, AnyItem, Commitment, Reaction, Risk
from briefer.domain.exchange import Request
from briefer.domain.prompt import PromptTemplate
from briefer.prompting.compose import messages
from briefer.prompting.schema import compact


def look(template: PromptTemplate, request: Request, name: str, items: Sequence[AnyItem[str]]) -> Request:
    """The request that follows `request` and asks of each of the `items` of list `name`, by its number from 1: yes or no."""
    claims = "\n".join(f"{number}. {claim(item)}" for number, item in enumerate(items, 1))
    verdict = {"type": "string", "enum": ["yes", "no"]}
    names = [str(number) for number in range(1, len(items) + 1)]
    schema = {
        "type": "object",
        "properties": dict.fromkeys(names, verdict),
        "required": names,
        "additionalProperties": False,
    }
    asked = replace(request, schema=compact(schema), schema_name="look", task=f"{name}.look", round=0)
    return replace(asked, messages=messages(template, asked, template.look(name, claims)))


def claim(item: AnyItem[str]) -> str:
    """What an item says, and the words that it rests on, as one line."""
    match item:
        case Actor():
            says = f"{item.name} is a {item.kind}"
        case Commitment():
            says = f"{' and '.join(item.by)}: {item.action} ({item.kind})"
        case Risk():
            says = f"{item.event}"
        case Reaction():
            says = f"{' and '.join(item.by)} {item.stance}: {item.statement}"
    return f"“{' '.join(item.evidence)}” Claim: {says}"
