"""Bills dispatched lines of hardware orders, each once, and credits what comes back (R-HW-22, 23, 31).

A line is billed when its order is COMPLETE, or in ERROR (D-09): so many pieces as were shipped. What the
delivery costs is charged once an order, with its first bill, and bears the tax code of its first line; it is
not credited when a line comes back. NEXT_INVOICE leaves pending cardlines to the next regular invoice,
IMMEDIATE makes an invoice of the day. An order of which a tax code has no percentage any more is left to the
regular invoice, so that what a warehouse answered is never lost.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from agentview.contract.hardware import BillingMode
from agentview.core.clock import local_day
from agentview.core.money import Money
from agentview.models.bulk import insert_rows, new_ids, update_rows
from agentview.models.dialect import among
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.models.hardware_catalogue import HardwareSetting
from agentview.models.money import Invoice
from agentview.models.party import Provider
from agentview.models.subscription import Cardline
from agentview.services.bulk_trail import tracked
from agentview.services.cardline import PENDING
from agentview.services.hardware_charges import DELIVERY, HARDWARE, charge
from agentview.services.hardware_standing import lock_orders
from agentview.services.ledger_posting import open_entries
from agentview.services.unit import Unit

CREDIT = "HARDWARE_CREDIT"
"""The kind of what is given back; a line has at most one, by a unique index."""
OF_HARDWARE = frozenset({HARDWARE, DELIVERY, CREDIT})
BILLED = "BILLED"
TERM = timedelta(days=14)
"""So long after it was issued an invoice is due."""
FIRST_NUMBER = 1_000_000
"""Numbers of invoices go on from here by their ids: nobody else gives such a one."""

L, H = HardwareOrderLine, HardwareOrder


def bill_orders(unit: Unit, order_ids: Sequence[int]) -> None:
    """Bill what is due of orders: dispatched lines that have not been billed. Holds the orders."""
    lock_orders(unit, order_ids)
    bill_held_orders(unit, order_ids)


def bill_held_orders(unit: Unit, order_ids: Sequence[int]) -> None:
    """Bill what is due of orders that are held already, in as many statements for many as for one.

    A line is due when it is dispatched, its order COMPLETE or in ERROR, and it was not billed: calling this
    again does nothing.
    """
    unit.session.flush()
    made = charge(unit, among(unit.session, L.hardware_order_id, order_ids))
    if made is not None:
        _invoice_at_once(unit, made)


def credit_line(unit: Unit, line_id: int) -> None:
    """Credit a line that came back, once: what it was billed with, on the next regular invoice."""
    unit.session.flush()
    billed = unit.session.scalars(
        select(Cardline).where(Cardline.hardware_order_line_id == line_id, Cardline.kind == HARDWARE)
    ).first()
    if billed is None:
        return
    made = Cardline(
        account_id=billed.account_id,
        kind=CREDIT,
        amount_ex_cents=-billed.amount_ex_cents,
        currency=billed.currency,
        tax_code=billed.tax_code,
        description=billed.description,
        status=PENDING,
        hardware_order_line_id=line_id,
    )
    unit.session.add(made)
    unit.session.flush()
    said = f"{made.amount_ex_cents} {made.currency}"
    unit.audit("cardline", made.id, "charge", field=CREDIT, new=said, account_id=made.account_id)


def billed_lines(unit: Unit, line_ids: Collection[int]) -> set[int]:
    """Return which of the lines have been billed."""
    rows = unit.session.scalars(
        select(Cardline.hardware_order_line_id).where(
            Cardline.hardware_order_line_id.in_(line_ids), Cardline.kind == HARDWARE
        )
    )
    return {line_id for line_id in rows if line_id is not None}


def tax_on(amount: Money, percent: int) -> Money:
    """Return the tax on an amount, rounded half up: an invoice is the sum of its parts with theirs."""
    return amount.times(percent, 100)


def _invoice_at_once(unit: Unit, made: ColumnElement[bool]) -> None:
    """Make an invoice of each order that is billed at once, out of its charges just made."""
    of_order: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in _billed_at_once(unit, made):
        of_order[row.order_id].append(row)
    percents = _percents(unit, {own[0].provider_id for own in of_order.values()}) if of_order else {}
    totals: dict[int, Money] = {}
    for order_id, own in of_order.items():
        known = percents.get(own[0].provider_id, {})
        if all(row.tax_code in known for row in own):
            amounts = ((Money(row.amount_ex_cents, row.currency), known[row.tax_code]) for row in own)
            parts = (amount + tax_on(amount, percent) for amount, percent in amounts)
            totals[order_id] = sum(parts, Money(0, own[0].currency))
    if not totals:
        return
    ids = new_ids(unit.session, Invoice, len(totals))
    rows = [
        _invoice(unit, key, of_order[order_id][0], total)
        for key, (order_id, total) in zip(ids, totals.items(), strict=True)
    ]
    insert_rows(unit.session, Invoice, tuple(rows[0]), [tuple(row.values()) for row in rows])
    open_entries(unit, ((row["account_id"], row["id"], row["total_inc_cents"]) for row in rows))
    billed = [(row.id, key) for key, order_id in zip(ids, totals, strict=True) for row in of_order[order_id]]
    update_rows(unit.session, Cardline, ("invoice_id",), billed, {"status": BILLED})


def _billed_at_once(unit: Unit, made: ColumnElement[bool]) -> Sequence[Row[Any]]:
    wanted: Select[*tuple[Any, ...]] = (
        select(
            Cardline.id,
            Cardline.amount_ex_cents,
            Cardline.currency,
            Cardline.tax_code,
            H.id.label("order_id"),
            H.account_id,
            H.provider_id,
            Provider.timezone,
        )
        .join(L, L.id == Cardline.hardware_order_line_id)
        .join(H, H.id == L.hardware_order_id)
        .join(Provider, Provider.id == H.provider_id)
        .where(made, H.billing_mode == BillingMode.IMMEDIATE.value)
        .order_by(H.id, Cardline.id)
    )
    return unit.session.execute(wanted).all()


def _percents(unit: Unit, provider_ids: Collection[int]) -> dict[int, dict[str, int]]:
    rows = unit.session.execute(
        select(HardwareSetting.provider_id, HardwareSetting.tax_percent).where(
            HardwareSetting.provider_id.in_(provider_ids)
        )
    )
    return {row.provider_id: row.tax_percent for row in rows}


def _invoice(unit: Unit, key: int, order: Row[Any], total: Money) -> dict[str, Any]:
    issued_on = local_day(unit.now, order.timezone)
    return {
        "id": key,
        "account_id": order.account_id,
        "invoice_no": f"INV-{FIRST_NUMBER + key}",
        "issued_on": issued_on,
        "due_on": issued_on + TERM,
        "currency": total.currency,
        "total_inc_cents": total.minor,
        "amount_due_inc_cents": total.minor,
        "disputed_cents": 0,
        "status": "ISSUED" if total.minor else "PAID",
        **tracked(unit),
    }
