"""Serves a database in a process of its own, with one operation more, which does nothing."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from agentview.contract.op import Nothing, Op
from agentview.contract.operations import OPERATIONS
from agentview.core.clock import ManualClock
from agentview.gateway.dispatch import Dispatcher
from agentview.gateway.embedded import Embedded
from agentview.gateway.feed import FeedHub
from agentview.models.database import Database, Stamp
from agentview.models.party import User
from agentview.server.app import App
from agentview.server.serve import StoppableServer
from agentview.services.handler import handle
from agentview.services.registry import HANDLERS
from agentview.services.session import token
from benchmarks.population import NOW

EMPTY = Op("bench.nothing", Nothing, Nothing, False, None, "Do nothing")  # noqa: FBT003 - as in the contract


def issue_token(database: Database, username: str) -> str:
    """Sign a person in without a password."""
    with database.write(Stamp("bench", NOW)) as session:
        user = session.query(User).where(User.username == username).one()
        return token.issue(session, user.id, NOW)[0]


@contextmanager
def served(url: str) -> Iterator[str]:
    """Serve the database at `url`; give the server's address."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        command = [sys.executable, "-m", "benchmarks.server", url, str(bound.fileno())]
        process = subprocess.Popen(command, pass_fds=[bound.fileno()], env=os.environ)
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            process.terminate()
            process.wait()


def main(url: str, handle_number: int) -> None:
    """Serve until the process is ended."""
    database = Database(url)
    handlers = (*HANDLERS, handle(EMPTY, lambda _unit, _request: Nothing()))
    embedded = Embedded(Dispatcher(database, handlers, ManualClock(NOW)), FeedHub(database))
    app = App(embedded, (*OPERATIONS, EMPTY))
    config = uvicorn.Config(
        app, http="httptools", loop="uvloop", ws="none", lifespan="off", log_config=None, access_log=False
    )
    with socket.socket(fileno=handle_number) as bound:
        StoppableServer(config, app.streams).run(sockets=[bound])
    embedded.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
