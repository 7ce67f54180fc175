"""Charges dispatched lines of hardware orders, each once, however many at a time (R-HW-22, 23, 31).

The database makes the charges out of the rows that it has: nothing of them passes through the program.
"""

from sqlalchemy import ColumnElement, String, case, cast, false, func, literal, select, true
from sqlalchemy.orm import aliased

from agentview.contract.hardware import HardwareLineStatus, HardwareStatus
from agentview.core.reference import Prefix
from agentview.models.bulk import insert_chosen, new_ids
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.models.hardware_catalogue import Product
from agentview.models.subscription import Cardline
from agentview.services.bulk_trail import Move, audit_chosen, tracked
from agentview.services.cardline import PENDING
from agentview.services.unit import Unit

HARDWARE, DELIVERY = "HARDWARE", "HARDWARE_DELIVERY"
"""The kinds of charges; a line has at most one of each, by a unique index."""

_DUE = (HardwareStatus.COMPLETE.value, HardwareStatus.ERROR.value)
_COLUMNS = (
    "account_id",
    "amount_ex_cents",
    "currency",
    "tax_code",
    "description",
    "hardware_order_line_id",
)
_LONGEST = 200
L, H = HardwareOrderLine, HardwareOrder


def charge(unit: Unit, of_orders: ColumnElement[bool]) -> ColumnElement[bool] | None:
    """Charge what is due of orders; return which cardlines were made, None where none was.

    `of_orders` is a condition on lines. A line is due when it is dispatched, its order COMPLETE or in ERROR,
    and it was not charged. The delivery of an order is charged with the first of its lines. The caller holds
    the orders.
    """
    # Nobody else has this number or a larger one for a charge of these lines: their orders are held.
    (first,) = new_ids(unit.session, Cardline, 1)
    if not _charge_lines(unit, of_orders):
        return None
    _charge_deliveries(unit, of_orders, first)
    of_lines = Cardline.hardware_order_line_id.in_(select(L.id).where(of_orders))
    made = (Cardline.id >= first) & of_lines
    for kind in (HARDWARE, DELIVERY):
        _write_trail(unit, kind, made)
    return made


def _charge_lines(unit: Unit, of_orders: ColumnElement[bool]) -> int:
    said = _number() + ": " + cast(L.shipped_qty, String) + " \u00d7 " + Product.name
    is_due = (L.status == HardwareLineStatus.DISPATCHED.value) & H.status.in_(_DUE)
    due = (
        select(
            H.account_id,
            L.unit_price_cents * L.shipped_qty,
            H.currency,
            L.tax_code,
            func.substr(said, 1, _LONGEST),
            L.id,
        )
        .join(H, H.id == L.hardware_order_id)
        .join(Product, Product.id == L.product_id)
        .where(of_orders, _looked_at(is_due), ~_has(HARDWARE))
        .order_by(H.id, L.id)
    )
    return insert_chosen(unit.session, Cardline, _COLUMNS, due, _shared(unit, HARDWARE))


def _charge_deliveries(unit: Unit, of_orders: ColumnElement[bool], first: int) -> None:
    """Charge what a delivery costs, once an order: it hangs on the order's first line, with its tax code."""
    other, charged = aliased(L), aliased(L)
    first_line = select(func.min(other.id)).where(other.hardware_order_id == H.id).correlate(H)
    is_billed_now = (
        select(Cardline.id)
        .join(charged, charged.id == Cardline.hardware_order_line_id)
        .where(charged.hardware_order_id == H.id, Cardline.id >= first, Cardline.kind == HARDWARE)
        .correlate(H)
    )
    due = (
        select(H.account_id, H.delivery_price_cents, H.currency, L.tax_code, _number() + ": delivery", L.id)
        .join(H, H.id == L.hardware_order_id)
        .where(
            of_orders,
            H.delivery_price_cents != 0,
            L.id == first_line.scalar_subquery(),
            ~_has(DELIVERY),
            is_billed_now.exists(),
        )
        .order_by(H.id)
    )
    insert_chosen(unit.session, Cardline, _COLUMNS, due, _shared(unit, DELIVERY))


def _number() -> ColumnElement[str]:
    return literal(f"{Prefix.HARDWARE_ORDER}-") + cast(H.id, String)


def _has(kind: str) -> ColumnElement[bool]:
    """Say whether the line has been charged for this."""
    own = select(Cardline.id).where(Cardline.hardware_order_line_id == L.id, Cardline.kind == kind)
    return own.correlate(L).exists()


def _looked_at(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return a condition by which no rows are searched for.

    Of states a planner knows only how common they were when it last counted, before this transaction.
    """
    return case((condition, true()), else_=false())


def _shared(unit: Unit, kind: str) -> dict[str, object]:
    return {"kind": kind, "status": PENDING, **tracked(unit)}


def _write_trail(unit: Unit, kind: str, made: ColumnElement[bool]) -> None:
    """Write each charge into the timeline of its customer."""
    amount = cast(Cardline.amount_ex_cents, String) + " " + Cardline.currency
    charged = select(Cardline.id, Cardline.account_id, amount).where(made, Cardline.kind == kind)
    move = Move("charge", field=kind)
    audit_chosen(unit, "cardline", move, charged.order_by(Cardline.id), "new_value")
