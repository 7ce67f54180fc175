"""Orders about a package that is held: to another owner (CHOWN), or to another plan (UPGRADE)."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.contract_terms import ContractFee
from agentview.contract.op import Message, Op
from agentview.contract.value import Line, Prose, RecordId, RefusalInfo
from agentview.core.power import Power


class MoveOutcome(StrEnum):
    """What becomes of a service when its package is transferred."""

    MOVES = "MOVES"
    """It goes on in the new package, with its identifier."""
    NEW = "NEW"
    """The new package has it, the old one has not."""
    ENDS = "ENDS"
    """The new package has none of its kind."""


class OwnerPreviewRequest(Message):
    """Ask what giving a package to another account would come to; without one, what stands against it."""

    package_id: RecordId
    new_account_id: RecordId | None = None
    requested_on: date | None = None


class ChangeOwnerRequest(Message):
    """Give a package to another account of the same provider, from a day on (today where none is named)."""

    package_id: RecordId
    new_account_id: RecordId
    requested_on: date | None = None
    note: Prose = ""


class PlansRequest(Message):
    """Ask which plans a package can be upgraded to; `text` is a part of the name or code."""

    package_id: RecordId
    text: Line = ""


class PlanPart(Message):
    """A service of a plan. `is_paired`: it goes on with one that the customer has."""

    service_plan_id: int
    name: str
    service_type: str
    is_mandatory: bool
    is_paired: bool


class PlanOffer(Message):
    """A plan on sale, and which kinds of service would end with it. Fees in minor units excluding tax."""

    plan_id: int
    code: str
    name: str
    internal_name: str
    setup_fee_cents: int
    access_fee_cents: int
    currency: str
    parts: tuple[PlanPart, ...]
    ends: tuple[str, ...]


class Plans(Message):
    """The plans, those with all kinds of service first, then by name."""

    plans: tuple[PlanOffer, ...]


class UpgradePreviewRequest(Message):
    """Ask what upgrading to a plan would come to; no plan: what stands against any."""

    package_id: RecordId
    plan_id: RecordId | None = None
    service_plan_ids: tuple[RecordId, ...] | None = Field(default=None, max_length=100)
    """The optional services to have; None: those that the customer has already."""
    requested_on: date | None = None


class UpgradeRequest(Message):
    """Replace a package by one of another plan, from a day on (today where none is named).

    `early_fee_cents` is the fee for leaving its contract early, as the preview showed it: it is charged when
    the upgrade is done, or waived for a reason (R-MIG-27, 28).
    """

    package_id: RecordId
    plan_id: RecordId
    service_plan_ids: tuple[RecordId, ...] | None = Field(default=None, max_length=100)
    requested_on: date | None = None
    note: Prose = ""
    early_fee_cents: Annotated[int, Field(ge=0, le=10**11)] | None = None
    is_fee_waived: bool = False
    waive_reason: Prose = ""


class UpgradeContract(Message):
    """The contract that an upgrade would leave. `fee`: None where it cannot be left early (R-MIG-27).

    `may_waive`: there is a fee, and the caller may waive it (R-MIG-28).
    """

    name: str
    end_on: date
    fee: ContractFee | None
    may_waive: bool


class MovedService(Message):
    """A service of the transfer: the one that is held, the one that comes, or both."""

    reference: str
    name: str
    service_type: str
    identifier: str | None
    outcome: MoveOutcome
    worked_by: str


class TransferPreview(Message):
    """What a transfer would come to: before and after, and every reason against it.

    `closed_until` is the last day of the closed billing periods, `earliest_on` the first day that a transfer
    can start (R-PRV-10, 11). Fees in minor units excluding tax.
    """

    package_id: int
    reference: str
    account_id: int
    owner: str
    owner_no: str
    new_owner: str
    new_owner_no: str
    plan: str
    new_plan: str
    fee_cents: int
    new_fee_cents: int
    setup_fee_cents: int
    currency: str
    closed_until: date | None
    earliest_on: date | None
    requested_on: date
    services: tuple[MovedService, ...]
    refusals: tuple[RefusalInfo, ...]
    contract: UpgradeContract | None = None


class Transferred(Message):
    """The order that was made of it."""

    order_id: int
    reference: str
    status: str
    account_id: int
    task_references: tuple[str, ...]


PREVIEW_OWNER = Op(
    "transfers.preview_owner",
    OwnerPreviewRequest,
    TransferPreview,
    False,
    Power.READ_STATUS,
    "Say what giving a package to another account would come to",
)
CHANGE_OWNER = Op(
    "transfers.change_owner",
    ChangeOwnerRequest,
    Transferred,
    True,
    Power.CREATE_ORDER,
    "Order that a package moves to another account",
)
PLANS = Op(
    "transfers.plans", PlansRequest, Plans, False, Power.READ_STATUS, "List the plans to upgrade a package to"
)
PREVIEW_UPGRADE = Op(
    "transfers.preview_upgrade",
    UpgradePreviewRequest,
    TransferPreview,
    False,
    Power.READ_STATUS,
    "Say what upgrading a package would come to",
)
UPGRADE = Op(
    "transfers.upgrade",
    UpgradeRequest,
    Transferred,
    True,
    Power.CREATE_ORDER,
    "Order that a package is replaced by one of another plan",
)
