"""What all tests share: no network beyond loopback, no key, no configuration of the person who runs them."""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["browsing"]

ROOT = Path(__file__).resolve().parent.parent
# A busy machine is no falsified law, and the same examples fail or pass everywhere; `--hypothesis-profile explore` looks for new ones.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("briefer", settings.get_profile("explore"), derandomize=True, database=None)
settings.load_profile("briefer")
_connect = socket.socket.connect


class NetworkCutError(RuntimeError):
    """A test tried to reach a machine other than this one."""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def _sealed(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    def connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(address[0]):
            raise NetworkCutError(f"tests reach loopback only, not {address[0]}")
        _connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if (
            name.startswith(("BRIEFER_", "OPENAI_", "AZURE_"))
            or name.endswith("_API_KEY")
            or name.upper().endswith("_PROXY")
        ):
            monkeypatch.delenv(name)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The text of the seed article."""
    return (ROOT / "seeds" / "000-russia-north-korea-arms.txt").read_text(encoding="utf-8")
