"""An edition as a mail: plain text and HTML side by side, the HTML of tables and inline styles, loading and running nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from briefer.domain.edition import Edition
from briefer.domain.mailbox import mailbox
from briefer.rendering import edition_masthead as masthead
from briefer.rendering.edition_sheet import Sheet, sheet
from briefer.rendering.edition_text import edition_text
from briefer.rendering.edition_words import marked
from briefer.rendering.page import fragment
from briefer.rendering.untrusted import one_line

SENDER = "briefer <briefer@localhost>"
LONGEST_TITLE = 120
STORIES, ENTRIES, UNREAD = 60, 200, 200
"""So much of an edition goes into a mail: what is larger no server takes and no reader opens. The page has all of it."""


def edition_mail(
    edition: Edition, recipient: str = "", *, sender: str = SENDER, prefix: str = "", parts: Sheet | None = None
) -> EmailMessage:
    """The message to one recipient, the same each time it is made; without a recipient it has no `To`, as a file may.

    `sender` and `recipient` are addresses such as `Name <name@host>`. Raises `ValueError` for what is no address. `parts` is
    `sheet(edition)` where that is at hand.
    """
    short, left_out = abridged(edition)
    shown = sheet(edition) if parts is None else parts
    if left_out:
        shown = sheet(short)
    html = _html(short, shown, left_out)
    text = edition_text(short, shown)
    if left_out:
        text = f"{left_out}\n\n{text}"
    digest = hashlib.sha256(f"{recipient}\n{sender}\n{text}\n{html}".encode("utf-8", "surrogatepass")).hexdigest()
    message = EmailMessage(policy=SMTP)
    message["From"] = mailbox(sender)
    if recipient:
        message["To"] = mailbox(recipient)
    message["Subject"] = subject(edition, prefix)
    message["Date"] = format_datetime(_made(edition))
    message["Message-ID"] = f"<{digest[:32]}@{mailbox(sender).domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{digest[32:]}")  # the library's own is drawn by chance
    return message


def subject(edition: Edition, prefix: str = "") -> str:
    """Title, date, and how the day went: a failed one says so before it is opened."""
    name = masthead.name(edition)
    short = name if len(name) <= LONGEST_TITLE else f"{name[:LONGEST_TITLE]}…"
    return one_line(f"{prefix} {short}, {one_line(edition.date)[:40]}: {masthead.STATUSES[edition.status].lower()}")


def abridged(edition: Edition) -> tuple[Edition, str]:
    """What a mail holds of `edition`, and a sentence that says what it leaves out; "" where it holds all."""
    cut = {
        "stories": (edition.stories[:STORIES], len(edition.stories) - STORIES),
        "commitments in the ledger": (edition.ledger[:ENTRIES], len(edition.ledger) - ENTRIES),
        "items not read": (edition.unread[:UNREAD], len(edition.unread) - UNREAD),
    }
    more = [f"{number:,} more {name}" for name, (_, number) in cut.items() if number > 0]
    if not more:
        return edition, ""
    stories, ledger, unread = (kept for kept, _ in cut.values())
    short = edition.model_copy(update={"stories": stories, "ledger": ledger, "unread": unread})
    return short, f"This mail is abridged: the page has {', '.join(more)}."


def _html(edition: Edition, parts: Sheet, left_out: str) -> str:
    quoted: Callable[[str], str] = marked
    return fragment(
        "edition_mail.html",
        name=masthead.name(edition),
        dateline=masthead.dateline(edition),
        status=edition.status,
        word=masthead.STATUSES[edition.status],
        verdict=masthead.verdict(edition),
        facts=masthead.facts(edition),
        notes=[*masthead.notes(edition), *([left_out] if left_out else [])],
        sources=masthead.sources(edition),
        details=masthead.details(edition),
        sheet=parts,
        marked=quoted,
    )


def _made(edition: Edition) -> datetime:
    for stated in (edition.making.created, edition.until, edition.date):
        try:
            found = datetime.fromisoformat(stated)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return datetime(1970, 1, 1, tzinfo=UTC)
