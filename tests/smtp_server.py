"""A real SMTP server on loopback, with TLS and login where a test wants them; it keeps what it takes and refuses what it is told."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Literal

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = "brief", "correct horse battery"


@dataclass
class Taken:
    """One message, and how it came."""

    sender: str
    recipients: list[str]
    data: bytes
    over_tls: bool
    logged_in: bool

    @property
    def message(self) -> EmailMessage:
        parsed = message_from_bytes(self.data, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed


@dataclass
class Mailroom:
    """What the server took. `refused` and `dropped` are by recipient: a reply, or the connection closed after it."""

    port: int = 0
    refused: Mapping[str, str] = field(default_factory=dict)
    refused_data: Mapping[str, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    taken: list[Taken] = field(default_factory=list)
    connections: int = 0

    async def handle_RCPT(  # noqa: N802  # the name that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.dropped:
            server.transport.abort()
        if reply := self.refused.get(address):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # likewise
        if reply := self.refused_data.get(envelope.rcpt_tos[0]):
            return reply
        self.taken.append(
            Taken(
                envelope.mail_from,
                envelope.rcpt_tos,
                envelope.content,
                server.transport.get_extra_info("ssl_object") is not None,
                bool(session.authenticated),
            )
        )
        return "250 taken"


@contextmanager
def smtp(
    security: Literal["starttls", "tls", "none"] = "starttls",
    certificate: trustme.LeafCert | None = None,
    *,
    login: bool = True,
    denial: str = "535 5.7.8 no such login",
    **room: Any,
) -> Iterator[Mailroom]:
    """The server; `login` offers one and demands it, `denial` is what a wrong one is told."""
    found = Mailroom(**room)
    context = None
    if certificate is not None and security != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)

    def authenticated(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=False, message=None if known else denial)

    def protocol() -> SMTP:
        found.connections += 1
        made = SMTP(
            found,
            hostname="mail.test",
            tls_context=context if security == "starttls" else None,
            require_starttls=security == "starttls" and context is not None,
            auth_required=login,
            auth_require_tls=False,
            authenticator=authenticated if login else None,
            auth_exclude_mechanism=() if login else ("LOGIN", "PLAIN"),
            loop=loop,
        )
        protocols.append(made)
        return made

    protocols: list[SMTP] = []
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def begin() -> asyncio.Server:
        return await loop.create_server(protocol, "127.0.0.1", 0, ssl=context if security == "tls" else None)

    async def end(server: asyncio.Server) -> None:
        server.close()
        for one in protocols:
            if isinstance(one.transport, asyncio.WriteTransport):
                with suppress(AttributeError):  # early 3.11 aborts a TLS connection that is gone already
                    one.transport.abort()
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    server = asyncio.run_coroutine_threadsafe(begin(), loop).result(60)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        asyncio.run_coroutine_threadsafe(end(server), loop).result(60)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(60)
        loop.close()
