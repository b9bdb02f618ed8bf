"""The built-in backend: a draft from the article's words alone, without a model."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.domain.exchange import Completion, Request
from briefer.rules.draft import draft


@dataclass(frozen=True)
class Rules:
    """Answers with a draft made by rules; labels itself so."""

    name: str = "rules"

    def complete(self, request: Request, /) -> Completion:
        """The draft of the request's article as JSON, at no cost."""
        return Completion(
            text=draft(request.article).model_dump_json(),
            model="rules",
            cost_usd=0.0,
            backend=self.name,
            kind="rules",
            fingerprint=request.fingerprint,
            model_asked="rules",
            answered="computed",
        )
