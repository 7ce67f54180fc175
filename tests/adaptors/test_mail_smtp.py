"""E-mails are handed to a real SMTP server, and of each is known whether it was taken."""

import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from agentview.adaptors.delivery_port import Accepted, NotNow, Refused, Unknown
from agentview.adaptors.mail_address import MailPlace, mail_place, mailbox
from agentview.adaptors.mail_port import Mail
from agentview.adaptors.mail_smtp import SmtpServer
from agentview.contract.delivery import DeliveryFault
from tests.fixtures.mail_server import HOST, TAKEN, Certificate, PostOffice, certificate, post_office

AT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def mail(**fields: object) -> Mail:
    values: dict[str, object] = {
        "message_id": "<abc@agentview.invalid>",
        "from_address": "billing@harbour.example",
        "to_address": "kelechi@example.com",
        "subject": "Your invoice",
        "body": "Please pay.",
        "written_at": AT,
    }
    return Mail(**(values | fields))  # type: ignore[arg-type]


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """Return an SMTP server that takes everything."""
    with post_office() as opened:
        yield opened


@pytest.fixture
def server(office: PostOffice, tmp_path: Path) -> Iterator[SmtpServer]:
    """Return what hands e-mails to it."""
    made = SmtpServer(office.url, tmp_path)
    yield made
    made.close()


def test_a_mail_arrives_word_for_word_with_the_id_and_the_day_that_it_was_given(
    server: SmtpServer, office: PostOffice
) -> None:
    body = "Grüße aus Wien — 1 €\n.\n..two dots\nFrom here on\n" + "long " * 300
    assert server.send(mail(subject="Zahlung überfällig", body=body)) == Accepted(TAKEN)
    [taken] = office.mails
    assert taken["Subject"] == "Zahlung überfällig"
    assert taken["From"] == "billing@harbour.example"
    assert taken["To"] == "kelechi@example.com"
    assert taken["Message-ID"] == "<abc@agentview.invalid>"
    assert parsedate_to_datetime(str(taken["Date"])) == AT
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken.get_content_type() == "text/plain"
    assert taken.get_content().replace("\r\n", "\n").rstrip("\n") == body.rstrip("\n")


def test_one_connection_serves_many_and_a_lost_one_is_opened_anew(
    server: SmtpServer, office: PostOffice
) -> None:
    assert server.send(mail()) == Accepted(TAKEN)
    assert server.send(mail()) == Accepted(TAKEN)
    assert office.sessions == 1
    assert server._line is not None
    assert server._line.sock is not None
    server._line.sock.shutdown(socket.SHUT_RDWR)
    assert server.send(mail()) == Accepted(TAKEN)
    assert office.sessions == 2


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"reply_receiver": "550 5.1.1 no such user"}, Refused("550 5.1.1 no such user")),
        ({"reply_sender": "553 not yours"}, Refused("553 not yours")),
        ({"reply_data": "554 5.7.1 looks like spam"}, Refused("554 5.7.1 looks like spam")),
        ({"reply_receiver": "450 greylisted"}, NotNow(DeliveryFault.REFUSED, "450 greylisted")),
        ({"reply_data": "451 try later"}, NotNow(DeliveryFault.REFUSED, "451 try later")),
        ({"reply_sender": "421 going down"}, NotNow(DeliveryFault.UNREACHABLE, "421 going down")),
    ],
)
def test_r_evt_13_what_a_server_says_is_for_good_or_for_now(
    server: SmtpServer, office: PostOffice, fields: dict[str, str], answer: object
) -> None:
    for name, value in fields.items():
        setattr(office, name, value)
    assert server.send(mail()) == answer
    assert office.mails == []
    for name in fields:
        setattr(office, name, TAKEN if name == "reply_data" else "")
    assert server.send(mail()) == Accepted(TAKEN), "the next e-mail does not suffer for it"


def test_a_connection_that_breaks_after_the_content_leaves_it_unknown(
    server: SmtpServer, office: PostOffice
) -> None:
    office.cuts = 1
    assert server.send(mail()) == Unknown()
    assert server.send(mail()) == Accepted(TAKEN)
    assert office.ids == ["<abc@agentview.invalid>"] * 2, "whoever has it already knows it again"


def test_a_server_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        nobody = SmtpServer(f"smtp://{HOST}:{taken.getsockname()[1]}", tmp_path)
        assert nobody.send(mail()) == NotNow(DeliveryFault.UNREACHABLE)
        assert nobody.check() == NotNow(DeliveryFault.UNREACHABLE)


