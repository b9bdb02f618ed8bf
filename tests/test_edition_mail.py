"""An edition as a mail, read back by the standard parser."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from editions import failed_edition, hostile_edition, large_edition, quiet_edition, rich_edition
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from briefer.domain.edition import Edition
from briefer.domain.mailbox import mailbox
from briefer.rendering.edition_mail import ENTRIES, STORIES, edition_mail
from briefer.rendering.edition_text import edition_text

TO = "Ana Souza <ana@post.example>"


def parsed(edition: Edition, **values: str) -> EmailMessage:
    made = edition_mail(edition, **({"recipient": TO} | values)).as_bytes()  # type: ignore[arg-type]  # all are texts
    message = message_from_bytes(made, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_it_is_text_and_html_side_by_side_with_the_headers_of_the_day() -> None:
    message = parsed(rich_edition(), prefix="[rivers]")
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["Subject"] == "[rivers] Southern rivers, 2026-03-10: incomplete"
    assert message["To"] == TO
    assert message["From"] == "briefer <briefer@localhost>"
    assert message["Date"].datetime.isoformat() == "2026-03-10T06:00:41+00:00"
    assert message.defects == []
    assert body(message, "plain").replace("\r\n", "\n") == edition_text(rich_edition())


def test_the_subject_of_a_failed_day_says_so() -> None:
    assert parsed(failed_edition())["Subject"] == "Southern rivers, 2026-03-12: failed"
    assert parsed(quiet_edition())["Subject"] == "Southern rivers, 2026-03-11: nothing new"


def test_the_same_edition_is_the_same_message_and_another_recipient_another() -> None:
    first = parsed(rich_edition())
    assert first["Message-ID"] == parsed(rich_edition())["Message-ID"]
    assert first["Message-ID"] != parsed(rich_edition(), recipient="b@post.example")["Message-ID"]
    assert first["Message-ID"] != parsed(rich_edition(status="ok"))["Message-ID"]
    assert parsed(rich_edition(), sender="a@paper.example")["Message-ID"].endswith("@paper.example>")


def test_a_file_has_no_recipient() -> None:
    assert "To" not in edition_mail(rich_edition())


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_every_line_of_the_bytes_is_short_enough_for_a_server(kind: str) -> None:
    for edition in (rich_edition(), hostile_edition()):
        data = edition_mail(edition, TO).as_bytes()
        assert max(len(line) for line in data.split(b"\r\n")) <= 998
        assert b"\n" not in data.replace(b"\r\n", b"")
        assert data.isascii()


def test_html_has_tables_and_inline_styles_and_loads_and_runs_nothing() -> None:
    for edition in (rich_edition(), hostile_edition()):
        root = document_fromstring(body(parsed(edition), "html"))
        for nothing in (
            "//script",
            "//style",
            "//link",
            "//img",
            "//form",
            "//iframe",
            "//*[@src]",
            "//*[@background]",
        ):
            assert root.xpath(nothing) == [], nothing
        assert root.xpath("//table[@role='presentation']")
        assert root.xpath("//@class | //@id") == []
        assert not [style for style in root.xpath("//@style") if "url(" in style or "expression" in style]


def test_hostile_text_makes_no_header() -> None:
    message = parsed(hostile_edition(title="Subject: x\r\nBcc: victim@evil.example\r\n\r\nbody"))
    assert set(message.keys()) == set(parsed(rich_edition()).keys())
    assert message["Subject"].startswith("Subject: x Bcc: victim@evil.example body,")
    assert "Bcc" not in message


@given(st.text(max_size=200), st.text(max_size=30))
def test_no_title_and_no_prefix_makes_a_header_of_its_own(title: str, prefix: str) -> None:
    message = parsed(quiet_edition().model_copy(update={"title": title}), prefix=prefix)
    assert sorted(message.keys()) == sorted(parsed(quiet_edition()).keys())
    assert message["To"] == TO
    assert len(message["Subject"]) < 400


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "nobody",
        "a@",
        "@b.example",
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example\n",
        "A <a@b.example> <c@d.example",
        "ä@b.example",
        "a..b@c.example",
        "A\u202e <a@b.example>",
    ],
)
def test_what_is_no_single_address_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no mail address"):
        mailbox(wrong)


def test_an_address_keeps_its_name_and_quotes_it() -> None:
    assert str(mailbox('"Souza, Ana" <ana@post.example>')) == '"Souza, Ana" <ana@post.example>'


def test_a_mail_of_a_very_large_day_is_abridged_and_says_what_it_leaves_out() -> None:
    edition = large_edition(1_200)
    message = parsed(edition)
    said = f"This mail is abridged: the page has {400 - STORIES} more stories, {400 - ENTRIES} more commitments in the ledger."
    assert said in body(message, "plain")
    assert said in body(message, "html")
    assert len(edition_mail(edition, TO).as_bytes()) < 3_000_000
    assert "abridged" not in body(parsed(rich_edition()), "plain")
