"""The set-up of a computer that nobody has: kept in memory, with the answers that a scene asks for."""

from __future__ import annotations

from agentview import __version__
from agentview.core.errors import AgentViewError
from agentview.core.route import Connection
from agentview.ui.setup.port import KeptConnection, NewProvider


class StagedSetUp:
    """Implements `SetUp`. `error` is what the next calls end with; `done` tells what was kept."""

    def __init__(self) -> None:
        """Nothing is set yet."""
        self.kept = KeptConnection()
        self.error: AgentViewError | None = None
        self.done: list[object] = []

    def connection(self) -> KeptConnection:
        """Return what is set."""
        return self.kept

    def probe(self, connection: Connection) -> str:
        """Answer as a server of this version."""
        self._end_with("probe", connection)
        return __version__

    def keep_connection(self, connection: Connection) -> None:
        """Keep it in memory."""
        self._end_with("keep", connection)
        self.kept = KeptConnection(connection, self.kept.locked)

    def use_demo(self) -> None:
        """Note it."""
        self._end_with("demo")

    def owner(self) -> str:
        """Return a name."""
        return "olga"

    def found(self, provider: NewProvider) -> None:
        """Note it."""
        self._end_with("found", provider)

    def _end_with(self, *call: object) -> None:
        if self.error is not None:
            raise self.error
        self.done.append(call)
