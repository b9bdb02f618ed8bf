"""`briefer schema NAME`: the JSON Schemas of the public documents."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.argument("name", type=click.Choice(["brief"]))
def command(name: str) -> None:
    """Print the JSON Schema of a public document."""
    from briefer.domain.brief import Brief

    documents = {"brief": Brief}
    click.echo(json.dumps(documents[name].model_json_schema(mode="serialization"), indent=2))
