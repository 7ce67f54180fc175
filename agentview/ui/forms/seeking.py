"""Looks for what can be chosen as one types, the newest text first; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from agentview.gateway.port import Gateway
from agentview.ui.navigation import Desk

Choices = tuple[tuple[str, str], ...]
Finder = Callable[[Gateway, str], Choices]
"""Reads what fits a text: (value, word). It is called on the runner."""


class FoundView(Protocol):
    """What shows what was found."""

    def show_choices(self, name: str, text: str, choices: Choices) -> None:
        """Offer what fits the text in the field."""


class Seeker:
    """The fields of a form whose choices are looked for. Who owns the runs drops them when it closes."""

    def __init__(self, desk: Desk, view: FoundView, finders: Mapping[str, Finder], owner: object) -> None:
        """Looks for nothing before something is typed."""
        self._desk, self._view, self._finders, self._owner = desk, view, finders, owner

    def seek(self, name: str, text: str) -> None:
        """Look for what fits a text; without an answer, what is offered stays."""
        gateway, find = self._desk.gateway, self._finders[name]
        self._desk.runner.submit(
            lambda: find(gateway, text),
            lambda choices: self._view.show_choices(name, text, choices),
            lambda _error: None,
            self._owner,
            newest=f"seek:{name}",
        )
