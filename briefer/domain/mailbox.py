"""A mail address as a person writes it, `name@host` or `Name <name@host>`, refused where it could begin another header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.headerregistry import Address

_PLAIN = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?"
_BOXES = (re.compile(rf"(?P<name>)(?P<plain>{_PLAIN})"), re.compile(rf"(?P<name>[^<>\"\\]*?)\s*<(?P<plain>{_PLAIN})>"))
_QUOTED = re.compile(rf'"(?P<name>[^"<>\\]*)"\s*<(?P<plain>{_PLAIN})>')


def mailbox(stated: str) -> Address:
    """The one address that `stated` is, of ASCII letters; the name may have any. Raises `ValueError` for anything else."""
    from email.headerregistry import Address  # late: not every run sends mail

    found = next((match for form in (*_BOXES, _QUOTED) if (match := form.fullmatch(stated.strip(" ")))), None)
    if found and stated.isprintable():
        try:
            return Address(display_name=found["name"], addr_spec=found["plain"])
        except ValueError:
            pass  # such as two dots in a row: as wrong as what no form fits
    raise ValueError(f"{stated!r:.80} is no mail address: write name@host or Name <name@host>")
