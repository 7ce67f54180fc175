"""The plans of the own provider in contract pools, and their default contract type (S-15)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import Line, RecordId, Version
from agentview.core.power import Power

MOST_CENTS = 10**11

Cents = Annotated[int, Field(ge=0, le=MOST_CENTS)]


class PutPlanRequest(Message):
    """Put a plan into a pool, or change how it stands there (`version`: that of its row; None: it is new).

    Charges and discounts in minor units excluding tax, for moving to this plan; None is nothing.
    """

    pool_id: RecordId
    plan_id: RecordId
    version: Version | None = None
    weight: Annotated[int, Field(ge=0, le=1_000_000)]
    upgrade_charge_cents: Cents | None = None
    crossgrade_charge_cents: Cents | None = None
    downgrade_charge_cents: Cents | None = None
    upgrade_discount_cents: Cents | None = None
    crossgrade_discount_cents: Cents | None = None
    downgrade_discount_cents: Cents | None = None


class PoolPlanChanged(Message):
    """A plan in a pool after a change."""

    pool_id: int
    pool: str
    plan_id: int
    plan: str
    version: int


class SetContractTypeRequest(Message):
    """Set the default contract type of a plan; None: it has none."""

    plan_id: RecordId
    version: Version
    contract_type_id: RecordId | None


class PlanChanged(Message):
    """A plan after its default contract type was set."""

    plan_id: int
    plan: str
    version: int
    contract_type: str


class PlanSort(StrEnum):
    """What the list of plans may be sorted by."""

    NAME = "NAME"


class PlansFilter(Message):
    """Which plans to list: by name or code; what is empty does not filter."""

    text: Line = ""
    contract_type_id: RecordId | None = None
    without_contract_type: bool = False


class PlansRequest(Message):
    """One page of the plans of the own provider."""

    filter: PlansFilter = PlansFilter()
    sort: PlanSort = PlanSort.NAME
    is_descending: bool = False
    after: Annotated[str, Field(min_length=1, max_length=1_000)] | None = None
    limit: int = Field(default=100, ge=1, le=200)


class PlanRow(Message):
    """A plan with its default contract type, and the pools that hold it."""

    plan_id: int
    version: int
    code: str
    plan: str
    internal_name: str
    is_sold: bool
    access_fee_cents: int
    currency: str
    contract_type_id: int | None
    contract_type: str
    pools: tuple[str, ...]


class Plans(Message):
    """Plans in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[PlanRow, ...]
    last: str | None
    total: int
    as_of: datetime


class PlanRef(Message):
    """A plan of the own provider."""

    plan_id: RecordId


PLANS = Op(
    "contract_catalogue.plans",
    PlansRequest,
    Plans,
    False,
    Power.READ_STATUS,
    "List plans with their default contract type",
)
PLAN = Op(
    "contract_catalogue.plan",
    PlanRef,
    PlanRow,
    False,
    Power.READ_STATUS,
    "Read a plan with its default contract type",
)
PUT_PLAN = Op(
    "contract_catalogue.put_plan",
    PutPlanRequest,
    PoolPlanChanged,
    True,
    Power.CATALOGUE_ADMIN,
    "Put a plan into a contract pool",
)
SET_CONTRACT_TYPE = Op(
    "contract_catalogue.set_contract_type",
    SetContractTypeRequest,
    PlanChanged,
    True,
    Power.CATALOGUE_ADMIN,
    "Set the default contract type of a plan",
)
