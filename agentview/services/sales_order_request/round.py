"""One round of the Sales Order Request for a provider: any number of times, also at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from agentview.adaptors.fraud_port import FraudChecker, Unknown
from agentview.core import log
from agentview.core.errors import AgentViewError, Conflict, Unavailable
from agentview.core.fault_point import fault_point
from agentview.files.payload import PayloadFolder
from agentview.models.database import Database
from agentview.services.acting import Acting
from agentview.services.outbound_batch import send
from agentview.services.partner_folder import Outbox
from agentview.services.sales_order_request.claiming import Target, create_batch, open_batches, targets
from agentview.services.sales_order_request.fraud import Doubt, doubts, record_verdict
from agentview.services.sales_order_request.records import Outgoing, outgoing
from agentview.services.sales_order_request.sending import REQUEST_BATCH, Writes, blocks_as


class Form(Writes, Protocol):
    """How the files of a warehouse are written, and what their names end in."""

    @property
    def suffix(self) -> str:
        """What names end in, with the dot."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """What the round works with: who checks, the warehouses' formats and folders, and the own folder."""

    checker: FraudChecker
    form_of: Callable[[str], Form]
    outbox_of: Callable[[Outgoing], Outbox]
    payloads: PayloadFolder


@dataclass(frozen=True, slots=True)
class Sent:
    """How far a round is: batches that were looked at, of so many, and those that could not be sent."""

    done: int
    total: int
    failed: int


def run(acting: Acting, database: Database, provider_id: int, means: Means) -> Iterator[Sent]:
    """Check what is in doubt, make the batches that there are to make, and send all that are not sent.

    A warehouse that does not answer holds up no other one: its batch stays, and is tried again. Yields after
    each step, where the round may be ended. Raises the first Unavailable at the end.
    """
    for _ in check_deliveries(acting, database, provider_id, means.checker):
        yield Sent(0, 0, 0)
    make_batches(acting, database, provider_id, means.form_of)
    with database.read() as session:
        waiting = open_batches(session, provider_id)
    faults: list[AgentViewError] = []
    for done, batch_id in enumerate(waiting, start=1):
        fault = _fault_of_sending(acting, database, batch_id, means)
        faults += [fault] if fault else []
        yield Sent(done, len(waiting), len(faults))
    for fault in faults:
        if isinstance(fault, Unavailable):
            raise fault


def check_deliveries(
    acting: Acting, database: Database, provider_id: int, checker: FraudChecker
) -> Iterator[Doubt]:
    """Have each delivery checked, with no transaction open while somebody else looks at it (R-HW-09, 10).

    Yields those that were asked about. Who gives no answer is asked again in the next round.
    """
    after = 0
    while found := _next_doubts(database, provider_id, after):
        for doubt in found:
            after = doubt.order_id
            verdict = checker.check(doubt.delivery)
            fault_point("sales_order_request.after_check")
            if isinstance(verdict, Unknown):
                log.note("sales_order_request.unchecked", record_id=doubt.order_id)
            else:
                acting.act(partial(record_verdict, doubt=doubt, verdict=verdict))
                fault_point("sales_order_request.after_verdict")
            yield doubt


def make_batches(
    acting: Acting, database: Database, provider_id: int, form_of: Callable[[str], Form]
) -> None:
    """Make a batch for each warehouse for which lines wait."""
    with database.read() as session:
        found = targets(session, provider_id)
    for target in found:
        _make(acting, target, form_of(target.request_format).suffix)
        fault_point("sales_order_request.after_claim")


def _next_doubts(database: Database, provider_id: int, after: int) -> tuple[Doubt, ...]:
    with database.read() as session:
        return doubts(session, provider_id, after)


def _make(acting: Acting, target: Target, suffix: str) -> None:
    try:
        acting.act(lambda unit: create_batch(unit, target.warehouse_id, suffix))
    except Conflict as error:
        # Another run made a batch at the same moment; what it left is claimed by the next round.
        log.warn("sales_order_request.raced", code=error.code, record_id=target.warehouse_id)


def _fault_of_sending(
    acting: Acting, database: Database, batch_id: int, means: Means
) -> AgentViewError | None:
    try:
        with database.read() as session:
            found = outgoing(session, batch_id)
        form, outbox = means.form_of(found.request_format), means.outbox_of(found)
        send(acting, database, batch_id, REQUEST_BATCH, blocks_as(form), outbox, means.payloads)
    except AgentViewError as error:
        log.warn("sales_order_request.put_off", code=error.code, record_id=batch_id)
        return error
    return None
