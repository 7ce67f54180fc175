"""The charges and credits of a customer: those that wait for the next invoice, and those that were billed."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import Columns, RecordId
from agentview.core.power import Power


class ChargesRequest(Message):
    """The charges of a customer, newest first, before one that is known."""

    account_id: RecordId
    before_id: RecordId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Charge(Message):
    """A charge, or a credit where negative, in minor units excluding tax.

    `kind` and `status` are codes; `reference` is the number of the order or migration that it comes of, ""
    where none does. `tax_code` is "" where the tax of the provider applies.
    """

    charge_id: int
    at: datetime
    kind: str
    description: str
    package_id: int | None
    package: str
    """What people call the package, and "" where it is for none."""
    plan: str
    amount_cents: int
    currency: str
    tax_code: str
    order_id: int | None
    hardware_order_id: int | None = None
    """The hardware order that it comes of; `reference` is its number then."""
    reference: str
    status: str
    is_pending: bool


class PendingTotal(Message):
    """What waits for the next invoice, in one currency: the sum of pending charges and credits."""

    currency: str
    amount_cents: int
    rows: int


class Charges(Message):
    """A page of charges. `pending` and `total` are of all charges of the customer, not of the page."""

    charges: tuple[Charge, ...]
    has_older: bool
    pending: tuple[PendingTotal, ...]
    total: int


class ChargesExportRequest(Message):
    """The next charges of an export, newest first; the first page (no `after`) is audited."""

    account_id: RecordId
    columns: Columns = ()
    after: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,9}$")] | None = None


class ChargesExportPage(Message):
    """Charges of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[Charge, ...]
    last: str | None
    total: int


CHARGES = Op(
    "customers.charges", ChargesRequest, Charges, False, Power.READ_STATUS, "List a customer's charges"
)
CHARGES_EXPORT = Op(
    "customers.charges_export",
    ChargesExportRequest,
    ChargesExportPage,
    True,
    Power.READ_STATUS,
    "Export a customer's charges",
)
