"""Messages sent by SMTP, one to each recipient: one that fails does not keep the others back."""

from __future__ import annotations

import base64
import logging
import smtplib
import ssl
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage

from briefer.domain.mailbox import mailbox
from briefer.errors import ConfigError, MailFailed
from briefer.posting.reasons import reason
from briefer.posting.settings import PORTS, MailSettings
from briefer.printable import printable

_LONGEST_REASON = 200
_SHOWN = 5
_NAME = "[127.0.0.1]"  # what we call ourselves: this machine's own name is nobody's business, and may take long to find
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Smtp:
    """A server to send by. `password` is kept out of the repr, of errors and of the log."""

    settings: MailSettings
    password: str | None = field(default=None, repr=False)
    context: ssl.SSLContext = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read the certificates. Raises `ConfigError` where `ca_file` cannot be used."""
        try:
            context = ssl.create_default_context(cafile=self.settings.ca_file)
        except OSError as error:  # an SSLError is one, too
            raise ConfigError(
                f"mail.ca_file: {self.settings.ca_file} cannot be read: {error.strerror or error.args[0]}",
                hint="name a PEM file of certificates",
            ) from error
        object.__setattr__(self, "context", context)

    def send(self, messages: Iterable[tuple[str, EmailMessage]]) -> tuple[str, ...]:
        """Send each message to the recipient beside it; the recipients that the server took one for.

        Raises `MailFailed`, after all have been tried, where it did not for some: it names them, and why.
        """
        sent: list[str] = []
        failed: dict[str, str] = {}
        client: smtplib.SMTP | None = None
        unreachable = ""
        for recipient, message in messages:
            try:
                if unreachable:
                    raise _CannotConnect(unreachable)  # noqa: TRY301  # the same reason for all that are left
                client = client or self._connected()
                self._one(client, recipient, message)
                sent.append(recipient)
            except _CannotConnect as error:
                unreachable = failed[recipient] = str(error)
            except (OSError, smtplib.SMTPException, UnicodeError) as error:
                failed[recipient] = self._reason(error)
                client = self._usable(client)
        self._close(client)
        if failed:
            raise self._failure(failed, tuple(sent), unreachable) from None
        return tuple(sent)

    def _connected(self) -> smtplib.SMTP:
        """A connection over which mail may go: as secure as was asked for, and logged in."""
        s = self.settings
        port = s.port or PORTS[s.security]
        client: smtplib.SMTP | None = None
        try:
            if s.security == "tls":
                client = smtplib.SMTP_SSL(s.host, port, _NAME, timeout=s.timeout, context=self.context)
            else:
                client = smtplib.SMTP(s.host, port, _NAME, timeout=s.timeout)
            if s.security == "starttls":
                client.starttls(context=self.context)
            if s.username is not None:
                client.login(s.username, self.password or "")
        except (OSError, smtplib.SMTPException, UnicodeError, ValueError) as error:
            self._close(client)
            raise _CannotConnect(self._reason(error)) from None  # the cause may hold what was sent
        return client

    def _one(self, client: smtplib.SMTP, recipient: str, message: EmailMessage) -> None:
        sender = mailbox(self.settings.sender).addr_spec
        client.sendmail(sender, [mailbox(recipient).addr_spec], message.as_bytes())
        _log.info("a mail was taken by %s", self.settings.server)

    def _usable(self, client: smtplib.SMTP | None) -> smtplib.SMTP | None:
        """The connection, where it still stands after a failure: else the next message opens one anew."""
        if client is None or client.sock is None:
            return None
        try:
            client.rset()
        except (OSError, smtplib.SMTPException):
            self._close(client)
            return None
        return client

    @staticmethod
    def _close(client: smtplib.SMTP | None) -> None:
        if client is not None:
            with suppress(OSError, smtplib.SMTPException):
                client.quit()
            client.close()

    def _reason(self, error: Exception) -> str:
        """What went wrong, in a few words, and without what was secret in it."""
        text = printable(" ".join(reason(error, self.settings.timeout).split()))
        for secret in self._secrets():
            text = text.replace(secret, "[secret]")
        return text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON]}…"

    def _secrets(self) -> list[str]:
        """The password in every form in which a server could hand it back."""
        if not self.password:
            return []
        user = self.settings.username or ""
        plain = [self.password, f"\0{user}\0{self.password}"]
        return [*(base64.b64encode(text.encode()).decode() for text in plain), self.password]

    def _failure(self, failed: dict[str, str], sent: tuple[str, ...], unreachable: str) -> MailFailed:
        total = len(failed) + len(sent)
        if unreachable and not sent and set(failed.values()) == {unreachable}:
            what = f"no mail was sent: {self.settings.server}: {unreachable}"
        else:
            told = [f"{recipient}: {reason}" for recipient, reason in [*failed.items()][:_SHOWN]]
            told += [f"{len(failed) - _SHOWN} more"] * (len(failed) > _SHOWN)
            what = f"{len(failed)} of {total} mails were not sent by {self.settings.server}: {'; '.join(told)}"
        return MailFailed(what, hint="the edition is kept", failed=failed, sent=sent)


class _CannotConnect(Exception):
    """There is no connection to send by; the message says why."""
