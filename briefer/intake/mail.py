"""A mail to an article: its subject, sender, date and the text it shows."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parseaddr

from briefer.domain.article import Article
from briefer.errors import SourceError
from briefer.intake.found import Found


def read_mail(data: bytes, where: str) -> Found:
    """The article that a mail (RFC 5322, as an .eml file) carries: its plain part, else the text of its HTML part.

    The subject is the title, the sender's name the outlet, the Date header the time of publication with its zone.
    The Message-ID names it for good. Attachments are not read. Raises `SourceError` where there is neither a header nor a text.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not message.keys():
        raise SourceError(f"{where}: no mail (it has no headers)", hint="save the mail with its source as .eml")
    try:
        text = _text(message, where)
    except SourceError:
        raise
    except Exception as error:  # headers of strangers: whatever the library trips over, this mail alone fails
        raise SourceError(f"{where}: a damaged mail ({type(error).__name__})", hint="save its text as .txt") from error
    if not text.strip():
        raise SourceError(f"{where}: a mail without text", hint="attachments are not read: save them as files")
    name, address = parseaddr(_header(message, "from") or "")
    article = Article(
        text.replace("\r\n", "\n").replace("\r", "\n"),
        title=_header(message, "subject"),
        outlet=name or address or None,
        published=_date(message),
        language=(_header(message, "content-language") or "").split("-")[0].lower() or None,
    )
    return Found(article, guid=_header(message, "message-id"))


def _text(message: EmailMessage, where: str) -> str:
    plain = _part(message, "plain")
    if plain.strip():
        return plain
    markup = _part(message, "html")
    if not markup.strip():
        return ""
    from briefer.intake.html import extract

    return extract(markup, where).article.text


def _part(message: EmailMessage, kind: str) -> str:
    """The first body part of one kind, decoded; what cannot be decoded is replaced, as mail readers do."""
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    charset = part.get_content_charset("utf-8")
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return raw.decode("utf-8", "replace")


def _header(message: EmailMessage, name: str) -> str | None:
    value = _value(message, name)
    return " ".join(str(value).split()) or None if value is not None else None


def _value(message: EmailMessage, name: str) -> object:
    """A header as the library reads it, else as it was written: the library trips over some of those of strangers."""
    try:
        return message.get(name)
    except Exception:  # noqa: BLE001  # whichever it is, the header is there to be read
        return next((value for key, value in message.raw_items() if key.lower() == name), None)


def _date(message: EmailMessage) -> str | None:
    moment = getattr(_value(message, "date"), "datetime", None)
    return moment.isoformat() if moment is not None else None
