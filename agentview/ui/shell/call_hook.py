"""The local hook of telephone systems: GET http://127.0.0.1:PORT/call?from=NUMBER&token=TOKEN.

It listens on this computer alone, and only where a port was set. It tells a number and does nothing else.
"""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QHostAddress, QTcpServer, QTcpSocket

from agentview.core import log
from agentview.ui.shell.deep_link import Call, read_link

TOKEN_FILE = "call-hook-token"  # noqa: S105 - the name of a file
LONGEST_REQUEST = 4_096
_ANSWERS = {
    204: "No Content",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
}


def hook_token(folder: Path) -> str:
    """Return the person's token; it is made once, and only the person may read its file."""
    path = folder / TOKEN_FILE
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    token = secrets.token_urlsafe(24)
    path.touch(mode=0o600)
    path.write_text(token, encoding="ascii")
    return token


class CallHook(QObject):
    """`called(link)` tells a call as a link. What a request asked for is never logged."""

    called = Signal(str)

    def __init__(self, token: str, parent: QObject | None = None) -> None:
        """Listens to nothing yet."""
        super().__init__(parent)
        self._token = token
        self._server = QTcpServer(self)
        self._server.newConnection.connect(self._on_connection)

    def listen(self, port: int) -> bool:
        """Listen on this computer's own address; say whether the port was free. 0 takes any."""
        return self._server.listen(QHostAddress(QHostAddress.SpecialAddress.LocalHost), port)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._server.serverPort()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

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
        if isinstance(socket, QTcpSocket):
            self._read(socket)

    def _read(self, socket: QTcpSocket) -> None:
        seen = bytes(socket.peek(LONGEST_REQUEST + 1).data())
        is_whole = b"\r\n\r\n" in seen
        if not is_whole and len(seen) <= LONGEST_REQUEST:
            return
        socket.readAll()
        status, link = self._judge(seen) if is_whole else (400, "")
        socket.write(
            f"HTTP/1.1 {status} {_ANSWERS[status]}\r\n"
            "Content-Length: 0\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n".encode()
        )
        socket.disconnectFromHost()
        log.note("call_hook.asked", status=status)
        if link:
            self.called.emit(link)

    def _judge(self, request: bytes) -> tuple[int, str]:
        """Return the status of the answer, and the call as a link."""
        lines = request.decode("latin-1").split("\r\n\r\n", 1)[0].split("\r\n")
        method, _, rest = lines[0].partition(" ")
        path, _, query = rest.partition(" ")[0].partition("?")
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines[1:])
        }
        asked = dict(part.partition("=")[::2] for part in query.split("&"))
        if headers.get("host", "") not in {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}:
            # A web page that calls itself this computer may not call.
            return 403, ""
        if not self._is_known(headers.get("authorization", ""), unquote(asked.get("token", ""))):
            return 403, ""
        if path != "/call":
            return 404, ""
        if method != "GET":
            return 405, ""
        link = f"agentview:call?from={asked.get('from', '')}"
        return (204, link) if isinstance(read_link(link), Call) else (400, "")

    def _is_known(self, authorization: str, token: str) -> bool:
        given = authorization.removeprefix("Bearer ").strip() if authorization else token
        return hmac.compare_digest(given.encode(), self._token.encode())
