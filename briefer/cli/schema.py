"""`briefer schema NAME`: the JSON Schemas of the public documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pydantic import BaseModel


@click.command("schema")
@click.argument("name", type=click.Choice(["brief", "edition"]))
def command(name: str) -> None:
    """Print the JSON Schema of a public document."""
    from briefer.domain.brief import Brief
    from briefer.domain.edition import Edition

    documents: dict[str, type[BaseModel]] = {"brief": Brief, "edition": Edition}
    click.echo(json.dumps(documents[name].model_json_schema(mode="serialization"), indent=2))
