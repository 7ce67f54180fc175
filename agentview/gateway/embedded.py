"""The services in this process: a database brought up to date, the dispatcher on it, and its change feed."""

import importlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from agentview.contract.op import Message, Op
from agentview.core.caller import Caller
from agentview.core.clock import Clock
from agentview.core.errors import NotSignedIn, Refusal, Unavailable, rejected
from agentview.gateway.dispatch import Dispatcher
from agentview.gateway.feed import FeedHub
from agentview.models.database import Database
from agentview.models.presence import Presence, lobby_of
from agentview.models.revision import NEWEST, revision_of
from agentview.services.handler import Handler
from agentview.services.registry import HANDLERS
from agentview.services.session.caller import caller_with
from agentview.services.work import NO_ENGINE, WorkEngine

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


@dataclass(frozen=True, slots=True)
class Reading:
    """An open read transaction of a caller."""

    caller: Caller
    _dispatcher: Dispatcher
    _session: Session

    def run(self, op: Op[Req, Res], request: Req) -> Res:
        """Carry out a reader. Raises the errors of `core.errors`."""
        return self._dispatcher.read(self._session, self.caller, op, request)


@dataclass(frozen=True, slots=True)
class Embedded:
    """What answers calls in this process; `presence` keeps the tables as they are meanwhile."""

    dispatcher: Dispatcher
    hub: FeedHub
    presence: Presence | None = None

    @property
    def database(self) -> Database:
        """The database underneath."""
        return self.dispatcher.database

    @property
    def database_url(self) -> str:
        """The address of the database, with its password: for what opens connections of its own."""
        return self.database.url.render_as_string(hide_password=False)

    def caller_with(self, token: str) -> Caller:
        """Return whose token this is. Raises NotSignedIn (`E-SESSION-ENDED`) where it is not valid."""
        with self.reading(token) as reading:
            return reading.caller

    @contextmanager
    def reading(self, token: str) -> Iterator[Reading]:
        """Open a read transaction for whose token this is: one for the look-up and what is read then.

        Raises NotSignedIn (`E-SESSION-ENDED`) where the token is not valid.
        """
        with self.database.read() as session:
            caller = caller_with(session, token, self.dispatcher.clock.now())
            if caller is None:
                raise NotSignedIn(Refusal("E-SESSION-ENDED"))
            yield Reading(caller, self.dispatcher, session)

    def revision(self) -> str:
        """Return the revision of the tables, "" where there are none.

        Raises Unavailable (`E-DATABASE`) where nobody answers.
        """
        with self.database.read() as session:
            if not inspect(session.connection()).has_table("alembic_version"):
                return ""
            return session.scalar(text("SELECT version_num FROM alembic_version")) or ""

    def ready_revision(self) -> str:
        """Return the revision of the tables, with which this version can work.

        Raises Unavailable (`E-DATABASE`) where nobody answers, (`E-TABLES`) where another version was here.
        """
        revision = self.revision()
        if not self.fits(revision):
            raise Unavailable(Refusal("E-TABLES"))
        return revision

    def fits(self, revision: str) -> bool:
        """Say whether this version works with tables of a revision."""
        return revision == NEWEST

    def close(self) -> None:
        """Let go of threads and connections."""
        self.hub.close()
        self.database.close()
        if self.presence is not None:
            self.presence.close()


def open_embedded(url: str, clock: Clock, engine: WorkEngine = NO_ENGINE) -> Embedded:
    """Open the database at `url`, bringing its tables to this version first; `engine` takes work.

    Raises Unavailable (`E-DATABASE`) where it does not answer, Rejected (`E-OTHERS-WORK`) while programs of
    an older version work on it, and (`E-DATABASE-NEWER`) where a newer one has changed its tables.
    """
    with ExitStack() as undo:
        database = undo.enter_context(closing(Database(url)))
        # Nothing is read here: the block turns errors of the connection into Unavailable.
        with database.read():
            _bring_up(database)
            presence = undo.enter_context(closing(lobby_of(database).enter()))
            if revision_of(database) != NEWEST:
                # A newer version came between the two.
                raise rejected("E-DATABASE-NEWER")
        undo.pop_all()
    return replace(serve_from(database, clock, engine=engine), presence=presence)


def _bring_up(database: Database) -> None:
    if revision_of(database) != NEWEST:
        # Loaded only now: what changes tables takes an eighth of a second, and is wanted once a version.
        importlib.import_module("agentview.models.upgrade").upgrade_alone(database)


def is_for_one_process(url: str) -> bool:
    """Say whether only one process may work on the database at `url`."""
    return Database(url).is_embedded


def serve_from(
    database: Database,
    clock: Clock,
    handlers: tuple[Handler, ...] = HANDLERS,
    engine: WorkEngine = NO_ENGINE,
) -> Embedded:
    """Put the services on a database that is up to date."""
    dispatcher = Dispatcher(database, handlers, clock, engine)
    hub = FeedHub(database)
    dispatcher.on_commit(hub.wake)
    return Embedded(dispatcher, hub)
