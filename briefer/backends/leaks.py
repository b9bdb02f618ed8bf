"""Bytes that look like a key: looked for in everything before it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORTEST = 8
"""Secrets with fewer characters are not looked for: dummy keys such as "none" occur in any text."""

_SHAPES = {
    "an OpenAI or Anthropic key": re.compile(rb"\bsk-(?:[A-Za-z]+-)*[A-Za-z0-9_-]{20,}"),
    "a Google key": re.compile(rb"\bAIza[0-9A-Za-z_-]{35}"),
    "an AWS key": re.compile(rb"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a GitHub token": re.compile(rb"\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_[A-Za-z0-9_]{40,}"),
    "a Hugging Face token": re.compile(rb"\bhf_[A-Za-z0-9]{30,}"),
    "a bearer token": re.compile(rb"\b[Bb]earer\s+[A-Za-z0-9._~+/-]{20,}"),
    "a web token": re.compile(rb"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"),
    "a private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
}


def blotted(text: str, secrets: Iterable[str], shortest: int = SHORTEST) -> str:
    """`text` with every one of `secrets` in it blotted out, the longest first; those below `shortest` characters stay."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= shortest:
            text = text.replace(secret, "***")
    return text


def leak(data: bytes, secrets: Iterable[str] = ()) -> str | None:
    """What in `data` looks like a key, in words that do not repeat it; None where nothing does.

    `secrets` are the values in use: they are found whatever their shape.
    """
    if any(len(secret) >= SHORTEST and secret.encode() in data for secret in secrets):
        return "a key in use"
    return next((name for name, shape in _SHAPES.items() if shape.search(data)), None)
