"""One running program for each person and place: later starts hand their link to it and end."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from pathlib import Path

import platformdirs
from PySide6.QtCore import QLockFile, QObject, QThread, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LONGEST_MESSAGE = 4_096
_WAIT_MS = 2_000
_TRIES = 5
_PAUSE_MS = 100
_DONE = b"ok\n"
TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - the name of the variable by which a window may come forward


class Instance(QObject):
    """Is the running program, or finds it. `handed_over(link, token)` tells what a later start brought.

    `link` is "" where a later start brought none; `token` lets the window come forward.
    """

    handed_over = Signal(str, str)

    def __init__(self, place: str, folder: Path | None = None) -> None:
        """Knows its names; holds nothing yet. The folder is the person's own."""
        super().__init__()
        own = folder or platformdirs.user_state_path("agentview", appauthor=False)
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest = hashlib.sha256(f"{getpass.getuser()}\n{own}\n{place}".encode()).hexdigest()[:20]
        self._name = f"agentview-{digest}"
        self._lock = QLockFile(str(own / f"{self._name}.lock"))
        # A lock is as old as the program that holds it: only one whose program is gone is stale.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    @property
    def server_name(self) -> str:
        """What later starts call."""
        return self._name

    def take(self) -> bool:
        """Become the running program; False where there is one already. A dead one's lock is taken over."""
        if not self._lock.tryLock(0):
            return False
        # What a dead one left behind would keep the name.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def hand_over(self, link: str) -> bool:
        """Give a link to the running program; say whether it took it."""
        message = json.dumps({"link": link, "token": os.environ.get(TOKEN, "")}).encode() + b"\n"
        for turn in range(_TRIES):
            if turn:
                # It holds the lock and does not listen yet: it is just starting.
                QThread.msleep(_PAUSE_MS)
            if _send(self._name, message):
                return True
        return False

    def close(self) -> None:
        """Let the next one be the running program."""
        self._server.close()
        self._lock.unlock()

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
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > LONGEST_MESSAGE:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        told = _told(bytes(socket.readLine(LONGEST_MESSAGE).data()))
        if told is None:
            socket.abort()
            return
        socket.write(_DONE)
        socket.flush()
        self.handed_over.emit(*told)


def _send(name: str, message: bytes) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(message)
    is_taken = socket.waitForBytesWritten(_WAIT_MS) and socket.waitForReadyRead(_WAIT_MS)
    is_done = is_taken and bytes(socket.readAll().data()) == _DONE
    socket.disconnectFromServer()
    return is_done


def _told(line: bytes) -> tuple[str, str] | None:
    """Read a message; None for what no start of this program sends."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    if not isinstance(message, dict):
        return None
    link, token = message.get("link"), message.get("token")
    return (link, token) if isinstance(link, str) and isinstance(token, str) else None
