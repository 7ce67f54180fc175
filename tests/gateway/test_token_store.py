"""Tokens are kept in the key ring, and in memory where there is none."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError, PasswordSetError

from agentview.gateway.token_store import KeyringTokenStore

SERVER = "https://agentview.example"


class Ring(KeyringBackend):
    """A key ring in memory, which can be locked."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring leaves it untyped
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.is_locked:
            raise PasswordSetError
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.is_locked:
            raise PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    opened = Ring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", opened)
    return opened


def test_a_token_lies_in_the_key_ring_until_it_is_forgotten(ring: Ring) -> None:
    KeyringTokenStore().save(SERVER, "t")
    assert list(ring.kept.values()) == ["t"]
    assert KeyringTokenStore().load(SERVER) == "t"
    assert KeyringTokenStore().load("https://other.example") is None
    KeyringTokenStore().forget(SERVER)
    KeyringTokenStore().forget(SERVER)
    assert ring.kept == {}


def test_without_a_key_ring_a_token_lives_as_long_as_the_program(ring: Ring) -> None:
    ring.is_locked = True
    store = KeyringTokenStore()
    store.save(SERVER, "t")
    assert store.load(SERVER) == "t"
    assert KeyringTokenStore().load(SERVER) is None
    store.forget(SERVER)
    assert store.load(SERVER) is None


def test_a_key_ring_that_does_not_open_keeps_what_it_has(ring: Ring) -> None:
    KeyringTokenStore().save(SERVER, "t")
    ring.is_locked = True
    KeyringTokenStore().forget(SERVER)
    assert list(ring.kept.values()) == ["t"]
