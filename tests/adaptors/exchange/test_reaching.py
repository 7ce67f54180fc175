"""A partner that cannot be reached, or is another one, is said to be so; addresses hold no secrets."""

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agentview.adaptors.exchange import sftp_store
from agentview.adaptors.exchange.address import open_exchange
from agentview.adaptors.exchange.exchange import Exchange
from agentview.adaptors.exchange.exchange_address import check_address
from agentview.adaptors.exchange.sftp_store import SftpAccount, SftpStore
from agentview.core.clock import ManualClock
from agentview.core.errors import Rejected, Unavailable
from tests.adaptors.exchange.sftp_server import STALLING, Server, sftp_server

CLOCK = ManualClock(datetime(2026, 11, 26, tzinfo=UTC))


def kind_of_failure(exchange: Exchange) -> object:
    with pytest.raises(Unavailable) as refused:
        exchange.ready()
    exchange.close()
    assert refused.value.code == "E-EXCHANGE-UNAVAILABLE"
    return refused.value.values["kind"]


def opened(server: Server) -> Exchange:
    return open_exchange(server.address, server.keys, CLOCK)


def test_a_host_that_is_not_the_known_one_gets_nothing(tmp_path: Path) -> None:
    with sftp_server(tmp_path / "a", tmp_path / "keys") as first:
        port = first.port
        known = (first.keys / "known_hosts").read_text(encoding="utf-8")
    with sftp_server(tmp_path / "a", tmp_path / "keys", port) as second:
        (second.keys / "known_hosts").write_text(known, encoding="utf-8")
        assert kind_of_failure(opened(second)) == "host_key"
        (second.keys / "known_hosts").write_text("", encoding="utf-8")
        assert kind_of_failure(opened(second)) == "host_key"
        (second.keys / "known_hosts").unlink()
        with pytest.raises(Unavailable):
            opened(second)


def test_a_key_that_is_not_accepted_is_told(tmp_path: Path) -> None:
    with sftp_server(tmp_path / "a", tmp_path / "keys") as server:
        own = server.keys / "agent@127.0.0.1.key"
        with sftp_server(tmp_path / "b", tmp_path / "other") as other:
            own.write_bytes((other.keys / own.name).read_bytes())
        assert kind_of_failure(opened(server)) == "sign_in"
        own.write_text("no key", encoding="utf-8")
        assert kind_of_failure(opened(server)) == "key"
        own.chmod(0o644)
        with pytest.raises(Unavailable) as refused:
            opened(server)
        assert refused.value.values == {"kind": "key_open_to_others"}
        own.unlink()
        with pytest.raises(Unavailable) as refused:
            opened(server)
        assert refused.value.values == {"kind": "no_key"}


def test_a_server_that_ended_is_reached_again_when_it_is_back(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    with sftp_server(tmp_path / "a", keys) as server:
        exchange = opened(server)
        exchange.prepare()
        kept = {path.name: path.read_bytes() for path in keys.iterdir()}
    with pytest.raises(Unavailable):
        exchange.ready()
    with pytest.raises(Unavailable) as refused:
        exchange.ready()
    assert refused.value.values == {"kind": "refused"}
    assert kept
    with sftp_server(tmp_path / "a", keys, server.port):
        assert exchange.ready() == []
        exchange.close()


def test_a_server_that_says_nothing_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        keys = tmp_path
        account = SftpAccount("127.0.0.1", silent.getsockname()[1], "agent", "/", keys / "known_hosts")
        (keys / "known_hosts").write_text("", encoding="utf-8")
        assert kind_of_failure(Exchange(SftpStore(account, seconds=0.3), CLOCK)) == "timeout"


def test_a_request_that_stalls_is_given_up(tmp_path: Path) -> None:
    with sftp_server(tmp_path / "a", tmp_path / "keys") as server:
        key = server.keys / "agent@127.0.0.1.key"
        account = SftpAccount("127.0.0.1", server.port, "agent", "/", server.keys / "known_hosts", key)
        exchange = Exchange(SftpStore(account, seconds=2), CLOCK)
        exchange.prepare()
        with pytest.raises(Unavailable) as refused:
            exchange.open(STALLING.decode())
        assert refused.value.values == {"kind": "timeout"}
        assert exchange.ready() == []
        exchange.close()


def test_a_server_that_sends_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sftp_store, "LARGEST_FILE", 1_000_000)
    with sftp_server(tmp_path / "a", tmp_path / "keys") as server:
        exchange = opened(server)
        exchange.prepare()
        (server.root / "processing" / "D1.csv").write_bytes(b"x" * 3_000_000)
        with pytest.raises(Unavailable) as refused:
            exchange.open("D1.csv")
        assert refused.value.values == {"kind": "too_large"}
        exchange.close()


def test_a_share_that_is_not_mounted_is_no_empty_folder(tmp_path: Path) -> None:
    exchange = open_exchange((tmp_path / "gone").as_uri(), tmp_path, CLOCK)
    with pytest.raises(Unavailable):
        exchange.prepare()
    assert kind_of_failure(exchange) == "folder"
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize(
    "address",
    [
        "file:///srv/exchange/syd",
        "sftp://agent@files.example.org/",
        "sftp://agent@files.example.org:2222/out/agentview",
    ],
)
def test_addresses_that_can_be_used(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/srv/exchange",
        "file://host/share",
        "file:relative",
        "ftp://agent@host/",
        "sftp://host/",
        "sftp://agent@/",
        "sftp://agent@host",
        "sftp://agent:secret@host/",
        "sftp://agent@host:99999/",
        "sftp://agent@host/?x=1",
        "sftp://..%2f..@host/",
        "sftp://agent@[::1/",
    ],
)
def test_addresses_that_are_refused(address: str) -> None:
    with pytest.raises(Rejected) as refused:
        check_address(address)
    assert refused.value.code == "E-EXCHANGE-ADDRESS"


def test_an_account_does_not_show_its_password() -> None:
    account = SftpAccount("host", 22, "agent", "/", Path("known_hosts"), password="secret")
    assert "secret" not in repr(account)
    assert "agent" not in repr(account)
