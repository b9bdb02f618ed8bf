"""The name of an environment variable, with which the configuration names a secret instead of holding it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

_KEY_LIKE = 20
"""Names of that many characters with digits and small letters are keys rather than variables."""


def _variable(name: str) -> str:
    """The name of a variable. What looks like a key that was pasted in its place is refused, and not repeated."""
    plain = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name)
    random = len(name) >= _KEY_LIKE and re.search(r"\d", name) and (re.search("[a-z]", name) or "_" not in name)
    if not plain or random:
        raise ValueError("it is no name of an environment variable: the secret itself belongs into the variable")
    return name


Variable = Annotated[str, AfterValidator(_variable)]
