"""The guards around all tests hold."""

import os
import socket
import tempfile
from pathlib import Path

import keyring
import platformdirs
import pytest

from tests.conftest import NetworkUseError

# An address that the standards set aside for documents; nothing answers there.
ELSEWHERE = "192.0.2.1"


def test_another_computer_cannot_be_reached() -> None:
    with socket.socket() as caller, pytest.raises(NetworkUseError):
        caller.connect((ELSEWHERE, 80))


def test_names_of_other_computers_are_not_looked_up() -> None:
    with pytest.raises(NetworkUseError):
        socket.getaddrinfo("example.org", 80)


def test_this_computer_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as caller,
    ):
        assert caller.getpeername() == server.getsockname()


def test_folders_of_the_person_are_temporary() -> None:
    for folder in (Path.home(), platformdirs.user_data_path("agentview"), Path(os.environ["HOME"])):
        assert folder.is_relative_to(tempfile.gettempdir())


def test_the_keyring_holds_nothing() -> None:
    keyring.set_password("agentview", "olga", "secret")
    assert keyring.get_password("agentview", "olga") is None
