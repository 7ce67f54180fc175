"""Whether a package can be migrated: all that stands against it, before anything is begun (S-14, page 1)."""

from datetime import date

from agentview.contract.contract_terms import ContractInForce
from agentview.contract.migrations import Blocker, MigrationCommand, PackageCheck, Preflight
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import CommandState
from agentview.core.errors import Refusal
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.services.contracts.in_force import shown
from agentview.services.migrations.blockers import blockers_of, open_migration
from agentview.services.migrations.candidates import listed
from agentview.services.migrations.losing import Losing, losing_of
from agentview.services.unit import Unit


def check(unit: Unit, request: PackageCheck) -> Preflight:
    """Judge a package in a fixed number of queries. Raises NotFound."""
    return preflight(unit, losing_of(unit, request.package_id))


def preflight(
    unit: Unit,
    losing: Losing,
    plan_count: int | None = None,
    *,
    own_order_id: int | None = None,
    is_overridden: bool = False,
) -> Preflight:
    """Judge a package that may go to so many plans; `own_order_id` is the migration judged again."""
    if plan_count is None:
        plan_count = listed(unit, losing).total
    is_open = open_migration(unit, losing.package.id)
    order_id = is_open.order_id if is_open is not None else None
    blockers = blockers_of(
        unit,
        losing,
        has_plans=plan_count > 0,
        rival_order_id=order_id if order_id != own_order_id else None,
        is_overridden=is_overridden,
    )
    return Preflight(
        package_id=losing.package.id,
        reference=reference(Prefix.PACKAGE, losing.package.id),
        account_id=losing.account.id,
        account_no=losing.account.account_no,
        customer=losing.account.name,
        plan=losing.plan.external_name,
        status=SubscriptionStatus(losing.package.status),
        contract=_contract(losing, unit.today),
        blockers=blockers,
        plan_count=plan_count,
        open_order_id=order_id if is_open is not None and is_open.may_be_opened(unit.caller) else None,
        commands=(_start_state(unit, blockers),),
    )


def _contract(losing: Losing, on: date) -> ContractInForce | None:
    if losing.contract is None or losing.terms is None:
        return None
    return shown(losing.contract, losing.terms, losing.access_fee, on)


def refusals_of(blockers: tuple[Blocker, ...]) -> tuple[Refusal, ...]:
    """Return blockers as reasons against a command."""
    return tuple(blocker.refusal.refusal() for blocker in blockers)


def _start_state(unit: Unit, blockers: tuple[Blocker, ...]) -> CommandState:
    """Say whether Migrate is open to the caller (R-MIG-10)."""
    power = Power.PKG_CANCEL_MIGRATE
    missing = (
        ()
        if unit.caller.has(power)
        else (Refusal("E-POWER", rule="R-MIG-10", values={"power": power.value}),)
    )
    return CommandState.of(MigrationCommand.START.value, missing + refusals_of(blockers))
