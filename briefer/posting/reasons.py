"""Why a mail was not sent, in a few words that a person can act on."""

from __future__ import annotations

import smtplib
import socket
import ssl


def reason(error: Exception, timeout: float) -> str:
    """`error` in words; what the server said is quoted with its code. `timeout` is how long it was waited for, in seconds."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, said = next(iter(error.recipients.values()))
            words = f"refused: {code} {_text(said)}"
        case smtplib.SMTPAuthenticationError():
            words = f"login refused: {error.smtp_code} {_text(error.smtp_error)}"
        case smtplib.SMTPResponseException():
            words = f"refused: {error.smtp_code} {_text(error.smtp_error)}"
        case smtplib.SMTPServerDisconnected() if isinstance(error.__context__, TimeoutError):  # hidden by smtplib
            words = _connection(error.__context__, timeout)
        case smtplib.SMTPServerDisconnected():
            words = "the server closed the connection"
        case smtplib.SMTPNotSupportedError() if "STARTTLS" in str(error):
            words = "the server offers no TLS, and without it nothing is sent"
        case smtplib.SMTPException():
            words = "the server takes no login that we know"
        case _:
            words = _connection(error, timeout)
    return words


def _connection(error: Exception, timeout: float) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            words = f"the server's certificate is not trusted: {error.verify_message}"
        case ssl.SSLError():
            words = f"TLS failed: {(error.reason or 'for an unknown reason').replace('_', ' ').lower()}"
        case TimeoutError():
            words = f"no answer within {timeout:g} s"
        case ConnectionRefusedError():
            words = "connection refused"
        case socket.gaierror():
            words = "no such host"
        case OSError():
            words = error.strerror or "the connection broke"
        case UnicodeError():
            words = "user name or password has letters that SMTP cannot carry"
        case _:
            words = type(error).__name__
    return words


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
