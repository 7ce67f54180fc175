"""Whose catalogue somebody reads and changes: the own provider's; a customer's login reads nothing of it."""

from sqlalchemy import select

from agentview.core.errors import Conflict, NotFound, Refusal, Value
from agentview.models.base import Tracked
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import ContractPool, ContractType
from agentview.models.party import Provider
from agentview.services.customer_scope import refuse_customers
from agentview.services.names import display_name
from agentview.services.own_records import own_record
from agentview.services.unit import Unit


def own_provider(unit: Unit, *, is_held: bool = False) -> Provider:
    """Return the caller's provider. Raises Denied (`E-STAFF-ONLY`) for a customer's login."""
    refuse_customers(unit)
    wanted = select(Provider).where(Provider.id == unit.caller.provider_id)
    wanted = wanted.execution_options(populate_existing=True)
    found = unit.session.scalars(wanted.with_for_update(key_share=True) if is_held else wanted).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"provider_id": unit.caller.provider_id}))
    return found


def own_type(unit: Unit, type_id: int, *, is_held: bool = False) -> ContractType:
    """Return a contract type, held where it is to be changed. Raises NotFound, also for another's."""
    return own_record(unit, ContractType, "contract_type_id", type_id, is_held=is_held)


def active_type(unit: Unit, type_id: int) -> ContractType:
    """Return a contract type that may be chosen anew. Raises NotFound, also for a withdrawn one."""
    found = own_type(unit, type_id)
    if found.status != "ACTIVE":
        raise NotFound(Refusal("E-NOT-FOUND", values={"contract_type_id": type_id}))
    return found


def own_pool(unit: Unit, pool_id: int, *, is_held: bool = False) -> ContractPool:
    """Return a pool, held where it is to be changed. Raises NotFound, also for another's."""
    return own_record(unit, ContractPool, "pool_id", pool_id, is_held=is_held)


def own_plan(unit: Unit, plan_id: int) -> PackagePlan:
    """Return a plan. Raises NotFound, also for another's."""
    return own_record(unit, PackagePlan, "plan_id", plan_id)


def stale(unit: Unit, row: Tracked | None) -> Conflict:
    """Return the error that says who was faster; None: the row is gone."""
    values: dict[str, Value] = {"status": "", "version": None, "by": "", "at": ""}
    if row is not None:
        values |= {
            "by": display_name(unit, row.updated_by),
            "at": row.updated_at.isoformat(),
            "version": row.row_version,
        }
    return Conflict(Refusal("E-STALE", rule="R-PRV-41", values=values))
