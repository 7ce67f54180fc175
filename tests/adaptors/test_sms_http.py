"""Texts are handed to a real gateway over HTTP, and of each is known whether it was taken."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from agentview.adaptors.delivery_port import Accepted, NotNow, Refused, Unknown
from agentview.adaptors.sms_address import is_gateway_address, is_sender
from agentview.adaptors.sms_http import HttpGateway
from agentview.adaptors.sms_port import Text
from agentview.contract.delivery import DeliveryFault
from tests.fixtures.sms_server import HOST, SmsServer, sms_server

TEXT = Text("7f3a", "Harbour", "+61400000009", "Grüße — bitte zahlen")


@pytest.fixture
def gateway() -> Iterator[SmsServer]:
    """Return a gateway that takes everything."""
    with sms_server() as opened:
        yield opened


@pytest.fixture
def sender(gateway: SmsServer, tmp_path: Path) -> Iterator[HttpGateway]:
    """Return what hands texts to it."""
    made = HttpGateway(gateway.url, tmp_path, answer_seconds=5)
    yield made
    made.close()


def test_a_text_is_posted_as_documented(sender: HttpGateway, gateway: SmsServer) -> None:
    assert sender.send(TEXT) == Accepted('202 {"status": "queued"}')
    assert gateway.posted == [
        {"id": "7f3a", "from": "Harbour", "to": "+61400000009", "text": "Grüße — bitte zahlen"}
    ]
    assert gateway.keys == ["7f3a"]
    assert gateway.callers == [""]


def test_a_repeat_bears_the_same_id_and_counts_as_taken(sender: HttpGateway, gateway: SmsServer) -> None:
    gateway.cuts = 1
    assert sender.send(TEXT) == Unknown()
    assert isinstance(sender.send(TEXT), Accepted)
    assert gateway.keys == ["7f3a", "7f3a"]
    assert len(gateway.taken) == 1


@pytest.mark.parametrize("status", [400, 404, 413, 422])
def test_r_evt_13_what_a_gateway_refuses_is_refused_for_good(
    sender: HttpGateway, gateway: SmsServer, status: int
) -> None:
    gateway.status, gateway.answer = status, b'{"error": "no such number"}'
    assert sender.send(TEXT) == Refused(f'{status} {{"error": "no such number"}}')


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (302, DeliveryFault.ADDRESS),
        (401, DeliveryFault.SIGN_IN),
        (403, DeliveryFault.SIGN_IN),
        (408, DeliveryFault.REFUSED),
        (429, DeliveryFault.REFUSED),
        (500, DeliveryFault.REFUSED),
        (503, DeliveryFault.REFUSED),
    ],
)
def test_what_lies_with_the_gateway_is_tried_again(
    sender: HttpGateway, gateway: SmsServer, status: int, fault: DeliveryFault
) -> None:
    gateway.status, gateway.answer = status, b""
    answer = sender.send(TEXT)
    assert isinstance(answer, NotNow)
    assert answer.fault is fault
    assert gateway.taken == {}


def test_a_gateway_that_says_nothing_leaves_it_unknown(gateway: SmsServer, tmp_path: Path) -> None:
    gateway.is_silent = True
    sender = HttpGateway(gateway.url, tmp_path, answer_seconds=0.2)
    assert sender.send(TEXT) == Unknown()
    sender.close()


def test_a_gateway_that_is_not_there_has_taken_nothing(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        sender = HttpGateway(f"http://{HOST}:{taken.getsockname()[1]}/messages", tmp_path)
        assert sender.send(TEXT) == NotNow(DeliveryFault.UNREACHABLE)
        assert sender.check() == NotNow(DeliveryFault.UNREACHABLE)
        sender.close()


def test_trying_out_sends_nothing(sender: HttpGateway, gateway: SmsServer) -> None:
    assert sender.check() is None
    gateway.status = 401
    assert sender.check() == NotNow(DeliveryFault.SIGN_IN)
    assert gateway.posted == []


def test_who_asks_is_said_by_a_token_that_only_its_owner_may_read(gateway: SmsServer, tmp_path: Path) -> None:
    file = tmp_path / f"{HOST}.token"
    file.write_text("t0ken")
    file.chmod(0o600)
    sender = HttpGateway(gateway.url, tmp_path)
    assert isinstance(sender.send(TEXT), Accepted)
    sender.close()
    assert gateway.callers == ["Bearer t0ken"]
    if os.name != "nt":
        file.chmod(0o644)
        assert HttpGateway(gateway.url, tmp_path).send(TEXT) == NotNow(DeliveryFault.KEY)


@pytest.mark.parametrize("url", ["", "messages", "ftp://gateway.example.org", "http://"])
def test_what_is_no_address_says_so(url: str, tmp_path: Path) -> None:
    assert HttpGateway(url, tmp_path).send(TEXT) == NotNow(DeliveryFault.ADDRESS)
    assert not is_gateway_address(url)


def test_no_password_stands_in_an_address() -> None:
    assert is_gateway_address("https://me@gateway.example.org/messages")
    assert not is_gateway_address("https://me:secret@gateway.example.org/messages")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Harbour", True),
        ("Harbour Mob", True),
        ("Harbour Mobi", False),
        ("+61400000009", True),
        ("123", True),
        ("Härbour", False),
        ("A\nB", False),
        ("", False),
    ],
)
def test_senders_of_texts(text: str, is_one: bool) -> None:
    assert is_sender(text) is is_one
