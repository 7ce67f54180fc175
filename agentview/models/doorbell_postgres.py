"""The doorbell of PostgreSQL, which rings when any process commits changes."""

import selectors
import socket
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL

from agentview.core.errors import Refusal, Unavailable
from agentview.models.dialect import DOORBELL


class PostgresDoorbell:
    """Rings when any process commits changes: LISTEN on a direct connection of its own."""

    def __init__(self, url: URL) -> None:
        """Prepare for the database at `url`; it is called at the first wait."""
        self._url = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._line: psycopg.Connection[tuple[Any, ...]] | None = None
        self._near, self._far = socket.socketpair()
        self._far.settimeout(0)

    def wait(self, seconds: float) -> None:
        """Wait until it rings, at most `seconds`; not at all on a fresh line, on which rings were missed."""
        try:
            if self._line is None:
                self._line = self._call()
                return
            with selectors.DefaultSelector() as selector:
                selector.register(self._line.fileno(), selectors.EVENT_READ)
                selector.register(self._near, selectors.EVENT_READ)
                ready = [key.fileobj for key, _ in selector.select(seconds)]
            if self._near in ready:
                self._near.recv(4096)
            for _ in self._line.notifies(timeout=0):
                pass
        except psycopg.OperationalError as error:
            self._hang_up()
            raise Unavailable(Refusal("E-DATABASE")) from error

    def ring(self) -> None:
        """Wake the waiting thread."""
        try:
            self._far.send(b"!")
        except BlockingIOError:
            return  # so many rings wait already that one more says nothing

    def close(self) -> None:
        """Let go of the line."""
        self._hang_up()
        self._near.close()
        self._far.close()

    def _call(self) -> psycopg.Connection[tuple[Any, ...]]:
        line = psycopg.connect(self._url, autocommit=True, connect_timeout=5)
        line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(DOORBELL)))
        return line

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
