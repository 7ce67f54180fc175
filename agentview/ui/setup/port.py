"""What the set-up pages ask of the computer; imports no Qt. Calls block and run on a worker's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from agentview.core.route import Connection
from agentview.core.setting_layers import Origin


@dataclass(frozen=True, slots=True)
class KeptConnection:
    """The way to the server as it is set now; `locked` names what the user cannot change, and who set it."""

    connection: Connection = field(default_factory=Connection)
    locked: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewProvider:
    """A provider to be, and who owns it."""

    name: str
    zone: str
    currency: str
    region: str
    username: str
    password: str


class SetUp(Protocol):
    """The settings of this computer, and what is made on it."""

    def connection(self) -> KeptConnection:
        """Return the way to the server. Raises Rejected (`E-SETTING-...`)."""
        ...

    def probe(self, connection: Connection) -> str:
        """Return the version of the server that answers. Raises Rejected, Unavailable with what is wrong."""
        ...

    def keep_connection(self, connection: Connection) -> None:
        """Write the way to the server into the user's settings, and work there. Raises Rejected, OSError."""
        ...

    def use_demo(self) -> None:
        """Work on the demo operator from now on. Raises Rejected, OSError."""
        ...

    def owner(self) -> str:
        """Return who is at this computer, by the name of the system's user."""
        ...

    def found(self, provider: NewProvider) -> None:
        """Make an own database with a provider and its owner, and work there. Raises Rejected, OSError."""
        ...
