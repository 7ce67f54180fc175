"""Carries out operations: power, transaction, idempotency key, trail, errors."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from agentview.contract.op import Message, Op
from agentview.core.caller import Caller
from agentview.core.clock import Clock
from agentview.core.errors import AgentViewError, Conflict, NotSignedIn, Refusal
from agentview.models.database import Database, Stamp
from agentview.services import idempotency
from agentview.services.feed.publish import ring
from agentview.services.handler import Handler
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


class Dispatcher:
    """Runs the handler of an operation for a caller, each call in one transaction of its own."""

    def __init__(self, database: Database, handlers: Iterable[Handler], clock: Clock) -> None:
        """Serve `handlers` on `database`."""
        self.database = database
        self.clock = clock
        self._handlers = {handler.op.name: handler for handler in handlers}
        self._listeners: list[Callable[[], None]] = []

    def on_commit(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each commit that wrote change rows."""
        self._listeners.append(listener)

    def run(
        self, caller: Caller | None, op: Op[Req, Res], request: Req, key: str | None = None, address: str = ""
    ) -> Res:
        """Carry out `op`. Raises the errors of `core.errors`; anything else is a bug."""
        handler = self._handlers[op.name]
        who = _admitted(caller, op)
        now = self.clock.now()
        answer = (
            self._write(handler, who, now, request, key, address)
            if op.command
            else self._read(handler, who, now, request)
        )
        return op.response.model_validate(answer) if not isinstance(answer, op.response) else answer

    def _read(self, handler: Handler, caller: Caller, now: datetime, request: Message) -> Message:
        with self.database.read() as session:
            return handler.run(Unit(session, caller, now), request)

    def _write(
        self,
        handler: Handler,
        caller: Caller,
        now: datetime,
        request: Message,
        key: str | None,
        address: str,
    ) -> Message:
        stamp = Stamp(caller.username, now)
        refused: list[Callable[[Unit], None]] = []
        try:
            with self.database.write(stamp) as session:
                unit = Unit(session, caller, now, address, after_refusal=refused)
                answer = _once(unit, handler, request, key)
                _finish(unit, session)
        except AgentViewError:
            self._after_refusal(refused, caller, stamp, address)
            raise
        except StaleDataError as error:
            raise Conflict(Refusal("E-STALE", rule="R-PRV-41")) from error
        except IntegrityError as error:
            raise Conflict(Refusal("E-DUPLICATE")) from error
        if unit.has_changes:
            for listener in self._listeners:
                listener()
        return answer

    def _after_refusal(
        self, refused: list[Callable[[Unit], None]], caller: Caller, stamp: Stamp, address: str
    ) -> None:
        """Write what must be kept although the command was rolled back, such as a failed sign-in."""
        if refused:
            with self.database.write(stamp) as session:
                unit = Unit(session, caller, stamp.at, address)
                for write in refused:
                    write(unit)


def _admitted(caller: Caller | None, op: Op[Any, Any]) -> Caller:
    if op.is_public:
        return caller or NOBODY
    if caller is None:
        raise NotSignedIn(Refusal("E-SIGN-IN"))
    if op.power is not None:
        caller.demand(op.power)
    return caller


def _once(unit: Unit, handler: Handler, request: Message, key: str | None) -> Message:
    if key is None or not handler.op.takes_key:
        return handler.run(unit, request)
    digest = hashlib.sha256(request.model_dump_json().encode()).hexdigest()
    known = idempotency.earlier_answer(unit, key, handler.op.name, digest)
    if known is not None:
        earlier: Message = handler.op.response.model_validate_json(known)
        return earlier
    answer = handler.run(unit, request)
    idempotency.keep_answer(unit, key, answer.model_dump_json())
    return answer


def _finish(unit: Unit, session: Session) -> None:
    session.flush()
    if unit.has_changes:
        ring(session)
