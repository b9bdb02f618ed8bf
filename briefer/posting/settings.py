"""The table `[mail]` of the configuration: through which server editions are sent, from whom and to whom."""

from __future__ import annotations

import ipaddress
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from briefer.domain.mailbox import mailbox
from briefer.domain.variable import Variable

Security = Literal["starttls", "tls", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}


def _mailbox(stated: str) -> str:
    return str(mailbox(stated))


Mailbox = Annotated[str, AfterValidator(_mailbox)]


class MailSettings(BaseModel):
    """How to send. A login goes over TLS alone, but for a server on this machine."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    host: str = Field(min_length=1, pattern=r"^[A-Za-z0-9.:_-]+$", description="name or address of the SMTP server")
    port: int | None = Field(
        None, gt=0, lt=65_536, description="its port; default: 587 for starttls, 465 for tls, 25 for none"
    )
    security: Security = Field(
        "starttls", description="starttls, tls or none; without TLS no login leaves this machine"
    )
    username: str | None = Field(None, min_length=1, description="the name to log in with; default: no login")
    password_env: Variable | None = Field(None, description="name of the environment variable that holds the password")
    sender: Mailbox = Field(description="whom the mails are from: name@host or Name <name@host>")
    recipients: tuple[Mailbox, ...] = Field(min_length=1, description="whom they go to, one message each")
    subject_prefix: str = Field("", max_length=60, description="what stands before each subject, such as [rivers]")
    timeout: float = Field(30.0, gt=0, le=600, description="seconds to wait for each answer of the server")
    ca_file: str | None = Field(None, description="PEM file of the authorities to trust instead of the system's")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.username is None) != (self.password_env is None):
            raise ValueError("username and password_env go together")
        if self.username is not None and self.security == "none" and not self.on_this_machine:
            raise ValueError("a login needs security starttls or tls, unless the server is on this machine")
        plain = [mailbox(recipient).addr_spec.casefold() for recipient in self.recipients]
        if twice := next((one for one in plain if plain.count(one) > 1), None):
            raise ValueError(f"two recipients are {twice}")
        return self

    @property
    def on_this_machine(self) -> bool:
        """Whether the server is this machine: `localhost`, or an address of loopback."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def server(self) -> str:
        """Host and port, as errors name them."""
        return f"{self.host}:{self.port or PORTS[self.security]}"
