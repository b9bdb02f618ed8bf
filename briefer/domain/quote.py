"""A stretch of one article: where it stands, and how what was quoted fits it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Fit = Literal["exact", "folded", "elided", "near"]
Span = tuple[int, int]
"""Start and end in `Article.text`, in code points, half open."""

ELISION = " … "
"""What stands between the slices of a quote with more than one span."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Quote(_Value):
    """Words that the program has located in the article.

    `text` is exactly the article's slices at `spans`, joined by `ELISION`. `fit` says how the quoted words match:
    `exact` letter by letter; `folded` after folding white space, quotation marks, dashes, case and Unicode form;
    `elided` in two or more pieces, in order; `near` a few letters off, with the same numbers, names and negations.
    `quoted` is what the backend wrote where that differs from `text`, else None.
    """

    text: str = Field(min_length=1)
    spans: tuple[Span, ...] = Field(min_length=1)
    fit: Fit
    quoted: str | None = None


class Missing(_Value):
    """Words that a backend gave as a quotation and that the article does not have, or contradicts."""

    text: Literal[""] = ""
    spans: tuple[()] = ()
    fit: None = None
    quoted: str


Evidence = Quote | Missing
"""What stands in an unproven item: some of its quotes may have been located."""
