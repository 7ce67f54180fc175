"""Tokens are kept in the key ring, and in memory where there is none."""

import pytest

from agentview.gateway.token_store import KeyringTokenStore
from tests.fixtures.key_ring import Ring, ring_in_use

SERVER = "https://agentview.example"


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    return ring_in_use(monkeypatch)


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
