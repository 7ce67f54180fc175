"""Shows a hardware order with all that its page has, in a fixed number of statements (S-18)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, func, or_, select

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import (
    BillingMode,
    EnrolmentStatus,
    FraudStatus,
    HardwareStatus,
    SerialType,
)
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.errors import Refusal, Value
from agentview.models.batch import Batch, BatchRecord
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareUnit, StockCheck
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, Warehouse
from agentview.services.customer_scope import is_customer
from agentview.services.hardware_billing import billed_lines
from agentview.services.hardware_lifecycle import HardwareFacts
from agentview.services.hardware_orders import privacy
from agentview.services.hardware_orders.facts import (
    OFFERED_OF_LINE,
    command_states,
    facts_of,
    line_facts,
    return_until,
    units_out,
)
from agentview.services.hardware_orders.hold import stale
from agentview.services.hardware_orders.matter import Item, Matter, matter_of
from agentview.services.names import display_names
from agentview.services.unit import Unit

SHOWN_UNITS = 100
"""So many pieces of a line stand in the answer."""
_SHOWN_BATCHES = 50
_BEFORE_DISPATCH = frozenset({HardwareStatus.NEW, HardwareStatus.AWAITING_GENERATION})


def get(unit: Unit, request: contract.OrderRef) -> contract.HardwareOrder:
    """Read an order. Raises NotFound (`E-NOT-FOUND`), also for one of another provider (R-GEN-10)."""
    return described(unit, matter_of(unit, request.order_id))


def mark_of(answer: contract.HardwareOrder) -> str:
    """Return all that is kept of an answer: a delivery stands with its order, and nowhere else."""
    return f"{answer.order_id}/{answer.version}"


def told_again(unit: Unit, mark: str) -> contract.HardwareOrder:
    """Answer again. Raises Conflict (`E-STALE`) where the order changed since, NotFound."""
    order_id, version = (int(part) for part in mark.split("/"))
    found = matter_of(unit, order_id)
    if found.order.row_version != version:
        raise stale(unit, found.order)
    return described(unit, found)


def described(unit: Unit, found: Matter) -> contract.HardwareOrder:
    """Show an order to the caller; what the staff keeps to itself is not there for a customer's login."""
    order, hides = found.order, is_customer(unit.caller)
    people = display_names(unit, [order.created_by])
    facts = facts_of(unit, found)
    lines = _lines(unit, found, facts)
    return contract.HardwareOrder(
        order_id=order.id,
        version=order.row_version,
        reference=found.reference,
        account_id=found.account.id,
        account_no=found.account.account_no,
        customer=found.account.name,
        status=found.status,
        fraud=FraudStatus.NOT_REQUIRED if hides else found.fraud,
        fraud_reasons=() if hides else tuple(RefusalInfo(code=code) for code in order.fraud_reasons),
        fraud_override_reason="" if hides else order.fraud_override_reason or "",
        fraud_overridden_by="" if hides else order.fraud_overridden_by or "",
        billing_mode=BillingMode(order.billing_mode),
        currency=order.currency,
        delivery=privacy.shown(unit, found),
        lines=lines,
        total_cents=sum(line.amount_cents for line in lines) + order.delivery_price_cents,
        created_by=people.get(order.created_by, order.created_by),
        created_at=order.created_at,
        generated_by=order.generated_by or "",
        generated_at=order.generated_at,
        completed_at=order.completed_at,
        close_reason="" if hides else order.close_reason or "",
        batches=() if hides else _batches(unit, found),
        warnings=() if hides else _warnings(unit, found),
        commands=command_states(unit, found, facts),
    )


def _lines(unit: Unit, found: Matter, facts: HardwareFacts) -> tuple[contract.OrderLine, ...]:
    ids = [item.line.id for item in found.items]
    units, out, billed = _units(unit, ids), units_out(unit, ids), billed_lines(unit, ids)
    made = []
    for item in found.items:
        key = item.line.id
        of_line = replace(facts, line=line_facts(unit, item, out.get(key, 0)))
        commands = command_states(unit, found, of_line, OFFERED_OF_LINE)
        made.append(_line(item, units.get(key, ()), commands, is_billed=key in billed))
    return tuple(made)


def _line(
    item: Item, units: Sequence[Row[Any]], commands: tuple[CommandState, ...], *, is_billed: bool
) -> contract.OrderLine:
    line, product = item.line, item.product
    return contract.OrderLine(
        line_id=line.id,
        product_id=product.id,
        sku=product.sku,
        product=product.name,
        warehouse_id=line.warehouse_id,
        warehouse=item.warehouse.name if item.warehouse is not None else "",
        qty=line.qty,
        unit_price_cents=line.unit_price_cents,
        amount_cents=line.unit_price_cents * line.qty,
        status=item.status,
        can_be_enrolled=product.is_enrolment_supported,
        is_enrolment_requested=line.is_enrolment_requested,
        shipped_qty=line.shipped_qty,
        units=tuple(map(_unit, units)),
        unit_count=units[0].whole if units else 0,
        tracking_no=line.tracking_no or "",
        carrier=line.carrier or "",
        error_code=line.error_code or "",
        error_text=line.error_text or "",
        is_billed=is_billed,
        return_until=return_until(item),
        commands=commands,
    )


