"""Service status: why a customer's services do not work, what mends it, and who can do it (S-24)."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import CommandState, RecordId, RefusalInfo
from agentview.core.errors import Value
from agentview.core.power import Power, Role


class HoldCause(StrEnum):
    """Why a service is held (D-26), the strongest first."""

    FRAUD = "FRAUD"
    LOST_OR_STOLEN = "LOST_OR_STOLEN"
    CREDIT_LIMIT = "CREDIT_LIMIT"
    NON_PAYMENT = "NON_PAYMENT"
    CUSTOMER_REQUEST = "CUSTOMER_REQUEST"
    OTHER = "OTHER"


class HoldOrigin(StrEnum):
    """Who placed a hold: the rules, which lift it again, or a person, who must lift it (R-SUS-23)."""

    AUTO = "AUTO"
    MANUAL = "MANUAL"


class Bar(StrEnum):
    """What a hold bars, the strongest first: everything, or what goes out (E30)."""

    ALL = "BAR_ALL"
    OUTGOING = "BAR10"


class Severity(StrEnum):
    """How bad a finding is for the customer, the worst first."""

    STOPPED = "STOPPED"
    LIMITED = "LIMITED"
    WAITING = "WAITING"
    NOTICE = "NOTICE"
    FINE = "FINE"


class Cause(StrEnum):
    """What a finding says. The order is the order of severity: the first one is the answer."""

    ACCOUNT_CANCELLED = "ACCOUNT_CANCELLED"
    SERVICE_ENDED = "SERVICE_ENDED"
    SERVICE_ABORTED = "SERVICE_ABORTED"
    ACCOUNT_SYSTEM = "ACCOUNT_SYSTEM"
    HELD_ALL = "HELD_ALL"
    RESTORE_FAILED = "RESTORE_FAILED"
    BARRED_WITHOUT_CAUSE = "BARRED_WITHOUT_CAUSE"
    TASK_HALTED = "TASK_HALTED"
    NETWORK_REFUSED = "NETWORK_REFUSED"
    NO_PLATFORM = "NO_PLATFORM"
    NOT_STARTED = "NOT_STARTED"
    HELD_UNPAID = "HELD_UNPAID"
    HELD = "HELD"
    RESTORE_PENDING = "RESTORE_PENDING"
    ACCOUNT_PARENT = "ACCOUNT_PARENT"
    ACCOUNT_SUSPENDED = "ACCOUNT_SUSPENDED"
    ACCOUNT_CLOSED_TO_ORDERS = "ACCOUNT_CLOSED_TO_ORDERS"
    TASK_OPEN = "TASK_OPEN"
    NETWORK_ASKED = "NETWORK_ASKED"
    ENDING_REFUSED = "ENDING_REFUSED"
    ENDING_HALTED = "ENDING_HALTED"
    MOVING_HALTED = "MOVING_HALTED"
    MOVING = "MOVING"
    ENDING = "ENDING"
    RESTRICT_PENDING = "RESTRICT_PENDING"
    RESTRICT_FAILED = "RESTRICT_FAILED"
    OVERDUE = "OVERDUE"
    STARTS_LATER = "STARTS_LATER"
    WORKS = "WORKS"


class StepKind(StrEnum):
    """What can be done next about a finding."""

    PAY = "PAY"
    PAY_OVERDUE = "PAY_OVERDUE"
    LIFT = "LIFT"
    RESTORE_ACCOUNT = "RESTORE_ACCOUNT"
    ASK_PARENT = "ASK_PARENT"
    ASK_SUPPORT = "ASK_SUPPORT"
    RESUBMIT = "RESUBMIT"
    COMPLETE = "COMPLETE"
    ABORT = "ABORT"
    RETRY_NETWORK = "RETRY_NETWORK"
    ABORT_NETWORK = "ABORT_NETWORK"
    WAIT_NETWORK = "WAIT_NETWORK"
    ORDER_ANEW = "ORDER_ANEW"
    NOTE_PROMISE = "NOTE_PROMISE"
    CHECK_DEVICE = "CHECK_DEVICE"


class RecordKind(StrEnum):
    """What kind of record a step is about."""

    TASK = "TASK"
    NETWORK_REQUEST = "NETWORK_REQUEST"
    ORDER = "ORDER"
    ACCOUNT = "ACCOUNT"
    RESTRICTION_CASE = "RESTRICTION_CASE"


class Step(Message):
    """Something that can be done next. `command` is what this caller would call; "" where nobody calls any.

    `refusals` say why this caller cannot; `roles` and `provider` say who can.
    """

    kind: StepKind
    command: str = ""
    record: RecordKind | None = None
    record_id: int | None = None
    reference: str = ""
    values: dict[str, Value] = Field(default_factory=dict)
    refusals: tuple[RefusalInfo, ...] = ()
    roles: tuple[Role, ...] = ()
    provider: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether this caller can do it now."""
        return bool(self.command) and not self.refusals


