"""Keeps the columns of a list on the server, the same on every computer; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import JsonValue

from agentview.contract.desk import PREFERENCE, SAVE_PREFERENCE, Preference, PreferenceRequest
from agentview.ui.navigation import Desk


class LayoutKeeper:
    """Reads the layout once and saves it whenever it changed."""

    def __init__(self, desk: Desk, name: str, show: Callable[[JsonValue], None]) -> None:
        """`name` is the list's preference; `show(layout)` is called with what was saved, if anything was."""
        self._desk, self._name, self._show = desk, name, show
        self._known: JsonValue = None

    def read(self) -> None:
        """Reads what was saved."""
        gateway, wanted = self._desk.gateway, PreferenceRequest(name=self._name)
        self._desk.runner.submit(lambda: gateway.call(PREFERENCE, wanted), self._on_read, _ignore, self)

    def save(self, layout: JsonValue) -> None:
        """Saves a layout, unless it is the one that is saved already."""
        if layout == self._known:
            return
        self._known = layout
        gateway, kept = self._desk.gateway, Preference(name=self._name, value=layout)
        self._desk.runner.submit(
            lambda: gateway.call(SAVE_PREFERENCE, kept),
            _ignore,
            _ignore,
            self,
            newest="save",
        )

    def _on_read(self, kept: Preference) -> None:
        if kept.value is not None and self._known is None:
            self._known = kept.value
            self._show(kept.value)


def _ignore(_answer: object) -> None:
    """Columns are a convenience: what could not be kept is kept the next time."""
