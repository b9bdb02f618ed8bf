"""The drafts of an article's parts become one, without double items."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.domain.brief import Draft


def merge(drafts: Sequence[Draft]) -> Draft:
    """One draft of all parts, in their order."""
    return Draft(
        bottom_line=drafts[0].bottom_line,
        actors=tuple(item for draft in drafts for item in draft.actors),
        commitments=tuple(item for draft in drafts for item in draft.commitments),
        risks=tuple(item for draft in drafts for item in draft.risks),
        reactions=tuple(item for draft in drafts for item in draft.reactions),
    )
