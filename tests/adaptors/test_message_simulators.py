"""Simulated servers keep what they take in a folder, and say no where they are told to."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agentview.adaptors.delivery_port import Accepted, NotNow, Refused, Unknown
from agentview.adaptors.mail_port import Mail
from agentview.adaptors.mail_simulator import MailSimulator
from agentview.adaptors.mail_smtp import SmtpServer
from agentview.adaptors.message_sources import mail_server, sms_gateway
from agentview.adaptors.sms_http import HttpGateway
from agentview.adaptors.sms_port import Text
from agentview.adaptors.sms_simulator import SmsSimulator
from agentview.contract.delivery import DeliveryFault

AT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
URL = "simulator://harbour"


def mail(to: str = "kelechi@example.com", name: str = "<a@b>") -> Mail:
    return Mail(name, "billing@harbour.example", to, "Due", "Please pay.", AT)


def text(to: str = "+61400000009") -> Text:
    return Text("7f3a", "Harbour", to, "Please pay.")


def test_what_is_taken_lies_in_a_folder_once(tmp_path: Path) -> None:
    post = MailSimulator(tmp_path, URL)
    assert isinstance(post.send(mail()), Accepted)
    assert isinstance(post.send(mail()), Accepted)
    assert isinstance(post.send(mail(name="<other@b>")), Accepted)
    files = list((tmp_path / "messages" / "harbour" / "mail").iterdir())
    assert len(files) == 2
    assert all(b"Subject: Due" in file.read_bytes() for file in files)
    gateway = SmsSimulator(tmp_path, URL)
    assert isinstance(gateway.send(text()), Accepted)
    [file] = (tmp_path / "messages" / "harbour" / "sms").iterdir()
    assert json.loads(file.read_text())["to"] == "+61400000009"


def test_some_addresses_are_refused_put_off_or_not_answered_for(tmp_path: Path) -> None:
    post, gateway = MailSimulator(tmp_path, URL), SmsSimulator(tmp_path, URL)
    assert isinstance(post.send(mail("refused@example.com")), Refused)
    assert isinstance(post.send(mail("later@example.com")), NotNow)
    assert post.send(mail("silent@example.com")) == Unknown()
    assert isinstance(post.send(mail("no address")), Refused)
    assert isinstance(gateway.send(text("+61400000000")), Refused)
    assert isinstance(gateway.send(text("+61400000001")), NotNow)
    assert gateway.send(text("+61400000002")) == Unknown()


@pytest.mark.parametrize("url", ["simulator://", "simulator://..", "simulator://a/b", "simulator://.x"])
def test_a_simulated_server_has_a_plain_name(tmp_path: Path, url: str) -> None:
    assert MailSimulator(tmp_path, url).send(mail()) == NotNow(DeliveryFault.ADDRESS)
    assert SmsSimulator(tmp_path, url).check() == NotNow(DeliveryFault.ADDRESS)
    assert list(tmp_path.iterdir()) == []


def test_the_address_says_how_messages_go_out(tmp_path: Path) -> None:
    assert isinstance(mail_server(URL, tmp_path, tmp_path), MailSimulator)
    assert isinstance(mail_server("smtp://mail.example.org", tmp_path, tmp_path), SmtpServer)
    assert isinstance(mail_server("smtp://[", tmp_path, tmp_path), SmtpServer)
    assert isinstance(sms_gateway(URL, tmp_path, tmp_path), SmsSimulator)
    assert isinstance(sms_gateway("https://gateway.example.org", tmp_path, tmp_path), HttpGateway)
