"""A service manager hears what it is told, where there is one."""

import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agentview.core import service_manager

needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such sockets")


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    path = tmp_path / "notify"
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as listening:
        listening.bind(str(path))
        listening.settimeout(60)
        monkeypatch.setenv("NOTIFY_SOCKET", str(path))
        yield listening


@needs_unix
def test_it_hears_what_is_said(manager: socket.socket) -> None:
    assert service_manager.tell(service_manager.READY)
    assert manager.recv(100) == b"READY=1"


@pytest.mark.skipif(sys.platform != "linux", reason="sockets without a file are Linux's")
def test_a_socket_without_a_file_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as listening:
        listening.bind("")
        name = listening.getsockname()
        listening.settimeout(60)
        monkeypatch.setenv("NOTIFY_SOCKET", f"@{name[1:].decode()}")
        assert service_manager.tell(service_manager.ALIVE)
        assert listening.recv(100) == b"WATCHDOG=1"


@pytest.mark.parametrize("address", [None, "", "nowhere", "/no/such/socket"])
def test_without_one_nothing_is_said(address: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if address is None:
        monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    else:
        monkeypatch.setenv("NOTIFY_SOCKET", address)
    assert not service_manager.tell(service_manager.READY)


@pytest.mark.parametrize(
    ("text", "seconds"), [("60000000", 20.0), ("3", 1e-6), ("0", None), ("soon", None), ("", None)]
)
def test_it_says_how_often_it_wants_to_hear(
    text: str, seconds: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", text)
    assert service_manager.beat_seconds() == seconds
