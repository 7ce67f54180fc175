"""Hardware orders: items, delivery, generate, cancel, fraud, retry, close, return (SM-3, S-18).

People see an order as HO- and its id. Amounts are in minor units excluding tax.
"""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from agentview.contract.hardware import (
    BillingMode,
    EnrolmentStatus,
    FraudStatus,
    HardwareLineStatus,
    HardwareStatus,
    SerialType,
)
from agentview.contract.op import Message, Op
from agentview.contract.provisioning import AddressFields
from agentview.contract.value import CommandState, Line, Prose, RecordId, RefusalInfo, Version
from agentview.core.power import Power

MOST_UNITS = 10_000
"""So many units of a product one line may ask for."""
MOST_LINES = 500

Quantity = Annotated[int, Field(ge=1, le=MOST_UNITS)]
Instructions = Annotated[Prose, Field(max_length=1_000)]


class StartRequest(Message):
    """Begin an order for a customer, with nothing in it; the delivery is filled from the account."""

    account_id: RecordId
    billing_mode: BillingMode = BillingMode.NEXT_INVOICE


class OrderRef(Message):
    """An order, by its id."""

    order_id: RecordId


class ChangeRequest(OrderRef):
    """What changes an order names the version that was seen."""

    version: Version


class LineRef(ChangeRequest):
    """A line of an order."""

    line_id: RecordId


class AddLineRequest(ChangeRequest):
    """Add an item; without a warehouse, the first that ships the product."""

    product_id: RecordId
    qty: Quantity = 1
    warehouse_id: RecordId | None = None
    is_enrolment_requested: bool = False


class ChangeLineRequest(LineRef):
    """Change an item; the copied price stays (R-HW-29)."""

    qty: Quantity
    warehouse_id: RecordId | None = None
    is_enrolment_requested: bool = False


class DeliveryRequest(ChangeRequest):
    """Change the delivery, and when it is billed. Telephone numbers are kept in E.164."""

    name: Line = ""
    address: AddressFields = AddressFields()
    phone: Line = ""
    email: Line = ""
    delivery_method_id: RecordId | None = None
    instructions: Instructions = ""
    billing_mode: BillingMode


class ReasonRequest(ChangeRequest):
    """A change that takes a reason."""

    reason: Annotated[Prose, Field(min_length=1)]


class RetryRequest(ChangeRequest):
    """Send failed lines again: those named, or all of them where none is."""

    line_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_LINES)] = ()


class ReturnRequest(LineRef):
    """Take a line back: its price is credited, its enrolled devices are unenrolled."""

    reason: Annotated[Prose, Field(min_length=1)]


class RevealRequest(OrderRef):
    """Show name, address and contact of the delivery in full; the reason is audited (REVEAL_PII)."""

    reason: Annotated[Line, Field(min_length=1)]


class Unit(Message):
    """A serialised piece that was dispatched."""

    unit_id: int
    serial_type: SerialType
    serial_no: str
    is_returned: bool
    enrolment_id: int | None
    enrolment_status: EnrolmentStatus | None


class OrderLine(Message):
    """An item of an order, with what the warehouse said of it. `commands` are those of the line."""

    line_id: int
    product_id: int
    sku: str
    product: str
    warehouse_id: int | None
    warehouse: str
    qty: int
    unit_price_cents: int
    amount_cents: int
    status: HardwareLineStatus
    can_be_enrolled: bool
    is_enrolment_requested: bool
    shipped_qty: int
    units: tuple[Unit, ...]
    unit_count: int
    """How many units there are; `units` holds the first hundred."""
    tracking_no: str
    carrier: str
    error_code: str
    error_text: str
    is_billed: bool
    return_until: datetime | None
    commands: tuple[CommandState, ...] = ()


class Delivery(Message):
    """Where an order goes. Name, address, telephone and e-mail are masked for who did not type them in."""

    name: str
    address: AddressFields
    phone: str
    email: str
    delivery_method_id: int | None
    delivery_method: str
    price_cents: int
    instructions: str
    is_masked: bool


class OrderBatch(Message):
    """A batch that an order stands in; `partner` is the name of its warehouse or programme."""

    batch_id: int
    kind: str
    partner: str
    file_name: str
    status: str
    at: datetime


