"""Keeps the token of a session: in the system's key ring, or in memory where there is none."""

from typing import Protocol

import keyring
from keyring.errors import KeyringError

_SERVICE = "AgentView"


class TokenStore(Protocol):
    """A place for one token a server."""

    def load(self, server: str) -> str | None:
        """Return the token kept for `server`, or None."""
        ...

    def save(self, server: str, token: str) -> None:
        """Keep a token for `server`."""
        ...

    def forget(self, server: str) -> None:
        """Keep no token for `server`."""
        ...


class MemoryTokenStore:
    """Keeps tokens until the program ends."""

    def __init__(self) -> None:
        self._tokens: dict[str, str] = {}

    def load(self, server: str) -> str | None:
        """Return the token kept for `server`, or None."""
        return self._tokens.get(server)

    def save(self, server: str, token: str) -> None:
        """Keep a token for `server`."""
        self._tokens[server] = token

    def forget(self, server: str) -> None:
        """Keep no token for `server`."""
        self._tokens.pop(server, None)


class KeyringTokenStore:
    """Keeps tokens in the system's key ring; while that refuses, in memory."""

    def __init__(self) -> None:
        self._memory = MemoryTokenStore()

    def load(self, server: str) -> str | None:
        """Return the token kept for `server`, or None."""
        try:
            return self._memory.load(server) or keyring.get_password(_SERVICE, server)
        except KeyringError:
            return None

    def save(self, server: str, token: str) -> None:
        """Keep a token for `server`."""
        try:
            keyring.set_password(_SERVICE, server, token)
        except KeyringError:
            self._memory.save(server, token)

    def forget(self, server: str) -> None:
        """Keep no token for `server`."""
        self._memory.forget(server)
        try:
            if keyring.get_password(_SERVICE, server) is not None:
                keyring.delete_password(_SERVICE, server)
        except KeyringError:
            return  # what cannot be reached cannot be read either
