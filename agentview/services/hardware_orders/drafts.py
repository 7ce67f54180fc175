"""Begins hardware orders and edits their items, while they are new (R-HW-01, R-HW-02)."""

from agentview.contract.account import AccountStatus
from agentview.contract.hardware import HardwareCommand, HardwareLineStatus, HardwareStatus
from agentview.contract.hardware_orders import (
    MOST_LINES,
    AddLineRequest,
    ChangeLineRequest,
    HardwareOrder,
    LineRef,
    StartRequest,
)
from agentview.core.errors import refuse_if_any, rejected
from agentview.models.hardware import HardwareOrder as Order
from agentview.models.hardware import HardwareOrderLine
from agentview.models.hardware_catalogue import Product
from agentview.models.party import Provider
from agentview.services.customer_scope import held_account
from agentview.services.hardware_lifecycle import LIFECYCLE, HardwareFacts
from agentview.services.hardware_orders.deliveries import fill_from_account
from agentview.services.hardware_orders.describe import described
from agentview.services.hardware_orders.hold import hold
from agentview.services.hardware_orders.matter import Item, matter_of, tell
from agentview.services.hardware_orders.placing import place, product_on_sale
from agentview.services.seller import seller_of
from agentview.services.unit import Unit


def start(unit: Unit, request: StartRequest) -> HardwareOrder:
    """Begin an order for an Active account, its delivery filled from holder and first address (R-HW-01).

    Raises Rejected (`E-ACCOUNT-CLOSED-TO-ORDERS`), NotFound.
    """
    account = held_account(unit, request.account_id)
    facts = HardwareFacts(may_order=account.status == AccountStatus.ACTIVE)
    for row in LIFECYCLE.rows_of(HardwareCommand.START):
        refuse_if_any(row.guard(facts))
    seller = seller_of(unit)
    order = Order(
        provider_id=account.provider_id,
        account_id=account.id,
        status=HardwareStatus.NEW.value,
        billing_mode=request.billing_mode.value,
        currency=unit.session.get_one(Provider, account.provider_id).currency,
        agent_id=seller.agent_id if seller is not None else account.agent_id,
        fraud_reasons=[],
    )
    fill_from_account(unit, order, account)
    unit.session.add(order)
    unit.session.flush()
    tell(unit, order, HardwareCommand.START.value, new=order.status)
    return described(unit, matter_of(unit, order.id))


def add_line(unit: Unit, request: AddLineRequest) -> HardwareOrder:
    """Add an item; its price and tax code are copied and do not change with the catalogue (R-HW-29).

    Raises Conflict (`E-STALE`), Rejected (`E-STATE`, `E-PRODUCT-WITHDRAWN`, `E-NOT-SHIPPED`,
    `E-ENROL-UNSUPPORTED`, `E-LINES-MANY`), NotFound.
    """
    found = hold(unit, request.order_id, request.version, HardwareCommand.EDIT_LINES)
    if len(found.items) >= MOST_LINES:
        raise rejected("E-LINES-MANY", most=MOST_LINES)
    product = product_on_sale(unit, request.product_id)
    _refuse_enrolment(product, is_requested=request.is_enrolment_requested)
    line = HardwareOrderLine(
        hardware_order_id=found.order.id,
        product_id=product.id,
        warehouse_id=place(unit, product, request.warehouse_id),
        qty=request.qty,
        unit_price_cents=product.price_cents,
        tax_code=product.tax_code,
        status=HardwareLineStatus.NEW.value,
        is_enrolment_requested=request.is_enrolment_requested,
    )
    unit.session.add(line)
    tell(unit, found.order, "add_line", field=product.sku, new=str(line.qty))
    return described(unit, matter_of(unit, found.order.id))


def change_line(unit: Unit, request: ChangeLineRequest) -> HardwareOrder:
    """Change quantity, warehouse or the wish for enrolment; the copied price stays (R-HW-29).

    A product that was withdrawn meanwhile may stay. Raises as `add_line`.
    """
    found = hold(unit, request.order_id, request.version, HardwareCommand.EDIT_LINES)
    item = found.item(request.line_id)
    _refuse_enrolment(item.product, is_requested=request.is_enrolment_requested)
    before = _said(item)
    item.line.qty = request.qty
    item.line.warehouse_id = place(unit, item.product, request.warehouse_id)
    item.line.is_enrolment_requested = request.is_enrolment_requested
    unit.session.flush()
    now = matter_of(unit, found.order.id)
    tell(
        unit, now.order, "change_line", field=item.product.sku, old=before, new=_said(now.item(item.line.id))
    )
    return described(unit, matter_of(unit, found.order.id))


def remove_line(unit: Unit, request: LineRef) -> HardwareOrder:
    """Take an item out. Raises Conflict (`E-STALE`), Rejected (`E-STATE`), NotFound."""
    found = hold(unit, request.order_id, request.version, HardwareCommand.EDIT_LINES)
    item = found.item(request.line_id)
    unit.session.delete(item.line)
    tell(unit, found.order, "remove_line", field=item.product.sku, old=str(item.line.qty))
    return described(unit, matter_of(unit, found.order.id))


def _refuse_enrolment(product: Product, *, is_requested: bool) -> None:
    if is_requested and not product.is_enrolment_supported:
        raise rejected("E-ENROL-UNSUPPORTED", field="is_enrolment_requested", rule="R-ENR-01")


def _said(item: Item) -> str:
    """Say what an item asks for, for the trail."""
    parts = [str(item.line.qty), item.warehouse.code if item.warehouse is not None else ""]
    return " ".join(part for part in (*parts, "enrol" if item.line.is_enrolment_requested else "") if part)
