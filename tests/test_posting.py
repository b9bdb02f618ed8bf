"""Editions sent by mail, against a real SMTP server on loopback: over TLS, with a login, and all that can go wrong."""

from __future__ import annotations

import base64
import logging
import pickle
import socket
from pathlib import Path
from typing import Any

import pytest
import trustme
from editions import failed_edition, rich_edition
from smtp_server import PASSWORD, USER, smtp

from briefer.config import load
from briefer.errors import ConfigError, KeyMissing, MailFailed
from briefer.posting.settings import MailSettings
from briefer.posting.smtp import Smtp
from briefer.rendering.edition_mail import edition_mail
from briefer.wiring import mailer

pytestmark = pytest.mark.filterwarnings(
    "ignore:Requiring AUTH while not requiring TLS"
)  # what some of the tests are about
ANA, BEN, CLEO = "Ana Souza <ana@post.example>", "ben@post.example", "cleo@post.example"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def certificate(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert("127.0.0.1", "localhost")


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    return str(file)


def settings(port: int, **values: Any) -> MailSettings:
    known: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "username": USER,
        "password_env": "MAIL_PASSWORD",
        "sender": "Daily brief <brief@paper.example>",
        "recipients": (ANA, BEN, CLEO),
        "timeout": 60.0,
    }
    return MailSettings(**(known | values))


def send(chosen: MailSettings, password: str | None = PASSWORD) -> tuple[str, ...]:
    messages = ((to, edition_mail(rich_edition(), to, sender=chosen.sender)) for to in chosen.recipients)
    return Smtp(chosen, password).send(messages)


def failure(chosen: MailSettings, password: str | None = PASSWORD) -> MailFailed:
    with pytest.raises(MailFailed) as raised:
        send(chosen, password)
    assert raised.value.exit_code == 3
    assert "\n" not in raised.value.line
    return raised.value


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_each_recipient_gets_one_message_over_tls_after_a_login(
    security: Any, certificate: trustme.LeafCert, ca_file: str
) -> None:
    with smtp(security, certificate) as room:
        assert send(settings(room.port, security=security, ca_file=ca_file)) == (ANA, BEN, CLEO)
    assert [taken.recipients for taken in room.taken] == [["ana@post.example"], [BEN], [CLEO]]
    assert {(taken.over_tls, taken.logged_in) for taken in room.taken} == {(True, True)}
    assert {taken.sender for taken in room.taken} == {"brief@paper.example"}
    assert [str(taken.message["To"]) for taken in room.taken] == [ANA, BEN, CLEO]
    assert len({taken.message["Message-ID"] for taken in room.taken}) == 3
    assert room.connections == 1


def test_what_arrives_is_what_was_made(certificate: trustme.LeafCert, ca_file: str) -> None:
    with smtp("starttls", certificate) as room:
        send(settings(room.port, ca_file=ca_file, recipients=(BEN,)))
    made = edition_mail(rich_edition(), BEN, sender="Daily brief <brief@paper.example>")
    assert room.taken[0].data == made.as_bytes()


def test_on_this_machine_it_may_go_without_tls_and_with_a_login(certificate: trustme.LeafCert) -> None:
    with smtp("none") as room:
        assert len(send(settings(room.port, security="none"))) == 3
    assert {(taken.over_tls, taken.logged_in) for taken in room.taken} == {(False, True)}


def test_without_a_user_name_there_is_no_login() -> None:
    with smtp("none", login=False) as room:
        send(settings(room.port, security="none", username=None, password_env=None), None)
    assert [taken.logged_in for taken in room.taken] == [False] * 3


def test_a_recipient_that_is_refused_does_not_keep_the_others_back(certificate: trustme.LeafCert, ca_file: str) -> None:
    with smtp("starttls", certificate, refused={BEN: "550 5.1.1 no such user"}) as room:
        error = failure(settings(room.port, ca_file=ca_file))
    assert [taken.recipients[0] for taken in room.taken] == ["ana@post.example", CLEO]
    assert str(error) == (
        f"1 of 3 mails were not sent by 127.0.0.1:{room.port}: {BEN}: refused: 550 5.1.1 no such user"
    )
    assert error.failed == {BEN: "refused: 550 5.1.1 no such user"}
    assert error.sent == (ANA, CLEO)
    assert error.line.endswith(": the edition is kept")


