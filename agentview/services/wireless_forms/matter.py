"""A wireless order with the records around it, for whoever may know of it (D-31)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from agentview.contract.feed import Topic
from agentview.contract.wireless import Acknowledged, ItemKind, OrderType, WirelessStatus
from agentview.contract.wireless_forms import FieldId, FormField
from agentview.core.errors import NotFound, Refusal
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Account
from agentview.models.party import User
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.models.wireless_order import (
    WirelessAcknowledgement,
    WirelessOrder,
    WirelessOrderField,
    WirelessOrderItem,
    WirelessShipTo,
)
from agentview.services.unit import Unit
from agentview.services.wireless_forms.definition import SHIPPED_KINDS, Definition
from agentview.services.wireless_forms.definitions import DEFINITIONS
from agentview.services.wireless_forms.sealing import unseal, veiled
from agentview.services.wireless_scope import visible_orders

ENTITY = "wireless_order"
"""What the trail and the worklist call an order."""
Part = TypeVar("Part", WirelessOrderItem, WirelessOrderField, WirelessAcknowledgement)
_LineDevice = aliased(WirelessDevice)
_LineVendor = aliased(WirelessVendor)

_AROUND = (
    "order",
    "account",
    "requester",
    "beneficiary",
    "vendor",
    "line",
    "line_vendor",
    "line_device",
    "device",
    "ship_to",
)
"""What stands in one statement with an order."""


@dataclass(frozen=True, slots=True)
class Matter:
    """An order and what belongs to it. `line_device` is the device that is in use on its line."""

    order: WirelessOrder
    account: Account
    requester: User
    beneficiary: Employee | None
    vendor: WirelessVendor | None
    line: WirelessLine | None
    line_vendor: WirelessVendor | None
    line_device: WirelessDevice | None
    device: WirelessDevice | None
    ship_to: WirelessShipTo | None
    items: tuple[WirelessOrderItem, ...]
    texts: Mapping[FieldId, WirelessOrderField]
    agreed: Mapping[Acknowledged, WirelessAcknowledgement]

    @property
    def type(self) -> OrderType:
        """What it does."""
        return OrderType(self.order.type_code)

    @property
    def definition(self) -> Definition:
        """The row of its type."""
        return DEFINITIONS[self.type]

    @property
    def status(self) -> WirelessStatus:
        """Where it stands."""
        return WirelessStatus(self.order.status)

    @property
    def reference(self) -> str:
        """What people call it."""
        return order_reference(self.order.id)

    @property
    def is_shipped(self) -> bool:
        """Whether something of it goes by post (R-WL-10)."""
        return is_shipped(self.definition, [ItemKind(item.kind) for item in self.items])

    def items_of(self, kind: ItemKind) -> tuple[WirelessOrderItem, ...]:
        """Its items of a kind."""
        return tuple(item for item in self.items if item.kind == kind.value)

    def text(self, field_id: FieldId) -> str:
        """What was typed into a field, in full; "" for nothing. Raises Unavailable (`E-WL-FIELD-KEY`)."""
        row = self.texts.get(field_id)
        if row is None:
            return ""
        return unseal(row.value_text) if row.is_encrypted else row.value_text

    def is_veiled(self, field: FormField) -> bool:
        """Whether people read the last two characters alone: it is kept encrypted, or by now is to be."""
        row = self.texts.get(field.field_id)
        return row is not None and (row.is_encrypted or field.is_encrypted)

    def shown(self, field: FormField) -> str:
        """What people read of a field: of an encrypted one the last two characters (R-WL-15)."""
        text = self.text(field.field_id)
        return veiled(text) if self.is_veiled(field) else text


def is_shipped(definition: Definition, kinds: Sequence[ItemKind]) -> bool:
    """Say whether an order of a type with items of these kinds has something that goes by post."""
    return definition.is_shipped or not SHIPPED_KINDS.isdisjoint(kinds)


def order_reference(order_id: int) -> str:
    """Return what people call a wireless order (D-23)."""
    return reference(Prefix.WIRELESS_ORDER, order_id)


def matter_of(unit: Unit, order_id: int) -> Matter:
    """Return an order as it is now, in four statements. Raises NotFound, also for one not to be seen."""
    return _matter(unit, order_id, visible_orders(unit))


def any_matter(unit: Unit, order_id: int) -> Matter:
    """Return an order as it is now, for the program, whoever may see it. Raises NotFound."""
    return _matter(unit, order_id, WirelessOrder.id == order_id)


def _matter(unit: Unit, order_id: int, condition: ColumnElement[bool]) -> Matter:
    unit.session.flush()
    row = unit.session.execute(
        select(
            WirelessOrder,
            Account,
            User,
            Employee,
            WirelessVendor,
            WirelessLine,
            _LineVendor,
            _LineDevice,
            WirelessDevice,
            WirelessShipTo,
        )
        .join(Account, Account.id == WirelessOrder.account_id)
        .join(User, User.id == WirelessOrder.requester_user_id)
        .outerjoin(Employee, Employee.id == WirelessOrder.beneficiary_id)
        .outerjoin(WirelessVendor, WirelessVendor.id == WirelessOrder.vendor_id)
        .outerjoin(WirelessLine, WirelessLine.id == WirelessOrder.line_id)
        .outerjoin(_LineVendor, _LineVendor.id == WirelessLine.vendor_id)
        .outerjoin(_LineDevice, _LineDevice.line_id == WirelessLine.id)
        .outerjoin(WirelessDevice, WirelessDevice.id == WirelessOrder.device_id)
        .outerjoin(WirelessShipTo, WirelessShipTo.order_id == WirelessOrder.id)
        .where(WirelessOrder.id == order_id, condition)
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"order_id": order_id}))
    items = _rows(unit, WirelessOrderItem, order_id, WirelessOrderItem.id)
    texts = _rows(unit, WirelessOrderField, order_id, WirelessOrderField.field_id)
    agreed = _rows(unit, WirelessAcknowledgement, order_id, WirelessAcknowledgement.code)
    around: dict[str, Any] = dict(zip(_AROUND, row, strict=True))
    return Matter(
        **around,
        items=tuple(items),
        texts={FieldId(one.field_id): one for one in texts},
        agreed={Acknowledged(one.code): one for one in agreed},
    )


def _rows(unit: Unit, table: type[Part], order_id: int, order_by: Any) -> Sequence[Part]:  # noqa: ANN401 - a column
    wanted = select(table).where(table.order_id == order_id).order_by(order_by)
    return unit.session.scalars(wanted.execution_options(populate_existing=True)).all()


def tell(  # noqa: PLR0913 - the columns of an audit entry
    unit: Unit,
    order: WirelessOrder,
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
    unit.changed(
        Topic.WIRELESS_ORDER, order.id, action, (order.provider_id, None), account_id=order.account_id
    )
