"""The outermost wrapper of every configured backend: it says which model is asked, and how."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.domain.exchange import Backend, Completion, Request, Sampling


@dataclass(frozen=True)
class Bound:
    """Binds requests to a model and its settings, so that their fingerprints hold all that decides the answer."""

    inner: Backend
    sampling: Sampling

    def complete(self, request: Request, /) -> Completion:
        """The inner backend's answer to the bound request."""
        return self.inner.complete(request.bound(self.sampling))

    def __repr__(self) -> str:
        return f"Bound({self.inner!r})"
