"""One round of the Sales Order Dispatch for a warehouse: any number of times, also at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from agentview.contract.hardware import BatchStatus
from agentview.core import log
from agentview.core.errors import Conflict, Rejected
from agentview.files.payload import PayloadFolder
from agentview.models.database import Database
from agentview.services.acting import Acting
from agentview.services.inbound_batch import go_on, keep, open_batches, take_ready
from agentview.services.inbound_verdict import quarantine
from agentview.services.partner_folder import Inbox
from agentview.services.sales_order_dispatch.applying import apply, finish
from agentview.services.sales_order_dispatch.receiving import DISPATCH_FILE, Incoming, incoming
from agentview.services.sales_order_dispatch.validating import (
    SPOOL,
    Reads,
    spool,
    validate,
)
from agentview.services.warehouse_partner import warehouse_partner


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How far a file is: records settled, of how many."""

    batch_id: int
    done: int
    total: int


def run(
    acting: Acting,
    database: Database,
    warehouse_id: int,
    inbox: Inbox,
    file_format: Reads,
    payloads: PayloadFolder,
) -> Iterator[TakenIn]:
    """Take in what lies ready and what an earlier round left; yields after each block.

    Raises Unavailable where the warehouse's folder does not answer: all stays as it is.
    """
    with database.read() as session:
        sender = warehouse_partner(session, warehouse_id)
    go_on(acting, DISPATCH_FILE, sender, inbox)
    for _ in take_ready(acting, DISPATCH_FILE, sender, inbox):
        pass
    with database.read() as session:
        waiting = open_batches(session, DISPATCH_FILE, sender.name)
    for batch_id in waiting:
        yield from take_in(acting, database, batch_id, inbox, file_format, payloads)


def take_in(
    acting: Acting,
    database: Database,
    batch_id: int,
    inbox: Inbox,
    file_format: Reads,
    payloads: PayloadFolder,
) -> Iterator[TakenIn]:
    """Take one file from where it stands to its end."""
    found = _stands(database, batch_id)
    if found is not None and found.status is BatchStatus.RECEIVED:
        _judge(acting, found, inbox, file_format, payloads)
        found = _stands(database, batch_id)
    while found is not None and found.status is BatchStatus.VALIDATED:
        if not found.is_settled:
            _ensure_spool(found, inbox, file_format, payloads)
            for done in apply(acting, found, payloads):
                yield TakenIn(batch_id, done, found.record_count)
        found = _stands(database, batch_id)
        if found is not None and found.is_settled:
            finish(acting, found, inbox)
            payloads.drop(batch_id, SPOOL)
            return


def _ensure_spool(found: Incoming, inbox: Inbox, file_format: Reads, payloads: PayloadFolder) -> None:
    """Have the M4 form of a good file at hand: who goes on may be another computer than who began."""
    if not payloads.has(found.batch_id, SPOOL):
        keep(found, DISPATCH_FILE, inbox, payloads)
        spool(found, file_format, payloads)


def _judge(
    acting: Acting, found: Incoming, inbox: Inbox, file_format: Reads, payloads: PayloadFolder
) -> None:
    try:
        if keep(found, DISPATCH_FILE, inbox, payloads):
            validate(acting, found, inbox, file_format, payloads)
    except Rejected as error:
        # It was not even read: it is too large, or gone.
        quarantine(acting, DISPATCH_FILE, found, inbox, error.refusals, {})
    except Conflict as error:
        # A file of the same name was accepted at this moment: the next look finds it (R-HW-19).
        log.warn("sales_order_dispatch.raced", code=error.code, record_id=found.batch_id)


def _stands(database: Database, batch_id: int) -> Incoming | None:
    with database.read() as session:
        return incoming(session, batch_id)
