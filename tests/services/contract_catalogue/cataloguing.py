"""Administers contract types and pools as the administrator of the small operator."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from agentview.contract import contract_catalogue, contract_pools, contract_types
from agentview.contract.contract_pools import PoolDetail
from agentview.contract.contract_types import TypeRow
from agentview.contract.op import Op
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import Contract
from agentview.models.database import Stamp
from agentview.models.trail import AuditEntry
from tests import build
from tests.fixtures.backend import Backend
from tests.services.holdings import hold
from tests.services.provisioning.working import Working

ADMIN = "harbour_admin"
Attempts = tuple[tuple[Op[Any, Any], Mapping[str, object]], ...]
FIELDS: dict[str, object] = {
    "internal_name": "24 months",
    "external_name": "Two years",
    "description": "Binds for two years",
    "length": 24,
    "length_unit": "MONTH",
    "tax_code": "GST",
    "end_method": "NO_CONTRACT",
    "break_out_method": "FIXED",
    "break_out_amount_cents": 5000,
}
PLAN = {code: number for number, code in enumerate(build.PLANS, start=1)}


def add_type(working: Working, by: str = ADMIN, **more: object) -> TypeRow:
    """Add a contract type, and return it as it is listed."""
    made = working.call(by, contract_types.CREATE_TYPE, **{**FIELDS, **more})
    return working.call(by, contract_types.TYPE, contract_type_id=made.contract_type_id)


def read_type(working: Working, row: TypeRow, by: str = ADMIN) -> TypeRow:
    """Return a contract type as it is now."""
    return working.call(by, contract_types.TYPE, contract_type_id=row.terms.contract_type_id)


def edit_request(row: TypeRow, **more: object) -> dict[str, object]:
    """Return the request that changes a type in the version of `row`."""
    at: dict[str, object] = {"contract_type_id": row.terms.contract_type_id, "version": row.version}
    return {**FIELDS, "internal_name": row.terms.internal_name, **at, **more}


def add_pool(working: Working, row: TypeRow, name: str = "Mobile", by: str = ADMIN) -> PoolDetail:
    """Add a pool for contracts of a type."""
    type_id = row.terms.contract_type_id
    made = working.call(by, contract_pools.CREATE_POOL, name=name, contract_type_id=type_id)
    return working.call(by, contract_pools.POOL, pool_id=made.pool_id)


def read_pool(working: Working, pool: PoolDetail) -> PoolDetail:
    """Return a pool as it is now."""
    return working.call(ADMIN, contract_pools.POOL, pool_id=pool.row.pool_id)


def put(working: Working, pool: PoolDetail, code: str, weight: int, **more: object) -> None:
    """Put a plan into a pool."""
    at = {"pool_id": pool.row.pool_id, "plan_id": PLAN[code]}
    working.call(ADMIN, contract_catalogue.PUT_PLAN, **at, weight=weight, **more)


def set_default(working: Working, code: str, row: TypeRow | None) -> None:
    """Set the default contract type of a plan."""
    plan = working.call(ADMIN, contract_catalogue.PLAN, plan_id=PLAN[code])
    type_id = row.terms.contract_type_id if row is not None else None
    at = {"plan_id": PLAN[code], "version": plan.version}
    working.call(ADMIN, contract_catalogue.SET_CONTRACT_TYPE, **at, contract_type_id=type_id)


def bind(backend: Backend, row: TypeRow, status: str = "ACTIVE") -> int:
    """Bind an active package to a contract of a type; return the package."""
    held = hold(backend)
    with backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            Contract(
                package_subscription_id=held.package_id,
                contract_type_id=row.terms.contract_type_id,
                started_on=build.START.date(),
                end_on=build.START.date().replace(year=2028),
                auto_end=True,
                status=status,
            )
        )
    return held.package_id


def withdraw_plan(backend: Backend, code: str) -> None:
    """Take a plan off sale."""
    with backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(PackagePlan, PLAN[code]).status = "WITHDRAWN"


def trail(backend: Backend, entity: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return what the trail says of a kind of record."""
    with backend.database.read() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.entity == entity).order_by(AuditEntry.id))
        return [(row.action, row.field, row.old_value, row.new_value) for row in rows]