class Finding(Message):
    """One reason why something does not work, or will not, with what mends it.

    Sentences stand in `contract.texts.status`; values that end in `_cents`, `_on` and `_at` are amounts in
    minor units, days and moments.
    """

    cause: Cause
    severity: Severity
    values: dict[str, Value] = Field(default_factory=dict)
    steps: tuple[Step, ...] = ()


class NetworkState(StrEnum):
    """Whether the network has confirmed what it was asked for."""

    NOT_ASKED = "NOT_ASKED"
    ASKED = "ASKED"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"


class ServiceStatus(Message):
    """How a service stands. The first finding is the answer; there is always one.

    `hold_cause`, `bar`, `since` and `placed_by` are of the strongest active hold (D-26). `asked_at`: when the
    network was asked for the bar that is wanted; `confirmed_at`: when it confirmed that, None until it does.
    """

    service_id: int
    reference: str
    package_id: int
    package: str
    name: str
    service_type: str
    identifier_label: str
    identifier: str | None
    status: SubscriptionStatus
    restriction: str
    network: NetworkState
    hold_cause: HoldCause | None
    hold_origin: HoldOrigin | None
    hold_reason: str
    bar: Bar | None
    since: datetime | None
    placed_by: str
    further_holds: int
    asked_at: datetime | None = None
    confirmed_at: datetime | None = None
    findings: tuple[Finding, ...]


class InvoiceLine(Message):
    """An invoice with something still to pay; `overdue_days` is None until the day after its due day."""

    invoice_no: str
    issued_on: date
    due_on: date
    overdue_days: int | None
    total_cents: int
    due_cents: int
    disputed_cents: int


class PlanLine(Message):
    """A payment plan that runs."""

    start_on: date
    frequency: str
    number_of_payments: int
    status: str


class Money(Message):
    """What is owed, in minor units including tax.

    `to_restore_cents` is what must be paid before the rules lift their bars: until what is owed, without what
    is in dispute, is at most the threshold of the rule set in force (R-SUS-07, 10, 18). None: no rule set.
    """

    currency: str
    owing_cents: int
    overdue_cents: int
    disputed_cents: int
    oldest_overdue_days: int | None
    rule_set: str
    threshold_cents: int | None
    to_restore_cents: int | None
    is_omitted: bool
    invoices: tuple[InvoiceLine, ...]
    plans: tuple[PlanLine, ...]


class OpenOrder(Message):
    """An order or cancel request that is not finished."""

    record_id: int
    reference: str
    type: str
    status: str
    requested_on: date
    is_cancel_request: bool


class StatusRequest(Message):
    """Ask how the services of an account stand."""

    account_id: RecordId


class StatusReport(Message):
    """How the services of an account stand, those with the worst finding first. Over ones come last."""

    account_id: int
    account_no: str
    name: str
    account_status: int
    account_reason: str
    account_since: datetime | None
    may_order: CommandState
    may_note: bool
    findings: tuple[Finding, ...]
    services: tuple[ServiceStatus, ...]
    money: Money
    orders: tuple[OpenOrder, ...]
    as_of: datetime


SERVICES = Op(
    "status.services", StatusRequest, StatusReport, False, Power.READ_STATUS, "Say why services do not work"
)
