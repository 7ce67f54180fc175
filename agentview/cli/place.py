"""Opens the place where a command works: a database here, or a server."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import ArgumentError

from agentview.cli.address import server_url
from agentview.cli.command import ask_password, system_user
from agentview.core.clock import SystemClock
from agentview.core.errors import NotSignedIn, Refusal, rejected
from agentview.core.settings import Settings
from agentview.gateway.embedded import Embedded, open_embedded
from agentview.gateway.local import LocalGateway
from agentview.gateway.port import Gateway
from agentview.gateway.proxy_login import with_login
from agentview.gateway.remote import RemoteGateway
from agentview.gateway.token_store import KeyringTokenStore, MemoryTokenStore
from agentview.jobs.durable import DurableWork
from agentview.jobs.registry import jobs_of
from agentview.models.database import Database

_DEMO_FILE = "demo.sqlite3"


def gateway_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say where to work, and as whom."""
    place = parser.add_mutually_exclusive_group()
    database_argument(place)
    place.add_argument("--server", type=server_url, metavar="URL", help="work on a server instead")
    parser.add_argument(
        "--as",
        dest="user",
        metavar="USER",
        help="as whom: on a database, else the system's user; on a server asks for the password"
        " instead of using the session kept by `agentview sign-in`",
    )


def database_argument(parser: argparse._ActionsContainer) -> None:
    """Add the argument that names a database."""
    parser.add_argument(
        "--database",
        metavar="URL",
        help="sqlite:///... or postgresql+psycopg://...; else the own one, or the demo",
    )


def database_url(arguments: argparse.Namespace) -> str:
    """Return the URL of the database that is meant: as named or set, the own one, else the demo's."""
    url = new_database_url(arguments)
    is_named = arguments.database or Settings().database_url
    return demo_url() if not is_named and not exists(url) and exists(demo_url()) else url


def new_database_url(arguments: argparse.Namespace) -> str:
    """Return the URL of a database that may not be there yet: as named, as set, else the own one."""
    settings = Settings()
    return _checked(arguments.database or settings.database_url or settings.own_database_url())


def demo_url() -> str:
    """Return the URL of the demo operator's database."""
    return f"sqlite:///{Settings().data_folder / _DEMO_FILE}"


def exists(url: str) -> bool:
    """Say whether a database is there, as far as its file tells."""
    path = file_of(url)
    return path is None or path.exists()


def file_of(url: str) -> Path | None:
    """Return the file of an embedded database."""
    database = Database(url)
    name = database.url.database
    return Path(name) if database.is_embedded and name else None


def make_file(url: str) -> Path | None:
    """Make the file of an embedded database and return it; None where there is nothing to make.

    It belongs to its owner alone: the tables hold customers.
    """
    path = file_of(url)
    if path is None or path.exists():
        return None
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    return path


def _checked(url: str) -> str:
    """Raise Rejected (`E-DATABASE-URL`) for what names no database that AgentView works on."""
    try:
        Database(url)
    except (ArgumentError, ImportError) as error:
        raise rejected("E-DATABASE-URL") from error
    return url


@contextmanager
def opened_database(url: str, work: DurableWork | None = None) -> Iterator[Embedded]:
    """Open a database that is there, brought to this version; `work` takes what is asked for.

    Else it waits for a process with an engine.
    """
    if not exists(url):
        raise rejected("E-NO-DATABASE", file=str(file_of(url)))
    embedded = open_embedded(url, SystemClock(), work or DurableWork(jobs_of(Settings())))
    try:
        yield embedded
    finally:
        embedded.close()


@contextmanager
def opened_gateway(arguments: argparse.Namespace) -> Iterator[Gateway]:
    """Open what the arguments name, with somebody signed in. Raises NotSignedIn, Unavailable, Rejected."""
    if arguments.server:
        gateway = _remote(arguments.server, arguments.user)
        try:
            yield gateway
        finally:
            gateway.close()
        return
    with opened_database(database_url(arguments)) as embedded:
        # Who may write to the database's file may be anybody in it: there is nothing to protect from them.
        local = LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=True)
        local.sign_in(arguments.user or system_user(), None)
        yield local
        local.close()


def _remote(url: str, user: str | None) -> RemoteGateway:
    route = with_login(Settings().route())
    if user is not None:
        gateway = RemoteGateway(url, MemoryTokenStore(), route=route)
        gateway.sign_in(user, ask_password(f"Password of {user}: "))
        return gateway
    gateway = RemoteGateway(url, KeyringTokenStore(), route=route)
    if gateway.resume() is None:
        gateway.close()
        raise NotSignedIn(Refusal("E-SIGN-IN"))
    return gateway
