"""What must hold of hardware orders at any time, whatever happened before (SM-3, R-HW)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from agentview.contract.hardware import FraudStatus, HardwareLineStatus, HardwareStatus
from agentview.models.hardware import HardwareOrder, HardwareOrderLine, HardwareUnit
from agentview.models.hardware_catalogue import Product
from agentview.models.subscription import Cardline
from agentview.models.work_item import WorkItem
from agentview.services.hardware_lifecycle import order_status

L = HardwareLineStatus
S = HardwareStatus
_SHIPPED = {L.DISPATCHED, L.RETURNED}
_BEFORE = {L.NEW, L.CANCELLED}
LEVEL = "HARDWARE_ORDER"


def _orders(session: Session) -> list[Row[Any]]:
    return list(session.execute(select(*HardwareOrder.__table__.columns)))


def _lines(session: Session) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    columns = HardwareOrderLine.__table__.columns
    wanted: Select[*tuple[Any, ...]] = (
        select(*columns, Product.is_serialised)
        .join(Product, Product.id == HardwareOrderLine.product_id)
        .order_by(HardwareOrderLine.id)
    )
    for row in session.execute(wanted):
        found[row.hardware_order_id].append(row)
    return found


def _orders_follow_their_lines(session: Session, _tasks: object) -> Iterator[str]:
    """After generation the state is that of the lines; before it all lines are new (R-HW-30)."""
    lines = _lines(session)
    for order in _orders(session):
        found = [L(line.status) for line in lines[order.id]]
        if order.generated_at is None:
            is_right = order.status in {S.NEW, S.CANCELLED} and set(found) <= _BEFORE
            wanted = "NEW or CANCELLED"
        else:
            wanted = order_status(found).value
            is_right = order.status == wanted
        if not is_right:
            yield f"HO-{order.id}: {order.status}, not {wanted}, with lines {found}"
        if order.status == S.COMPLETE and order.completed_at is None:
            yield f"HO-{order.id}: complete, and nobody knows since when"


def _nothing_is_sent_in_doubt(session: Session, _tasks: object) -> Iterator[str]:
    """No batch has a line of an order whose delivery is not cleared; what was sent has a batch (R-HW-09)."""
    doubt = {FraudStatus.PENDING.value, FraudStatus.FAILED.value}
    lines = _lines(session)
    for order in _orders(session):
        for line in lines[order.id]:
            if order.fraud_status in doubt and line.request_batch_id is not None:
                yield f"HO-{order.id}: {order.fraud_status}, and line {line.id} is in a batch"
            if line.status == L.SENT and line.request_batch_id is None:
                yield f"HO-{order.id}: line {line.id} was sent in no batch"


def _each_line_is_billed_once(session: Session, _tasks: object) -> Iterator[str]:
    """What is dispatched of a complete or failed order is billed, once, and nothing else is (R-HW-31)."""
    charged: dict[tuple[int, str], list[int]] = defaultdict(list)
    rows = session.execute(
        select(Cardline.hardware_order_line_id, Cardline.kind, Cardline.amount_ex_cents).where(
            Cardline.hardware_order_line_id.is_not(None)
        )
    )
    for line_id, kind, cents in rows:
        charged[line_id or 0, kind].append(cents)
    lines = _lines(session)
    for order in _orders(session):
        yield from _charges_of(order, lines[order.id], charged)


def _charges_of(
    order: Row[Any], lines: list[Row[Any]], charged: dict[tuple[int, str], list[int]]
) -> Iterator[str]:
    is_due = order.status in {S.COMPLETE, S.ERROR}
    has_bill = False
    for line in lines:
        billed, credit = charged.get((line.id, "HARDWARE"), []), charged.get((line.id, "HARDWARE_CREDIT"), [])
        price = line.unit_price_cents * line.shipped_qty
        has_bill = has_bill or bool(billed)
        most = [price] if line.status in _SHIPPED else []
        if (billed != most and is_due) or billed not in ([], most):
            yield f"HO-{order.id}: line {line.id} {line.status} billed {billed}, not {most}"
        if credit != ([-price] if line.status == L.RETURNED else []):
            yield f"HO-{order.id}: line {line.id} {line.status} credited {credit}"
    delivery = [cents for line in lines for cents in charged.get((line.id, "HARDWARE_DELIVERY"), [])]
    wanted = [order.delivery_price_cents] if has_bill and order.delivery_price_cents else []
    if delivery != wanted:
        yield f"HO-{order.id}: delivery charged {delivery}, not {wanted}"


def _units_are_those_shipped(session: Session, _tasks: object) -> Iterator[str]:
    """Each piece of a serialised line that was shipped has its number; a returned line has none out."""
    out: Counter[int] = Counter()
    whole: Counter[int] = Counter()
    rows = session.execute(
        select(HardwareUnit.line_id, HardwareUnit.is_returned, func.count()).group_by(
            HardwareUnit.line_id, HardwareUnit.is_returned
        )
    )
    for line_id, is_returned, count in rows:
        whole[line_id] += count
        out[line_id] += 0 if is_returned else count
    for lines in _lines(session).values():
        for line in lines:
            shipped = line.shipped_qty if line.is_serialised else 0
            is_back = line.status == L.RETURNED
            if whole[line.id] != shipped or out[line.id] != (0 if is_back else shipped):
                told = f"{whole[line.id]} units, {out[line.id]} out, {shipped} shipped"
                yield f"line {line.id} {line.status}: {told}"


def _cases_stand_while_they_are_needed(session: Session, _tasks: object) -> Iterator[str]:
    """An order in error has one case, and so has one that the fraud check holds (R-HW-09, R-HW-21)."""
    rows = session.execute(
        select(WorkItem.level_id, WorkItem.type_code).where(
            WorkItem.level == LEVEL, WorkItem.status.in_(("OPEN", "IN_PROGRESS"))
        )
    )
    found = Counter((row.level_id, row.type_code) for row in rows)
    orders = _orders(session)
    wanted = Counter((order.id, "DISP") for order in orders if order.status == S.ERROR)
    wanted += Counter(
        (order.id, "FRAU")
        for order in orders
        if order.status == S.AWAITING_GENERATION and order.fraud_status == FraudStatus.FAILED
    )
    if found != wanted:
        yield f"cases of hardware orders: {dict(found)}, not {dict(wanted)}"


CHECKS: tuple[Callable[[Session, Any], Iterator[str]], ...] = (
    _orders_follow_their_lines,
    _nothing_is_sent_in_doubt,
    _each_line_is_billed_once,
    _units_are_those_shipped,
    _cases_stand_while_they_are_needed,
)
