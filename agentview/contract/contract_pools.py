"""Contract pools and the plans in them, and the setting that says when a contract blocks (S-15, D-03)."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.contract_types import Place
from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import Line, RecordId, Version
from agentview.core.power import Power


class PoolSort(StrEnum):
    """What the list of pools may be sorted by."""

    NAME = "NAME"


class PoolsFilter(Message):
    """Which pools to list; what is empty does not filter."""

    text: Line = ""


class PoolsRequest(Message):
    """One page of contract pools."""

    filter: PoolsFilter = PoolsFilter()
    sort: PoolSort = PoolSort.NAME
    is_descending: bool = False
    after: Place | None = None
    limit: int = Field(default=100, ge=1, le=200)


class PoolRow(Message):
    """A contract pool."""

    pool_id: int
    version: int
    name: str
    contract_type_id: int
    contract_type: str
    plans: int


class Pools(Message):
    """Pools in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[PoolRow, ...]
    last: str | None
    total: int
    as_of: datetime


class PoolRef(Message):
    """A contract pool of the own provider."""

    pool_id: RecordId


class PoolPlan(Message):
    """A plan in a pool: its weight, and what moving to it costs or is worth in each direction (R-MIG-25).

    `contract_type` is the plan's default; `fits` says whether it is the one of the pool. `migrations` counts
    the open ones that use it: while there is one, it cannot be taken out.
    """

    plan_id: int
    version: int
    code: str
    plan: str
    is_sold: bool
    contract_type: str
    fits: bool
    access_fee_cents: int
    weight: int
    upgrade_charge_cents: int | None
    crossgrade_charge_cents: int | None
    downgrade_charge_cents: int | None
    upgrade_discount_cents: int | None
    crossgrade_discount_cents: int | None
    downgrade_discount_cents: int | None
    migrations: int


class PoolDetail(Message):
    """All about a pool, its plans by weight."""

    row: PoolRow
    currency: str
    plans: tuple[PoolPlan, ...]
    changed_at: datetime
    changed_by: str


class CreatePoolRequest(Message):
    """A new pool for contracts of one type."""

    name: Line
    contract_type_id: RecordId


class RenamePoolRequest(PoolRef):
    """What a pool is to be called, in the version that was looked at."""

    version: Version
    name: Line


class PoolChanged(Message):
    """A pool after a command."""

    pool_id: int
    version: int
    name: str


class TakeOutRequest(PoolRef):
    """A plan to be taken out of a pool; `version` is that of its row."""

    plan_id: RecordId
    version: Version


class BlockSetting(StrEnum):
    """When a contract in force blocks a migration (R-MIG-01, D-03)."""

    POOL_AWARE = "POOL_AWARE"
    """Where no plan of its pool can take the package's place."""
    STRICT = "STRICT"
    """Always."""


class MigrationSetting(Message):
    """What the own provider has chosen; `version` goes with a change of it."""

    version: int
    contract_blocks_migration: BlockSetting


class SetMigrationSetting(Message):
    """Choose when a contract in force blocks a migration."""

    version: Version
    contract_blocks_migration: BlockSetting


POOLS = Op("contract_catalogue.pools", PoolsRequest, Pools, False, Power.READ_STATUS, "List contract pools")
POOL = Op(
    "contract_catalogue.pool", PoolRef, PoolDetail, False, Power.READ_STATUS, "Read a pool with its plans"
)
CREATE_POOL = Op(
    "contract_catalogue.create_pool",
    CreatePoolRequest,
    PoolChanged,
    True,
    Power.CATALOGUE_ADMIN,
    "Add a contract pool",
)
RENAME_POOL = Op(
    "contract_catalogue.rename_pool",
    RenamePoolRequest,
    PoolChanged,
    True,
    Power.CATALOGUE_ADMIN,
    "Rename a contract pool",
)
TAKE_OUT_PLAN = Op(
    "contract_catalogue.take_out_plan",
    TakeOutRequest,
    PoolChanged,
    True,
    Power.CATALOGUE_ADMIN,
    "Take a plan out of a contract pool",
)
SETTING = Op(
    "contract_catalogue.setting",
    Nothing,
    MigrationSetting,
    False,
    Power.READ_STATUS,
    "Read when a contract blocks a migration",
)
SET_SETTING = Op(
    "contract_catalogue.set_setting",
    SetMigrationSetting,
    MigrationSetting,
    True,
    Power.CATALOGUE_ADMIN,
    "Choose when a contract blocks a migration",
)
