"""The tables of the configuration that intake reads: `[fetch]` and `[[sources]]`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class FetchSettings(BaseModel):
    """How addresses are fetched. `allow_hosts` are names or addresses exempt from the guard, written as in the address."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    allow_hosts: tuple[str, ...] = Field((), description="hosts that may be private or on this machine")
    timeout: float = Field(30.0, gt=0, le=600, description="seconds for one address in all, redirects included")
    max_bytes: int = Field(20_000_000, gt=0, description="bytes of one answer, decompressed")
    redirects: int = Field(5, ge=0, le=20)
    contact: str | None = Field(
        None, description="address or mail put into the User-Agent, so that a site can reach you"
    )
    ca_file: str | None = Field(None, description="certificates to trust instead of the system's")