def _units(unit: Unit, line_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """Return the first pieces of each line, with their newest enrolment and how many there are in all."""
    of_line = HardwareUnit.line_id
    numbered = (
        select(
            HardwareUnit.id,
            func.row_number().over(partition_by=of_line, order_by=HardwareUnit.id).label("number"),
            func.count().over(partition_by=of_line).label("whole"),
        )
        .where(HardwareUnit.line_id.in_(line_ids))
        .subquery()
    )
    newest = (
        select(func.max(DeviceEnrolment.id))
        .where(DeviceEnrolment.hardware_unit_id == HardwareUnit.id)
        .correlate(HardwareUnit)
        .scalar_subquery()
    )
    rows = unit.session.execute(
        select(
            HardwareUnit.line_id,
            HardwareUnit.id,
            HardwareUnit.serial_type,
            HardwareUnit.serial_no,
            HardwareUnit.is_returned,
            DeviceEnrolment.id.label("enrolment_id"),
            DeviceEnrolment.status.label("enrolment_status"),
            numbered.c.whole,
        )
        .join(numbered, numbered.c.id == HardwareUnit.id)
        .outerjoin(DeviceEnrolment, DeviceEnrolment.id == newest)
        .where(numbered.c.number <= SHOWN_UNITS)
        .order_by(HardwareUnit.line_id, HardwareUnit.id)
    )
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.line_id].append(row)
    return found


def _unit(row: Row[Any]) -> contract.Unit:
    return contract.Unit(
        unit_id=row.id,
        serial_type=SerialType(row.serial_type),
        serial_no=row.serial_no,
        is_returned=row.is_returned,
        enrolment_id=row.enrolment_id,
        enrolment_status=EnrolmentStatus(row.enrolment_status) if row.enrolment_status else None,
    )


def _batches(unit: Unit, found: Matter) -> tuple[contract.OrderBatch, ...]:
    """Return the newest batches that a line of the order stands in, or stood in before it was tried again."""
    ids = [item.line.id for item in found.items]
    now = {item.line.request_batch_id for item in found.items}
    now |= {item.line.dispatch_batch_id for item in found.items}
    recorded = select(BatchRecord.batch_id).where(BatchRecord.line_id.in_(ids))
    partner = func.coalesce(Warehouse.name, DeviceEnrolmentProvider.name, Batch.partner)
    rows = unit.session.execute(
        select(Batch, partner.label("partner"))
        .outerjoin(Warehouse, Warehouse.id == Batch.warehouse_id)
        .outerjoin(DeviceEnrolmentProvider, DeviceEnrolmentProvider.id == Batch.enrolment_provider_id)
        .where(or_(Batch.id.in_(now - {None}), Batch.id.in_(recorded)))
        .order_by(Batch.id.desc())
        .limit(_SHOWN_BATCHES)
    )
    return tuple(
        contract.OrderBatch(
            batch_id=row.id,
            kind=row.kind,
            partner=name,
            file_name=row.file_name or row.external_file_name or "",
            status=row.status,
            at=row.created_at,
        )
        for row, name in rows
    )


def _warnings(unit: Unit, found: Matter) -> tuple[RefusalInfo, ...]:
    """Warn of what the last stock check found too little of; the warehouse decides (R-HW-28)."""
    if found.status not in _BEFORE_DISPATCH:
        return ()
    newest = (
        select(func.max(StockCheck.id))
        .where(StockCheck.hardware_order_id == found.order.id)
        .group_by(StockCheck.warehouse_id, StockCheck.product_id)
    )
    rows = unit.session.scalars(select(StockCheck).where(StockCheck.id.in_(newest)))
    available = {(row.warehouse_id, row.product_id): row.available_qty for row in rows}
    wanted: dict[tuple[int | None, int], int] = defaultdict(int)
    names = {item.product.id: item.product.name for item in found.items}
    for item in found.items:
        wanted[item.line.warehouse_id, item.line.product_id] += item.line.qty
    return tuple(
        RefusalInfo.of(_shortage(names[product_id], has, qty))
        for (warehouse_id, product_id), qty in wanted.items()
        if (has := available.get((warehouse_id or 0, product_id))) is not None and has < qty
    )


def _shortage(product: str, available: int, wanted: int) -> Refusal:
    values: dict[str, Value] = {"product": product, "available": available, "wanted": wanted}
    return Refusal("E-STOCK-SHORT", rule="R-HW-28", values=values)