def test_a_server_that_says_nothing_is_not_waited_for(tmp_path: Path) -> None:
    with socket.socket() as silent:
        silent.bind((HOST, 0))
        silent.listen()
        server = SmtpServer(f"smtp://{HOST}:{silent.getsockname()[1]}", tmp_path, seconds=0.2)
        assert server.check() == NotNow(DeliveryFault.TIMEOUT)


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "Hello\r\nBcc: everybody@example.com"},
        {"subject": "Hello\nBcc: everybody@example.com"},
        {"to_address": "a@example.com\r\nRCPT TO:<b@example.com>"},
        {"to_address": "a@example.com, b@example.com"},
        {"to_address": "a@example.com b@example.com"},
        {"to_address": "A <a@example.com>"},
        {"to_address": "nobody"},
        {"to_address": "@example.com"},
        {"to_address": ""},
        {"from_address": "billing@harbour.example\nX: y"},
        {"from_address": ""},
        {"message_id": "<a>\r\nX: y"},
    ],
)
def test_nothing_breaks_out_of_its_header(
    server: SmtpServer, office: PostOffice, fields: dict[str, str]
) -> None:
    assert isinstance(server.send(mail(**fields)), Refused)
    assert office.mails == []
    assert office.sessions == 0, "nobody is even asked"


@pytest.fixture
def shown(tmp_path: Path) -> Certificate:
    return certificate(tmp_path)


def with_password(folder: Path, text: str = "secret", mode: int = 0o600) -> Path:
    keys = folder / "keys"
    keys.mkdir()
    file = keys / f"agent@{HOST}.password"
    file.write_text(text)
    file.chmod(mode)
    return keys


def as_agent(office: PostOffice) -> str:
    return f"smtp://agent@{HOST}:{office.port}"


def test_signs_in_over_an_encrypted_line(shown: Certificate, tmp_path: Path) -> None:
    keys = with_password(tmp_path)
    with post_office(shown.server, is_strict=True) as office:
        office.password = b"secret"
        server = SmtpServer(as_agent(office), keys, trusted=shown.trusted)
        assert server.check() is None
        assert server.send(mail()) == Accepted(TAKEN)
        server.close()
        assert office.sign_ins == [(b"agent", b"secret")]


def test_a_wrong_password_is_not_let_in(shown: Certificate, tmp_path: Path) -> None:
    keys = with_password(tmp_path)
    with post_office(shown.server, is_strict=True) as office:
        office.password = b"other"
        answer = SmtpServer(as_agent(office), keys, trusted=shown.trusted).send(mail())
    assert isinstance(answer, NotNow)
    assert answer.fault is DeliveryFault.SIGN_IN
    assert answer.is_for_all


def test_a_certificate_that_is_not_trusted_ends_it(shown: Certificate, tmp_path: Path) -> None:
    with post_office(shown.server) as office:
        assert SmtpServer(office.url, tmp_path).send(mail()) == NotNow(DeliveryFault.TLS)
        assert office.mails == []


def test_a_password_goes_over_no_open_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = with_password(tmp_path)
    monkeypatch.setattr("agentview.adaptors.mail_smtp.is_here", lambda _host: False)
    with post_office() as office:
        assert SmtpServer(as_agent(office), keys).send(mail()) == NotNow(DeliveryFault.TLS)
        assert office.sign_ins == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_key_that_is_missing_or_open_to_others_is_not_used(office: PostOffice, tmp_path: Path) -> None:
    assert SmtpServer(as_agent(office), tmp_path / "none").check() == NotNow(DeliveryFault.KEY)
    keys = with_password(tmp_path, mode=0o644)
    assert SmtpServer(as_agent(office), keys).check() == NotNow(DeliveryFault.KEY)
    assert office.sessions == 0


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("smtp://mail.example.org", MailPlace("smtp", "mail.example.org", 25, "")),
        ("smtp://mail.example.org:587/", MailPlace("smtp", "mail.example.org", 587, "")),
        ("smtps://me@mail.example.org", MailPlace("smtps", "mail.example.org", 465, "me")),
        ("smtp://me%40b.example@mail.example.org", MailPlace("smtp", "mail.example.org", 25, "me@b.example")),
        ("smtp://me:secret@mail.example.org", None),
        ("smtp://", None),
        ("smtp://mail.example.org/path", None),
        ("smtp://mail.example.org?x=1", None),
        ("smtp://mail.example.org:0", None),
        ("smtp://mail.example.org:99999", None),
        ("smtp://..%2Fkeys@mail.example.org", None),
        ("http://mail.example.org", None),
        ("mail.example.org", None),
        ("smtp://[::1", None),
    ],
)
def test_the_address_of_a_server(url: str, place: MailPlace | None, tmp_path: Path) -> None:
    assert mail_place(url) == place
    if place is None:
        assert SmtpServer(url, tmp_path).check() == NotNow(DeliveryFault.ADDRESS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@example.com", "a@example.com"),
        ("a.b+c@example.com", "a.b+c@example.com"),
        ("a@österreich.example", "a@xn--sterreich-z7a.example"),
        ("ä@example.com", None),
        ("x" * 64 + "@example.com", "x" * 64 + "@example.com"),
        ("x" * 65 + "@example.com", None),
        ("a@b@example.com", None),
        ("a@", None),
        ("a", None),
    ],
)
def test_one_address_as_servers_read_it(text: str, found: str | None) -> None:
    assert mailbox(text) == found
