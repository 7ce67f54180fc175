"""Writes what a block of dispatch records changes, set by set: lines, pieces, enrolments, records, trail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.hardware import (
    HardwareLineStatus,
    RecordOutcome,
)
from agentview.models.batch import BatchRecord
from agentview.models.bulk import insert_rows, new_ids, update_rows
from agentview.models.dialect import among
from agentview.models.hardware import HardwareOrder, HardwareOrderLine, HardwareUnit
from agentview.services.bulk_trail import Entry, Move, audit_chosen, audit_many
from agentview.services.enrolments.dispatched import DispatchedUnit, enrol_dispatched
from agentview.services.sales_order_dispatch.rules import Judged, LineState
from agentview.services.unit import Unit

H, L = HardwareOrder, HardwareOrderLine
_ENTITY = "hardware_order_line"
_SHIPPED = HardwareLineStatus.DISPATCHED
_SHIPPED_COLUMNS = ("shipped_qty", "tracking_no", "carrier")
_RECORD_COLUMNS = (
    "batch_id",
    "seq",
    "hardware_order_id",
    "line_id",
    "unit_no",
    "outcome",
    "error_code",
    "error_text",
)
_LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Told:
    """A record of the file and what became of it; `line` is None where it is unknown."""

    seq: int
    line: LineState | None
    unit_no: int | None
    judged: Judged


def write_lines(unit: Unit, batch_id: int, lines: Iterable[LineState]) -> None:
    """Write the lines that changed, and the trail of those that moved."""
    touched = [line for line in lines if line.is_touched]
    shared = {"dispatch_batch_id": batch_id, "updated_at": unit.now, "updated_by": unit.caller.username}
    shipped = [line for line in touched if line.status is HardwareLineStatus.DISPATCHED]
    dispatched = {
        **shared,
        "status": HardwareLineStatus.DISPATCHED.value,
        "dispatched_at": unit.now,
        "error_code": None,
        "error_text": None,
    }
    rows = [(line.line_id, line.shipped, line.tracking_no, line.carrier) for line in shipped]
    update_rows(unit.session, HardwareOrderLine, _SHIPPED_COLUMNS, rows, dispatched)
    others = [
        (
            line.line_id,
            line.shipped,
            line.tracking_no,
            line.carrier,
            line.status.value,
            line.error_code,
            line.error_text,
        )
        for line in touched
        if line.status is not HardwareLineStatus.DISPATCHED
    ]
    columns = (*_SHIPPED_COLUMNS, "status", "error_code", "error_text")
    update_rows(unit.session, HardwareOrderLine, columns, others, shared)
    _write_trail(unit, [line for line in touched if line.old is not None])


def _write_trail(unit: Unit, moved: Sequence[LineState]) -> None:
    """Write down which lines moved: those that were shipped all at once."""
    entries = []
    for old in HardwareLineStatus:
        lines = [line for line in moved if line.old is old]
        alike = [one.line_id for one in lines if one.status is _SHIPPED and one.error_text is None]
        if alike:
            chosen = (
                select(L.id, H.account_id)
                .join(H, H.id == L.hardware_order_id)
                .where(among(unit.session, L.id, alike))
                .order_by(L.id)
            )
            audit_chosen(unit, _ENTITY, Move("dispatch", old.value, _SHIPPED.value), chosen)
        entries += [
            Entry(one.line_id, old.value, one.status.value, one.error_text, one.account_id)
            for one in lines
            if one.status is not _SHIPPED or one.error_text is not None
        ]
    audit_many(unit, _ENTITY, "dispatch", entries)


def write_units(unit: Unit, provider_id: int, told: Sequence[Told]) -> None:
    """Store the serials that came, and the enrolment of each device that can be enrolled (R-HW-24)."""
    pieces = [(one.line, serial) for one in told if one.line is not None for serial in one.judged.serials]
    if not pieces:
        return
    ids = new_ids(unit.session, HardwareUnit, len(pieces))
    insert_rows(
        unit.session,
        HardwareUnit,
        ("id", "line_id", "serial_type", "serial_no"),
        (
            (key, line.line_id, line.serial_type, serial)
            for key, (line, serial) in zip(ids, pieces, strict=True)
        ),
        {"provider_id": provider_id, "is_returned": False},
    )
    devices = [
        DispatchedUnit(
            key,
            line.account_id,
            line.product_id,
            line.programme_id,
            line.serial_type,
            serial,
            line.is_enrolment_requested,
        )
        for key, (line, serial) in zip(ids, pieces, strict=True)
        if line.programme_id is not None
    ]
    enrol_dispatched(unit, provider_id, devices)


def write_records(unit: Unit, batch_id: int, told: Iterable[Told]) -> None:
    """Write down what became of each record."""
    rows = (
        (
            batch_id,
            one.seq,
            one.line.order_id if one.line else None,
            one.line.line_id if one.line else None,
            one.unit_no,
            one.judged.outcome.value,
            one.judged.code,
            one.judged.text[:_LONGEST_TEXT] if one.judged.text else None,
        )
        for one in told
    )
    insert_rows(unit.session, BatchRecord, _RECORD_COLUMNS, rows)


def counts(told: Iterable[Told]) -> dict[RecordOutcome, int]:
    """Count the outcomes."""
    found = dict.fromkeys(RecordOutcome, 0)
    for one in told:
        found[one.judged.outcome] += 1
    return found