def test_a_message_that_is_refused_after_its_data_does_not_keep_the_others_back(
    certificate: trustme.LeafCert, ca_file: str
) -> None:
    with smtp("starttls", certificate, refused_data={"ana@post.example": "554 no thanks"}) as room:
        error = failure(settings(room.port, ca_file=ca_file))
    assert error.failed == {ANA: "refused: 554 no thanks"}
    assert len(room.taken) == 2
    assert room.connections == 1


def test_after_a_broken_connection_the_others_are_sent_over_a_new_one(
    certificate: trustme.LeafCert, ca_file: str
) -> None:
    with smtp("starttls", certificate, dropped={BEN}) as room:
        error = failure(settings(room.port, ca_file=ca_file))
    assert [*error.failed] == [BEN]
    assert error.failed[BEN] in {"the server closed the connection", "Connection reset by peer"}
    assert error.sent == (ANA, CLEO)
    assert room.connections == 2


def test_a_server_without_tls_gets_neither_login_nor_mail() -> None:
    with smtp("none") as room:
        error = failure(settings(room.port, security="starttls"))
    assert str(error).endswith("the server offers no TLS, and without it nothing is sent")
    assert str(error).startswith("no mail was sent: 127.0.0.1:")
    assert [*error.failed] == [ANA, BEN, CLEO]
    assert room.taken == []
    assert room.connections == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_an_unknown_authority_is_refused(security: Any, certificate: trustme.LeafCert) -> None:
    with smtp(security, certificate) as room:
        error = failure(settings(room.port, security=security))
    assert "the server's certificate is not trusted: " in str(error)
    assert room.taken == []


def test_a_certificate_of_another_host_is_refused(authority: trustme.CA, ca_file: str) -> None:
    with smtp("starttls", authority.issue_cert("mail.other.example")) as room:
        error = failure(settings(room.port, ca_file=ca_file))
    assert "the server's certificate is not trusted: IP address mismatch" in str(error)
    assert room.taken == []


def test_tls_spoken_to_a_server_without_is_an_error_of_tls() -> None:
    with smtp("none") as room:
        error = failure(settings(room.port, security="tls"))
    assert "TLS failed: " in str(error)