class HardwareOrder(Message):
    """An order with all that its page shows. `warnings` never stand against a command (R-HW-28)."""

    order_id: int
    version: int
    reference: str
    account_id: int
    account_no: str
    customer: str
    status: HardwareStatus
    fraud: FraudStatus
    fraud_reasons: tuple[RefusalInfo, ...]
    fraud_override_reason: str
    fraud_overridden_by: str
    billing_mode: BillingMode
    currency: str
    delivery: Delivery
    lines: tuple[OrderLine, ...]
    total_cents: int
    created_by: str
    created_at: datetime
    generated_by: str
    generated_at: datetime | None
    completed_at: datetime | None
    close_reason: str
    batches: tuple[OrderBatch, ...]
    warnings: tuple[RefusalInfo, ...]
    commands: tuple[CommandState, ...]


class RevealedDelivery(Message):
    """The delivery in full; the asking was audited."""

    name: str
    address: AddressFields
    phone: str
    email: str


class HistoryRequest(OrderRef):
    """What was done to an order, newest first, before the entry named."""

    before_id: RecordId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class HistoryEntry(Message):
    """Who did what to an order, one of its lines (`sku`), or what it was charged.

    `old` and `new` are states, quantities, or values of the delivery, which stand masked (R-GEN-09). `text`
    is what somebody wrote, `reasons` are those of the fraud check.
    """

    entry_id: int
    at: datetime
    by: str
    entity: str
    action: str
    sku: str
    field: str | None
    old: str | None
    new: str | None
    text: str
    reasons: tuple[RefusalInfo, ...]
    is_internal: bool


class History(Message):
    """Entries, newest first; `has_older`: there were more before."""

    entries: tuple[HistoryEntry, ...]
    has_older: bool


_P = Power.CREATE_HARDWARE_ORDER

START = Op("hardware_orders.start", StartRequest, HardwareOrder, True, _P, "Begin a hardware order")
GET = Op("hardware_orders.get", OrderRef, HardwareOrder, False, Power.READ_STATUS, "Read a hardware order")
HISTORY = Op(
    "hardware_orders.history",
    HistoryRequest,
    History,
    False,
    Power.READ_STATUS,
    "Read what was done to a hardware order",
)
ADD_LINE = Op("hardware_orders.add_line", AddLineRequest, HardwareOrder, True, _P, "Add an item")
CHANGE_LINE = Op("hardware_orders.change_line", ChangeLineRequest, HardwareOrder, True, _P, "Change an item")
REMOVE_LINE = Op("hardware_orders.remove_line", LineRef, HardwareOrder, True, _P, "Remove an item")
SET_DELIVERY = Op(
    "hardware_orders.set_delivery", DeliveryRequest, HardwareOrder, True, _P, "Change the delivery"
)
GENERATE = Op("hardware_orders.generate", ChangeRequest, HardwareOrder, True, _P, "Generate an order")
CANCEL = Op("hardware_orders.cancel", ReasonRequest, HardwareOrder, True, _P, "Cancel an order")
RECHECK_FRAUD = Op(
    "hardware_orders.recheck_fraud",
    ChangeRequest,
    HardwareOrder,
    True,
    Power.FRAUD_OVERRIDE,
    "Have a delivery checked for fraud again",
)
OVERRIDE_FRAUD = Op(
    "hardware_orders.override_fraud",
    ReasonRequest,
    HardwareOrder,
    True,
    Power.FRAUD_OVERRIDE,
    "Let an order pass that failed the fraud check",
)
RETRY = Op("hardware_orders.retry", RetryRequest, HardwareOrder, True, _P, "Send failed lines again")
CLOSE = Op(
    "hardware_orders.close", ReasonRequest, HardwareOrder, True, Power.FORCE_COMPLETE, "Close a failed order"
)
RETURN_LINE = Op("hardware_orders.return_line", ReturnRequest, HardwareOrder, True, _P, "Take a line back")
REVEAL = Op(
    "hardware_orders.reveal",
    RevealRequest,
    RevealedDelivery,
    True,
    Power.REVEAL_PII,
    "Show the delivery of an order in full",
)
