"""Payment plans: open invoices that are paid in parts; while one runs it holds the rules back (E50)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.ledger import LedgerInvoice
from agentview.contract.op import Message, Op
from agentview.contract.suspension import Reason
from agentview.contract.value import RecordId, RefusalInfo, Version
from agentview.core.power import Power

MOST_PAYMENTS = 36
MOST_INVOICES = 50
MOST_DAYS_AHEAD = 31
"""A plan begins at most so many days ahead: until its first payment nothing is paid."""
GRACE_DAYS = 3
"""A payment may be late by so many days before the plan has failed."""


class Frequency(StrEnum):
    """How often a part is paid; monthly on the same day, or the last one of a shorter month."""

    WEEKLY = "WEEKLY"
    FORTNIGHTLY = "FORTNIGHTLY"
    MONTHLY = "MONTHLY"


class PlanStatus(StrEnum):
    """How far a plan is; it is in progress as soon as it is agreed (R-SUS-05)."""

    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    """A payment of it is late by more than the days of grace."""
    CANCELLED = "CANCELLED"


class PlanTerms(Message):
    """Which open invoices of an account are paid in how many parts, and when the first one is."""

    account_id: RecordId
    invoice_ids: Annotated[tuple[RecordId, ...], Field(min_length=1, max_length=MOST_INVOICES)]
    start_on: date
    frequency: Frequency = Frequency.MONTHLY
    number_of_payments: int = Field(ge=1, le=MOST_PAYMENTS)


class Instalment(Message):
    """A part of a plan, in minor units; `is_paid`: what was paid of the invoices reaches up to here."""

    number: int
    due_on: date
    amount_cents: int
    is_paid: bool = False


class PlanPreview(Message):
    """What a plan comes to, or every reason against it; nothing is written.

    The parts add up to the total to the cent: all are equal, and the last one takes the rest.
    """

    total_cents: int
    currency: str
    instalments: tuple[Instalment, ...]
    refusals: tuple[RefusalInfo, ...]


class PlanRow(Message):
    """A plan; amounts in minor units. `paid_cents` was paid, or credited, of its invoices since."""

    payment_plan_id: int
    version: int
    account_id: int
    status: PlanStatus
    start_on: date
    frequency: Frequency
    number_of_payments: int
    total_cents: int
    paid_cents: int
    currency: str
    invoice_nos: tuple[str, ...]
    instalments: tuple[Instalment, ...]
    next_on: date | None
    """When the next part is to be paid; None: none is, or the plan does not run."""
    made_at: datetime
    made_by: str


class PlansRequest(Message):
    """Ask for the plans of an account, newest first."""

    account_id: RecordId


class Plans(Message):
    """The newest plans of an account, newest first."""

    rows: tuple[PlanRow, ...]
    as_of: datetime


class PlannableInvoice(Message):
    """An open invoice, and the running plan that pays it; None: it can be chosen for one."""

    invoice: LedgerInvoice
    payment_plan_id: int | None


class PlannableInvoices(Message):
    """The open invoices of an account, the oldest first."""

    rows: tuple[PlannableInvoice, ...]
    currency: str
    as_of: datetime


class CancelPlanRequest(Message):
    """A plan is not kept to any more."""

    payment_plan_id: RecordId
    version: Version
    reason: Reason


LIST = Op(
    "payment_plans.list",
    PlansRequest,
    Plans,
    False,
    Power.READ_STATUS,
    "List the payment plans of an account",
)
INVOICES = Op(
    "payment_plans.invoices",
    PlansRequest,
    PlannableInvoices,
    False,
    Power.READ_STATUS,
    "List the open invoices of an account with their plans",
)
PREVIEW = Op(
    "payment_plans.preview",
    PlanTerms,
    PlanPreview,
    False,
    Power.CREDIT_CONTROL,
    "Say what a payment plan comes to",
)
CREATE = Op("payment_plans.create", PlanTerms, PlanRow, True, Power.CREDIT_CONTROL, "Agree on a payment plan")
CANCEL = Op(
    "payment_plans.cancel", CancelPlanRequest, PlanRow, True, Power.CREDIT_CONTROL, "Cancel a payment plan"
)