def test_a_wrong_password_is_a_login_refused_and_stands_nowhere(
    certificate: trustme.LeafCert, ca_file: str, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = "Tr0ub4dor and 3"
    plain = base64.b64encode(f"\0{USER}\0{wrong}".encode()).decode()
    caplog.set_level(logging.DEBUG)
    denial = f"535 no {wrong} no {plain} no {base64.b64encode(wrong.encode()).decode()}"
    with smtp("starttls", certificate, denial=denial) as room:
        chosen = settings(room.port, ca_file=ca_file)
        error = failure(chosen, wrong)
    assert "login refused: 535 no [secret] no [secret] no [secret]" in str(error)
    told = [
        error.line,
        repr(error),
        repr(error.__dict__),
        repr(Smtp(chosen, wrong)),
        str(Smtp(chosen, wrong)),
        repr(chosen),
    ]
    told += [str(record.__dict__) for record in caplog.records if record.name.startswith("briefer")]
    for secret in (wrong, plain, base64.b64encode(wrong.encode()).decode()):
        assert not [text for text in told if secret in text]
    assert error.__cause__ is None
    assert error.__suppress_context__
    assert room.taken == []


def test_a_password_that_smtp_cannot_carry_is_said_to_be_that(certificate: trustme.LeafCert, ca_file: str) -> None:
    with smtp("starttls", certificate) as room:
        error = failure(settings(room.port, ca_file=ca_file), "pässword")
    assert "user name or password has letters that SMTP cannot carry" in str(error)
    assert "ä" not in error.line


def test_a_server_that_takes_no_login_is_said_to_be_that(certificate: trustme.LeafCert, ca_file: str) -> None:
    with smtp("starttls", certificate, login=False) as room:
        error = failure(settings(room.port, ca_file=ca_file))
    assert "the server takes no login that we know" in str(error)


def test_a_port_where_nobody_listens_is_a_connection_refused() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        assert str(failure(settings(port))) == f"no mail was sent: 127.0.0.1:{port}: connection refused"


def test_a_server_that_says_nothing_is_waited_for_no_longer_than_the_time_out() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        error = failure(settings(silent.getsockname()[1], timeout=0.3))
    assert str(error).endswith("no answer within 0.3 s")
    assert [*error.failed] == [ANA, BEN, CLEO]


def test_what_a_server_says_cannot_move_the_cursor_or_fill_the_screen(
    certificate: trustme.LeafCert, ca_file: str
) -> None:
    with smtp("starttls", certificate, refused={BEN: "550 \x1b[2J\u202e" + "x" * 450}) as room:
        error = failure(settings(room.port, ca_file=ca_file))
    assert error.line.isprintable()
    assert len(error.line) < 400


def test_an_error_with_many_recipients_names_the_first() -> None:
    many = tuple(f"r{n}@post.example" for n in range(12))
    refused = dict.fromkeys(many[1:], "550 no")
    with smtp("none", refused=refused) as room:
        error = failure(settings(room.port, security="none", recipients=many))
    assert str(error).startswith("11 of 12 mails were not sent")
    assert str(error).endswith("; 6 more")
    assert len(error.failed) == 11


def test_the_error_survives_the_way_back_from_a_process() -> None:
    error = MailFailed("x", failed={BEN: "no"}, sent=(ANA,))
    assert pickle.loads(pickle.dumps(error)).failed == {BEN: "no"}


FILE = """
[mail]
host = "127.0.0.1"
port = {port}
username = "brief"
password_env = "MAIL_PASSWORD"
sender = "Daily brief <brief@paper.example>"
recipients = ["ana@post.example"]
subject_prefix = "[rivers]"
ca_file = "ca.pem"
"""


def test_the_configured_mailer_sends_an_edition(certificate: trustme.LeafCert, ca_file: str, tmp_path: Path) -> None:
    with smtp("starttls", certificate) as room:
        (tmp_path / "briefer.toml").write_text(FILE.format(port=room.port))
        loaded = load(tmp_path / "briefer.toml", environment={"MAIL_PASSWORD": PASSWORD})
        assert mailer(loaded)(failed_edition(), ()) == ("ana@post.example",)
    assert room.taken[0].message["Subject"] == "[rivers] Southern rivers, 2026-03-12: failed"


def test_a_mailer_that_cannot_work_is_refused_before_anything_is_sent(ca_file: str, tmp_path: Path) -> None:
    file = tmp_path / "briefer.toml"
    file.write_text(FILE.format(port=25))
    with pytest.raises(KeyMissing, match="MAIL_PASSWORD is not set"):
        mailer(load(file, environment={}))
    (tmp_path / "ca.pem").write_text("no certificate")
    with pytest.raises(ConfigError, match="ca_file"):
        mailer(load(file, environment={"MAIL_PASSWORD": PASSWORD}))
    (tmp_path / "ca.pem").unlink()
    with pytest.raises(ConfigError, match="No such file"):
        mailer(load(file, environment={"MAIL_PASSWORD": PASSWORD}))
    file.write_text("")
    with pytest.raises(ConfigError, match="no mail is configured"):
        mailer(load(file, environment={}))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('recipient = ["a@b.example"]', "unknown key 'mail.recipient' (did you mean recipients?)"),
        ('password = "hunter2hunter2"', "unknown key 'mail.password'"),
        ('password_env = "s3cretS3cretS3cretS3cret"', "it is no name of an environment variable"),
        ('sender = "a@b.example\\nBcc: c@d.example"', "is no mail address"),
        ('recipients = ["a@b.example, c@d.example"]', "is no mail address"),
        ('recipients = ["a@b.example", "A <A@b.example>"]', "two recipients are a@b.example"),
        ("recipients = []", "at least 1 item"),
        ('security = "ssl"', "starttls"),
        ('security = "none"\nhost = "mail.example.org"', "a login needs security starttls or tls"),
        ('host = "mail.example.org/x"', "host"),
    ],
)
def test_what_is_wrong_in_the_table_is_said_without_its_secrets(line: str, said: str, tmp_path: Path) -> None:
    given = tuple(f"{row.partition(' ')[0]} =" for row in line.splitlines())
    rows = [row for row in FILE.format(port=25).splitlines() if not row.startswith(given)]
    (tmp_path / "briefer.toml").write_text("\n".join([*rows, line]))
    with pytest.raises(ConfigError) as raised:
        load(tmp_path / "briefer.toml", environment={})
    assert said in str(raised.value)
    assert "hunter2" not in raised.value.line
    assert "s3cret" not in raised.value.line
