"""Judges a stock file as a whole, takes it in, and puts it away (R-HW-03, R-HW-17, R-HW-19).

A file says what there was when it was received, unless it names another moment: taken in later than a newer
one, it replaces nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agentview.contract.hardware import BatchCommand, BatchKind, BatchStatus, RecordOutcome, StockSource
from agentview.contract.stock_file import StockLines, StockLineVerdict
from agentview.core import log
from agentview.core.errors import Conflict, Refusal, Rejected
from agentview.core.fault_point import fault_point
from agentview.files.interfaces.limits import FILE_NAME_PATTERN, LONGEST_FILE_NAME
from agentview.files.payload import PayloadFolder
from agentview.files.stock_file import read_stock
from agentview.models.batch import Batch
from agentview.models.database import Database
from agentview.models.hardware_catalogue import Warehouse
from agentview.services.acting import Acting
from agentview.services.batch_step import move
from agentview.services.hardware_cases import end_batch_cases
from agentview.services.inbound_batch import InboundFile, InboundKind, Partner, incoming, keep
from agentview.services.inbound_verdict import Kept, accept, is_used, kept_as, put_by, quarantine
from agentview.services.partner_folder import Inbox, Shelf
from agentview.services.stock.loading import check_file, load_file
from agentview.services.stock.scope import held_warehouse
from agentview.services.unit import Unit
from agentview.services.warehouse_partner import warehouse_partner

STOCK_FILE = InboundKind(BatchKind.STOCK_FILE, "stock_file", ".stock")
"""How stock files come in."""

_NAME = re.compile(FILE_NAME_PATTERN)


@dataclass(frozen=True, slots=True)
class StockSender:
    """A warehouse whose stock is known from its files, and where these lie."""

    exchange_url: str
    partner: Partner


def senders(session: Session, provider_id: int) -> Sequence[StockSender]:
    """Return the warehouses of a provider that send stock files; also one that is not connected any more."""
    found = session.execute(
        select(Warehouse.id, Warehouse.exchange_url)
        .where(
            Warehouse.provider_id == provider_id,
            Warehouse.exchange_url != "",
            Warehouse.stock_source == StockSource.FILE.value,
        )
        .order_by(Warehouse.id)
    ).all()
    return [StockSender(address, warehouse_partner(session, key)) for key, address in found]


def settle(
    acting: Acting,
    database: Database,
    batch_id: int,
    partner: Partner,
    inbox: Inbox,
    payloads: PayloadFolder,
) -> RecordOutcome | None:
    """Take a file that came in to its end; None where it is not ours to read yet, or is settled already."""
    found = _stands(database, batch_id)
    outcome = None
    if found is not None and found.status is BatchStatus.RECEIVED:
        outcome = _judge(acting, found, partner, inbox, payloads)
        found = _stands(database, batch_id)
    if found is None or found.status is not BatchStatus.VALIDATED:
        return outcome
    # It is moved before the batch says so: who goes on after an interruption finds the same again.
    inbox.put_away(found.held, Shelf.ARCHIVE)
    fault_point("stock_file.after_archive")
    acting.act(partial(_finish, batch_id=batch_id))
    fault_point("stock_file.after_finish")
    return RecordOutcome.OK


def _stands(database: Database, batch_id: int) -> InboundFile | None:
    with database.read() as session:
        return incoming(session, batch_id)


def _judge(
    acting: Acting, found: InboundFile, partner: Partner, inbox: Inbox, payloads: PayloadFolder
) -> RecordOutcome | None:
    """Take a file in, or refuse it as a whole; None where it is not ours to read yet, or was taken in."""
    kept: Kept = {}
    try:
        if not keep(found, STOCK_FILE, inbox, payloads):
            return None
        kept = kept_as(found, STOCK_FILE, payloads)
        return _take(acting, found, partner, inbox, payloads, kept)
    except Rejected as error:
        refusals = [_named(refusal, found) for refusal in error.refusals]
        quarantine(acting, STOCK_FILE, found, inbox, refusals, kept)
        return RecordOutcome.ERROR
    except Conflict as error:
        # A file of the same name was accepted at this moment: the next look finds it (R-HW-19).
        log.warn("stock_file.raced", code=error.code, record_id=found.batch_id)
        return None


def _take(
    acting: Acting,
    found: InboundFile,
    partner: Partner,
    inbox: Inbox,
    payloads: PayloadFolder,
    kept: Kept,
) -> RecordOutcome | None:
    _require_name(found.file_name)
    file = read_stock(payloads.path(found.batch_id, STOCK_FILE.ending))
    lines = StockLines(warehouse_id=partner.id, file_name=found.file_name, lines=file.lines, as_of=file.as_of)
    if not acting.act(lambda unit: _load(unit, found, partner, lines, kept)):
        put_by(acting, STOCK_FILE, found, inbox, found.file_name, kept)
        return RecordOutcome.DUPLICATE
    fault_point("stock_file.after_load")
    return None


def _require_name(name: str) -> None:
    """Refuse a name that cannot tell one file from another (R-HW-14)."""
    if len(name) > LONGEST_FILE_NAME:
        values = {"most": LONGEST_FILE_NAME}
        raise Rejected(Refusal("E-INTERFACE-LONG", "externalFileName", "R-HW-14", {**values}))
    if not _NAME.fullmatch(name):
        raise Rejected(Refusal("E-EXCHANGE-NAME", "externalFileName", "R-HW-14"))


def _load(unit: Unit, found: InboundFile, partner: Partner, lines: StockLines, kept: Kept) -> bool:
    """Take all lines in, in one transaction; False for a file whose name was used: nothing is taken then.

    Raises Rejected with the reasons against each line.
    """
    held_warehouse(unit, partner.id)
    if is_used(unit.session, STOCK_FILE, partner.name, found, found.file_name):
        return False
    as_of = lines.as_of or unit.session.get_one(Batch, found.batch_id).received_at
    request = lines.model_copy(update={"as_of": as_of})
    wrong = tuple(_refusals(check_file(unit, request).verdicts))
    if wrong:
        raise Rejected(*wrong)
    told = len(request.lines)
    if accept(unit, found, found.file_name, told, kept):
        load_file(unit, request)
        settled = update(Batch).where(Batch.id == found.batch_id).values(applied_upto=told, ok_count=told)
        unit.session.execute(settled, execution_options={"synchronize_session": False})
    return True


def _refusals(verdicts: Sequence[StockLineVerdict]) -> Iterator[Refusal]:
    for verdict in verdicts:
        for info in verdict.refusals:
            reason = info.refusal()
            yield replace(reason, rule="R-HW-17", values={"record": verdict.number, **reason.values})


def _named(refusal: Refusal, found: InboundFile) -> Refusal:
    """Return a reason that calls the file as its sender does, not as it is kept."""
    values = dict(refusal.values)
    return replace(refusal, values=values | {"file": found.file_name} if "file" in values else values)


def _finish(unit: Unit, batch_id: int) -> None:
    moved = move(unit, batch_id, BatchStatus.VALIDATED, BatchCommand.PROCESS, processed_at=unit.now)
    if moved:
        end_batch_cases(unit, batch_id)
