"""Which commands are open for the rows of a list, as its pages told; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping

from agentview.contract.value import CommandState, RefusalInfo


class Offered:
    """Remembers the commands of each kind of row by the key that the rows carry."""

    def __init__(self) -> None:
        """Knows nothing yet."""
        self._commands: dict[str, tuple[CommandState, ...]] = {}

    def learn(self, commands: Mapping[str, tuple[CommandState, ...]]) -> None:
        """Takes in what a page told; called on the thread that read it."""
        self._commands = {**self._commands, **commands}

    def against(self, key: str, command: str) -> tuple[RefusalInfo, ...] | None:
        """Every reason against a command; empty where it is open, None where nothing is known of it."""
        for state in self._commands.get(key, ()):
            if state.command == command:
                return state.refusals
        return None
