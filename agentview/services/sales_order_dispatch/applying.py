"""Applies the records of a good dispatch file, block by block, each block in one transaction.

The batch says how many records of its file are settled, in the transaction that settles them: whoever goes on
after an interruption starts behind them, and of two at once one gets the block.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from sqlalchemy import select, update

from agentview.contract.hardware import (
    BatchCommand,
    BatchStatus,
    HardwareStatus,
    RecordOutcome,
)
from agentview.contract.worklist import CaseType
from agentview.core.collection import collection_put_off
from agentview.core.fault_point import fault_point
from agentview.core.text import clean
from agentview.files.interfaces.checking import read
from agentview.files.interfaces.sales_order_dispatch import DISPATCH, DispatchOrder
from agentview.files.payload import PayloadFolder
from agentview.models.batch import Batch, BatchRecord
from agentview.services.acting import Acting
from agentview.services.batch_step import move
from agentview.services.hardware_billing import bill_held_orders
from agentview.services.hardware_cases import (
    end_batch_cases,
    end_order_cases,
    raise_batch_case,
    raise_dispatch_cases,
)
from agentview.services.hardware_followers import wake_followers
from agentview.services.hardware_standing import Followed, follow_lines
from agentview.services.inbound_batch import InboundFile
from agentview.services.partner_folder import Inbox, Shelf
from agentview.services.sales_order_dispatch.effects import (
    Told,
    counts,
    write_lines,
    write_records,
    write_units,
)
from agentview.services.sales_order_dispatch.loading import is_number_of, load_lines, serials_out
from agentview.services.sales_order_dispatch.rules import OURS, UNKNOWN_LINE, Judged, LineState, judge
from agentview.services.sales_order_dispatch.validating import SPOOL
from agentview.services.unit import Unit

BLOCK = 5_000
"""So many records of a file are settled in one transaction."""


def blocks(payloads: PayloadFolder, found: InboundFile) -> Iterator[Sequence[DispatchOrder]]:
    """Yield the records of a good file that are not settled, in blocks."""
    with payloads.open(found.batch_id, SPOOL) as stream:
        left = read(stream, DISPATCH, after=found.applied_upto)
        while block := list(islice(left, BLOCK)):
            yield block


def apply(acting: Acting, found: InboundFile, payloads: PayloadFolder) -> Iterator[int]:
    """Settle a file block by block; yield how many of its records are settled so far.

    Ends early where another run settled a block meanwhile: look again at where the batch stands.
    """
    at = found.applied_upto
    for block in blocks(payloads, found):
        if not acting.act(partial(apply_block, batch_id=found.batch_id, start=at, block=block)):
            return
        fault_point("sales_order_dispatch.after_block")
        at += len(block)
        yield at


def apply_block(unit: Unit, batch_id: int, start: int, block: Sequence[DispatchOrder]) -> bool:
    """Settle the records behind the first `start`; False where another run did, and nothing is changed."""
    batch = _take(unit, batch_id, start, len(block))
    if batch is None:
        return False
    provider_id, warehouse_id, told_before = batch
    with collection_put_off():
        lines = load_lines(unit, provider_id, warehouse_id, block)
        told = list(_judged(block, lines, serials_out(unit, provider_id, block), told_before))
        write_lines(unit, batch_id, lines.values())
        write_units(unit, provider_id, told)
        write_records(unit, batch_id, told)
        _count(unit, batch_id, counts(told))
        _follow(unit, provider_id, lines.values())
    return True


def finish(acting: Acting, found: InboundFile, inbox: Inbox) -> None:
    """Put the file of a settled batch away, then say that it is processed."""
    inbox.put_away(found.held, Shelf.ARCHIVE)
    fault_point("sales_order_dispatch.after_archive")
    acting.act(lambda unit: _finish(unit, found))
    fault_point("sales_order_dispatch.after_finish")


def _take(unit: Unit, batch_id: int, start: int, records: int) -> tuple[int, int, int] | None:
    """Take a block: return provider, warehouse, and how many line records were told of before it."""
    taken = (
        update(Batch)
        .where(Batch.id == batch_id, Batch.status == BatchStatus.VALIDATED.value, Batch.applied_upto == start)
        .values(applied_upto=start + records, row_version=Batch.row_version + 1)
        .returning(
            Batch.provider_id,
            Batch.warehouse_id,
            Batch.ok_count + Batch.refused_count + Batch.duplicate_count,
        )
    )
    row = unit.session.execute(taken, execution_options={"synchronize_session": False}).first()
    return None if row is None or row[1] is None else (row[0], row[1], row[2])


def _judged(
    block: Iterable[DispatchOrder], lines: dict[int, LineState], taken: set[tuple[str, str]], seq: int
) -> Iterator[Told]:
    for order in block:
        for record in order.lines:
            seq += 1
            line = lines.get(record.line_id)
            if line is None or not is_number_of(order.id, line.order_id):
                said = clean(f"{order.id} / {record.line_id}")
                yield Told(seq, None, record.unit, Judged(RecordOutcome.ERROR, UNKNOWN_LINE, said))
            else:
                yield Told(seq, line, record.unit, judge(record, line, taken))


def _count(unit: Unit, batch_id: int, found: dict[RecordOutcome, int]) -> None:
    counted = (
        update(Batch)
        .where(Batch.id == batch_id)
        .values(
            ok_count=Batch.ok_count + found[RecordOutcome.OK],
            refused_count=Batch.refused_count + found[RecordOutcome.ERROR],
            duplicate_count=Batch.duplicate_count + found[RecordOutcome.DUPLICATE],
        )
    )
    unit.session.execute(counted, execution_options={"synchronize_session": False})


def _follow(unit: Unit, provider_id: int, lines: Iterable[LineState]) -> None:
    """Let the orders of changed lines follow, bill what is due, and tell who must look (R-HW-20, R-HW-21)."""
    touched = [line for line in lines if line.is_touched]
    order_ids = sorted({line.order_id for line in touched})
    if not order_ids:
        return
    moved = follow_lines(unit, order_ids, "dispatch", provider_id)
    bill_held_orders(unit, order_ids)
    codes = {line.order_id: line.error_code or "" for line in touched if line.error_code}
    raise_dispatch_cases(unit, provider_id, _failed(moved, codes))
    done = [one.order_id for one in moved if one.old is HardwareStatus.ERROR]
    end_order_cases(unit, CaseType.DISPATCH_ERROR, done)


def _failed(moved: Iterable[Followed], codes: dict[int, str]) -> Iterator[tuple[int, int, str]]:
    for one in moved:
        if one.new is HardwareStatus.ERROR:
            yield one.order_id, one.account_id, codes.get(one.order_id, "")


def _finish(unit: Unit, found: InboundFile) -> None:
    batch = unit.session.get_one(Batch, found.batch_id)
    told = batch.ok_count + batch.refused_count + batch.duplicate_count
    has_errors = batch.refused_count > 0
    command = BatchCommand.PROCESS_WITH_ERRORS if has_errors else BatchCommand.PROCESS
    if not move(
        unit,
        found.batch_id,
        BatchStatus.VALIDATED,
        command,
        Batch.applied_upto == Batch.record_count,
        processed_at=unit.now,
        record_count=told,
    ):
        return
    end_batch_cases(unit, found.batch_id)
    refused = select(BatchRecord.error_code).where(
        BatchRecord.batch_id == found.batch_id,
        BatchRecord.outcome == RecordOutcome.ERROR.value,
        BatchRecord.error_code.in_(OURS),
    )
    code = unit.session.scalars(refused.limit(1)).first()
    if code is not None:
        raise_batch_case(unit, found.provider_id, found.batch_id, code, found.file_name)
    told_of = select(BatchRecord.hardware_order_id).where(
        BatchRecord.batch_id == found.batch_id, BatchRecord.hardware_order_id.is_not(None)
    )
    wake_followers(unit, found.provider_id, told_of)
