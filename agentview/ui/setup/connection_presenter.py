"""The way to the server as it is typed: tried out, and kept for the next start; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from agentview.core.route import Connection, ProxyUse, Route
from agentview.ui.kit.runner import Runner
from agentview.ui.setup.port import KeptConnection, SetUp

SERVER, PROXY, PROXY_URL, AUTHORITY = "server_url", "proxy", "proxy_url", "certificate_authority"
PROXY_USER, PROXY_PASSWORD = "proxy_user", "proxy_password"


class ConnectionView(Protocol):
    """What the set-up page shows."""

    def show_kept(self, kept: KeptConnection) -> None:
        """Fill the form with what is set now, and close what somebody else has set."""
        ...

    def show_testing(self) -> None:
        """The way is being tried out."""
        ...

    def show_reached(self, server: str, version: str) -> None:
        """A server answered."""
        ...

    def show_wrong(self, error: Exception) -> None:
        """Say what is wrong, beside the fields that it names; what was typed stays."""
        ...

    def show_saved(self) -> None:
        """It is kept: say from when it counts."""
        ...


class ConnectionPresenter:
    """Every call goes through the runner; the newest test counts."""

    def __init__(self, view: ConnectionView, runner: Runner, set_up: SetUp) -> None:
        """Shows nothing before `start`."""
        self._view, self._runner, self._set_up = view, runner, set_up

    def start(self) -> None:
        """Show what is set now."""
        self._runner.submit(
            self._set_up.connection, self._view.show_kept, self._view.show_wrong, self, newest="kept"
        )

    def test(self, typed: Mapping[str, object]) -> None:
        """Try out what was typed; nothing is kept."""
        connection = connection_of(typed)
        self._view.show_testing()
        self._runner.submit(
            lambda: self._set_up.probe(connection),
            lambda version: self._view.show_reached(connection.server, version),
            self._view.show_wrong,
            self,
            newest="test",
        )

    def save(self, typed: Mapping[str, object]) -> None:
        """Keep what was typed, whether a server answers there or not."""
        connection = connection_of(typed)
        self._runner.submit(
            lambda: self._set_up.keep_connection(connection),
            lambda _nothing: self._view.show_saved(),
            self._view.show_wrong,
            self,
            newest="save",
        )

    def close(self) -> None:
        """Hear no answers any more."""
        self._runner.drop(self)


def connection_of(typed: Mapping[str, object]) -> Connection:
    """Return the way to the server that the fields of the form say."""
    proxy = ProxyUse(str(typed[PROXY] or ProxyUse.SYSTEM.value))
    authority = str(typed[AUTHORITY] or "")
    # What was typed for another use of the proxy is neither checked nor kept.
    names = (PROXY_URL, PROXY_USER, PROXY_PASSWORD)
    url, user, password = (str(typed[name] or "") if proxy is ProxyUse.MANUAL else "" for name in names)
    route = Route(proxy, url, Path(authority).expanduser() if authority else None, user, password)
    return Connection(str(typed[SERVER] or "").rstrip("/"), route)
