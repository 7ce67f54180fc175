"""A hardware order with the records around it, for whoever may know of it (D-31)."""

from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.contract.hardware import FraudStatus, HardwareLineStatus, HardwareStatus
from agentview.core.errors import NotFound, Refusal
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Account, Address
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.models.hardware_catalogue import DeliveryMethod, Product, Warehouse
from agentview.models.party import Provider
from agentview.services.hardware_scope import visible_orders
from agentview.services.seller import seller_of
from agentview.services.unit import Unit

ENTITY = "hardware_order"
"""What the trail and the worklist call an order."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line with its product, and its warehouse where it has one."""

    line: HardwareOrderLine
    product: Product
    warehouse: Warehouse | None

    @property
    def status(self) -> HardwareLineStatus:
        """Where the line stands."""
        return HardwareLineStatus(self.line.status)


@dataclass(frozen=True, slots=True)
class Matter:
    """An order and what belongs to it."""

    order: HardwareOrder
    account: Account
    provider: Provider
    address: Address | None
    method: DeliveryMethod | None
    items: tuple[Item, ...]

    @property
    def status(self) -> HardwareStatus:
        """Where it stands."""
        return HardwareStatus(self.order.status)

    @property
    def fraud(self) -> FraudStatus:
        """How its fraud check stands."""
        return FraudStatus(self.order.fraud_status)

    @property
    def reference(self) -> str:
        """What people call it."""
        return order_reference(self.order.id)

    def item(self, line_id: int) -> Item:
        """Return one of its lines. Raises NotFound (`E-NOT-FOUND`)."""
        found = next((item for item in self.items if item.line.id == line_id), None)
        if found is None:
            raise NotFound(Refusal("E-NOT-FOUND", values={"line_id": line_id}))
        return found


def order_reference(order_id: int) -> str:
    """Return what people call a hardware order (D-23)."""
    return reference(Prefix.HARDWARE_ORDER, order_id)


def matter_of(unit: Unit, order_id: int) -> Matter:
    """Return an order as it is now, in two statements. Raises NotFound, also for another provider's."""
    unit.session.flush()
    row = unit.session.execute(
        select(HardwareOrder, Account, Provider, Address, DeliveryMethod)
        .join(Account, Account.id == HardwareOrder.account_id)
        .join(Provider, Provider.id == HardwareOrder.provider_id)
        .outerjoin(Address, Address.id == HardwareOrder.delivery_address_id)
        .outerjoin(DeliveryMethod, DeliveryMethod.id == HardwareOrder.delivery_method_id)
        .where(HardwareOrder.id == order_id, visible_orders(unit.caller, seller_of(unit)))
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"order_id": order_id}))
    return Matter(*row, items=_items(unit, order_id))


def tell(  # noqa: PLR0913 - the columns of an audit entry
    unit: Unit,
    order: HardwareOrder,
    action: str,
    *,
    field: str | None = None,
    old: str | None = None,
    new: str | None = None,
    reason: str | None = None,
    is_internal: bool = False,
) -> None:
    """Write down what was done to an order, and tell open screens."""
    unit.audit(
        ENTITY,
        order.id,
        action,
        field=field,
        old=old,
        new=new,
        reason=reason,
        is_internal=is_internal,
        account_id=order.account_id,
    )
    unit.changed(Topic.HARDWARE_ORDER, order.id, action, (order.provider_id, None))


def _items(unit: Unit, order_id: int) -> tuple[Item, ...]:
    rows = unit.session.execute(
        select(HardwareOrderLine, Product, Warehouse)
        .join(Product, Product.id == HardwareOrderLine.product_id)
        .outerjoin(Warehouse, Warehouse.id == HardwareOrderLine.warehouse_id)
        .where(HardwareOrderLine.hardware_order_id == order_id)
        .order_by(HardwareOrderLine.id)
        .execution_options(populate_existing=True)
    )
    return tuple(Item(*row) for row in rows)
