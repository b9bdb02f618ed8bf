"""Stands where a backend would be in a pipeline that composes requests and asks none of them."""

from __future__ import annotations

from briefer.domain.exchange import Completion, Request
from briefer.errors import ConfigError


class Nobody:
    """Answers nothing."""

    def complete(self, request: Request, /) -> Completion:
        """Raises `ConfigError`."""
        raise ConfigError("no backend was built to answer this request")

    def __repr__(self) -> str:
        return "Nobody()"
