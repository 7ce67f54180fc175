"""Carries out operations: power, transaction, idempotency key, trail, errors."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from agentview.contract.op import Message, Op
from agentview.contract.session import CHANGE_PASSWORD, ME, SIGN_OUT
from agentview.core.caller import Caller
from agentview.core.clock import Clock
from agentview.core.errors import (
    AgentViewError,
    Conflict,
    Denied,
    NotSignedIn,
    Refusal,
    Unavailable,
    Unknown,
    rejected,
)
from agentview.models.database import Database, Stamp
from agentview.services import idempotency
from agentview.services.feed.publish import ring
from agentview.services.handler import Handler, Recall, Work
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Arrival, Unit
from agentview.services.work import NO_ENGINE, WorkEngine

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)
T = TypeVar("T")


_BEFORE_A_CHANGE = (ME, SIGN_OUT, CHANGE_PASSWORD)
"""What is open to somebody whose password was set by somebody else."""


class Dispatcher:
    """Runs the handler of an operation for a caller, each call in one transaction of its own."""

    def __init__(
        self,
        database: Database,
        handlers: Iterable[Handler],
        clock: Clock,
        engine: WorkEngine = NO_ENGINE,
    ) -> None:
        """Serve `handlers` on `database`; `engine` takes the work that they ask for."""
        self.database = database
        self.engine = engine
        self.clock = clock
        self._handlers = {handler.op.name: handler for handler in handlers}
        self._listeners: list[Callable[[], None]] = []

    def on_commit(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each commit that wrote change rows."""
        self._listeners.append(listener)

    def run(
        self,
        caller: Caller | None,
        op: Op[Req, Res],
        request: Req,
        key: str | None = None,
        *,
        address: str = "",
        token: str | None = None,
    ) -> Res:
        """Carry out `op`. Raises the errors of `core.errors`; anything else is a bug.

        `token` is what the caller signed in with, so that it can be revoked.
        """
        if not op.command:
            with self.database.read() as session:
                return self.read(session, caller, op, request)
        arrival, work = self._prepared(caller, op, request, address, token)
        if key is None or not op.takes_key:
            answer = self._write(arrival, work)
        else:
            recall = self._handlers[op.name].recall
            answer = self._write(arrival, lambda unit: _once(unit, op, request, key, work, recall))
        return _typed(op, answer)

    def read(self, session: Session, caller: Caller | None, op: Op[Req, Res], request: Req) -> Res:
        """Carry out a reader in a transaction that is open already."""
        arrival, work = self._prepared(caller, op, request)
        with _as_refusal():
            return _typed(op, work(arrival.unit(session)))

    def act(self, caller: Caller, work: Callable[[Unit], T]) -> T:
        """Do in a transaction what the program does by itself, for nobody who called."""
        return self._write(Arrival(caller, self.clock.now(), engine=self.engine), work)

    def _prepared(
        self,
        caller: Caller | None,
        op: Op[Req, Res],
        request: Req,
        address: str = "",
        token: str | None = None,
    ) -> tuple[Arrival, Work[Message]]:
        arrival = Arrival(_admitted(caller, op), self.clock.now(), address, token, self.engine)
        with _as_refusal():
            return arrival, self._handlers[op.name].prepare(self.database, arrival, request)

    def _write(self, arrival: Arrival, work: Callable[[Unit], T]) -> T:
        stamp = Stamp(arrival.caller.username, arrival.now)
        refused: list[Callable[[Unit], None]] = []
        is_committing = False
        try:
            with _as_refusal(), self.database.write(stamp) as session:
                unit = arrival.unit(session)
                unit.after_refusal = refused
                answer = work(unit)
                _finish(unit, session)
                is_committing = True
        except Unavailable as error:
            if is_committing:
                # The database went away before it said whether it kept the changes.
                raise Unknown(Refusal("E-UNKNOWN")) from error
            raise
        except AgentViewError:
            self._after_refusal(refused, arrival, stamp)
            raise
        if unit.has_changes:
            for listener in self._listeners:
                listener()
        return answer

    def _after_refusal(self, refused: list[Callable[[Unit], None]], arrival: Arrival, stamp: Stamp) -> None:
        """Write what must be kept although the command was rolled back, such as a failed sign-in."""
        if refused:
            with self.database.write(stamp) as session:
                unit = arrival.unit(session)
                for write in refused:
                    write(unit)


@contextmanager
def _as_refusal() -> Iterator[None]:
    """Turn what the database refuses into what it means for the caller."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict(Refusal("E-STALE", rule="R-PRV-41")) from error
    except IntegrityError as error:
        raise Conflict(Refusal("E-DUPLICATE")) from error
    except DataError as error:
        # PostgreSQL looks at each value whether it fits a column; SQLite takes it and finds nothing.
        raise rejected("E-VALUE") from error


def _typed(op: Op[Req, Res], answer: Message) -> Res:
    return answer if isinstance(answer, op.response) else op.response.model_validate(answer)


def _admitted(caller: Caller | None, op: Op[Any, Any]) -> Caller:
    if op.is_public:
        return caller or NOBODY
    if caller is None:
        raise NotSignedIn(Refusal("E-SIGN-IN"))
    if caller.must_change_password and op not in _BEFORE_A_CHANGE:
        raise Denied(Refusal("E-PASSWORD-DUE"))
    if op.power is not None:
        caller.demand(op.power)
    return caller


def _once(
    unit: Unit, op: Op[Req, Res], request: Req, key: str, work: Work[Message], recall: Recall | None
) -> Message:
    digest = hashlib.sha256(request.model_dump_json().encode()).hexdigest()
    known = idempotency.earlier_answer(unit, key, op.name, digest)
    if known is not None:
        return recall.tell(unit, request, known) if recall else op.response.model_validate_json(known)
    answer = work(unit)
    idempotency.keep_answer(unit, key, recall.mark(answer) if recall else answer.model_dump_json())
    return answer


def _finish(unit: Unit, session: Session) -> None:
    session.flush()
    if unit.has_changes:
        ring(session)
