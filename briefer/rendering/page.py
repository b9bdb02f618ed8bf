"""One self-contained HTML page: its styles and its script stand in it, and nothing else may be loaded or run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def page(template: str, *, style: str, script: str = "", **values: Any) -> str:
    """The page that `template` makes of `values`, every value escaped.

    `style` and `script` stand in it as they are: they must be ours, and never hold anything of an article or a model. The
    page's content security policy names their hashes and forbids all else, so that nothing that got in could run or call out.
    """
    return "".join(pieces(template, style=style, script=script, **values))


def pieces(template: str, *, style: str, script: str = "", **values: Any) -> Iterator[str]:
    """`page`, a piece after the other: of a very large one, no more than a piece needs to be in memory."""
    from markupsafe import Markup

    if "</" in style or "</" in script:
        raise ValueError("a style or a script must not close its own element")
    policy = (
        f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; img-src data:; base-uri 'none'"
    )
    return (
        _environment()
        .get_template(template)
        .generate(
            policy=f"{policy}; form-action 'none'",
            style=Markup(style),  # noqa: S704  # checked above, and ours by contract
            script=Markup(script),  # noqa: S704  # likewise
            **values,
        )
    )


def fragment(template: str, **values: Any) -> str:
    """What `template` makes of `values`, every value escaped: HTML for a mail, without styles or scripts of its own."""
    return _environment().get_template(template).render(**values)


def asset(name: str) -> str:
    """The text of a file among the templates."""
    loader = _environment().loader
    assert loader is not None  # noqa: S101  # the environment below has one
    return loader.get_source(_environment(), name)[0]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("briefer.rendering"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _source(text: str) -> str:
    """The source expression of an inline block: the hash of its text, or none where there is no block."""
    if not text:
        return "'none'"
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
