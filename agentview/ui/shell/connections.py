"""Hears what comes in on the connections of a server on this computer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket, QTcpServer, QTcpSocket


class Connections(QObject):
    """Calls `read(socket)` whenever a connection of `server` has something new; drops those that ended."""

    def __init__(self, server: QLocalServer | QTcpServer, read: Callable[[Any], None]) -> None:
        """`read` takes sockets of the server's own kind."""
        super().__init__(server)
        self._server, self._read = server, read
        server.newConnection.connect(self._on_connection)

    @Slot()
    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._on_ready)
            if socket.bytesAvailable():
                self._read(socket)

    @Slot()
    def _on_ready(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket | QTcpSocket):
            self._read(socket)
